"""The program stopped from outside and let go on."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home
from tests.pty.test_terminal_manners import assert_left_clean
from tests.support.terminal import ENTER
from tests.support.today import boxes

pytestmark = pytest.mark.pty


def test_a_program_that_was_stopped_and_goes_on_takes_each_key_once_and_leaves_the_terminal_as_it_was(
    home_with_plan: Home,
) -> None:
    home_with_plan.config.parent.mkdir(parents=True)
    home_with_plan.config.write_text("animation = false\n", encoding="utf-8")
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        for _ in range(2):
            terminal.stop()
            terminal.go_on()
            terminal.read_all()
        terminal.press(ENTER, boxes("Clam", "■□□"))
        terminal.press(ENTER, boxes("Clam", "■■□"))
        terminal.type("q")
        assert terminal.ended() == 0
        assert_left_clean(terminal)
    assert len(home_with_plan.rows("SELECT id FROM sets")) == 2

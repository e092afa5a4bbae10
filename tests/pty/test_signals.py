"""The program told to end by a signal, and left without its terminal: the terminal is given back, nothing spins."""

from __future__ import annotations

import signal

import pytest

from tests.pty.conftest import Home
from tests.pty.test_terminal_manners import assert_left_clean, left_on
from tests.support.terminal import CTRL_Z, ENTER, Terminal
from tests.support.today import boxes

pytestmark = pytest.mark.pty


@pytest.mark.parametrize("name", ["SIGTERM", "SIGQUIT", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("keys", ["", "n", "L", "?"], ids=["today", "a dialog", "another screen", "help"])
def test_a_signal_that_ends_it_gives_the_terminal_back_and_is_the_exit_status(
    home_with_plan: Home, name: str, keys: str
) -> None:
    number = signal.Signals[name]
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        terminal.type(keys)
        terminal.send(number)
        assert terminal.ended() == 128 + number
        assert_left_clean(terminal)
    assert len(home_with_plan.rows("SELECT id FROM sets")) == 1


def test_a_signal_before_anything_is_drawn_leaves_a_clean_terminal(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(lambda seen: bool(seen.raw))
        terminal.send(signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert_left_clean(terminal)


def test_with_sighup_ignored_it_ends_when_its_terminal_is_gone(home_with_plan: Home) -> None:
    with Terminal(home_with_plan.environment, ignored=[signal.SIGHUP]) as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        terminal.take_away()
        assert terminal.exit_status() == 128 + signal.SIGHUP
    assert len(home_with_plan.rows("SELECT id FROM sets")) == 1


@pytest.mark.parametrize("keys", ["", "L", "H", "P"])
def test_after_ctrl_z_and_fg_the_same_picture_is_there_although_nothing_has_changed(
    home_with_plan: Home, keys: str
) -> None:
    config = home_with_plan.config
    config.parent.mkdir(parents=True)
    config.write_text("animation = false\n", encoding="utf-8")
    with home_with_plan.start_in_shell() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(keys)
        terminal.read_all()
        terminal.falls_silent(1)  # of what is drawn by and by, the last
        before = terminal.lines[:-1]
        terminal.press(CTRL_Z, "Stopped")
        assert set(left_on(terminal.raw)) <= {"7", "25"}
        terminal.press("fg\r", lambda seen: seen.lines[:-1] == before)

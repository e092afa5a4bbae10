"""No control sequence of a note reaches the terminal."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color

from tests.pty.conftest import Home
from tests.support.today import boxes
from tracker.tui.compat.control_char_filter import ControlCharFilter

TITLE = "\x1b]0;mine\x07"


@pytest.mark.pty
def test_a_note_that_would_set_the_title_of_the_window_does_not(home_with_plan: Home) -> None:
    home_with_plan.run("log", "clam", "8", "--note", TITLE)
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "■□□"))
        terminal.press("e", "mine")
        terminal.type("\x1bq")
        terminal.read_all()
        assert b"\x1b]0;" not in terminal.raw


def test_what_is_taken_out_leaves_as_many_cells() -> None:
    segments = ControlCharFilter().apply([Segment(f"a{TITLE}b"), Segment("c")], Color(0, 0, 0))
    assert "".join(segment.text for segment in segments) == "a]0;mineb" + "c"

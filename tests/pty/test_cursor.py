"""The terminal's own cursor stands on what is selected, where a screen reader looks."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home
from tests.support.terminal import ENTER, ESCAPE, Terminal
from tests.support.today import boxes

pytestmark = pytest.mark.pty

TAB, DOWN = "\t", "\x1b[B"


def on_line(terminal: Terminal) -> str:
    """The text of the line from the terminal's cursor on."""
    at = terminal.cursor
    return terminal.lines[at[1]][at[0] :]


def moves_to(terminal: Terminal, keys: str, text: str) -> None:
    terminal.press(keys, lambda seen: on_line(seen).lstrip().startswith(text))


def test_it_follows_the_selected_row_of_every_screen(home_with_plan: Home) -> None:
    home_with_plan.run("plan", "set", "bird-dog")
    with home_with_plan.start(rows=30) as terminal:
        terminal.until(boxes("Clam", "□□□"))
        moves_to(terminal, "", "▶ Clam")
        moves_to(terminal, DOWN, "▶ Bird dog")
        moves_to(terminal, "P", "▶ 1 Clam")
        moves_to(terminal, DOWN, "▶ 2 Bird dog")
        moves_to(terminal, "L", "▶  Abdominal brace")
        moves_to(terminal, "j", "▶  Heel slides")
        moves_to(terminal, "H", "Adherence by week")
        moves_to(terminal, DOWN, "Pain in the morning")
        moves_to(terminal, "T", "▶ Bird dog")


def test_it_stands_on_an_open_question_and_then_on_the_session_again(home: Home) -> None:
    home.run("plan", "set", "clam")
    with home.start() as terminal:
        terminal.until("Back or leg pain this morning?")
        moves_to(terminal, "", "Back or leg pain this morning?")
        moves_to(terminal, "0", "▶ Clam")


def test_it_stands_in_the_field_of_a_form_and_on_the_row_of_a_dialog(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        moves_to(terminal, "e", "▶Clam")
        terminal.press(ESCAPE, lambda seen: "Logged on" not in seen.text)
        terminal.press("n", "Note")
        terminal.press("sore", lambda seen: "sore" in seen.text)
        at = terminal.cursor
        assert terminal.lines[at[1]][: at[0]].endswith("sore")

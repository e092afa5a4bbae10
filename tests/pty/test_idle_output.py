"""Left alone, the program writes not one byte: on every main screen, in a paused session, in fields and in dialogs.

A screen with a figure is watched for longer than a figure stands still while it moves.
"""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home
from tests.support.terminal import ENTER, ESCAPE, RIGHT, Terminal
from tests.support.today import boxes

pytestmark = pytest.mark.pty

# The program looks for changes by others every second; a field would blink twice a second. A figure that moves stands
# still for some seconds at a time.
WATCHED_S, WATCHED_FIGURE_S = 1.2, 4.0
WITH_FIGURE = {"today", "library"}
TO_SCREEN = {
    "today": ("T", "□□□"),
    "library": ("L", "find an exercise"),
    "history": ("H", "Adherence by week"),
    "plan": ("P", "▶ 1 Clam"),
}
# By screen the keys that open a dialog, and words that it alone shows.
DIALOGS = {
    "today": {
        "n": "Note",
        "g": "Go to a day",
        "e": "Logged on",
        "?": "↑ ↓ scroll",
        "!": "↑ ↓ scroll",
        "w": "Clam: ",
        ":": "Search for commands",
    },
    "library": {
        "f": "What to show",
        "n": "An exercise of your own",
        "o": "Left out, and why",
        "c": "To read",
        ENTER: "Add to the plan",
    },
    "history": {"a": "Ask the record", "n": "Questions for your therapist"},
    "plan": {
        ENTER: "change the plan",
        "s": "enter choose",
        "p": "Pause the plan",
        "e": "The plan as text",
        "o": "When the plan may grow",
    },
}


def open_screen(terminal: Terminal, screen: str) -> None:
    terminal.until(boxes("Clam", "□□□"))
    key, shows = TO_SCREEN[screen]
    terminal.press(key, shows)


@pytest.mark.parametrize("screen", TO_SCREEN)
def test_a_screen_falls_silent(home_with_plan: Home, screen: str) -> None:
    with home_with_plan.start() as terminal:
        open_screen(terminal, screen)
        terminal.falls_silent(WATCHED_FIGURE_S if screen in WITH_FIGURE else WATCHED_S)


@pytest.mark.parametrize("screen", DIALOGS)
def test_a_dialog_falls_silent(home_with_plan: Home, screen: str) -> None:
    with home_with_plan.start() as terminal:
        open_screen(terminal, screen)
        if screen == "today":
            terminal.press(ENTER, boxes("Clam", "■□□"))
        for keys, words in DIALOGS[screen].items():
            terminal.press(keys, words)
            terminal.falls_silent(WATCHED_S)
            terminal.type(ESCAPE)
            terminal.until_gone(words)


def test_finding_an_exercise_falls_silent_with_the_cursor_in_the_field(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        open_screen(terminal, "library")
        terminal.press("/cla", "cla")
        terminal.falls_silent(WATCHED_S)


def test_a_paused_session_falls_silent(home_with_brace: Home) -> None:
    with home_with_brace.start_by_clock() as terminal:
        terminal.until(boxes("Abdominal brace", "□□□"))
        terminal.press(" ", "□□□ set 1 of 3")
        terminal.press(RIGHT, "rep 1 of 1")
        terminal.press(" ", "space Go on")
        terminal.falls_silent(WATCHED_FIGURE_S)


def test_the_questions_of_the_first_run_fall_silent(home: Home) -> None:
    with home.start() as terminal:
        terminal.until("Backtracker")
        terminal.falls_silent(WATCHED_S)

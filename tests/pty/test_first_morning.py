"""From an empty folder to a logged morning and back on the next start, in the program as it is installed."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home
from tests.support.terminal import ENTER, Terminal
from tests.support.today import DONE, MISSING, Shown, boxes, line_of, shows

pytestmark = pytest.mark.pty


def test_a_first_morning_is_all_there_on_the_next_start(home: Home) -> None:
    with home.start() as terminal:
        terminal.until("Ask a doctor or physical therapist first")
        terminal.press(ENTER, "How much back or leg pain is there on an ordinary good day?")
        terminal.press("0", "Starter plans")
        terminal.press(ENTER, "How many minutes can you walk in comfort now?")
        terminal.press(ENTER, "Back or leg pain this morning?")
        terminal.press("1", "Morning 1")
        terminal.press(ENTER, boxes("Abdominal brace", "■"))
        terminal.press(ENTER, boxes("Bridge", "■□"))
        terminal.press(ENTER, boxes("Bridge", "■■"))
        terminal.press("4", lambda seen: "4▏" in line_of(seen, "Bird dog, leg only"))
        terminal.press(ENTER, boxes("Bird dog, leg only", "■□□"))
        terminal.press("A", "Any back or leg pain during today's session?")
        terminal.press("0", boxes("Bird dog, leg only", "■■■"))
        terminal.press("q", lambda seen: True)
        assert terminal.ended() == 0

    day = home.answer("today")
    assert day["checkin"] == {
        "date": "2026-11-23",
        "pain": 1,
        "flare": False,
        "leg": False,
        "approximate": False,
        "note": "",
    }
    assert [len(row["logged"]) for row in day["exercises"]] == [1, 2, 3, 1, 1, 1, 2, 1]
    assert [each["reps"] for each in day["exercises"][2]["logged"]] == [4, 3, 1]
    assert home.answer("settings", "pain_free_limit") == {"pain_free_limit": 1}

    with home.start(columns=100) as terminal:  # room for each name beside its pain
        terminal.until("Morning 1")
        for row in day["exercises"]:
            pains = {each["pain"] for each in row["logged"]}
            assert pains == {0}
            terminal.until(shows(row["name"], Shown(len(row["logged"]), 0, 0)))
        rows = len(day["exercises"])
        terminal.until(lambda seen: sum(DONE in line or MISSING in line for line in seen.lines) == rows)
        terminal.type("q")
        assert terminal.ended() == 0
    assert home.answer("today") == day


def test_what_a_command_writes_is_on_the_screen_of_an_open_window_and_the_other_way_round(home: Home) -> None:
    home.run("plan", "set", "clam", "--reps", "8,8,8")
    home.run("checkin", "0")
    with home.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        home.run("log", "clam", "8")
        terminal.until(boxes("Clam", "■□□"))
        terminal.press(ENTER, boxes("Clam", "■■□"))
        (row,) = home.answer("today")["exercises"]
        assert [each["reps"] for each in row["logged"]] == [8, 8]
        assert "Undone" in home.run("undo")
        terminal.until(boxes("Clam", "■□□"))


def test_a_name_stands_in_one_line_from_the_first_drawing(home: Home) -> None:
    home.run("plan", "set", "breathing-90-90", "--minutes", "2")
    home.run("checkin", "0")
    halves: list[str] = []

    def is_drawn(seen: Terminal) -> bool:
        halves.extend(line for line in seen.lines if line.strip().startswith("g, 90/90"))
        return bool(boxes("Breathing, 90/90", "□")(seen)) and "Morning 0" in seen.text

    with home.start(columns=100, slow=True) as terminal:
        terminal.until(is_drawn)
        terminal.until(lambda seen: is_drawn(seen) and "next step possible on 7 December" in seen.text)
    assert not halves

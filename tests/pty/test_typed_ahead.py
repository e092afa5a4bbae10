"""Keys that come all at once, as from a line that stood still: each counts once, in the order typed."""

from __future__ import annotations

import pytest

from tests.pty.conftest import Home, run_first_set
from tests.support.terminal import ENTER, ESCAPE
from tests.support.today import Shown, boxes, shown, shows

pytestmark = pytest.mark.pty


def test_a_number_typed_behind_a_key_is_about_what_comes_after_it(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(f"{ENTER}5{ENTER}p2", boxes("Clam", "■■□"))
        terminal.until(lambda seen: shown(seen, "Clam").pain == 2)
    assert home_with_plan.rows("SELECT reps, pain FROM sets ORDER BY id") == [(8, 2), (5, 2)]


def test_over_a_slow_line_every_key_counts_once(home_with_plan: Home) -> None:
    home_with_plan.run("plan", "set", "bird-dog")
    with home_with_plan.start(slow=True) as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(f"{ENTER}7{ENTER}p1{ENTER}u")
        terminal.type(f"4{ENTER}b{ENTER}")
        terminal.until(lambda seen: shown(seen, "Bird dog").done == 2)
        terminal.until(shows("Clam", Shown(2, 1, 1)))
    assert home_with_plan.rows("SELECT exercise, reps, pain, form_broke FROM sets ORDER BY id") == [
        ("clam", 8, 1, 0),
        ("clam", 7, 1, 0),
        ("bird-dog", 4, None, 1),
        ("bird-dog", 3, None, 0),
    ]


def test_hands_free_a_pain_is_answered_by_a_number_typed_behind_its_key(home_with_brace: Home) -> None:
    home = home_with_brace
    with home.start_by_clock() as terminal:
        run_first_set(home, terminal)
        terminal.type("p1")
        terminal.until(lambda _: home.rows("SELECT pain FROM sets") == [(1,)])


def test_a_note_typed_behind_its_key_is_whole_and_the_keys_after_it_are_for_today(home_with_plan: Home) -> None:
    home_with_plan.run("plan", "set", "bird-dog")
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(f"{ENTER}nstiff 10 min{ENTER}j5{ENTER}")
        terminal.until(boxes("Bird dog", "■□□"))
    assert home_with_plan.rows("SELECT exercise, reps, note FROM sets ORDER BY id") == [
        ("clam", 8, "stiff 10 min"),
        ("bird-dog", 5, ""),
    ]


def test_keys_go_from_screen_to_screen_and_back(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(f"PT4{ENTER}L/bri{ENTER}HT3{ENTER}")
        terminal.until(boxes("Clam", "■■□"))
    assert home_with_plan.rows("SELECT reps FROM sets ORDER BY id") == [(4,), (3,)]


def test_keys_typed_behind_a_list_that_they_leave_are_for_what_is_there_then(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(":skip", "Leave this exercise out today")
        terminal.type(f"{ENTER}t")
        terminal.until("left out")
    assert home_with_plan.rows("SELECT exercise, reason FROM skips") == [("clam", "time")]


def test_keys_that_come_together_like_the_code_of_another_are_keys_all_the_same(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(f"{ESCAPE}[:A")
        terminal.until("Search for commands")
        terminal.press(ESCAPE, boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))


def test_four_keys_typed_blindly_lead_from_nothing_to_a_plan(home: Home) -> None:
    with home.start() as terminal:
        terminal.until("Ask a doctor or physical therapist first")
        terminal.type(f"{ENTER}2{ENTER}{ENTER}3{ENTER}")
        terminal.until("Morning 3")
        terminal.until(boxes("Abdominal brace", "■"))
    assert home.rows("SELECT pain FROM checkins") == [(3,)]
    assert home.rows("SELECT value FROM settings WHERE name = 'pain_free_limit'") == [("2",)]

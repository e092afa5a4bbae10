"""The program killed, stopped, made tiny or left alone while something is under way: nothing lost, nothing twice."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.pty.conftest import BRACE_S, Home, run_first_set
from tests.pty.test_terminal_manners import assert_left_clean, left_on
from tests.support.terminal import CTRL_Z, ENTER, ESCAPE, PATIENCE_S, RIGHT, Terminal
from tests.support.today import boxes, line_of

pytestmark = pytest.mark.pty

IN_THE_HOLD_S = 3
OTHER_SCREEN = b"\x1b[?1049h"
SMALL = {"columns": 60, "rows": 12}  # so that what is to be read from the mat is in letters


def logged(home: Home) -> int:
    """How many sets are on disk."""
    return len(home.rows("SELECT id FROM sets"))


def until_logged(home: Home, sets: int) -> None:
    """Wait until so many sets are on disk, without a look at the screen."""
    deadline = time.monotonic() + PATIENCE_S
    while logged(home) != sets:
        assert time.monotonic() < deadline, f"{logged(home)} sets are on disk"


def begun_more_often_than(times: int) -> Callable[[Terminal], bool]:
    """Whether the program has gone to its own screen more often."""
    return lambda terminal: terminal.raw.count(OTHER_SCREEN) > times


def test_killed_in_the_middle_of_a_hold_it_goes_on_with_that_set(home_with_brace: Home) -> None:
    home = home_with_brace
    with home.start_by_clock(**SMALL) as terminal:
        run_first_set(home, terminal)
        terminal.press(RIGHT, "rep 1 of 1")
        home.clock.glides(IN_THE_HOLD_S)
        terminal.until("■ hold")
        terminal.kill()
    assert logged(home) == 1
    with home.start_by_clock(**SMALL) as terminal:
        terminal.until(boxes("Abdominal brace", "■□□"))
        terminal.press(" ", "■□□ set 2 of 3")
        terminal.press(RIGHT, "rep 1 of 1")
        home.clock.glides(BRACE_S + 0.5)
        terminal.until("■■□ set 3 of 3")
    assert logged(home) == 2


def test_killed_between_a_key_and_its_answer_the_set_is_there_once_or_not_at_all(home_with_plan: Home) -> None:
    home = home_with_plan
    with home.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.type(ENTER)
        until_logged(home, 1)
        terminal.kill()
    with home.start() as terminal:
        terminal.until(boxes("Clam", "■□□"))
        terminal.type(ENTER)
        terminal.kill()
    sets = logged(home)
    assert sets in (1, 2)
    with home.start() as terminal:
        terminal.until(boxes("Clam", "■■□" if sets == 2 else "■□□"))
        terminal.press("a", boxes("Clam", "■■■"))
    assert home.rows("SELECT reps FROM sets") == [(8,)] * 3


def test_after_ctrl_z_and_fg_all_is_as_it_was_and_what_was_written_meanwhile(home_with_plan: Home) -> None:
    home = home_with_plan
    with home.start_in_shell() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press("4", "4▏of 8·8·8")
        terminal.press(CTRL_Z, "Stopped")
        assert set(left_on(terminal.raw)) <= {"7", "25"}
        home.run("log", "clam", "8")
        terminal.press("fg\r", boxes("Clam", "■□□"))
        terminal.until(lambda seen: "4▏of 8·8·8" in line_of(seen, "Clam"))
        terminal.press(ENTER, boxes("Clam", "■■□"))
        prompts = terminal.raw.count(b"$ ")
        terminal.press("q", lambda seen: seen.raw.count(b"$ ") > prompts)
        terminal.type("exit\r")
        assert terminal.ended() == 0
    assert home.rows("SELECT reps FROM sets ORDER BY id") == [(8,), (4,)]


def test_stopped_and_let_go_on_by_signals_it_takes_keys_once_and_leaves_a_clean_terminal(home_with_plan: Home) -> None:
    with home_with_plan.start() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        for _ in range(2):
            terminal.stop()
            begun = terminal.raw.count(OTHER_SCREEN)
            terminal.go_on()
            terminal.until(begun_more_often_than(begun))
            terminal.press("4", "4▏of 8·8·8")
            terminal.press("\x7f", lambda seen: "4▏" not in seen.text)
        terminal.press(f"5{ENTER}", boxes("Clam", "■□□"))
        terminal.type("q")
        assert terminal.ended() == 0
        assert_left_clean(terminal)
    assert home_with_plan.rows("SELECT reps FROM sets") == [(5,)]


def test_after_ctrl_z_and_fg_a_countdown_waits_where_it_was(home_with_brace: Home) -> None:
    home = home_with_brace
    with home.start_in_shell(**SMALL) as terminal:
        run_first_set(home, terminal)
        terminal.press(RIGHT, "rep 1 of 1")
        home.clock.glides(IN_THE_HOLD_S)
        terminal.until("■ hold")
        terminal.press(CTRL_Z, "Stopped")
        home.clock.leaps(minutes=10)
        terminal.press("fg\r", lambda seen: "‖ paused" in seen.text and "■□□ set 2 of 3" in seen.text)
        terminal.until(lambda seen: "Stopped" not in seen.text)
        assert logged(home) == 1
        terminal.press(" ", "◆ ready")
        home.clock.glides(BRACE_S)
        terminal.until("■■□ set 3 of 3")
        terminal.press(ESCAPE, boxes("Abdominal brace", "■■□"))
    assert logged(home) == 2


def test_a_session_goes_on_in_a_tiny_terminal_and_is_all_there_in_a_large_one(home_with_brace: Home) -> None:
    home = home_with_brace
    with home.start_by_clock() as terminal:
        run_first_set(home, terminal)
        terminal.resize(20, 6)
        terminal.until("□ rest")
        terminal.press(RIGHT, "▶ brace")
        home.clock.glides(BRACE_S + 0.5)
        terminal.until("□ rest")
        terminal.resize(80, 24)
        terminal.until("■■□ set 3 of 3")
        terminal.press(ESCAPE, boxes("Abdominal brace", "■■□"))
    assert logged(home) == 2


def test_left_open_overnight_the_first_key_only_turns_the_page(home_with_plan: Home) -> None:
    home = home_with_plan
    with home.start_by_clock() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        home.clock.leaps(days=1)
        terminal.until("Monday 23 November · Morning")
        terminal.press(ENTER, "Back or leg pain this morning?")
        terminal.until(boxes("Clam", "□□□"))
        terminal.press("1", "Morning 1")
        terminal.press(ENTER, boxes("Clam", "■□□"))
    assert home.rows("SELECT date FROM sets ORDER BY id") == [("2026-11-23",), ("2026-11-24",)]
    assert home.rows("SELECT date, pain FROM checkins ORDER BY date") == [("2026-11-23", 0), ("2026-11-24", 1)]


def test_a_session_that_is_going_on_stays_on_its_day_as_the_next_begins(home_with_plan: Home) -> None:
    home = home_with_plan
    home.clock.leaps(hours=19, minutes=20)
    with home.start_by_clock() as terminal:
        terminal.until(boxes("Clam", "□□□"))
        terminal.press(ENTER, boxes("Clam", "■□□"))
        home.clock.leaps(minutes=20)
        terminal.until("Monday 23 November · Morning")
        terminal.press(ENTER, boxes("Clam", "■■□"))
        home.clock.leaps(hours=2)
        terminal.press(ENTER, "Back or leg pain this morning?")
        terminal.until(boxes("Clam", "□□□"))
    assert home.rows("SELECT date FROM sets") == [("2026-11-23",)] * 2

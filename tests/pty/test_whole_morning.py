"""A whole morning in the terminal, by a clock that is moved; afterwards the rows on disk are what the screen showed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.pty.conftest import BRACE_S, MONDAY, Home
from tests.support.moved_clock import MovedClock
from tests.support.terminal import CTRL_R, ENTER, ESCAPE, RIGHT, Terminal
from tests.support.today import Shown, boxes, cursor_on, last_time, line_of, shown, shows
from tracker.clock import Clock
from tracker.core.model import SetLog, SkipReason
from tracker.core.session.timeline import BREATHER_S
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.plan import planning
from tracker.service.plan.planning import PlanEdit

pytestmark = pytest.mark.pty

TODAY = datetime.fromisoformat(MONDAY).date()
BRACE, DOG, ROLLS, FLEXOR, FOUR = "Abdominal brace", "Bird dog", "Knee rolls", "Hip flexor", "Figure four"
NAMES = {"bird-dog": DOG, "abdominal-brace": BRACE, "knee-rolls": ROLLS, "hip-flexor": FLEXOR, "figure-four": FOUR}
SET = "exercise, reps, hold_s, pain, leg, form_broke, note"
SETS_BEFORE = f"SELECT * FROM sets WHERE date < '{TODAY}' ORDER BY id"


def write_two_clean_weeks(context: AppContext) -> None:
    """A fortnight in which the bird dog was done as planned and nothing hurt, so that a step is due."""
    days = [TODAY - timedelta(days=back) for back in range(14, 0, -1)]
    then = open_context(context.store.path, Clock(datetime.fromisoformat(MONDAY) - timedelta(days=14)))
    planning.set_exercise(then, then.exercise("bird-dog"))
    then.close()
    with context.store.transaction("two weeks", at=context.clock.stamp()) as change:
        for day in days:
            change.add_sets(day, [SetLog("bird-dog", reps=reps, hold_s=10, pain=0) for reps in (5, 3, 1)])
    for day in days:
        recording.check_in(context, day, 0)


@pytest.fixture
def home_with_past(home: Home) -> Home:
    """Folders with a plan of five exercises, of which one is due for a step."""
    home.database.parent.mkdir(parents=True)
    context = open_context(home.database, Clock(datetime.fromisoformat(MONDAY)))
    write_two_clean_weeks(context)
    planning.set_exercise(context, context.exercise("abdominal-brace"), PlanEdit(reps=(1, 2), hold_s=2))
    for exercise in ("knee-rolls", "hip-flexor", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise))
    context.close()
    return home


def go_through(terminal: Terminal, clock: MovedClock) -> None:
    """The check-in, a step, a part by hands-free and the rest by keys: what is done, mended, taken back, left out."""
    terminal.until("Back or leg pain this morning?")
    terminal.press("0", "Bird dog: a step up to 6·3·1 × 10 s")
    terminal.press("y", lambda seen: "6·3·1" in line_of(seen, DOG))
    run_hands_free(terminal, clock)
    terminal.press("j", cursor_on(BRACE))
    terminal.press("p", "Pain in Abdominal brace?")
    terminal.press("2", lambda seen: shown(seen, BRACE).pain == 2)
    terminal.press("k", cursor_on(DOG))
    terminal.press("5", "5▏of 6·3·1")
    terminal.press(ENTER, "Bird dog: 1 set logged (5 × 10 s)")
    terminal.press("b", lambda seen: shown(seen, DOG).form_broke)
    terminal.press(ENTER, "Bird dog: 1 set logged (3 × 10 s)")
    terminal.press("n", "Note: Bird dog")
    terminal.press(f"wobbly{ENTER}", "Bird dog: note.")
    terminal.press("jj", cursor_on(ROLLS))
    terminal.press(ENTER, "Knee rolls: 1 set logged (6)")
    terminal.press("u", boxes(ROLLS, "□"))
    terminal.press(CTRL_R, boxes(ROLLS, "■"))
    terminal.until(cursor_on(FLEXOR))
    terminal.press("st", "Hip flexor left out on 23 November (no time)")
    terminal.press("A", "Any back or leg pain during today's session?")
    terminal.press("0", lambda seen: shown(seen, FOUR) == Shown(2, 0, 0))


def run_hands_free(terminal: Terminal, clock: MovedClock) -> None:
    """Of the second exercise the first set to its end, and of its second set one repetition of two."""
    terminal.press(" ", "□□□ set 1 of 3")
    terminal.press("s", "□□ set 1 of 2")
    terminal.press(RIGHT, "rep 1 of 1")
    clock.glides(BRACE_S + 0.5)
    terminal.until("■□ set 2 of 2")
    terminal.press(RIGHT, "rep 1 of 2")
    clock.glides(BRACE_S + BREATHER_S + 0.5)
    terminal.until("rep 2 of 2")
    terminal.press(ESCAPE, boxes(BRACE, "■■"))


def on_disk(home: Home, exercise: str) -> Shown:
    """What the rows of the day say of an exercise, put as its line on the screen puts it."""
    of_today = f"exercise = '{exercise}' AND date = '{TODAY}'"
    sets = home.rows(f"SELECT pain, form_broke FROM sets WHERE {of_today}")
    skips = home.rows(f"SELECT reason FROM skips WHERE {of_today}")
    (pain,) = {pain for pain, _ in sets} or {None}
    left_out = recording.REASONS[SkipReason(skips[0][0])] if skips else ""
    return Shown(len(sets), 0, pain, any(broke for _, broke in sets), left_out)


def done_on_disk(home: Home, exercise: str) -> str:
    """What was done of an exercise, put as the next day puts it beside the session."""
    sets = home.rows(f"SELECT reps, pain FROM sets WHERE exercise = '{exercise}' AND date = '{TODAY}' ORDER BY id")
    return f"23 Nov: {'·'.join(str(reps) for reps, _ in sets)}, pain {sets[0][1]}" if sets else ""


def test_after_a_whole_morning_the_rows_on_disk_are_what_was_shown(home_with_past: Home) -> None:
    home, before = home_with_past, home_with_past.rows(SETS_BEFORE)
    with home.start_by_clock(columns=100, rows=36) as terminal:
        go_through(terminal, home.clock)
        for exercise, name in NAMES.items():
            terminal.until(shows(name, on_disk(home, exercise)))
        home.clock.leaps(days=1)
        terminal.press("k", "Back or leg pain this morning?")
        for exercise, name in NAMES.items():
            terminal.until(cursor_on(name))
            terminal.until(lambda seen, exercise=exercise: last_time(seen) == done_on_disk(home, exercise))  # type: ignore[misc]
            terminal.type("j")
        terminal.type("q")
        assert terminal.ended() == 0
    assert home.rows(SETS_BEFORE) == before
    assert home.rows(f"SELECT {SET} FROM sets WHERE date >= '{TODAY}' ORDER BY id") == [
        ("abdominal-brace", 1, 2, 2, 0, 0, ""),
        ("abdominal-brace", 1, 2, 2, 0, 0, ""),
        ("bird-dog", 5, 10, 0, 0, 1, ""),
        ("bird-dog", 3, 10, 0, 0, 0, "wobbly"),
        ("knee-rolls", 6, 0, 0, 0, 0, ""),
        ("bird-dog", 1, 10, 0, 0, 0, ""),
        ("figure-four", 1, 20, 0, 0, 0, ""),
        ("figure-four", 1, 20, 0, 0, 0, ""),
    ]
    assert home.rows(f"SELECT * FROM checkins WHERE date >= '{TODAY}'") == [(str(TODAY), 0, 0, 0, "", 0)]
    assert home.rows("SELECT * FROM skips") == [(str(TODAY), "hip-flexor", "time", "")]
    assert home.rows("SELECT start, json_extract(dose, '$.reps') FROM prescriptions WHERE why = 'increase'") == [
        (str(TODAY), "[6,3,1]")
    ]

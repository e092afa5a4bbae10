"""Checked pictures of Today in each of its states, at three sizes, by night and by day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.test_today import live_two_clean_weeks, plan_three, press, settled
from tracker.clock import Clock
from tracker.core.model import SkipReason
from tracker.service import first_run, logbook, planning, upkeep
from tracker.service.desk import Desk, open_desk
from tracker.tui.config import Config

TODAY = MONDAY.date()
Compare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]


def answered(desk: Desk) -> None:
    """The questions of the first run, long answered."""
    first_run.answer_safety(desk, ())
    first_run.answer_ordinary_day(desk, 0)


def a_plan(desk: Desk) -> None:
    """A week of the big three and some stretches, as somebody lives it."""
    answered(desk)
    start = TODAY - timedelta(days=9)
    then = open_desk(desk.store.path, Clock(datetime(start.year, start.month, start.day, 7, 30)))
    planning.start_plan(then, planning.starter(then, "big"))
    then.close()
    for back in (7, 6, 5, 4, 3, 2, 1):
        day = TODAY - timedelta(days=back)
        logbook.check_in(desk, day, 2 if back == 6 else 0)
        if back not in (3, 2, 1):
            logbook.finish_day(desk, day, 0)


def a_step(desk: Desk) -> None:
    """Two clean weeks, after which a step is due."""
    answered(desk)
    live_two_clean_weeks(desk, "bird-dog")
    logbook.check_in(desk, TODAY, 0)


def half_done(desk: Desk) -> None:
    """A session in its middle: done, painful, left out, and still to do."""
    a_plan(desk)
    logbook.check_in(desk, TODAY, 1)
    rows = [item.exercise.id for item in planning.plan_items(desk)]
    logbook.log_missing(desk, TODAY, rows[:2])
    logbook.set_pain(desk, TODAY, rows[0], 0)
    logbook.set_pain(desk, TODAY, rows[1], 4)
    logbook.skip(desk, desk.exercises()[rows[-1]], TODAY, SkipReason.TIME)


def a_flare(desk: Desk) -> None:
    """The third day of a flare: everything is eased."""
    a_plan(desk)
    logbook.check_in(desk, TODAY, 6, flare=True, leg=True)


def paused(desk: Desk) -> None:
    """A holiday."""
    a_plan(desk)
    logbook.check_in(desk, TODAY, 0)
    upkeep.pause(desk, TODAY, TODAY + timedelta(days=6), "holiday")


def all_done(desk: Desk) -> None:
    """A session at its end."""
    a_plan(desk)
    logbook.check_in(desk, TODAY, 0)
    logbook.finish_day(desk, TODAY, 0)


def closing(desk: Desk) -> None:
    """A session at its end, with the question open."""
    a_plan(desk)
    logbook.check_in(desk, TODAY, 0)
    logbook.finish_day(desk, TODAY, None)


def rest_day(desk: Desk) -> None:
    """A day on which nothing is planned."""
    answered(desk)
    plan_three(desk)
    for exercise in ("bird-dog", "bridge", "figure-four"):
        planning.set_exercise(desk, desk.exercise(exercise), days=(1, 3))
    logbook.check_in(desk, TODAY, 0)


def empty_plan(desk: Desk) -> None:
    """A person with a past and without a plan."""
    answered(desk)
    logbook.check_in(desk, TODAY, 0)


def still_open(desk: Desk) -> None:
    """Data before the first run's questions were answered."""
    plan_three(desk)
    logbook.check_in(desk, TODAY, 0)


STATES = {
    state.__name__: state
    for state in (a_plan, a_step, half_done, a_flare, paused, all_done, closing, rest_day, empty_plan, still_open)
}
MAIN = ("a_plan", "a_step", "half_done", "a_flare")


async def quiet(pilot: Pilot[None]) -> None:
    """Until nothing more is drawn."""
    await settled(pilot)
    await pilot.pause()


def keys(*pressed: str) -> Before:
    """After some keys."""

    async def run(pilot: Pilot[None]) -> None:
        await press(pilot, *pressed)
        await quiet(pilot)

    return run


def picture(app: App[None], compare: Compare, size: tuple[int, int], before: Before = quiet) -> bool:
    """Whether the app looks as it was agreed."""
    return compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("state", STATES)
def test_each_state_looks_as_it_was_agreed(snap_compare: Compare, desk: Desk, make_app: MakeApp, state: str) -> None:
    STATES[state](desk)
    assert picture(make_app(), snap_compare, (80, 24))


@pytest.mark.parametrize("size", [(60, 20), (160, 50)], ids=["60x20", "160x50"])
@pytest.mark.parametrize("state", MAIN)
def test_the_main_states_fit_small_and_large(
    snap_compare: Compare, desk: Desk, make_app: MakeApp, state: str, size: tuple[int, int]
) -> None:
    STATES[state](desk)
    assert picture(make_app(), snap_compare, size)


@pytest.mark.parametrize("state", MAIN)
def test_the_main_states_are_as_clear_in_the_light(
    snap_compare: Compare, desk: Desk, make_app: MakeApp, state: str
) -> None:
    STATES[state](desk)
    app = make_app(config=Config(theme="backtracker-light", animation=False))
    assert picture(app, snap_compare, (80, 24))


def test_a_day_before_is_marked_as_such(snap_compare: Compare, desk: Desk, make_app: MakeApp) -> None:
    a_plan(desk)
    assert picture(make_app(), snap_compare, (80, 24), keys("0", "comma", "comma", "comma", "comma"))


def test_the_reasoning_can_be_read(snap_compare: Compare, desk: Desk, make_app: MakeApp) -> None:
    a_step(desk)

    async def ask_why(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()

    assert picture(make_app(), snap_compare, (80, 24), ask_why)


def test_the_warning_signs_can_be_read(snap_compare: Compare, desk: Desk, make_app: MakeApp) -> None:
    a_plan(desk)

    async def show(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("exclamation_mark")
        await pilot.pause()

    assert picture(make_app(), snap_compare, (80, 24), show)

"""Checked pictures of Today in each of its states, at three sizes, by night and by day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today import live_two_clean_weeks, plan_three, press, settled
from tracker.clock import Clock
from tracker.core.model import SkipReason
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.plan import engine_settings, pauses, planning
from tracker.tui.config import Config

TODAY = MONDAY.date()
Compare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]


def answered(context: AppContext) -> None:
    """The questions of the first run, long answered, by somebody who wants no pain at all before a step."""
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    engine_settings.change_settings(context, {"pain_free_limit": "0"})


def a_plan(context: AppContext) -> None:
    """A week of the big three and some stretches, as somebody lives it."""
    answered(context)
    start = TODAY - timedelta(days=9)
    then = open_context(context.store.path, Clock(datetime(start.year, start.month, start.day, 7, 30)))
    planning.start_plan(then, planning.starter(then, "big"))
    then.close()
    for back in (7, 6, 5, 4, 3, 2, 1):
        day = TODAY - timedelta(days=back)
        recording.check_in(context, day, 2 if back == 6 else 0)
        if back not in (3, 2, 1):
            recording.finish_day(context, day, 0)


def a_step(context: AppContext) -> None:
    """Two clean weeks, after which a step is due."""
    answered(context)
    live_two_clean_weeks(context, "bird-dog")
    recording.check_in(context, TODAY, 0)


def half_done(context: AppContext) -> None:
    """A session in its middle: done, painful, left out, and still to do."""
    a_plan(context)
    recording.check_in(context, TODAY, 1)
    rows = [item.exercise.id for item in planning.plan_items(context)]
    recording.log_missing(context, TODAY, rows[:2])
    record_pain(context, TODAY, rows[0], 0)
    record_pain(context, TODAY, rows[1], 4)
    recording.skip(context, context.exercises()[rows[-1]], TODAY, SkipReason.TIME)


def a_flare(context: AppContext) -> None:
    """The third day of a flare: everything is eased."""
    a_plan(context)
    recording.check_in(context, TODAY, 6, flare=True, leg=True)


def paused(context: AppContext) -> None:
    """A holiday."""
    a_plan(context)
    recording.check_in(context, TODAY, 0)
    pauses.pause(context, TODAY, TODAY + timedelta(days=6), "holiday")


def all_done(context: AppContext) -> None:
    """A session at its end."""
    a_plan(context)
    recording.check_in(context, TODAY, 0)
    recording.finish_day(context, TODAY, 0)


def closing(context: AppContext) -> None:
    """A session at its end, with the question open."""
    a_plan(context)
    recording.check_in(context, TODAY, 0)
    recording.finish_day(context, TODAY, None)


def rest_day(context: AppContext) -> None:
    """A day on which nothing is planned."""
    answered(context)
    plan_three(context)
    for exercise in ("bird-dog", "bridge", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise), days=(1, 3))
    recording.check_in(context, TODAY, 0)


def empty_plan(context: AppContext) -> None:
    """A person with a past and without a plan."""
    answered(context)
    recording.check_in(context, TODAY, 0)


def still_open(context: AppContext) -> None:
    """Data before the first run's questions were answered."""
    plan_three(context)
    recording.check_in(context, TODAY, 0)


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
def test_each_state_looks_as_it_was_agreed(
    snap_compare: Compare, context: AppContext, make_app: MakeApp, state: str
) -> None:
    STATES[state](context)
    assert picture(make_app(), snap_compare, (80, 24))


@pytest.mark.parametrize("size", [(60, 20), (160, 50)], ids=["60x20", "160x50"])
@pytest.mark.parametrize("state", MAIN)
def test_the_main_states_fit_small_and_large(
    snap_compare: Compare, context: AppContext, make_app: MakeApp, state: str, size: tuple[int, int]
) -> None:
    STATES[state](context)
    assert picture(make_app(), snap_compare, size)


@pytest.mark.parametrize("state", MAIN)
def test_the_main_states_are_as_clear_in_the_light(
    snap_compare: Compare, context: AppContext, make_app: MakeApp, state: str
) -> None:
    STATES[state](context)
    app = make_app(config=Config(theme="backtracker-light", animation=False))
    assert picture(app, snap_compare, (80, 24))


def test_a_day_before_is_marked_as_such(snap_compare: Compare, context: AppContext, make_app: MakeApp) -> None:
    a_plan(context)
    assert picture(make_app(), snap_compare, (80, 24), keys("0", "comma", "comma", "comma", "comma"))


def test_the_reasoning_can_be_read(snap_compare: Compare, context: AppContext, make_app: MakeApp) -> None:
    a_step(context)

    async def ask_why(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause()

    assert picture(make_app(), snap_compare, (80, 24), ask_why)


def test_the_warning_signs_can_be_read(snap_compare: Compare, context: AppContext, make_app: MakeApp) -> None:
    a_plan(context)

    async def show(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("exclamation_mark")
        await pilot.pause()

    assert picture(make_app(), snap_compare, (80, 24), show)

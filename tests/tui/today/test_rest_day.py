"""What Today says on a day on which nothing is planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today import settled, words_of
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.service.history import undo_redo
from tracker.service.plan import pauses, planning

TODAY = MONDAY.date()
TUESDAY, SUNDAY = (1,), (6,)


def on_days(context: AppContext, *days: int) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"), days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [(TUESDAY, "The next training day is tomorrow."), (SUNDAY, "The next training day is Sunday.")],
    ids=["tomorrow", "in the week"],
)
async def test_it_says_when_the_next_training_day_is(
    context: AppContext, make_app: MakeApp, days: tuple[int, ...], words: str
) -> None:
    on_days(context, *days)
    async with make_app().run_test() as pilot:
        screen = await settled(pilot)
        assert words_of(screen, "#empty") == f"A rest day, and rest is part of the plan. {words}"


async def test_a_rest_day_of_the_past_speaks_of_no_next_one(context: AppContext, make_app: MakeApp) -> None:
    recording.check_in(context, TODAY - timedelta(days=2), 0)
    on_days(context, *SUNDAY)
    assert read_today_view(context, TODAY - timedelta(days=2)).next_day is None


def test_what_is_done_on_it_is_summed_up_as_that(context: AppContext) -> None:
    on_days(context, *SUNDAY)
    recording.log_sets(context, context.exercise("bird-dog"), TODAY, (5,), None, recording.SetDetails(pain=0))
    assert read_today_view(context, TODAY).closing() == "1 set on a rest day. This week 0 of 1 day."
    pauses.pause(context, TODAY, None, "")
    assert read_today_view(context, TODAY).closing() == "1 set in a pause."
    undo_redo.undo(context)
    planning.remove(context, context.exercise("bird-dog"))
    assert read_today_view(context, TODAY).closing() == "1 set without a plan."


def test_on_a_training_day_the_exercises_and_the_week_are_counted(context: AppContext) -> None:
    on_days(context, 0, 6)
    recording.log_sets(context, context.exercise("bird-dog"), TODAY, (5,), None, recording.SetDetails(pain=0))
    assert read_today_view(context, TODAY).closing() == "1 set, 0 of 1 exercise. This week 0 of 2 days."

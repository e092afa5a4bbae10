"""What Today says on a day on which nothing is planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.test_today import settled, words_of
from tracker.service import logbook, planning, upkeep
from tracker.service.desk import Desk
from tracker.service.morning import morning

TODAY = MONDAY.date()
TUESDAY, SUNDAY = (1,), (6,)


def on_days(desk: Desk, *days: int) -> None:
    planning.set_exercise(desk, desk.exercise("bird-dog"), days=days)


@pytest.mark.parametrize(
    ("days", "words"),
    [(TUESDAY, "The next training day is tomorrow."), (SUNDAY, "The next training day is Sunday.")],
    ids=["tomorrow", "in the week"],
)
async def test_it_says_when_the_next_training_day_is(
    desk: Desk, make_app: MakeApp, days: tuple[int, ...], words: str
) -> None:
    on_days(desk, *days)
    async with make_app().run_test() as pilot:
        screen = await settled(pilot)
        assert words_of(screen, "#empty") == f"A rest day, and rest is part of the plan. {words}"


async def test_a_rest_day_of_the_past_speaks_of_no_next_one(desk: Desk, make_app: MakeApp) -> None:
    logbook.check_in(desk, TODAY - timedelta(days=2), 0)
    on_days(desk, *SUNDAY)
    assert morning(desk, TODAY - timedelta(days=2)).next_day is None


def test_what_is_done_on_it_is_summed_up_as_that(desk: Desk) -> None:
    on_days(desk, *SUNDAY)
    logbook.log_sets(desk, desk.exercise("bird-dog"), TODAY, (5,), None, logbook.HowItWent(pain=0))
    assert morning(desk, TODAY).closing() == "1 set on a rest day."
    upkeep.pause(desk, TODAY, None, "")
    assert morning(desk, TODAY).closing() == "1 set in a pause."
    upkeep.undo(desk)
    planning.remove(desk, desk.exercise("bird-dog"))
    assert morning(desk, TODAY).closing() == "1 set without a plan."


def test_on_a_training_day_the_exercises_and_the_week_are_counted(desk: Desk) -> None:
    on_days(desk, 0, 6)
    logbook.log_sets(desk, desk.exercise("bird-dog"), TODAY, (5,), None, logbook.HowItWent(pain=0))
    assert morning(desk, TODAY).closing() == "1 set, 0 of 1 exercise. This week 0 of 1 day."

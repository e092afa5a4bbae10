"""When the limit of 2 is offered: only where, for four weeks, nothing but readings of 1 and 2 stood in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.model import Answer, CheckIn, SetLog, Skip, SkipReason
from tracker.service.context import AppContext, open_context
from tracker.service.day.limit_offer import put_off_limit
from tracker.service.day.today_view import carry_over, read_today_view
from tracker.service.plan import planning
from tracker.storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
SET = SetLog("bird-dog", 5, hold_s=10, pain=1)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    """Everything done for 32 days, with a pain of 1 every morning and in every set."""
    path = tmp_path / "backtracker.db"
    first = open_context(path, Clock(NOW - timedelta(days=32)))
    planning.set_exercise(first, first.exercise("bird-dog"))
    first.close()
    context = open_context(path, Clock(NOW))
    with context.write("the weeks before") as work:
        for days in range(32, -1, -1):
            day = TODAY - timedelta(days=days)
            work.put(CheckIn(day, 1))
            if days:
                work.add_sets(day, [replace(SET, reps=reps) for reps in (5, 3, 1)])
    yield context
    context.close()


def test_the_limit_is_offered_where_readings_of_one_and_two_alone_stand_in_the_way(context: AppContext) -> None:
    assert read_today_view(context, TODAY).limit_offer is not None


def test_an_offer_stays_while_the_day_is_read_without_looking_for_one(context: AppContext) -> None:
    before = read_today_view(context, TODAY)
    now = read_today_view(context, TODAY, with_offer=False)
    assert now.limit_offer is None
    assert carry_over(now, before).limit_offer == before.limit_offer
    yesterday = read_today_view(context, TODAY - timedelta(days=1), with_offer=False)
    assert carry_over(yesterday, before).limit_offer is None


@pytest.mark.parametrize(
    ("days", "offered"), [(0, False), (3, False), (28, False), (29, True)], ids=lambda value: str(value)
)
def test_the_limit_is_not_offered_where_an_exercise_was_left_out_for_pain_in_these_weeks(
    context: AppContext, days: int, *, offered: bool
) -> None:
    with context.write("left out") as work:
        work.put(Skip(TODAY - timedelta(days=days), "bridge", SkipReason.PAIN))
    assert (read_today_view(context, TODAY).limit_offer is not None) is offered


def test_an_exercise_left_out_for_another_reason_does_not_stand_in_the_way_of_the_offer(context: AppContext) -> None:
    with context.write("left out") as work:
        work.put(Skip(TODAY - timedelta(days=3), "bridge", SkipReason.TIME))
    assert read_today_view(context, TODAY).limit_offer is not None


WORSE: dict[str, Callable[[UnitOfWork], object]] = {
    "a morning of 3": lambda work: work.put(CheckIn(TODAY - timedelta(days=28), 3)),
    "leg symptoms": lambda work: work.put(CheckIn(TODAY - timedelta(days=28), 1, leg=True)),
    "a flare": lambda work: work.put(CheckIn(TODAY - timedelta(days=28), 1, flare=True)),
    "a set of 3": lambda work: work.add_sets(TODAY - timedelta(days=28), [replace(SET, pain=3)]),
    "leg symptoms in a set": lambda work: work.add_sets(TODAY - timedelta(days=28), [replace(SET, leg=True)]),
    "the limit is 2": lambda work: work.put_settings({"pain_free_limit": 2}),
}


@pytest.mark.parametrize("write", WORSE.values(), ids=WORSE)
def test_the_limit_is_not_offered_where_more_than_small_readings_stood_in_the_way(
    context: AppContext, write: Callable[[UnitOfWork], object]
) -> None:
    with context.write("worse") as work:
        write(work)
    assert read_today_view(context, TODAY).limit_offer is None


def test_the_limit_is_not_offered_before_four_weeks_of_readings_are_there(context: AppContext) -> None:
    with context.write("began later") as work:
        for days in range(32, 21, -1):
            work.delete(CheckIn, TODAY - timedelta(days=days))
    assert read_today_view(context, TODAY).limit_offer is None
    with context.write("began a day earlier") as work:
        work.put(CheckIn(TODAY - timedelta(days=22), 1))
    assert read_today_view(context, TODAY).limit_offer is not None


def test_the_next_higher_limit_is_offered_with_the_weeks_that_would_have_been_clean_at_each(
    context: AppContext,
) -> None:
    offer = read_today_view(context, TODAY).limit_offer
    assert offer is not None
    assert (offer.limit, offer.clean_weeks, offer.needs_agreement) == (1, {1: 5, 2: 5}, False)
    with context.write("a 2 in one of the weeks, and a limit of 1") as work:
        work.put(CheckIn(TODAY - timedelta(days=10), 2))
    offer = read_today_view(context, TODAY).limit_offer
    assert offer is not None
    assert (offer.limit, offer.clean_weeks) == (1, {1: 4, 2: 5})
    with context.write("the limit") as work:
        work.put_settings({"pain_free_limit": 1})
    offer = read_today_view(context, TODAY).limit_offer
    assert offer is not None
    assert (offer.limit, offer.clean_weeks) == (2, {2: 5})


def steady(context: AppContext, *levels: int) -> None:
    """Give the four weeks before, the latest first, these mornings."""
    with context.write("a steady level") as work:
        for days in range(32, -1, -1):
            work.put(CheckIn(TODAY - timedelta(days=days), levels[min(days // 7, 3)]))


def test_a_steady_level_of_3_to_5_is_offered_as_the_limit_once_a_professional_agrees(context: AppContext) -> None:
    steady(context, 4, 3, 3, 4)
    offer = read_today_view(context, TODAY).limit_offer
    assert offer is not None
    assert (offer.limit, offer.lowest, offer.needs_agreement) == (4, 3, True)
    with context.write("agreed") as work:
        work.put_settings({"pain_free_limit": 4, "amber_from": 5})
    assert read_today_view(context, TODAY).limit_offer is None


@pytest.mark.parametrize(
    "levels",
    [(3, 2, 3, 3), (3, 3, 3, 2), (3, 6, 3, 3), (5, 4, 3, 3)],
    ids=["a better week", "better four weeks ago", "a 6", "two points worse"],
)
def test_no_limit_is_offered_where_the_level_is_not_steady(context: AppContext, levels: tuple[int, ...]) -> None:
    steady(context, *levels)
    assert read_today_view(context, TODAY).limit_offer is None


def test_no_to_a_higher_limit_holds_for_four_weeks(context: AppContext) -> None:
    assert put_off_limit(context) == (
        "Pain up to 0 counts as pain-free, as before. The question comes again in four weeks."
    )
    assert read_today_view(context, TODAY).limit_offer is None
    with context.write("four weeks before") as work:
        work.put(Answer("May a higher pain count as pain-free?", "not now", TODAY - timedelta(weeks=4)))
    assert read_today_view(context, TODAY).limit_offer is not None

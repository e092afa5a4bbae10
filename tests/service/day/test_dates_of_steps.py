"""Where a date of the next step would mislead, what stands in the way is said in its place."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.model import CheckIn, SetLog
from tracker.service.context import AppContext, open_context
from tracker.service.day.care import answer_care
from tracker.service.day.status import status
from tracker.service.day.today_view import carry_over, read_today_view
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """A plan of five weeks, with a painless morning every day."""
    database = tmp_path / "backtracker.db"
    with closing(open_context(database, Clock(NOW - timedelta(days=35)))) as earlier:
        planning.set_exercise(earlier, earlier.exercise("bird-dog"))
    context = open_context(database, Clock(NOW))
    mornings(context, dict.fromkeys(range(36), 0))
    return context


def mornings(context: AppContext, pains: dict[int, int]) -> None:
    """Check-ins by how many days ago they are."""
    with context.write("mornings") as work:
        for days, pain in pains.items():
            work.put(CheckIn(TODAY - timedelta(days=days), pain))


def named(context: AppContext) -> str:
    """What is said of the next step on Today and in the status line."""
    on_today = read_today_view(context, TODAY, earliest=True).status().split(" · ")[-1]
    assert status(context).endswith(on_today)
    return on_today


# One morning in the midst of each of the weeks 1 to 4.
EVERY_WEEK = {3: 1, 10: 1, 17: 1, 24: 1}


def test_no_date_is_named_where_each_of_four_weeks_had_a_reading_above_the_limit(context: AppContext) -> None:
    mornings(context, EVERY_WEEK)
    assert named(context) == "no step yet: readings above 0 every week"
    (verdict,) = read_today_view(context, TODAY, earliest=True).view.advice.exercises
    text = "Each of the last four weeks had a reading above 0; two weeks in a row without one are needed."
    assert [need.text for need in verdict.needs if need.code == "pain_free_weeks"] == [text]
    assert text in verdict.why
    assert verdict.earliest is None
    assert context.advice(TODAY, earliest=True).exercises[0].earliest is not None, "as the engine reckons it"


@pytest.mark.parametrize("week", range(4))
def test_a_date_is_named_where_one_of_the_weeks_had_no_such_reading(context: AppContext, week: int) -> None:
    mornings(context, EVERY_WEEK | {3 + 7 * week: 0})
    assert named(context).startswith("next step possible on ")


def test_the_readings_of_sets_count_too(context: AppContext) -> None:
    mornings(context, EVERY_WEEK | {3: 0})
    with context.write("a set") as work:
        work.add_sets(TODAY - timedelta(days=7), [SetLog("bird-dog", 5, hold_s=10, pain=1)])
    assert named(context) == "no step yet: readings above 0 every week"


def test_what_is_at_the_limit_stands_in_no_way(context: AppContext) -> None:
    mornings(context, EVERY_WEEK)
    with context.write("the limit") as work:
        work.put_settings({"pain_free_limit": 1})
    assert named(context).startswith("next step possible on ")


def test_a_plan_in_which_nothing_ever_rises_has_nothing_in_its_way(context: AppContext) -> None:
    mornings(context, EVERY_WEEK)
    planning.set_exercise(context, context.exercise("bird-dog"), lock=True)
    assert "no step yet" not in status(context)


def test_after_a_severe_pain_it_stands_in_the_way_in_place_of_a_date_until_somebody_was_talked_to(
    context: AppContext,
) -> None:
    mornings(context, {1: 9})
    assert named(context) == "no step for now: the strong pain of the last days"
    (verdict,) = read_today_view(context, TODAY, earliest=True).view.advice.exercises
    assert verdict.earliest is None
    answer_care(context, "severe_pain")
    assert named(context).startswith("next step possible on ")


def test_a_date_that_was_shown_before_is_not_carried_over_to_where_it_misleads(context: AppContext) -> None:
    before = read_today_view(context, TODAY, earliest=True)
    mornings(context, EVERY_WEEK)
    now = carry_over(read_today_view(context, TODAY), before)
    assert [verdict.earliest for verdict in now.view.advice.exercises] == [None]

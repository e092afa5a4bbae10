"""What is counted of the weeks: from the first day on, and by the whole week's plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.analytics.summary import pain_sentence
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.status import status, week_of
from tracker.service.history.look_back import history_json, last_weeks
from tracker.service.plan import pauses, planning

WEDNESDAY = datetime(2026, 11, 25, 7, 30)
TODAY = WEDNESDAY.date()


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """A plan for every day that began on the Monday of this week."""
    database = tmp_path / "backtracker.db"
    monday = open_context(database, Clock(WEDNESDAY - timedelta(days=2)))
    planning.set_exercise(monday, monday.exercise("bird-dog"))
    return open_context(database, Clock(WEDNESDAY))


def do(context: AppContext, *days: date) -> None:
    """Log all of these days."""
    for day in days:
        recording.log_missing(context, day)


def test_weeks_begin_with_the_first_day_there_was(context: AppContext) -> None:
    overview = last_weeks(context, 12)
    assert (overview.first, len(overview.weeks)) == (date(2026, 11, 23), 1)
    assert len(last_weeks(context, 1).weeks) == 1


def test_the_days_of_the_json_begin_with_the_first_day_there_was(tmp_path: Path) -> None:
    context = open_context(tmp_path / "backtracker.db", Clock(WEDNESDAY))
    planning.set_exercise(context, context.exercise("bird-dog"))
    answer = history_json(context, 12)
    assert isinstance(answer["days"], list)
    assert [day["date"] for day in answer["days"]] == ["2026-11-25"]
    assert answer["from"] == "2026-11-23"


def test_a_week_is_counted_by_its_whole_plan_on_today_and_as_far_as_it_has_gone_in_history(
    context: AppContext,
) -> None:
    do(context, TODAY - timedelta(days=2), TODAY - timedelta(days=1))
    assert week_of(context, TODAY) == (7, 2)
    assert "this week 2 of 7 days" in status(context)
    (week,) = last_weeks(context, 1).weeks
    assert (week.planned_days, week.done_days, week.adherence) == (2, 2, 1)
    do(context, TODAY)
    (week,) = last_weeks(context, 1).weeks
    assert (week.planned_days, week.done_days, week.adherence) == (3, 3, 1)


def test_mornings_of_a_pause_are_not_counted_as_unanswered(context: AppContext) -> None:
    recording.check_in(context, TODAY, 1)
    assert "on 1 of 3 mornings" in pain_sentence(last_weeks(context, 1), date(2026, 11, 23))
    pauses.pause(context, TODAY - timedelta(days=2), TODAY - timedelta(days=1), "flu")
    assert "on 1 of 1 morning" in pain_sentence(last_weeks(context, 1), date(2026, 11, 23))

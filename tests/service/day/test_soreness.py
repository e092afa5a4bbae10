"""What is said on a sore day after more than planned."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.model import CheckIn, SetLog
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.text import eased_text
from tracker.service.day.today_view import read_today_view
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
SAID = "Clearly more than planned was done on"


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Two weeks of mornings at 1, and a plan of bird dogs, 5·3·1 × 10 s."""
    database = tmp_path / "backtracker.db"
    with closing(open_context(database, Clock(NOW - timedelta(days=14)))) as earlier:
        planning.set_exercise(earlier, earlier.exercise("bird-dog"))
    context = open_context(database, Clock(NOW))
    with context.write("mornings") as work:
        for days in range(1, 15):
            work.put(CheckIn(TODAY - timedelta(days=days), 1))
    return context


def done(context: AppContext, days: int, *reps: int) -> None:
    """Bird dogs, some days ago."""
    with context.write("a session") as work:
        work.add_sets(TODAY - timedelta(days=days), [SetLog("bird-dog", each, hold_s=10) for each in reps])


def said(context: AppContext, pain: int) -> str:
    """What stands over the session once the morning is answered."""
    recording.check_in(context, TODAY, pain)
    return eased_text(read_today_view(context, TODAY))


@pytest.mark.parametrize(("days", "day"), [(1, "Sunday"), (2, "Saturday")])
def test_a_sore_day_within_two_days_of_clearly_more_is_told_so(context: AppContext, days: int, day: str) -> None:
    done(context, days, 6, 5, 3)  # 14 of 9 planned
    assert f"{SAID} {day};" in said(context, 2)


@pytest.mark.parametrize(
    ("days", "reps", "pain"),
    [(3, (6, 5, 3), 2), (1, (6, 5, 2), 2), (1, (6, 5, 3), 1)],
    ids=["three days before", "only a little more", "a usual morning"],
)
def test_nothing_is_said_otherwise(context: AppContext, days: int, reps: tuple[int, ...], pain: int) -> None:
    done(context, days, *reps)
    assert said(context, pain) == ""


def test_nothing_is_said_of_a_day_before(context: AppContext) -> None:
    done(context, 2, 6, 5, 3)
    recording.check_in(context, TODAY - timedelta(days=1), 3)
    assert read_today_view(context, TODAY - timedelta(days=1)).soreness == ""

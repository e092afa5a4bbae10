"""Looking back, and the one line that says how things stand."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core import words
from tracker.core.plan import Plan
from tracker.core.progression import State, VerdictKind
from tracker.core.ranges import monday
from tracker.core.trends import Overview, WeekTrend, overview
from tracker.service.day import DayView, day_view
from tracker.service.desk import Desk


def look_back(desk: Desk, first: date, last: date) -> Overview:
    """Adherence, pain, flares and dose changes of the weeks from the Monday of `first` to `last`."""
    start = monday(first)
    history = desk.window(desk.today())
    return overview(
        plan=Plan(history.prescriptions, history.pauses, history.skips),
        pauses=history.pauses,
        checkins=history.checkins,
        settings=history.settings,
        logged=desk.store.exercise_days(start, last),
        first=start,
        last=last,
    )


def last_weeks(desk: Desk, weeks: int) -> Overview:
    """The current ISO week and those before it, `weeks` in all."""
    today = desk.today()
    return look_back(desk, monday(today) - timedelta(weeks=weeks - 1), today)


def this_week(desk: Desk) -> WeekTrend:
    """The current week as far as it has gone."""
    return last_weeks(desk, 1).weeks[-1]


def status(desk: Desk) -> str:
    """One line for a prompt or a status bar: what is left today, the week, the next possible step."""
    view = day_view(desk, desk.today(), earliest=True)
    parts = [_left(view), _week(this_week(desk)), next_step(view)]
    return " · ".join(part for part in parts if part)


def next_step(view: DayView) -> str:
    """`next step possible on 6 December`, `a step is possible today`, or nothing where none is in sight."""
    verdicts = view.advice.exercises
    if any(verdict.verdict is VerdictKind.INCREASE for verdict in verdicts):
        return "a step is possible today"
    dates = [verdict.earliest for verdict in verdicts if verdict.earliest is not None]
    return f"next step possible on {words.day(min(dates), today=view.today)}" if dates else ""


def _left(view: DayView) -> str:
    if view.advice.state is State.PAUSED:
        return "paused"
    if not any(row.prescription for row in view.rows):
        return "no plan yet"
    planned = [row for row in view.rows if row.planned]
    if not planned:
        return "rest day"
    missing = sum(len(row.missing) for row in planned)
    return f"{words.count(missing, 'set')} left today" if missing else "all done today"


def _week(week: WeekTrend) -> str:
    if week.planned_days == 0:
        return ""
    return f"this week {week.done_days} of {words.count(week.planned_days, 'day')}"

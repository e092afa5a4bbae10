"""How each of the last days went for an exercise, as the strip of days beside it shows."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.core.analytics.adherence import is_done
from tracker.core.model import History, SetLog, Why
from tracker.core.plan import Plan

DAYS = 14


class DayMark(StrEnum):
    """How a day went for one exercise; what matters most wins."""

    PAINFUL = "painful"
    RAISED = "raised"
    UNKNOWN = "unknown"
    DONE = "done"
    MISSED = "missed"
    PAUSED = "paused"
    FREE = "free"


class LastDays(NamedTuple):
    """The marks of the 14 days before a date, oldest first, and the last day on which the exercise was logged."""

    marks: tuple[DayMark, ...]
    last: date | None
    last_sets: tuple[SetLog, ...]


def last_days(history: History, plan: Plan, exercises: set[str], on: date) -> dict[str, LastDays]:
    """The last days of each of `exercises` before `on`."""
    logged: dict[str, dict[date, list[SetLog]]] = {exercise: {} for exercise in exercises}
    days = [on - timedelta(days=back) for back in range(DAYS, 0, -1)]
    for session in sorted(history.sessions, key=lambda session: session.date, reverse=True):
        if session.date < days[0] and all(logged.values()):
            break
        for set_log in session.sets:
            if session.date < on and set_log.exercise in logged:
                logged[set_log.exercise].setdefault(session.date, []).append(set_log)
    limit = history.settings.pain_free_limit
    result, prescriptions = {}, plan.of
    for exercise, by_day in logged.items():
        raised = {
            prescription.start
            for prescription in prescriptions.get(exercise, ())
            if prescription.why is Why.INCREASE and not prescription.removed
        }
        marks = tuple(_mark(plan, exercise, day, by_day.get(day, []), limit, day in raised) for day in days)
        last = max(by_day, default=None)
        result[exercise] = LastDays(marks, last, tuple(by_day[last]) if last else ())
    return result


def _mark(plan: Plan, exercise: str, day: date, sets: list[SetLog], limit: int, raised: bool) -> DayMark:
    pains = [set_log.pain for set_log in sets if set_log.pain is not None]
    prescription = plan.prescription_on(exercise, day)
    if plan.skipped_for_pain(exercise, day) or any(pain > limit for pain in pains):
        return DayMark.PAINFUL
    if raised:
        return DayMark.RAISED
    if sets and not pains:
        return DayMark.UNKNOWN
    if sets and (
        prescription is None
        or prescription.dose is None
        or is_done(prescription.dose, len(sets), sum(set_log.work for set_log in sets))
    ):
        return DayMark.DONE
    if plan.paused(day):
        return DayMark.PAUSED
    return DayMark.MISSED if plan.planned(exercise, day) else DayMark.FREE

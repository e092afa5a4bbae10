"""How each of the last days went for an exercise: the strip that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class LastDays:
    """The marks of the 14 days before a date, oldest first, and the last day on which the exercise was logged."""

    marks: tuple[DayMark, ...]
    last: date | None
    last_sets: tuple[SetLog, ...]


def last_days(history: History, plan: Plan, exercises: set[str], on: date) -> dict[str, LastDays]:
    """The last days of each of `exercises` before `on`."""
    logged: dict[str, dict[date, list[SetLog]]] = {exercise: {} for exercise in exercises}
    for session in history.sessions:
        for each in session.sets:
            if session.date < on and each.exercise in logged:
                logged[each.exercise].setdefault(session.date, []).append(each)
    days = [on - timedelta(days=back) for back in range(DAYS, 0, -1)]
    limit = history.settings.pain_free_limit
    found = {}
    for exercise, by_day in logged.items():
        raised = {each.start for each in plan.of.get(exercise, ()) if each.why is Why.INCREASE and not each.removed}
        marks = tuple(_mark(plan, exercise, day, by_day.get(day, []), limit, day in raised) for day in days)
        last = max(by_day, default=None)
        found[exercise] = LastDays(marks, last, tuple(by_day[last]) if last else ())
    return found


def _mark(plan: Plan, exercise: str, day: date, sets: list[SetLog], limit: int, raised: bool) -> DayMark:
    pains = [each.pain for each in sets if each.pain is not None]
    held = plan.holding(exercise, day)
    if plan.skipped_for_pain(exercise, day) or any(pain > limit for pain in pains):
        return DayMark.PAINFUL
    if raised:
        return DayMark.RAISED
    if sets and not pains:
        return DayMark.UNKNOWN
    if sets and (held is None or held.dose is None or is_done(held.dose, len(sets), sum(each.work for each in sets))):
        return DayMark.DONE
    if plan.paused(day):
        return DayMark.PAUSED
    return DayMark.MISSED if plan.planned(exercise, day) else DayMark.FREE

"""What is said on a sore day after one with clearly more than planned."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core import wording
from tracker.core.analytics.adherence import is_clearly_more
from tracker.core.engine.daily_facts import baseline
from tracker.core.model import History
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayView

LASTS_DAYS = 2


def soreness_today(context: AppContext, view: DayView) -> str:
    """A sentence for a day that hurts more than usual within two days of such a day, else nothing."""
    if view.checkin is None:
        return ""
    on, pain = view.on, view.checkin.pain
    history = context.window(on)
    usual = baseline({checkin.date.toordinal(): checkin for checkin in history.checkins}, on.toordinal())
    if pain <= history.settings.pain_free_limit or (usual is not None and pain <= usual):
        return ""
    days = [on - timedelta(days=ago) for ago in range(1, LASTS_DAYS + 1)]
    day = next((day for day in days if _clearly_more(context, history, day)), None)
    if day is None:
        return ""
    return (
        f"Clearly more than planned was done on {wording.weekday(day)}; a back is often sore for a day or two after "
        "that. What is planned is enough."
    )


def _clearly_more(context: AppContext, history: History, day: date) -> bool:
    plan = context.plan(context.today())
    work: dict[str, float] = {}
    for session in history.sessions:
        if session.date == day:
            for logged in session.sets:
                work[logged.exercise] = work.get(logged.exercise, 0) + logged.work
    for exercise, done in work.items():
        prescription = plan.prescription_on(exercise, day)
        dose = None if prescription is None else prescription.dose
        if dose is not None and is_clearly_more(dose, done):
            return True
    return False

"""The sentences of the Today screen that name its keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import wording
from tracker.core.engine.progression import Care, State
from tracker.service.day import text
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import GET_HELP, FirstRunStep

SHORT_CARE = 2
EMPTY_PLAN = "The plan is empty.\n\nPress P to choose a starter plan, or L to add an exercise."
PAUSED = (
    "Paused. Nothing is planned, and paused days do not count.\nWhen you are ready, press P, then p, to end the pause."
)


def open_text(today_view: TodayView, mornings: Sequence[date], *, short: bool = False) -> str:
    """What is still open, each with its key: of the first run, and the `mornings` that are unknown.

    If `short`, the questions of the first run are not named.
    """
    lines = []
    if today_view.unanswered:
        names = wording.listed([text.STEP_NAMES[step] for step in today_view.unanswered])
        lines.append(f"{'Questions are still open' if short else f'Still to answer: {names}'}. Press t.")
    elif today_view.waits_for_professional:
        lines.append("Nothing is raised until a professional has agreed. Press t when one has.")
    if mornings and short:
        days = wording.listed([f"{wording.weekday(day)[:3]} {wording.short_day(day)}" for day in mornings])
        lines.append(f"No check-in on {days}; m fills it in.")
    elif mornings:
        lines.append(f"{text.unknown_mornings_text(mornings, today_view.view.today)} Press m to fill it in.")
    return "\n".join(lines)


def forgotten_text(days: Sequence[date], today: date) -> str:
    """Which planned days have nothing logged, and the keys that lead to them."""
    return f"{text.forgotten_text(days, today)} Press , for the day before, or g for any date, to fill it in."


def care_text(care: Sequence[Care], *, short: bool, key: str = "") -> str:
    """The first care text that is not answered, with the `key` that answers it; else the first, which is one line.

    If `short`, its first sentences and the key of the warning signs.
    """
    if not care:
        return ""
    first = text.unanswered_care(care)
    if first is None:
        return care[0].text
    answered_with = f" Press {key} once you have talked to somebody." if key else ""
    sentences = first.text.split(". ")
    if not short or len(sentences) <= SHORT_CARE:
        return f"{first.text}{answered_with}"
    return f"{'. '.join(sentences[:SHORT_CARE])}. Press ! for the signs of an emergency.{answered_with}"


def empty_text(today_view: TodayView) -> str:
    """What to say in place of, or above, a session in which nothing is left to do."""
    view = today_view.view
    if today_view.new:
        if FirstRunStep.EMERGENCY in today_view.unanswered:
            return f"{GET_HELP}\n\nPress t once a doctor has looked at it."
        return "Nothing is planned yet.\n\nPress P for the plan and choose a starter plan, or L for the exercises."
    past = view.on != view.today
    if not any(row.prescription for row in view.rows):
        return "Nothing was planned on this day." if past else EMPTY_PLAN
    if view.advice.state is State.PAUSED:
        return "In a pause. Nothing was planned on this day." if past else PAUSED
    if not any(row.planned for row in view.rows):
        return text.rest_day_text(today_view)
    if view.complete:
        goal = f" Your goal: {today_view.goal}" if today_view.goal and not past else ""
        return f"{'All done' if past else 'Done for today'}. {today_view.closing()}{goal}"
    return ""

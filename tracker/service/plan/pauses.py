"""Pauses of the plan, for rest, illness or a holiday: begun and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Pause
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text


@transactional
def pause(context: AppContext, start: date, end: date | None, reason: str) -> str:
    """Leave the days from `start` to `end` out of adherence, both included; `end` None is open."""
    require_text(reason)
    today = context.today()
    first, until = wording.day(start, today=today), "until you resume"
    if end is not None:
        last = wording.day(end, today=today)
        if end < start:
            raise UsageError(f"The pause would end on {last}, before it begins on {first}.")
        until = f"to {last}"
    message = f"Paused from {first} {until}"
    with context.write(message) as work:
        work.put(Pause(start, end, reason))
    return f"{message}."


@transactional
def resume(context: AppContext) -> str:
    """End every pause that covers today on the day before. Raises NotPossibleError where there is none."""
    today = context.today()
    current = [pause for pause in context.window(today).pauses if pause.covers(today)]
    if not current:
        raise NotPossibleError("Nothing is paused today.")
    message = "The pause is over; today counts again"
    with context.write(message) as work:
        for pause in current:
            if pause.start == today:
                work.delete(Pause, pause.start)
            else:
                work.put(replace(pause, end=today - timedelta(days=1)))
    return f"{message}."

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
    if end is not None and end < start:
        raise UsageError(f"The pause would end on {end}, before it begins on {start}.")
    until = "until you resume" if end is None else f"to {wording.day(end)}"
    message = f"Paused from {wording.day(start)} {until}"
    with context.write(message) as work:
        work.put_pause(Pause(start, end, reason))
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
                work.delete_pause(pause.start)
            else:
                work.put_pause(replace(pause, end=today - timedelta(days=1)))
    return f"{message}."

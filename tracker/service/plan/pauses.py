"""Pauses of the plan, for rest, illness or a holiday: begun and ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Pause
from tracker.service.context import AppContext, transactional
from tracker.service.merging import ANYTHING, ChangedElsewhereError, Shown
from tracker.service.validation import require_text


@transactional
def pause(
    context: AppContext, start: date, end: date | None, reason: str, shown: Collection[Pause] | Shown = ANYTHING
) -> str:
    """Leave the days from `start` to `end` out of adherence, both included; `end` None is open.

    Raises ChangedElsewhereError where a pause that was not among those `shown` begins on that day too.
    """
    require_text(reason)
    today, new = context.today(), Pause(start, end, reason)
    first = wording.day(start, today=today)
    if end is not None and end < start:
        last = wording.day(end, today=today)
        raise UsageError(f"The pause would end on {last}, before it begins on {first}.")
    if shown is not ANYTHING:
        others = [old for old in context.window(today).pauses if old.start == start and old not in (*shown, new)]
        if others:
            text = f"the pause from {first}: {_rest(others[0], today)} there, {_rest(new, today)} here"
            raise ChangedElsewhereError([text], (*shown, *others))
    until = "until you resume" if end is None else f"to {wording.day(end, today=today)}"
    return context.put(f"Paused from {first} {until}", new)


def _rest(pause: Pause, today: date) -> str:
    """When a pause ends, and why it is."""
    until = "until you resume" if pause.end is None else f"to {wording.day(pause.end, today=today)}"
    return f"{until} ({pause.reason})" if pause.reason else until


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

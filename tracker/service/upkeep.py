"""What keeps the record going: settings, pauses, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Pause, Settings
from tracker.core.parsing import plain_float, plain_int
from tracker.core.validation import settings_faults
from tracker.service.context import AppContext


def change_setting(context: AppContext, name: str, text: str) -> str:
    """Set one setting from what was typed. Raises UsageError with everything that is wrong about it."""
    return change_settings(context, {name: text})


def change_settings(context: AppContext, texts: Mapping[str, str]) -> str:
    """Set some settings from what was typed. Raises UsageError with everything that is wrong about them together."""
    values: dict[str, Any] = {name: _typed(name, text, setting_value(context, name)) for name, text in texts.items()}
    faults = settings_faults(replace(context.settings(), **values))
    if faults:
        raise UsageError(" ".join(faults))
    return put_settings(context, values)


def setting_value(context: AppContext, name: str) -> float | bool | str:
    """The value of one setting. Raises UsageError where there is none of that name."""
    known = {field.name: getattr(context.settings(), field.name) for field in fields(Settings)}
    if name not in known:
        raise UsageError(f"There is no setting {name!r}; there are {wording.listed(list(known))}.")
    value: float | bool | str = known[name]
    return value


def put_settings(context: AppContext, values: dict[str, int | float | bool | str]) -> str:
    """Write settings that are known to be right."""
    said = wording.listed([f"{name} is now {setting_text(value)}" for name, value in values.items()])
    with context.store.transaction(said, at=context.clock.stamp()) as change:
        change.put_settings(values)
    return f"{said}."


def setting_text(value: float | bool | str) -> str:
    """A setting as it is written: true, 0.8, 03:00."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def pause(context: AppContext, start: date, end: date | None, reason: str) -> str:
    """Leave days out: rest, illness, holiday. `end` None is open."""
    if end is not None and end < start:
        raise UsageError(f"The pause would end on {end}, before it begins on {start}.")
    until = "until you resume" if end is None else f"to {wording.day(end)}"
    said = f"Paused from {wording.day(start)} {until}"
    with context.store.transaction(said, at=context.clock.stamp()) as change:
        change.put_pause(Pause(start, end, reason))
    return f"{said}."


def resume(context: AppContext) -> str:
    """End every pause that covers today on the day before."""
    today = context.today()
    running = [pause for pause in context.window(today).pauses if pause.covers(today)]
    if not running:
        raise NotPossibleError("Nothing is paused today.")
    said = "The pause is over; today counts again"
    with context.store.transaction(said, at=context.clock.stamp()) as change:
        for each in running:
            if each.start == today:
                change.delete_pause(each.start)
            else:
                change.put_pause(replace(each, end=today - timedelta(days=1)))
    return f"{said}."


def undo(context: AppContext) -> str:
    """Take back the last change of any kind. Raises NotPossibleError where there is none."""
    said = context.store.undo()
    if said is None:
        raise NotPossibleError("There is nothing to undo.")
    return f"Taken back: {said}."


def redo(context: AppContext) -> str:
    """Bring back what was undone last. Raises NotPossibleError where there is nothing."""
    said = context.store.redo()
    if said is None:
        raise NotPossibleError("There is nothing to redo.")
    return f"Brought back: {said}."


def _typed(name: str, text: str, now: float | bool | str) -> float | bool | str:
    lowered = text.strip().lower()
    if isinstance(now, bool):
        if lowered in ("true", "yes", "on", "1"):
            return True
        if lowered in ("false", "no", "off", "0"):
            return False
        raise UsageError(f"{name} is true or false, not {text!r}.")
    if isinstance(now, str):
        return lowered
    try:
        return plain_int(lowered) if isinstance(now, int) else plain_float(lowered)
    except ValueError:
        raise UsageError(f"{name} is a number, not {text!r}.") from None

"""What keeps the record going: settings, pauses, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

from tracker.core import words
from tracker.core.checks import settings_faults
from tracker.core.errors import BadCall, NotPossible
from tracker.core.model import Pause, Settings
from tracker.core.typed import plain_float, plain_int
from tracker.service.desk import Desk


def change_setting(desk: Desk, name: str, text: str) -> str:
    """Set one setting from what was typed. Raises BadCall with everything that is wrong about it."""
    return change_settings(desk, {name: text})


def change_settings(desk: Desk, texts: Mapping[str, str]) -> str:
    """Set some settings from what was typed. Raises BadCall with everything that is wrong about them together."""
    values: dict[str, Any] = {name: _typed(name, text, setting_value(desk, name)) for name, text in texts.items()}
    faults = settings_faults(replace(desk.settings(), **values))
    if faults:
        raise BadCall(" ".join(faults))
    return put_settings(desk, values)


def setting_value(desk: Desk, name: str) -> float | bool | str:
    """The value of one setting. Raises BadCall where there is none of that name."""
    known = {field.name: getattr(desk.settings(), field.name) for field in fields(Settings)}
    if name not in known:
        raise BadCall(f"There is no setting {name!r}; there are {words.listed(list(known))}.")
    value: float | bool | str = known[name]
    return value


def put_settings(desk: Desk, values: dict[str, int | float | bool | str]) -> str:
    """Write settings that are known to be right."""
    said = words.listed([f"{name} is now {setting_text(value)}" for name, value in values.items()])
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_settings(values)
    return f"{said}."


def setting_text(value: float | bool | str) -> str:
    """A setting as it is written: true, 0.8, 03:00."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def pause(desk: Desk, start: date, end: date | None, reason: str) -> str:
    """Leave days out: rest, illness, holiday. `end` None is open."""
    if end is not None and end < start:
        raise BadCall(f"The pause would end on {end}, before it begins on {start}.")
    until = "until you resume" if end is None else f"to {words.day(end)}"
    said = f"Paused from {words.day(start)} {until}"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_pause(Pause(start, end, reason))
    return f"{said}."


def resume(desk: Desk) -> str:
    """End every pause that covers today on the day before."""
    today = desk.today()
    running = [pause for pause in desk.window(today).pauses if pause.covers(today)]
    if not running:
        raise NotPossible("Nothing is paused today.")
    said = "The pause is over; today counts again"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        for each in running:
            if each.start == today:
                change.delete_pause(each.start)
            else:
                change.put_pause(replace(each, end=today - timedelta(days=1)))
    return f"{said}."


def undo(desk: Desk) -> str:
    """Take back the last change of any kind. Raises NotPossible where there is none."""
    said = desk.store.undo()
    if said is None:
        raise NotPossible("There is nothing to undo.")
    return f"Taken back: {said}."


def redo(desk: Desk) -> str:
    """Bring back what was undone last. Raises NotPossible where there is nothing."""
    said = desk.store.redo()
    if said is None:
        raise NotPossible("There is nothing to redo.")
    return f"Brought back: {said}."


def _typed(name: str, text: str, now: float | bool | str) -> float | bool | str:
    lowered = text.strip().lower()
    if isinstance(now, bool):
        if lowered in ("true", "yes", "on", "1"):
            return True
        if lowered in ("false", "no", "off", "0"):
            return False
        raise BadCall(f"{name} is true or false, not {text!r}.")
    if isinstance(now, str):
        return lowered
    try:
        return plain_int(lowered) if isinstance(now, int) else plain_float(lowered)
    except ValueError:
        raise BadCall(f"{name} is a number, not {text!r}.") from None

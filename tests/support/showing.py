"""Histories in a few lines, for a failing test and for the fuzzer: only the fields that are not as they always are."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple

from tracker.core.model import History, Pause, Prescription, SetLog

LISTS = ("prescriptions", "sessions", "checkins", "skips", "declined", "pauses")


class Person(NamedTuple):
    """A history and the date to ask about."""

    history: History
    on: date

    def __repr__(self) -> str:
        return shown(self.history, self.on)


def shown(history: History, on: date) -> str:
    """A history in lines, without its library."""
    lines = [f"on {brief(on)}", brief(history.settings)]
    for name in LISTS:
        lines += [f"  {brief(item)}" for item in getattr(history, name)]
    return "\n".join(lines)


def brief(value: Any) -> str:
    """A value without the fields that are at their defaults."""
    if isinstance(value, tuple) and value and isinstance(value[0], SetLog):
        return "; ".join(brief(item) for item in value)
    if isinstance(value, date):
        return f"{value} {value:%a}"
    if not hasattr(value, "__dataclass_fields__"):
        return str(value)
    parts = []
    for field in fields(value):
        now = getattr(value, field.name)
        if (
            now != field.default
            or isinstance(value, Pause)
            or (isinstance(value, Prescription) and field.name == "why")
        ):
            parts.append(f"{field.name}={brief(now)}")
    return f"{type(value).__name__}({', '.join(parts)})"

"""Single records of a history, each with what tells it from the others: what machines exchange, one by one.

The kinds are called as in the history document; `sets`, `notes`, `settings` and `goal`, which have no list of their own
there, hold one set, the note of a session, one setting, and the goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.core.model import SetLog

RecordKey = tuple[str, ...]
"""The kind of a record, and what tells it from the others of its kind: its date, its exercise …"""


class DatedSet(NamedTuple):
    """A set and the date of its session."""

    date: date
    log: SetLog


class SessionNote(NamedTuple):
    """The note of a date's session."""

    date: date
    note: str


class Setting(NamedTuple):
    """One of the settings by its name."""

    name: str
    value: Any


class Goal(NamedTuple):
    """What the person wants back."""

    text: str


KEYS: Mapping[str, tuple[str, ...]] = {
    "exercises": ("id",),
    "prescriptions": ("exercise", "start"),
    "sets": ("log.id",),
    "notes": ("date",),
    "checkins": ("date",),
    "skips": ("date", "exercise"),
    "declined": ("date", "exercise"),
    "pauses": ("start",),
    "settings": ("name",),
    "goal": (),
    "activities": ("name", "start"),
    "function": ("date",),
    "answers": ("question",),
    "medication": ("date",),
    "questions": ("date", "text"),
    "asked": ("date", "question"),
    "mappings": ("source", "name"),
}
"""The fields that tell a value from the others of its kind."""
KINDS = tuple(KEYS)


def key_of(kind: str, value: Any) -> RecordKey:
    """The key of a value of one of KINDS."""
    return (kind, *(str(attrgetter(field)(value)) for field in KEYS[kind]))


def is_key(key: RecordKey) -> bool:
    """Whether a key is that of one of KINDS and has as many parts; another program may have written any."""
    return bool(key) and key[0] in KEYS and len(key) == 1 + len(KEYS[key[0]])

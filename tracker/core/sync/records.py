"""Single records of a history, each with what tells it from the others: what machines exchange, one by one.

The kinds are called as in the history document; `sets`, `notes`, `settings` and `goal`, which have no list of their own
there, hold one set, the note of a session, one setting, and the goal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
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


# The parts that follow the kind in the key of a value.
_KEYS: Mapping[str, tuple[Callable[[Any], str], ...]] = {
    "exercises": (lambda value: value.id,),
    "prescriptions": (lambda value: value.exercise, lambda value: str(value.start)),
    "sets": (lambda value: str(value.log.id),),
    "notes": (lambda value: str(value.date),),
    "checkins": (lambda value: str(value.date),),
    "skips": (lambda value: str(value.date), lambda value: value.exercise),
    "declined": (lambda value: str(value.date), lambda value: value.exercise),
    "pauses": (lambda value: str(value.start),),
    "settings": (lambda value: value.name,),
    "goal": (),
    "activities": (lambda value: value.name, lambda value: str(value.start)),
    "function": (lambda value: str(value.date),),
    "answers": (lambda value: value.question,),
    "medication": (lambda value: str(value.date),),
    "questions": (lambda value: str(value.date), lambda value: value.text),
    "asked": (lambda value: str(value.date), lambda value: value.question),
    "mappings": (lambda value: value.source, lambda value: value.name),
}

KINDS = tuple(_KEYS)


def key_of(kind: str, value: Any) -> RecordKey:
    """The key of a value of one of KINDS."""
    return (kind, *(part(value) for part in _KEYS[kind]))


def is_key(key: RecordKey) -> bool:
    """Whether a key is that of one of KINDS and has as many parts; another program may have written any."""
    return bool(key) and key[0] in _KEYS and len(key) == 1 + len(_KEYS[key[0]])

"""What is said of an exchange with other machines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.core import wording
from tracker.core.model import CheckIn, Exercise, Prescription
from tracker.core.sync.records import DatedSet, Goal, SessionNote, Setting
from tracker.exchange.sync.resolution import Conflict

NOUNS = {
    "sets": ("set", "sets"),
    "checkins": ("check-in", "check-ins"),
    "skips": ("skip", "skips"),
    "notes": ("session note", "session notes"),
    "prescriptions": ("plan entry", "plan entries"),
    "declined": ("declined step", "declined steps"),
    "pauses": ("pause", "pauses"),
    "exercises": ("own exercise", "own exercises"),
    "settings": ("setting", "settings"),
    "goal": ("goal", "goals"),
    "activities": ("activity", "activities"),
    "function": ("score of activities", "scores of activities"),
    "answers": ("answer", "answers"),
    "medication": ("medication", "medications"),
    "questions": ("question for the therapist", "questions for the therapist"),
    "asked": ("question to the record", "questions to the record"),
    "mappings": ("name of another program", "names of another program"),
}
"""The kinds of record in the order in which they are named, one and several of each."""


def what_came(came: Mapping[str, int], deleted: Mapping[str, int], machines: tuple[str, ...]) -> str:
    """`From “laptop”: 6 sets and 2 check-ins; deleted there: 1 skip.`; empty where nothing came."""
    told = [_counted(came), *(f"deleted there: {gone}" for gone in [_counted(deleted)] if gone)]
    if not any(told):
        return ""
    quoted = [f"“{name}”" for name in machines]
    return f"From {wording.listed(quoted) or 'another machine'}: {'; '.join(filter(None, told))}."


def _counted(records: Mapping[str, int]) -> str:
    return wording.listed([wording.count(records[kind], *nouns) for kind, nouns in NOUNS.items() if records.get(kind)])


def conflict_text(conflict: Conflict, here: Any, exercises: Mapping[str, Exercise]) -> str:
    """What counts of different values: `Check-in of 27 November 2026: pain 3 here, pain 5 there; pain 5 counts.`"""
    kind = conflict.record[0]
    shown = {_shown(kind, value): value for value in conflict.values}
    name, counts = _name(conflict.record, conflict.counts, exercises), _shown(kind, conflict.counts)
    if len(shown) == 1:
        return f"{name}: two machines wrote different details; both count."
    if here is not None and _shown(kind, here) in shown:
        own = _shown(kind, here)
        told = [f"{own} here", *(f"{text} there" for text in shown if text != own)]
    else:
        told = list(shown)
    return f"{name}: {wording.listed(told)}; {counts} counts."


def _name(record: tuple[str, ...], value: Any, exercises: Mapping[str, Exercise]) -> str:
    one = wording.sentence(NOUNS[record[0]][0])
    day = getattr(value, "date", None) or getattr(value, "start", None)
    of = f" of {wording.day(day)}" if isinstance(day, date) else ""
    if isinstance(value, Setting):
        return wording.sentence(wording.SETTINGS[value.name])
    exercise = value.log.exercise if isinstance(value, DatedSet) else getattr(value, "exercise", "")
    called = exercises[exercise].name if exercise in exercises else exercise
    return f"{one} of {called}{of}" if called else f"{one}{of}"


def _shown(kind: str, value: Any) -> str:
    match value:
        case CheckIn():
            return f"pain {value.pain}{' with a flare' if value.flare else ''}"
        case DatedSet():
            done = f"{value.log.reps} repetitions" if value.log.reps else f"{wording.number(value.log.minutes)} min"
            return f"{done}, pain {'unknown' if value.log.pain is None else value.log.pain}"
        case Prescription():
            return "out of the plan" if value.removed or value.dose is None else wording.dose(value.dose)
        case Setting():
            return wording.number(value.value) if type(value.value) in (int, float) else str(value.value)
        case SessionNote():
            return f"“{value.note}”"
        case Goal():
            return f"“{value.text}”"
        case _:
            return _text(kind, value)


def _text(kind: str, value: Any) -> str:
    """The field in which values of the other kinds differ."""
    field = {
        "skips": "reason",
        "pauses": "end",
        "answers": "answer",
        "medication": "text",
        "questions": "answered",
        "activities": "end",
        "exercises": "name",
        "mappings": "exercise",
    }.get(kind)
    shown = None if field is None else getattr(value, field)
    if isinstance(shown, date):
        return f"until {wording.day(shown)}"
    return "open" if shown is None and kind in ("pauses", "activities") else f"“{shown}”" if shown else "empty"

"""How a record is written for other machines, and read from them.

A record's text is a JSON object with the fields that the history document gives it; null, false and empty ones may be
left out. What comes from another machine passes the validation of a document, which asks no clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tracker.core.errors import DocumentError
from tracker.core.input.field_reader import FieldReader, ObjectSchema, clauses, schema
from tracker.core.input.validation import own_exercise_faults, setting_faults
from tracker.core.model import Exercise, History
from tracker.core.sync.records import DatedSet, Goal, RecordKey, SessionNote, Setting, key_of
from tracker.exchange.history import record_readers
from tracker.exchange.history.json_text import load_json
from tracker.exchange.history.record_readers import SCHEMAS, Known
from tracker.exchange.history.records_json import prescription_json, records_json, set_json

_DOCUMENT = SCHEMAS[max(SCHEMAS)]
_SET = ObjectSchema(_DOCUMENT["sets"].required | {"date", "id"}, _DOCUMENT["sets"].known | {"date"})
_SHAPES: Mapping[str, ObjectSchema] = {
    **_DOCUMENT,
    "sets": _SET,
    "notes": schema("date note"),
    "settings": schema("name value"),
    "goal": schema("text"),
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
# The kinds whose records name an exercise; their readers take those that are known.
WITH_EXERCISE = frozenset({"sets", "prescriptions", "skips", "declined", "mappings"})
DELETED = "deleted"
"""The field that marks a deleted exercise: what it was stays, for the sets of it that another machine may have."""


class UnreadableRecordError(Exception):
    """A text that is no valid record of its kind; `str()` says what is wrong."""


def text_of(kind: str, value: Any, *, deleted: bool = False) -> str:
    """The text of a value, the same for equal values."""
    required = _SHAPES[kind].required
    fields = {
        name: field
        for name, field in _json(kind, value).items()
        if name in required or not (field is None or field is False or field == "")
    }
    return _ENCODER.encode(fields | ({DELETED: True} if deleted else {}))


def read_record(key: RecordKey, text: str, known: Known) -> tuple[Any, bool]:
    """The value of a text under a key, and whether it is that of a deleted exercise.

    `known` are all exercises by id; None for those that may be in either unit. Raises UnreadableRecordError.
    """
    kind = key[0]
    try:
        values = load_json(text)
    except DocumentError as error:
        raise UnreadableRecordError(str(error)) from None
    if kind not in _READERS or not isinstance(values, dict):
        raise UnreadableRecordError("is of a kind that a newer Backtracker writes; update this one")
    deleted = kind == "exercises" and values.pop(DELETED, False) is True
    faults: list[str] = []
    exercises = (known,) if kind in WITH_EXERCISE else ()
    value = _READERS[kind](FieldReader(values, "", faults, _SHAPES[kind]), *exercises)
    if faults:
        raise UnreadableRecordError(f"is not valid ({faults[0].removeprefix(': ')})")
    if key_of(kind, value) != key:
        raise UnreadableRecordError("stands under the key of another record")
    return value, deleted


def _json(kind: str, value: Any) -> Mapping[str, object]:
    match value:
        case DatedSet():
            return {"date": str(value.date), **set_json(value.log)}
        case SessionNote():
            return {"date": str(value.date), "note": value.note}
        case Setting() | Goal():
            return value._asdict()
    if kind == "prescriptions":
        return prescription_json(value)
    one: dict[str, Any] = {kind: (value,)}
    return records_json(History(**one))[kind][0]


def _read_set(fields: FieldReader, known: Known) -> DatedSet:
    return DatedSet(fields.day("date"), record_readers.read_set(fields, known, set()))


def _read_note(fields: FieldReader) -> SessionNote:
    return SessionNote(fields.day("date"), fields.text("note"))


def _read_goal(fields: FieldReader) -> Goal:
    text = fields.text("text")
    if not text and not fields.faults:
        fields.add_fault("text", "is a text that is not empty")
    return Goal(text)


def _read_setting(fields: FieldReader) -> Setting:
    """A setting within its own range; whether it fits the others is not looked at."""
    name = fields.accepted_text("name", _DOCUMENT["settings"].known.__contains__, "is the name of a setting")
    if not name:
        return Setting(name, None)
    (value, *more) = fields.values("value") or (None,)
    settings = record_readers.read_settings(FieldReader({name: value}, "", fields.faults, _DOCUMENT["settings"]))
    if more or not fields.faults:
        fields.faults.extend(clauses(setting_faults(name, getattr(settings, name))))
    return Setting(name, getattr(settings, name))


def _read_exercise(fields: FieldReader) -> Exercise:
    """An exercise of the person's own; whether its ladder leads anywhere is not looked at."""
    exercise = record_readers.read_own_exercise(fields)
    if not fields.faults:
        fields.faults.extend(clauses(own_exercise_faults(exercise)))
    return exercise


_READERS: Mapping[str, Callable[..., Any]] = {
    "exercises": _read_exercise,
    "prescriptions": record_readers.read_prescription,
    "sets": _read_set,
    "notes": _read_note,
    "checkins": record_readers.read_checkin,
    "skips": record_readers.read_skip,
    "declined": record_readers.read_decline,
    "pauses": record_readers.read_pause,
    "settings": _read_setting,
    "goal": _read_goal,
    "activities": record_readers.read_activity,
    "function": record_readers.read_function_scores,
    "answers": record_readers.read_answer,
    "medication": record_readers.read_medication,
    "questions": record_readers.read_therapist_question,
    "asked": record_readers.read_asked_question,
    "mappings": record_readers.read_exercise_mapping,
}

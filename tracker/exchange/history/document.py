"""Reads and writes the history document, a JSON text with everything that is recorded of a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from tracker.core import wording
from tracker.core.errors import DocumentError
from tracker.core.input.field_reader import FieldReader, ObjectSchema, clauses, schema
from tracker.core.input.validation import exercise_faults, settings_faults, surplus_activities
from tracker.core.model import MAX_ACTIVITIES, MAX_TEXT, Activity, Exercise, History, Settings
from tracker.core.progress import Progress, counted, ignore_progress
from tracker.core.sync.records import KEYS
from tracker.exchange.history import record_readers
from tracker.exchange.history.json_text import load_json
from tracker.exchange.history.records_json import by_date, records_json, settings_json

T = TypeVar("T")

FORMAT = "backtracker-history"
VERSION = 2

_FIRST = "settings exercises prescriptions sessions checkins skips declined pauses"
_DOCUMENT = {
    1: schema("format version", _FIRST),
    2: schema("format version", f"{_FIRST} goal activities function answers medication questions asked mappings"),
}

# What the document calls those of our fields that it names otherwise.
_FIELDS = {"start": "from", "source": "from"}


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a document; `settings_given` names the settings that it sets, the others have their defaults."""

    history: History
    settings_given: frozenset[str]
    version: int = VERSION

    @property
    def says_archived(self) -> bool:
        """Whether it says of the person's own exercises whether they are archived."""
        return self.version > 1


def read_document(data: bytes | str, builtins: tuple[Exercise, ...], progress: Progress = ignore_progress) -> Document:
    """The document in a file's content. Raises DocumentError naming every fault by its place.

    The history's exercises are `builtins` followed by the document's own. `progress` is told of the sessions, which
    take nearly all of the time.
    """
    values, version = _of_this_format(load_json(data))
    faults: list[str] = []
    schemas = record_readers.SCHEMAS[version]
    top = FieldReader(values, "", faults, _DOCUMENT[version])
    settings, settings_given = _settings(top, schemas)
    own = _own_exercises(top, schemas["exercises"], builtins)
    known: dict[str, Exercise | None] = own | {exercise.id: exercise for exercise in builtins}
    set_ids: set[str] = set()

    def records(name: str) -> Iterator[FieldReader]:
        return top.objects(name, schemas[name]) if name in schemas else iter(())

    def once(kind: str, read: Callable[[FieldReader], T]) -> tuple[T, ...]:
        return _once(records(kind), read, *KEYS[kind])

    history = History(
        settings=settings,
        exercises=builtins + tuple(exercise for exercise in own.values() if exercise is not None),
        prescriptions=tuple(record_readers.read_prescription(fields, known) for fields in records("prescriptions")),
        sessions=by_date(
            record_readers.read_session(fields, known, schemas["sets"], set_ids)
            for fields in counted(records("sessions"), top.length("sessions"), progress)
        ),
        checkins=once("checkins", record_readers.read_checkin),
        skips=tuple(record_readers.read_skip(fields, known) for fields in records("skips")),
        declined=tuple(record_readers.read_decline(fields, known) for fields in records("declined")),
        pauses=tuple(map(record_readers.read_pause, records("pauses"))),
        goal=top.text("goal"),
        activities=_activities(records("activities")),
        function=once("function", record_readers.read_function_scores),
        answers=once("answers", record_readers.read_answer),
        medication=once("medication", record_readers.read_medication),
        questions=once("questions", record_readers.read_therapist_question),
        asked=once("asked", record_readers.read_asked_question),
        mappings=once("mappings", lambda fields: record_readers.read_exercise_mapping(fields, known)),
    )
    faults.extend(
        f"sessions: the notes of {session.date} are together longer than {MAX_TEXT} characters"
        for session in history.sessions
        if len(session.note) > MAX_TEXT
    )
    if faults:
        raise DocumentError(faults)
    return Document(history, settings_given, version)


def write_document(history: History) -> str:
    """The whole history as a document, one record a line; the same history always gives the same text."""
    lists = {name: [_record(record) for record in records] for name, records in records_json(history).items()}
    head = {
        "format": json.dumps(FORMAT),
        "version": str(VERSION),
        "goal": json.dumps(history.goal, ensure_ascii=False),
        "settings": _line(settings_json(history.settings)),
    }
    parts = head | {name: _array(lines, " ") for name, lines in lists.items()}
    return "{\n" + ",\n".join(f' "{name}": {text}' for name, text in parts.items()) + "\n}\n"


def _of_this_format(values: object) -> tuple[dict[str, object], int]:
    """The fields and the version of a history document of a version that is known here; anything else is refused."""
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise DocumentError([f'format: this is no history document of Backtracker (its format is not "{FORMAT}")'])
    version = values.get("version")
    if type(version) is int and version in _DOCUMENT:
        return values, version
    newer = isinstance(version, int) and version > VERSION
    remedy = (
        "it comes from a newer Backtracker; update this one" if newer else f"this program reads versions 1 to {VERSION}"
    )
    raise DocumentError([f"version: the version of this document is not known here; {remedy}"])


def _settings(top: FieldReader, schemas: Mapping[str, ObjectSchema]) -> tuple[Settings, frozenset[str]]:
    """The settings, and which of them are given."""
    fields = top.nested("settings", schemas["settings"])
    if fields is None:
        return Settings(), frozenset()
    faults_before = len(fields.faults)
    settings = record_readers.read_settings(fields)
    if len(fields.faults) == faults_before:
        faults = clauses(settings_faults(settings))
        fields.faults.extend(f"settings.{fault.partition(' ')[0]}: {fault}" for fault in faults)
    return settings, fields.names


def _own_exercises(top: FieldReader, shape: ObjectSchema, builtins: tuple[Exercise, ...]) -> dict[str, Exercise | None]:
    """The person's own exercises by id; None for those with faults.

    A record that refers to one with faults is not itself wrong.
    """
    places: dict[str, str] = {}
    own: dict[str, Exercise | None] = {}
    for fields in top.objects("exercises", shape):
        faults_before = len(fields.faults)
        exercise = record_readers.read_own_exercise(fields)
        if exercise.id in own:
            fields.add_fault("id", "is there twice")
        places[exercise.id] = fields.place
        own[exercise.id] = exercise if len(fields.faults) == faults_before else None
    if None not in own.values():
        known = {exercise.id: exercise for exercise in (*builtins, *own.values()) if exercise is not None}
        for name, place in places.items():
            top.faults.extend(f"{place}: {fault}" for fault in clauses(exercise_faults(known[name], known)))
    return own


def _once(records: Iterable[FieldReader], read: Callable[[FieldReader], T], *key: str) -> tuple[T, ...]:
    """The records of a list in which each key may come once; one that comes twice is a fault."""
    known: dict[object, T] = {}
    for fields in records:
        faults_before = len(fields.faults)
        record = read(fields)
        value = attrgetter(*key)(record)
        if len(fields.faults) == faults_before and value in known:
            names = wording.listed([_FIELDS.get(name, name) for name in key])
            fields.faults.append(f"{fields.place}: there is one with the same {names} already")
        known[value] = record
    return tuple(known.values())


def _activities(records: Iterable[FieldReader]) -> tuple[Activity, ...]:
    """The activities; more than MAX_ACTIVITIES at a time are a fault."""
    places: dict[Activity, FieldReader] = {}

    def read(fields: FieldReader) -> Activity:
        activity = record_readers.read_activity(fields)
        places[activity] = fields
        return activity

    activities = _once(records, read, *KEYS["activities"])
    for activity in surplus_activities(activities):
        places[activity].add_fault("from", f"begins beside {MAX_ACTIVITIES} others; there are no more at a time")
    return activities


def _record(record: dict[str, object]) -> str:
    """A record on one line; a session has a line more for each set."""
    sets = record.get("sets")
    if not isinstance(sets, list):
        return _line(record)
    head = _line({name: value for name, value in record.items() if name != "sets"})[:-1]
    return f'{head}, "sets": {_array([_line(logged) for logged in sets], "  ")}}}'


def _array(lines: list[str], indent: str) -> str:
    """A JSON array with each item on a line of its own."""
    if not lines:
        return "[]"
    return "[\n" + ",\n".join(f"{indent} {line}" for line in lines) + f"\n{indent}]"


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)

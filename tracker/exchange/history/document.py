"""Reads and writes the history document, a JSON text with everything that is recorded of a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from operator import attrgetter

from tracker.core.errors import DocumentError
from tracker.core.field_reader import FieldReader, clauses, plain, schema
from tracker.core.model import (
    MAX_TEXT,
    WEEKDAYS,
    CheckIn,
    Dose,
    Exercise,
    History,
    Number,
    Prescription,
    Session,
    SetLog,
    Settings,
)
from tracker.core.progress import Progress, counted, ignore_progress
from tracker.core.validation import exercise_faults, settings_faults
from tracker.exchange.history import record_readers
from tracker.exchange.history.json_text import load_json

FORMAT = "backtracker-history"
VERSION = 1

_LISTS = ("exercises", "prescriptions", "sessions", "checkins", "skips", "declined", "pauses")
_DOCUMENT = schema("format version", " ".join(("settings", *_LISTS)))


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a document; `settings_given` names the settings that it sets, the others have their defaults."""

    history: History
    settings_given: frozenset[str]


def read_document(data: bytes | str, builtins: tuple[Exercise, ...], progress: Progress = ignore_progress) -> Document:
    """The document in a file's content. Raises DocumentError naming every fault by its place.

    The history's exercises are `builtins` followed by the document's own. `progress` is told of the sessions, which
    take nearly all of the time.
    """
    values = _of_this_format(load_json(data))
    faults: list[str] = []
    top = FieldReader(values, "", faults, _DOCUMENT)
    settings, settings_given = _settings(top)
    own = _own_exercises(top, builtins)
    known: dict[str, Exercise | None] = own | {exercise.id: exercise for exercise in builtins}
    history = History(
        settings=settings,
        exercises=builtins + tuple(exercise for exercise in own.values() if exercise is not None),
        prescriptions=tuple(
            record_readers.read_prescription(fields, known)
            for fields in top.objects("prescriptions", record_readers.PRESCRIPTION)
        ),
        sessions=by_date(
            record_readers.read_session(fields, known)
            for fields in counted(top.objects("sessions", record_readers.SESSION), top.length("sessions"), progress)
        ),
        checkins=_checkins(top),
        skips=tuple(record_readers.read_skip(fields, known) for fields in top.objects("skips", record_readers.SKIP)),
        declined=tuple(
            record_readers.read_decline(fields, known) for fields in top.objects("declined", record_readers.DECLINE)
        ),
        pauses=tuple(record_readers.read_pause(fields) for fields in top.objects("pauses", record_readers.PAUSE)),
    )
    faults.extend(
        f"sessions: the notes of {session.date} are together longer than {MAX_TEXT} characters"
        for session in history.sessions
        if len(session.note) > MAX_TEXT
    )
    if faults:
        raise DocumentError(faults)
    return Document(history, settings_given)


def by_date(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """One session a date, oldest first, the sets in the order of the list; those that hold nothing are left out."""
    sets: dict[date, list[SetLog]] = {}
    notes: dict[date, list[str]] = {}
    for session in sessions:
        sets.setdefault(session.date, []).extend(session.sets)
        day_notes = notes.setdefault(session.date, [])
        if session.note and session.note not in day_notes:
            day_notes.append(session.note)
    joined = (Session(day, tuple(sets[day]), "\n".join(notes[day])) for day in sorted(sets))
    return tuple(session for session in joined if session.sets or session.note)


def write_document(history: History) -> str:
    """The whole history as a document, one record a line; the same history always gives the same text."""
    lists = {
        "exercises": [_line(exercise_json(exercise)) for exercise in history.exercises if exercise.own],
        "prescriptions": [_line(prescription_json(prescription)) for prescription in history.prescriptions],
        "sessions": [_session_lines(session) for session in by_date(history.sessions)],
        "checkins": [_line(checkin_json(checkin)) for checkin in sorted(history.checkins, key=attrgetter("date"))],
        "skips": [
            _line({"date": str(skip.date), "exercise": skip.exercise, "reason": skip.reason, "note": skip.note})
            for skip in sorted(history.skips, key=attrgetter("date", "exercise"))
        ],
        "declined": [
            _line({"date": str(decline.date), "exercise": decline.exercise})
            for decline in sorted(history.declined, key=attrgetter("date", "exercise"))
        ],
        "pauses": [
            _line({"from": str(pause.start), "to": _date_json(pause.end), "reason": pause.reason})
            for pause in sorted(history.pauses, key=attrgetter("start"))
        ],
    }
    head = (
        f'{{\n "format": "{FORMAT}",\n "version": {VERSION},\n "settings": {_line(settings_json(history.settings))},\n'
    )
    return head + ",\n".join(f' "{name}": {_array(lines, " ")}' for name, lines in lists.items()) + "\n}\n"


def dose_json(dose: Dose) -> dict[str, object]:
    """A dose in full: `reps` is empty where it is in minutes."""
    return {
        "reps": list(dose.reps),
        "hold_s": plain(dose.hold_s),
        "load_kg": plain(dose.load_kg),
        "minutes": plain(dose.minutes),
    }


def set_json(logged: SetLog) -> dict[str, object]:
    """A set with `reps` or `minutes`, whichever it has, and all other fields."""
    amount: dict[str, Number] = {"reps": logged.reps} if logged.reps else {"minutes": plain(logged.minutes)}
    return {
        "exercise": logged.exercise,
        **amount,
        "hold_s": plain(logged.hold_s),
        "load_kg": plain(logged.load_kg),
        "pain": logged.pain,
        "leg": logged.leg,
        "form_broke": logged.form_broke,
        "note": logged.note,
        "at": logged.at,
    }


def checkin_json(checkin: CheckIn) -> dict[str, object]:
    """A check-in with all its fields."""
    return {
        "date": str(checkin.date),
        "pain": checkin.pain,
        "flare": checkin.flare,
        "leg": checkin.leg,
        "note": checkin.note,
    }


def days_json(days: Iterable[int]) -> list[str]:
    """The names of weekdays, in the order of the week."""
    return [WEEKDAYS[day] for day in sorted(days)]


def prescription_json(prescription: Prescription) -> dict[str, object]:
    """A prescription; the dose is left out where a removed one has none."""
    dose = {} if prescription.dose is None else {"dose": dose_json(prescription.dose)}
    return {
        "exercise": prescription.exercise,
        "from": str(prescription.start),
        "days": days_json(prescription.days),
        "position": prescription.position,
        **dose,
        "locked": prescription.locked,
        "removed": prescription.removed,
        "why": prescription.why,
    }


def exercise_json(exercise: Exercise) -> dict[str, object]:
    """An exercise of the person's own with all fields that the document has."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind,
        "region": exercise.region,
        "equipment": list(exercise.equipment),
        "bothers": list(exercise.bothers),
        "per_side": exercise.per_side,
        "start": dose_json(exercise.start),
        "ceiling": dose_json(exercise.ceiling),
        "harder": exercise.harder,
        "load_step_kg": plain(exercise.load_step_kg),
        "cues": list(exercise.cues),
        "pace": exercise.pace,
        "caution": exercise.caution,
        "source": exercise.source,
    }


def settings_json(settings: Settings) -> dict[str, object]:
    """All settings by name."""
    return {
        **asdict(settings),
        "adherence_required": float(settings.adherence_required),
        "mornings_required": float(settings.mornings_required),
    }


def _of_this_format(values: object) -> dict[str, object]:
    """The fields of a history document of a version that this program knows; anything else is refused."""
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise DocumentError([f'format: this is no history document of Backtracker (its format is not "{FORMAT}")'])
    version = values.get("version")
    if isinstance(version, bool) or version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        remedy = (
            "it comes from a newer Backtracker; update this one" if newer else f"this program reads version {VERSION}"
        )
        raise DocumentError([f"version: the version of this document is not known here; {remedy}"])
    return values


def _settings(top: FieldReader) -> tuple[Settings, frozenset[str]]:
    """The settings, and which of them are given."""
    fields = top.nested("settings", record_readers.SETTINGS)
    if fields is None:
        return Settings(), frozenset()
    faults_before = len(fields.faults)
    settings = record_readers.read_settings(fields)
    if len(fields.faults) == faults_before:
        faults = clauses(settings_faults(settings))
        fields.faults.extend(f"settings.{fault.partition(' ')[0]}: {fault}" for fault in faults)
    return settings, fields.names


def _own_exercises(top: FieldReader, builtins: tuple[Exercise, ...]) -> dict[str, Exercise | None]:
    """The person's own exercises by id; None for those with faults.

    A record that refers to one with faults is not itself wrong.
    """
    places: dict[str, str] = {}
    own: dict[str, Exercise | None] = {}
    for fields in top.objects("exercises", record_readers.EXERCISE):
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


def _checkins(top: FieldReader) -> tuple[CheckIn, ...]:
    """The check-ins; a date that comes twice is a fault."""
    checkins: dict[date, CheckIn] = {}
    for fields in top.objects("checkins", record_readers.CHECKIN):
        faults_before = len(fields.faults)
        checkin = record_readers.read_checkin(fields)
        if len(fields.faults) == faults_before and checkin.date in checkins:
            fields.add_fault("date", "has a check-in already; there is one for each date")
        checkins[checkin.date] = checkin
    return tuple(checkins.values())


def _date_json(day: date | None) -> str | None:
    return None if day is None else str(day)


def _session_lines(session: Session) -> str:
    head = _line({"date": str(session.date), "note": session.note})[:-1]
    return f'{head}, "sets": {_array([_line(set_json(logged)) for logged in session.sets], "  ")}}}'


def _array(lines: list[str], indent: str) -> str:
    """A JSON array with each item on a line of its own."""
    if not lines:
        return "[]"
    return "[\n" + ",\n".join(f"{indent} {line}" for line in lines) + f"\n{indent}]"


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)

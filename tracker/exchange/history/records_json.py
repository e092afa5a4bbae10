"""The records of a history as the JSON values of the history document, which commands print too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from operator import attrgetter
from typing import Any

from tracker.core.doses import int_if_whole
from tracker.core.model import (
    WEEKDAYS,
    CheckIn,
    Dose,
    Exercise,
    FunctionScores,
    History,
    Number,
    Prescription,
    Session,
    SetLog,
    Settings,
)
from tracker.core.plan import canonical


def records_json(history: History) -> dict[str, list[dict[str, object]]]:
    """All lists of the document but `settings`, each in the order in which it is written."""
    own = sorted((exercise for exercise in history.exercises if exercise.own), key=attrgetter("id"))
    return {
        "exercises": [exercise_json(exercise) for exercise in own],
        "prescriptions": [prescription_json(prescription) for prescription in canonical(history.prescriptions)],
        "sessions": [session_json(session) for session in by_date(history.sessions)],
        **{
            kind: [to_json(value) for value in sorted(getattr(history, kind), key=attrgetter(*order.split()))]
            for kind, (to_json, order) in _LISTS.items()
        },
    }


def fields_json(value: object, names: str) -> dict[str, object]:
    """Fields of a value, by names such as `date from=start`: the last is its field `start`, written as `from`."""
    pairs = (name.split("=") for name in names.split())
    return {pair[0]: _json(getattr(value, pair[-1])) for pair in pairs}


def _json(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Dose():
            return dose_json(value)
        case tuple():
            return list(value)
        case _:
            return value


def session_json(session: Session) -> dict[str, object]:
    """A session; its sets by exercise, then instant, then id, so that equal sessions are written alike."""
    sets = sorted(session.sets, key=lambda logged: (logged.exercise, logged.at or "", logged.id or ""))
    return {"date": str(session.date), "note": session.note, "sets": [set_json(logged) for logged in sets]}


def function_json(scores: FunctionScores) -> dict[str, object]:
    """The scores of a day, of the activities by name and of the PEG scale."""
    return fields_json(scores, "date scores peg") | {"scores": dict(sorted(scores.scores))}


def dose_json(dose: Dose) -> dict[str, object]:
    """A dose in full: `reps` is empty where it is in minutes."""
    return {
        "reps": list(dose.reps),
        "hold_s": int_if_whole(dose.hold_s),
        "load_kg": int_if_whole(dose.load_kg),
        "minutes": int_if_whole(dose.minutes),
    }


def set_json(logged: SetLog) -> dict[str, object]:
    """A set with `reps` or `minutes`, whichever it has, and all other fields."""
    amount: dict[str, Number] = {"reps": logged.reps} if logged.reps else {"minutes": int_if_whole(logged.minutes)}
    return {
        "id": logged.id,
        "exercise": logged.exercise,
        **amount,
        "hold_s": int_if_whole(logged.hold_s),
        "load_kg": int_if_whole(logged.load_kg),
        "pain": logged.pain,
        "leg": logged.leg,
        "form_broke": logged.form_broke,
        "note": logged.note,
        "at": logged.at,
    }


def checkin_json(checkin: CheckIn) -> dict[str, object]:
    """A check-in with all its fields."""
    return fields_json(checkin, "date pain flare leg note approximate")


def days_json(days: Iterable[int]) -> list[str]:
    """The names of weekdays, in the order of the week."""
    return [WEEKDAYS[day] for day in sorted(days)]


def prescription_json(prescription: Prescription) -> dict[str, object]:
    """A prescription; the dose is left out where a removed one has none."""
    dose = "" if prescription.dose is None else "dose "
    fields = fields_json(prescription, f"exercise from=start days position {dose}locked removed why")
    return fields | {"days": days_json(prescription.days)}


def exercise_json(exercise: Exercise) -> dict[str, object]:
    """An exercise of the person's own with all fields that the document has."""
    fields = fields_json(
        exercise,
        "id name kind region equipment bothers per_side start ceiling harder load_step_kg cues pace caution source "
        "archived",
    )
    return fields | {"load_step_kg": int_if_whole(exercise.load_step_kg)}


def settings_json(settings: Settings) -> dict[str, object]:
    """All settings by name."""
    return {
        **asdict(settings),
        "adherence_required": float(settings.adherence_required),
        "mornings_required": float(settings.mornings_required),
    }


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


def _fields(names: str) -> Callable[[object], dict[str, object]]:
    return lambda value: fields_json(value, names)


# What makes the JSON of a record of these kinds, and the fields by which they are ordered.
_LISTS: Mapping[str, tuple[Callable[[Any], dict[str, object]], str]] = {
    "checkins": (checkin_json, "date"),
    "skips": (_fields("date exercise reason note"), "date exercise"),
    "declined": (_fields("date exercise"), "date exercise"),
    "pauses": (_fields("from=start to=end reason"), "start"),
    "activities": (_fields("name from=start to=end"), "start name"),
    "function": (function_json, "date"),
    "answers": (_fields("question answer date"), "date question"),
    "medication": (_fields("date text"), "date"),
    "questions": (_fields("date text answered"), "date text"),
    "asked": (_fields("date question"), "date question"),
    "mappings": (_fields("from=source name exercise"), "source name"),
}

"""The records of a history as the JSON values of the history document, which commands print too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from operator import attrgetter

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
        "checkins": [checkin_json(checkin) for checkin in sorted(history.checkins, key=attrgetter("date"))],
        "skips": [
            {"date": str(skip.date), "exercise": skip.exercise, "reason": skip.reason, "note": skip.note}
            for skip in sorted(history.skips, key=attrgetter("date", "exercise"))
        ],
        "declined": [
            {"date": str(decline.date), "exercise": decline.exercise}
            for decline in sorted(history.declined, key=attrgetter("date", "exercise"))
        ],
        "pauses": [
            {"from": str(pause.start), "to": _date_json(pause.end), "reason": pause.reason}
            for pause in sorted(history.pauses, key=attrgetter("start"))
        ],
        "activities": [
            {"name": activity.name, "from": str(activity.start), "to": _date_json(activity.end)}
            for activity in sorted(history.activities, key=attrgetter("start", "name"))
        ],
        "function": [function_json(scores) for scores in sorted(history.function, key=attrgetter("date"))],
        "answers": [
            {"question": answer.question, "answer": answer.answer, "date": str(answer.date)}
            for answer in sorted(history.answers, key=attrgetter("date", "question"))
        ],
        "medication": [
            {"date": str(medication.date), "text": medication.text}
            for medication in sorted(history.medication, key=attrgetter("date"))
        ],
        "questions": [
            {"date": str(question.date), "text": question.text, "answered": question.answered}
            for question in sorted(history.questions, key=attrgetter("date", "text"))
        ],
        "asked": [
            {"date": str(asked.date), "question": asked.question}
            for asked in sorted(history.asked, key=attrgetter("date", "question"))
        ],
        "mappings": [
            {"from": mapping.source, "name": mapping.name, "exercise": mapping.exercise}
            for mapping in sorted(history.mappings, key=attrgetter("source", "name"))
        ],
    }


def session_json(session: Session) -> dict[str, object]:
    """A session; its sets by exercise, then instant, then id, so that equal sessions are written alike."""
    sets = sorted(session.sets, key=lambda logged: (logged.exercise, logged.at or "", logged.id or ""))
    return {"date": str(session.date), "note": session.note, "sets": [set_json(logged) for logged in sets]}


def function_json(scores: FunctionScores) -> dict[str, object]:
    """The scores of a day, of the activities by name and of the PEG scale."""
    return {
        "date": str(scores.date),
        "scores": dict(sorted(scores.scores)),
        "peg": None if scores.peg is None else list(scores.peg),
    }


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
    return {
        "date": str(checkin.date),
        "pain": checkin.pain,
        "flare": checkin.flare,
        "leg": checkin.leg,
        "note": checkin.note,
        "approximate": checkin.approximate,
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
        "load_step_kg": int_if_whole(exercise.load_step_kg),
        "cues": list(exercise.cues),
        "pace": exercise.pace,
        "caution": exercise.caution,
        "source": exercise.source,
        "archived": exercise.archived,
    }


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


def _date_json(day: date | None) -> str | None:
    return None if day is None else str(day)

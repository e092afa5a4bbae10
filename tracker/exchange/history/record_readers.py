"""Reads each kind of record of the history document from its fields, as `docs/history-document.md` describes them."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.exercise_reader import DOSE, EXERCISE_FIELDS, read_days, read_dose, read_exercise
from tracker.core.field_reader import FieldReader, clauses, schema, storable
from tracker.core.model import (
    MAX_HOLD_S,
    MAX_LOAD_KG,
    MAX_MINUTES,
    MAX_PAIN,
    MAX_REPS,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    Why,
)
from tracker.core.validation import OWN_ID, dose_faults

Known = Mapping[str, Exercise | None]
"""Every exercise that a record may refer to, by id; None for one of the person's own that has faults itself."""

MAX_POSITION = 1_000_000


SETTINGS = schema("", " ".join(Settings.__dataclass_fields__))
EXERCISE = schema("id name kind start ceiling", EXERCISE_FIELDS)
PRESCRIPTION = schema("exercise from", "dose days position locked removed why")
SESSION = schema("date sets", "note")
SET = schema("exercise", "reps minutes hold_s load_kg pain leg form_broke note at")
CHECKIN = schema("date pain", "flare leg note")
SKIP = schema("date exercise reason", "note")
DECLINE = schema("date exercise")
PAUSE = schema("from", "to reason")


def read_settings(fields: FieldReader) -> Settings:
    """The settings, those not given at their defaults; their ranges are not checked here."""
    default = Settings()
    return Settings(
        pain_free_limit=fields.unbounded_whole_number("pain_free_limit", default.pain_free_limit),
        weeks_required=fields.unbounded_whole_number("weeks_required", default.weeks_required),
        adherence_required=fields.unbounded_number("adherence_required", default.adherence_required),
        mornings_required=fields.unbounded_number("mornings_required", default.mornings_required),
        max_increases_per_week=fields.unbounded_whole_number("max_increases_per_week", default.max_increases_per_week),
        amber_from=fields.unbounded_whole_number("amber_from", default.amber_from),
        red_from=fields.unbounded_whole_number("red_from", default.red_from),
        raise_doses=fields.flag("raise_doses", default.raise_doses),
        day_start=fields.text("day_start", default.day_start),
    )


def read_valid_dose(fields: FieldReader | None) -> Dose:
    """A dose in repetitions or in minutes, with a fault where it is neither or both."""
    if fields is None:
        return Dose()
    faults_before = len(fields.faults)
    dose = read_dose(fields)
    if len(fields.faults) == faults_before:
        fields.faults.extend(clauses(dose_faults(dose, fields.place)))
    return dose


def read_own_exercise(fields: FieldReader) -> Exercise:
    """One of the person's own exercises; its relations to the others are not checked here."""
    exercise_id = fields.accepted_text("id", _own_id, "is my- and then small letters, digits and single hyphens")
    start, ceiling = (read_valid_dose(fields.nested(name, DOSE)) for name in ("start", "ceiling"))
    return read_exercise(fields, exercise_id, start, ceiling)


def _own_id(text: str) -> bool:
    return storable(text) and OWN_ID.fullmatch(text) is not None


def read_prescription(fields: FieldReader, known: Known) -> Prescription:
    """A prescription; a removed one may be without a dose."""
    exercise_id, exercise = _exercise(fields, known)
    removed = fields.flag("removed")
    dose = None
    if fields.given("dose"):
        faults_before = len(fields.faults)
        dose = read_valid_dose(fields.nested("dose", DOSE))
        if exercise is not None and len(fields.faults) == faults_before and exercise.in_minutes != (not dose.reps):
            fields.add_fault("dose", _unit_sentence(exercise))
    elif not removed:
        fields.add_fault("dose", "is missing")
    return Prescription(
        exercise=exercise_id,
        start=fields.day("from"),
        dose=dose,
        days=read_days(fields),
        position=fields.whole_number_or_null("position", 0, MAX_POSITION),
        locked=fields.flag("locked"),
        removed=removed,
        why=fields.choice("why", Why.MANUAL),
    )


def read_session(fields: FieldReader, known: Known) -> Session:
    """Sets of one date; a document may spread a date over several sessions."""
    return Session(
        date=fields.day("date"),
        sets=tuple(_read_set(set_fields, known) for set_fields in fields.objects("sets", SET)),
        note=fields.text("note"),
    )


def _read_set(fields: FieldReader, known: Known) -> SetLog:
    exercise_id, exercise = _exercise(fields, known)
    faults_before = len(fields.faults)
    reps = fields.whole_number("reps", 1, MAX_REPS, 0)
    minutes = fields.number("minutes", MAX_MINUTES)
    if len(fields.faults) == faults_before:
        if bool(reps) == (minutes > 0):
            fields.faults.append(f"{fields.place}: a set has either reps or minutes above 0")
        elif exercise is not None and exercise.in_minutes != (not reps):
            fields.add_fault("minutes" if minutes else "reps", _unit_sentence(exercise))
    return SetLog(
        exercise=exercise_id,
        reps=reps,
        minutes=minutes,
        hold_s=fields.number("hold_s", MAX_HOLD_S),
        load_kg=fields.number("load_kg", MAX_LOAD_KG),
        pain=fields.whole_number_or_null("pain", 0, MAX_PAIN),
        leg=fields.flag("leg"),
        form_broke=fields.flag("form_broke"),
        note=fields.text("note"),
        at=fields.instant_or_null("at"),
    )


def read_checkin(fields: FieldReader) -> CheckIn:
    """The check-in of a morning."""
    return CheckIn(
        date=fields.day("date"),
        pain=fields.whole_number("pain", 0, MAX_PAIN, 0),
        flare=fields.flag("flare"),
        leg=fields.flag("leg"),
        note=fields.text("note"),
    )


def read_skip(fields: FieldReader, known: Known) -> Skip:
    """An exercise left out for a day."""
    exercise_id, _ = _exercise(fields, known)
    return Skip(
        date=fields.day("date"),
        exercise=exercise_id,
        reason=fields.choice("reason", SkipReason.OTHER),
        note=fields.text("note"),
    )


def read_decline(fields: FieldReader, known: Known) -> Decline:
    """An increase that was declined."""
    exercise_id, _ = _exercise(fields, known)
    return Decline(date=fields.day("date"), exercise=exercise_id)


def read_pause(fields: FieldReader) -> Pause:
    """Days of rest; without `to` it is open."""
    pause = Pause(start=fields.day("from"), end=fields.day_or_null("to"), reason=fields.text("reason"))
    if pause.end is not None and pause.end < pause.start:
        fields.add_fault("to", "is not before from")
    return pause


def _exercise(fields: FieldReader, known: Known) -> tuple[str, Exercise | None]:
    """The id of the record's exercise, and the exercise itself unless it is unknown or has faults."""
    exercise_id = fields.accepted_text(
        "exercise", known.__contains__, "is the id of a built-in exercise or of one of the list exercises"
    )
    return exercise_id, known.get(exercise_id)


def _unit_sentence(exercise: Exercise) -> str:
    return f"does not fit: {exercise.id} is in {'minutes' if exercise.in_minutes else 'repetitions'} for ever"

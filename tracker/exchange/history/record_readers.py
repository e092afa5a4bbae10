"""Reads each kind of record of the history document from its fields, as `docs/history-document.md` describes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from tracker.core.input.exercise_reader import DOSE, EXERCISE_FIELDS, read_days, read_dose, read_exercise
from tracker.core.input.field_reader import FieldReader, ObjectSchema, clauses, schema, storable
from tracker.core.input.validation import OWN_ID, dose_faults
from tracker.core.model import (
    MAX_HOLD_S,
    MAX_LOAD_KG,
    MAX_MINUTES,
    MAX_PAIN,
    MAX_REPS,
    MAX_SCORE,
    MAX_SET_ID,
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)

Known = Mapping[str, Exercise | None]
"""Every exercise that a record may refer to, by id; None for one of the person's own that has faults itself."""

MAX_POSITION = 1_000_000


_FIRST: dict[str, ObjectSchema] = {
    "settings": schema("", " ".join(Settings.__dataclass_fields__)),
    "exercises": schema("id name kind start ceiling", EXERCISE_FIELDS),
    "prescriptions": schema("exercise from", "dose days position locked removed why"),
    "sessions": schema("date sets", "note"),
    "sets": schema("exercise", "reps minutes hold_s load_kg pain leg form_broke note at"),
    "checkins": schema("date pain", "flare leg note"),
    "skips": schema("date exercise reason", "note"),
    "declined": schema("date exercise"),
    "pauses": schema("from", "to reason"),
}
SCHEMAS: Mapping[int, Mapping[str, ObjectSchema]] = {
    1: _FIRST,
    2: _FIRST
    | {
        "exercises": schema("id name kind start ceiling", f"{EXERCISE_FIELDS} archived"),
        "sets": schema("exercise", "id reps minutes hold_s load_kg pain leg form_broke note at"),
        "checkins": schema("date pain", "flare leg note approximate"),
        "activities": schema("name from", "to"),
        "function": schema("date", "scores peg"),
        "answers": schema("question answer date"),
        "medication": schema("date text"),
        "questions": schema("date text", "answered"),
        "asked": schema("date question"),
        "mappings": schema("from name exercise"),
    },
}
"""The fields of each kind of record, by the version of the document; a set is a record of a session."""


def read_settings(fields: FieldReader) -> Settings:
    """The settings, those not given at their defaults; their ranges are not checked here."""
    readers: dict[type, Callable[[str, Any], Any]] = {
        int: fields.unbounded_whole_number,
        float: fields.unbounded_number,
        bool: fields.flag,
        str: fields.text,
    }
    return Settings(**{name: readers[type(default)](name, default) for name, default in asdict(Settings()).items()})


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
    return replace(read_exercise(fields, exercise_id, start, ceiling), archived=fields.flag("archived"))


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


def read_session(fields: FieldReader, known: Known, set_schema: ObjectSchema, ids: set[str]) -> Session:
    """Sets of one date; a document may spread a date over several sessions. `ids` are those of the sets before."""
    return Session(
        date=fields.day("date"),
        sets=tuple(read_set(set_fields, known, ids) for set_fields in fields.objects("sets", set_schema)),
        note=fields.text("note"),
    )


def read_set(fields: FieldReader, known: Known, ids: set[str]) -> SetLog:
    """A set of a session; its id is added to `ids`, those of the sets before."""
    exercise_id, exercise = _exercise(fields, known)
    faults_before = len(fields.faults)
    reps = fields.whole_number("reps", 1, MAX_REPS)
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
        id=_read_set_id(fields, ids),
    )


def _read_set_id(fields: FieldReader, ids: set[str]) -> str | None:
    if not fields.given("id"):
        return None
    set_id = fields.accepted_text("id", _set_id, f"is a text of 1 to {MAX_SET_ID} characters")
    if set_id in ids:
        fields.add_fault("id", "is there twice")
    ids.add(set_id)
    return set_id


def _set_id(text: str) -> bool:
    return storable(text) and 1 <= len(text) <= MAX_SET_ID


def read_checkin(fields: FieldReader) -> CheckIn:
    """The check-in of a morning."""
    return CheckIn(
        date=fields.day("date"),
        pain=fields.whole_number("pain", 0, MAX_PAIN),
        flare=fields.flag("flare"),
        leg=fields.flag("leg"),
        note=fields.text("note"),
        approximate=fields.flag("approximate"),
    )


def read_skip(fields: FieldReader, known: Known) -> Skip:
    """An exercise left out for a day."""
    exercise_id, _ = _exercise(fields, known)
    return Skip(fields.day("date"), exercise_id, fields.choice("reason", SkipReason.OTHER), fields.text("note"))


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


def read_activity(fields: FieldReader) -> Activity:
    """An activity of the person's own; without `to` it is still scored."""
    activity = Activity(name=_required_text(fields, "name"), start=fields.day("from"), end=fields.day_or_null("to"))
    if activity.end is not None and activity.end < activity.start:
        fields.add_fault("to", "is not before from")
    return activity


def read_function_scores(fields: FieldReader) -> FunctionScores:
    """The scores of a day; without `peg` those of activities alone."""
    scores: dict[str, int] = {}
    for name, score in fields.mapping("scores").items():
        if not (name and storable(name)) or type(score) is not int or not 0 <= score <= MAX_SCORE:
            fields.add_fault("scores", f"has a whole number from 0 to {MAX_SCORE} for the name of each activity")
            break
        scores[name] = score
    peg = None
    if fields.given("peg"):
        match fields.values("peg"):
            case [int(pain), int(enjoyment), int(activity)] if all(
                type(answer) is int and 0 <= answer <= MAX_SCORE for answer in (pain, enjoyment, activity)
            ):
                peg = pain, enjoyment, activity
            case _:
                fields.add_fault("peg", f"is a list of three whole numbers from 0 to {MAX_SCORE}, or null")
    return FunctionScores(fields.day("date"), tuple(sorted(scores.items())), peg)


def read_answer(fields: FieldReader) -> Answer:
    """What was answered to a question of the first run, to a card, or to a reason to see somebody."""
    return Answer(_required_text(fields, "question"), fields.text("answer"), fields.day("date"))


def read_medication(fields: FieldReader) -> Medication:
    """What the person takes."""
    return Medication(fields.day("date"), _required_text(fields, "text"))


def read_therapist_question(fields: FieldReader) -> TherapistQuestion:
    """A question for the therapist, answered or not."""
    return TherapistQuestion(fields.day("date"), _required_text(fields, "text"), fields.text("answered"))


def read_asked_question(fields: FieldReader) -> AskedQuestion:
    """A question that was put to the record."""
    return AskedQuestion(fields.day("date"), _required_text(fields, "question"))


def read_exercise_mapping(fields: FieldReader, known: Known) -> ExerciseMapping:
    """Which exercise that of another program is; null where it is left out."""
    exercise = _exercise(fields, known)[0] if fields.given("exercise") else None
    return ExerciseMapping(_required_text(fields, "from"), _required_text(fields, "name"), exercise)


def _required_text(fields: FieldReader, name: str) -> str:
    """A text that is not empty."""
    return fields.accepted_text(name, lambda text: text and storable(text), "is a text that is not empty")


def _exercise(fields: FieldReader, known: Known) -> tuple[str, Exercise | None]:
    """The id of the record's exercise, and the exercise itself unless it is unknown or has faults."""
    exercise_id = fields.accepted_text(
        "exercise", known.__contains__, "is the id of a built-in exercise or of one of the list exercises"
    )
    return exercise_id, known.get(exercise_id)


def _unit_sentence(exercise: Exercise) -> str:
    return f"does not fit: {exercise.id} is in {'minutes' if exercise.in_minutes else 'repetitions'} for ever"

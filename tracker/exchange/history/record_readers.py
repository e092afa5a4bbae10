"""Reads each kind of record of the history document from its fields; the page of the format, as code."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.model import (
    EVERY_DAY,
    MAX_HOLD_S,
    MAX_LOAD_KG,
    MAX_MINUTES,
    MAX_PAIN,
    MAX_REPS,
    MAX_SETS,
    WEEKDAYS,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    Kind,
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
from tracker.exchange.history.field_reader import FieldReader, ObjectSchema, clauses, storable

Known = Mapping[str, Exercise | None]
"""Every exercise that may be named, by id; None where it is the person's own and itself has faults."""

MAX_POSITION = 1_000_000


def _shape(required: str, optional: str = "") -> ObjectSchema:
    return ObjectSchema(frozenset(required.split()), frozenset(f"{required} {optional}".split()))


DOSE = _shape("", "reps hold_s load_kg minutes")
SETTINGS = _shape("", " ".join(Settings.__dataclass_fields__))
EXERCISE = _shape(
    "id name kind start ceiling",
    "region equipment bothers per_side harder load_step_kg cues pace caution source",
)
PRESCRIPTION = _shape("exercise from", "dose days position locked removed why")
SESSION = _shape("date sets", "note")
SET = _shape("exercise", "reps minutes hold_s load_kg pain leg form_broke note at")
CHECKIN = _shape("date pain", "flare leg note")
SKIP = _shape("date exercise reason", "note")
DECLINE = _shape("date exercise")
PAUSE = _shape("from", "to reason")


def read_settings(fields: FieldReader) -> Settings:
    """The settings, those not given at their defaults; their ranges are not looked at here."""
    default = Settings()
    return Settings(
        pain_free_limit=fields.integer("pain_free_limit", default.pain_free_limit),
        weeks_required=fields.integer("weeks_required", default.weeks_required),
        adherence_required=fields.real("adherence_required", default.adherence_required),
        mornings_required=fields.real("mornings_required", default.mornings_required),
        max_increases_per_week=fields.integer("max_increases_per_week", default.max_increases_per_week),
        amber_from=fields.integer("amber_from", default.amber_from),
        red_from=fields.integer("red_from", default.red_from),
        raise_doses=fields.flag("raise_doses", default.raise_doses),
        day_start=fields.text("day_start", default.day_start),
    )


def read_dose(fields: FieldReader | None) -> Dose:
    """A dose, in repetitions or in minutes; an empty one where there is none to read."""
    if fields is None:
        return Dose()
    faults_before = len(fields.faults)
    dose = Dose(
        reps=fields.wholes("reps", 1, MAX_REPS, MAX_SETS),
        hold_s=fields.number("hold_s", MAX_HOLD_S),
        load_kg=fields.number("load_kg", MAX_LOAD_KG),
        minutes=fields.number("minutes", MAX_MINUTES),
    )
    if len(fields.faults) == faults_before:
        fields.faults.extend(clauses(dose_faults(dose, fields.place)))
    return dose


def read_exercise(fields: FieldReader) -> Exercise:
    """One of the person's own exercises; how it stands to the others is not looked at here."""
    return Exercise(
        id=fields.word("id", _own_id, "is my- and then small letters, digits and single hyphens"),
        name=fields.text("name"),
        kind=fields.choice("kind", Kind.STRENGTH),
        start=read_dose(fields.inner("start", DOSE)),
        ceiling=read_dose(fields.inner("ceiling", DOSE)),
        region=fields.text("region"),
        equipment=fields.texts("equipment"),
        bothers=fields.texts("bothers"),
        per_side=fields.flag("per_side"),
        harder=fields.text("harder") if fields.given("harder") else None,
        load_step_kg=fields.number("load_step_kg", MAX_LOAD_KG),
        cues=fields.texts("cues"),
        pace=fields.text("pace"),
        caution=fields.text("caution"),
        source=fields.text("source"),
    )


def _own_id(text: str) -> bool:
    return storable(text) and OWN_ID.fullmatch(text) is not None


def read_prescription(fields: FieldReader, known: Known) -> Prescription:
    """A prescription; a removed one may be without a dose."""
    exercise, named = _exercise(fields, known)
    removed = fields.flag("removed")
    dose = None
    if fields.given("dose"):
        faults_before = len(fields.faults)
        dose = read_dose(fields.inner("dose", DOSE))
        if named is not None and len(fields.faults) == faults_before and named.in_minutes != (not dose.reps):
            fields.wrong("dose", _unit_sentence(named))
    elif not removed:
        fields.wrong("dose", "is missing")
    return Prescription(
        exercise=exercise,
        start=fields.day("from"),
        dose=dose,
        days=_days(fields),
        position=fields.whole_or_null("position", 0, MAX_POSITION),
        locked=fields.flag("locked"),
        removed=removed,
        why=fields.choice("why", Why.MANUAL),
    )


def read_session(fields: FieldReader, known: Known) -> Session:
    """The sets of a date, or some of them."""
    return Session(
        date=fields.day("date"),
        sets=tuple(_read_set(each, known) for each in fields.each("sets", SET)),
        note=fields.text("note"),
    )


def _read_set(fields: FieldReader, known: Known) -> SetLog:
    exercise, named = _exercise(fields, known)
    faults_before = len(fields.faults)
    reps = fields.whole("reps", 1, MAX_REPS, 0)
    minutes = fields.number("minutes", MAX_MINUTES)
    if len(fields.faults) == faults_before:
        if bool(reps) == (minutes > 0):
            fields.faults.append(f"{fields.place}: a set has either reps or minutes above 0")
        elif named is not None and named.in_minutes != (not reps):
            fields.wrong("minutes" if minutes else "reps", _unit_sentence(named))
    return SetLog(
        exercise=exercise,
        reps=reps,
        minutes=minutes,
        hold_s=fields.number("hold_s", MAX_HOLD_S),
        load_kg=fields.number("load_kg", MAX_LOAD_KG),
        pain=fields.whole_or_null("pain", 0, MAX_PAIN),
        leg=fields.flag("leg"),
        form_broke=fields.flag("form_broke"),
        note=fields.text("note"),
        at=fields.instant_or_null("at"),
    )


def read_checkin(fields: FieldReader) -> CheckIn:
    """A morning's answer."""
    return CheckIn(
        date=fields.day("date"),
        pain=fields.whole("pain", 0, MAX_PAIN, 0),
        flare=fields.flag("flare"),
        leg=fields.flag("leg"),
        note=fields.text("note"),
    )


def read_skip(fields: FieldReader, known: Known) -> Skip:
    """An exercise left out for a day."""
    exercise, _ = _exercise(fields, known)
    return Skip(
        date=fields.day("date"),
        exercise=exercise,
        reason=fields.choice("reason", SkipReason.OTHER),
        note=fields.text("note"),
    )


def read_decline(fields: FieldReader, known: Known) -> Decline:
    """An increase that was declined."""
    exercise, _ = _exercise(fields, known)
    return Decline(date=fields.day("date"), exercise=exercise)


def read_pause(fields: FieldReader) -> Pause:
    """Days of rest; without `to` it is open."""
    pause = Pause(start=fields.day("from"), end=fields.day_or_null("to"), reason=fields.text("reason"))
    if pause.end is not None and pause.end < pause.start:
        fields.wrong("to", "is not before from")
    return pause


def _exercise(fields: FieldReader, known: Known) -> tuple[str, Exercise | None]:
    """The exercise that the record is of, by its id and as far as it can be relied on; an unknown one is a fault."""
    exercise = fields.word(
        "exercise", known.__contains__, "is the id of a built-in exercise or of one of the list exercises"
    )
    return exercise, known.get(exercise)


def _unit_sentence(exercise: Exercise) -> str:
    return f"does not fit: {exercise.id} is in {'minutes' if exercise.in_minutes else 'repetitions'} for ever"


def _days(fields: FieldReader) -> tuple[int, ...]:
    """Weekday numbers from their names; all seven where none are given."""
    if "days" not in fields.names:
        return EVERY_DAY
    names = fields.texts("days")
    days = tuple(sorted(WEEKDAYS.index(name) for name in names if name in WEEKDAYS))
    if names and len(set(days)) == len(names):
        return days
    fields.wrong("days", f"is a list of one or more of {', '.join(WEEKDAYS)}, each once")
    return EVERY_DAY

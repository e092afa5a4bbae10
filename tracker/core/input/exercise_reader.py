"""Reads exercises, doses and weekdays, which the library and the history document write with the same fields."""

from __future__ import annotations

from tracker.core.input.field_reader import FieldReader, schema
from tracker.core.model import (
    EVERY_DAY,
    MAX_HOLD_S,
    MAX_LOAD_KG,
    MAX_MINUTES,
    MAX_REPS,
    MAX_SETS,
    WEEKDAYS,
    Dose,
    Exercise,
    Kind,
)

DOSE = schema("", "reps hold_s load_kg minutes")
EXERCISE_FIELDS = (
    "id name kind start ceiling region equipment bothers per_side harder load_step_kg cues pace caution source"
)


def read_dose(fields: FieldReader | None) -> Dose:
    """A dose, each field within its limits; an empty one where there is none to read.

    Whether it has either repetitions or minutes is not checked here.
    """
    if fields is None:
        return Dose()
    return Dose(
        reps=fields.whole_numbers("reps", 1, MAX_REPS, MAX_SETS),
        hold_s=fields.number("hold_s", MAX_HOLD_S),
        load_kg=fields.number("load_kg", MAX_LOAD_KG),
        minutes=fields.number("minutes", MAX_MINUTES),
    )


def read_exercise(fields: FieldReader, exercise_id: str, start: Dose, ceiling: Dose) -> Exercise:
    """An exercise with the id and doses that the caller has read; its place among the others is not checked here."""
    return Exercise(
        id=exercise_id,
        name=fields.text("name"),
        kind=fields.choice("kind", Kind.STRENGTH),
        start=start,
        ceiling=ceiling,
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


def read_days(fields: FieldReader, default: tuple[int, ...] = EVERY_DAY) -> tuple[int, ...]:
    """Weekday numbers from their names; `default` where the field is absent or wrong."""
    if "days" not in fields.names:
        return default
    names = fields.texts("days")
    days = tuple(sorted(WEEKDAYS.index(name) for name in names if name in WEEKDAYS))
    if names and len(set(days)) == len(names):
        return days
    fields.add_fault("days", f"is a list of one or more of {', '.join(WEEKDAYS)}, each once")
    return default

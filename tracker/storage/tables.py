"""The tables with a row for each value of the core: their columns, their keys, and how a row becomes a value.

Sets, session notes, settings and the goal are stored in other ways: `queries.py`, `unit_of_work.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from tracker.core import model
from tracker.storage import mappers
from tracker.storage.mappers import DbRow

RowValues = tuple[Any, ...]
ALL = "TRUE"
KeyedValue = (
    model.Exercise | model.CheckIn | model.Skip | model.Decline | model.Pause | model.Activity | model.FunctionScores
    | model.Answer | model.Medication | model.TherapistQuestion | model.AskedQuestion | model.ExerciseMapping
)  # fmt: skip
"""A value that replaces the one of its key; a prescription replaces none, since those before are kept."""


@dataclass(frozen=True)
class Table:
    """The table `name`, which holds the values of a type.

    `columns` are those that `from_row` takes, `key` those by which a value is known on every machine. `condition` tells
    the rows that are values, and `order` is the one in which they are read: that of the key, unless told.
    """

    type: type
    name: str
    columns: str
    key: tuple[str, ...]
    from_row: Callable[[RowValues], Any]
    to_row: Callable[[Any], DbRow] = mappers.plain_row
    condition: str = ALL
    order: str = ""

    def select(self, condition: str = ALL) -> str:
        """The statement that reads the rows for which `condition` holds, in their order."""
        order = self.order or ", ".join(self.key)
        return f"SELECT {self.columns} FROM {self.name} WHERE {self.condition} AND {condition} ORDER BY {order}"

    @cached_property
    def key_condition(self) -> str:
        """The condition under which a row is the one with a key, whose parts are the parameters."""
        return " AND ".join([self.condition, *(f'"{column}" = ?' for column in self.key)])


# How the cells of these columns become values, in whatever table.
_CELLS: Mapping[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "start": date.fromisoformat,
    "end": mappers.optional_date,
    "flare": bool,
    "leg": bool,
    "approximate": bool,
}


def _plain(kind: Any) -> Callable[[RowValues], Any]:
    """Makes a value of a type from a row whose columns are its fields."""
    converters = [_CELLS.get(field.name) for field in fields(kind)]
    return lambda row: kind(*(cell if make is None else make(cell) for make, cell in zip(converters, row, strict=True)))


TABLES: Mapping[str, Table] = {
    "exercises": Table(
        model.Exercise,
        "exercises",
        "id, definition, archived",
        ("id",),
        mappers.exercise,
        mappers.exercise_row,
        condition="definition IS NOT NULL",
        order="number",
    ),
    "prescriptions": Table(
        model.Prescription,
        "prescriptions",
        "exercise, start, dose, days, position, locked, removed, why",
        ("exercise", "start"),
        mappers.prescription,
        mappers.prescription_row,
        order="id",
    ),
    "checkins": Table(
        model.CheckIn, "checkins", "date, pain, flare, leg, note, approximate", ("date",), _plain(model.CheckIn)
    ),
    "skips": Table(model.Skip, "skips", "date, exercise, reason, note", ("date", "exercise"), mappers.skip),
    "declined": Table(model.Decline, "declined", "date, exercise", ("date", "exercise"), _plain(model.Decline)),
    "pauses": Table(model.Pause, "pauses", 'start, "end", reason', ("start",), _plain(model.Pause)),
    "activities": Table(
        model.Activity,
        "activities",
        'name, start, "end"',
        ("name", "start"),
        _plain(model.Activity),
        order="start, name",
    ),
    "function": Table(
        model.FunctionScores,
        "function_scores",
        "date, scores, peg",
        ("date",),
        mappers.function_scores,
        mappers.function_row,
    ),
    "answers": Table(
        model.Answer, "answers", "question, answer, date", ("question",), _plain(model.Answer), order="date, question"
    ),
    "medication": Table(model.Medication, "medication", "date, text", ("date",), _plain(model.Medication)),
    "questions": Table(
        model.TherapistQuestion,
        "therapist_questions",
        "date, text, answered",
        ("date", "text"),
        _plain(model.TherapistQuestion),
    ),
    "asked": Table(model.AskedQuestion, "asked", "date, question", ("date", "question"), _plain(model.AskedQuestion)),
    "mappings": Table(
        model.ExerciseMapping,
        "exercise_mappings",
        "source, name, exercise",
        ("source", "name"),
        _plain(model.ExerciseMapping),
    ),
}
"""By the field of a `History` that holds the values."""

TABLE_OF: Mapping[type, Table] = {table.type: table for table in TABLES.values()}

"""Map rows of the tables to values of the core, and back; whole numbers come back as int.

A function named after a value makes it from a row, whose columns are in `tables.py`; one that ends in `_row` makes the
row from the value, where its fields are not the columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.core.doses import int_if_whole
from tracker.core.escape_control import escape_control
from tracker.core.input.validation import DAY_START
from tracker.core.model import (
    Dose,
    Exercise,
    FunctionScores,
    Kind,
    Prescription,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    Why,
)

DbRow = dict[str, str | int | float | None]

_DEFAULT_SETTINGS = Settings()
_SET_FIELDS = [field.name for field in fields(SetLog) if field.name != "id"]
SET_COLUMNS = "exercise, reps, minutes, hold_s, load_kg, pain, leg, form_broke, note, at, uid"


def optional_date(text: str | None) -> date | None:
    """The date, or None."""
    return None if text is None else date.fromisoformat(text)


def sets(rows: Iterable[tuple[Any, ...]]) -> tuple[SetLog, ...]:
    """The sets of rows of SET_COLUMNS."""
    return tuple(
        SetLog(
            exercise=exercise,
            reps=reps,
            minutes=int_if_whole(minutes),
            hold_s=int_if_whole(hold_s),
            load_kg=int_if_whole(load_kg),
            pain=pain,
            leg=leg == 1,
            form_broke=form_broke == 1,
            note=note,
            at=at,
            id=uid,
        )
        for exercise, reps, minutes, hold_s, load_kg, pain, leg, form_broke, note, at, uid in rows
    )


def plain_row(value: Any) -> DbRow:
    """The row of a value whose fields are named like the columns; a date is text."""
    row = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


def set_row(day: date, log: SetLog) -> DbRow:
    """The row of a set logged on `day`."""
    cells = {name: getattr(log, name) for name in _SET_FIELDS}
    return {"date": day.isoformat(), "unit": _unit(log), **cells, "uid": log.id}


def dose(fields: dict[str, Any]) -> Dose:
    """The dose of a JSON object. Raises ValueError for repetitions that are none, which the constraints do not see."""
    if not all(type(reps) is int and reps > 0 for reps in fields["reps"]):
        raise ValueError(fields["reps"])
    return Dose(
        tuple(fields["reps"]),
        int_if_whole(fields["hold_s"]),
        int_if_whole(fields["load_kg"]),
        int_if_whole(fields["minutes"]),
    )


@lru_cache(256)
def _dose_of_json(text: str | None) -> Dose | None:
    """Cached, since most prescriptions repeat a dose."""
    return None if text is None else dose(json.loads(text))


@lru_cache(128)
def _weekdays(bits: int) -> tuple[int, ...]:
    return tuple(day for day in range(7) if bits >> day & 1)


def prescriptions_affecting(rows: Sequence[tuple[Any, ...]], since: str) -> list[tuple[Any, ...]]:
    """Of rows of the table's columns, in the order written, those that affect the plan from the date `since` on.

    Of those of an exercise that start before: the one in effect on `since`, back to the first of the same dose, and the
    one before that; and the first that was written, which decides its place in the plan.
    """
    indices: dict[str, dict[str, int]] = {}
    for index, row in enumerate(rows):
        indices.setdefault(row[0], {})[row[1]] = index
    kept: list[int] = []
    for by_start in indices.values():
        ordered = [index for _, index in sorted(by_start.items())]
        first = len(ordered) - 1
        while first and (rows[ordered[first]][1] > since or _same_dose(rows[ordered[first]], rows[ordered[first - 1]])):
            first -= 1
        kept += {min(ordered), *ordered[max(0, first - 1) :]}
    return [rows[index] for index in sorted(kept)]


def _same_dose(row: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two rows of the table's columns plan the same dose, or both a removal."""
    return (None if row[6] else _dose_of_json(row[2])) == (None if other[6] else _dose_of_json(other[2]))


def prescription(row: tuple[Any, ...]) -> Prescription:
    """The prescription of a row of the table's columns."""
    exercise, start, amount, days, position, locked, removed, why = row
    return Prescription(
        exercise,
        date.fromisoformat(start),
        _dose_of_json(amount),
        _weekdays(days),
        position,
        locked == 1,
        removed == 1,
        Why(why),
    )


def prescription_row(value: Prescription) -> DbRow:
    """The row of a prescription, without an id."""
    amount = value.dose
    return plain_row(value) | {
        "unit": None if amount is None else _unit(amount),
        "dose": None if amount is None else json.dumps(asdict(amount)),
        "days": sum(1 << day for day in set(value.days)),
    }


def exercise(row: tuple[Any, ...]) -> Exercise:
    """One of the person's own, of id, definition and archived; control characters in its texts are made visible.

    Raises ValueError, TypeError or KeyError for a definition that is none.
    """
    id_, definition, archived = row
    fields = json.loads(definition)
    fields |= {
        "kind": Kind(fields["kind"]),
        "start": dose(fields["start"]),
        "ceiling": dose(fields["ceiling"]),
        "load_step_kg": int_if_whole(fields["load_step_kg"]),
    }
    fields |= {name: escape_control(fields[name]) for name in ("name", "region", "pace", "caution", "source")}
    fields |= {name: tuple(escape_control(text) for text in fields[name]) for name in ("equipment", "bothers", "cues")}
    return Exercise(id=id_, archived=archived == 1, **fields)


def exercise_row(value: Exercise) -> DbRow:
    """The row of an exercise of the person's own, without its number."""
    fields = asdict(value)
    del fields["id"], fields["archived"]
    return {
        "id": value.id,
        "unit": _unit(value.start),
        "definition": json.dumps(fields, ensure_ascii=False),
        "archived": value.archived,
    }


def built_in_row(value: Exercise) -> DbRow:
    """The row of an exercise that ships with the program, whose definition is not in the database."""
    return {"id": value.id, "unit": _unit(value.start)}


def skip(row: tuple[Any, ...]) -> Skip:
    """The skip of date, exercise, reason and note."""
    day, exercise_id, reason, note = row
    return Skip(date.fromisoformat(day), exercise_id, SkipReason(reason), note)


def setting(name: str, text: str) -> Any:
    """The value of a field of Settings from its JSON. Raises ValueError where it is of the wrong sort."""
    value, default = json.loads(text), getattr(_DEFAULT_SETTINGS, name)
    if isinstance(default, str):
        is_right = isinstance(value, str) and DAY_START.fullmatch(value) is not None
    else:
        is_right = isinstance(value, bool) == isinstance(default, bool) and isinstance(value, int | float)
    if not is_right:
        raise ValueError(f"{name}: {text}")
    return value


def setting_row(name: str, value: object) -> DbRow:
    """The row of one field of Settings."""
    return {"name": name, "value": json.dumps(value)}


def function_scores(row: tuple[Any, ...]) -> FunctionScores:
    """The scores of date, scores and peg."""
    day, scores, peg = row
    return FunctionScores(
        date.fromisoformat(day),
        tuple(sorted(json.loads(scores).items())),
        None if peg is None else tuple(json.loads(peg)),
    )


def function_row(value: FunctionScores) -> DbRow:
    """The row of scores."""
    return {
        "date": value.date.isoformat(),
        "scores": json.dumps(dict(value.scores), ensure_ascii=False),
        "peg": None if value.peg is None else json.dumps(value.peg),
    }


def _unit(amount: Dose | SetLog) -> str:
    return "reps" if amount.reps else "minutes"

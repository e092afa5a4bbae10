"""The CSV export of Fitbod: a row for each set, with a column that marks warm-ups."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import Getter, WorkoutColumns, read_workouts

SIGNATURE = frozenset({"date", "exercise", "reps", "iswarmup"})
COLUMNS = WorkoutColumns(
    date=("Date",),
    exercise=("Exercise",),
    reps=("Reps",),
    seconds=("Duration(s)",),
    weight=("Weight(kg)", "Weight(lbs)", "Weight(lb)"),
)


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The sets, warm-ups left out."""
    return read_workouts(table, "Fitbod", COLUMNS, options, today, _reason_to_leave_out)


def _reason_to_leave_out(get: Getter) -> str:
    return "warm-up sets" if get("isWarmup").casefold() in ("true", "1", "yes") else ""

"""The CSV export of Hevy: a row for each set, with kilograms or pounds, and months in the phone's language."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import Getter, WorkoutColumns, read_workouts

SIGNATURE = frozenset({"start_time", "exercise_title", "set_index"})
COLUMNS = WorkoutColumns(
    date=("start_time",),
    exercise=("exercise_title",),
    reps=("reps",),
    seconds=("duration_seconds",),
    weight=("weight_kg", "weight_lbs"),
)


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The sets, warm-ups left out."""
    return read_workouts(table, "Hevy", COLUMNS, options, today, _reason_to_leave_out)


def _reason_to_leave_out(get: Getter) -> str:
    return "warm-up sets" if get("set_type").casefold().replace("_", "") == "warmup" else ""

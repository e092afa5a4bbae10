"""The CSV export of FitNotes: a row for each set, times as `h:mm:ss`."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import WorkoutColumns, read_workouts

SIGNATURE = frozenset({"date", "exercise", "category", "reps", "distance", "time"})
COLUMNS = WorkoutColumns(
    date=("Date",),
    exercise=("Exercise",),
    reps=("Reps",),
    seconds=("Time",),
    weight=("Weight", "Weight (kg)", "Weight (kgs)", "Weight (lbs)", "Weight (lb)"),
    weight_unit=("Weight Unit",),
)


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The sets."""
    return read_workouts(table, "FitNotes", COLUMNS, options, today)

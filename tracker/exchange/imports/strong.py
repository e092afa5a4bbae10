"""The CSV export of Strong, in English, German and French, with commas or semicolons.

`Set Order` is a number, `D` (drop set), `F` (to failure), `W` (warm-up), or names a row that is no set, such as `Rest
Timer` or `Note`.
"""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import Getter, WorkoutColumns, read_workouts

SET_ORDER = ("Set Order", "Reihenfolge festlegen", "Ordre de la série")
EXERCISE = ("Exercise Name", "Name der Übung", "Nom de l'exercice")
SIGNATURES = tuple(
    frozenset({order.casefold(), name.casefold()}) for order, name in zip(SET_ORDER, EXERCISE, strict=True)
)
COLUMNS = WorkoutColumns(
    date=("Date", "Datum"),
    exercise=EXERCISE,
    reps=("Reps", "Wiederh.", "Réps"),
    seconds=("Seconds", "Sekunden", "Secondes"),
    weight=(
        "Weight", "Weight (kg)", "Weight (lbs)", "Weight (lb)", "Gewicht", "Gewicht (kg)", "Gewicht (lbs)",
        "Gewicht (lb)", "Poids", "Poids (kg)", "Poids (lbs)", "Poids (lb)",
    ),
    weight_unit=("Weight Unit", "Gewichtseinheit", "Unité de poids"),
)  # fmt: skip


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The sets, without warm-ups, rests and notes."""
    return read_workouts(table, "Strong", COLUMNS, options, today, _reason_to_leave_out)


def _reason_to_leave_out(get: Getter) -> str:
    order = get(*SET_ORDER).upper()
    if order.startswith("W"):
        return "warm-up sets"
    is_set = order in ("", "D", "F") or order.replace(".", "").isdecimal()
    return "" if is_set else "rows of rest or notes"

"""The CSV export of Daylio: a row for each entry, whose activities are read as habits; moods are left out."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.dates import DateReader
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData, shown_cell
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import NamedRows

SIGNATURE = frozenset({"full_date", "mood", "activities"})


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The activities as habits, done on the days that have an entry with them."""
    named = NamedRows(table)
    collector = Collector("Daylio")
    dates = DateReader((named.cell(row, "full_date") for _, row in named.rows), options.dates)
    for line, row in named.rows:
        day = dates.read(named.cell(row, "full_date"))
        if day is None:
            collector.add_bad_row(f"line {line}: {shown_cell(named.cell(row, 'full_date'))} is no date")
        elif day > today:
            collector.add_bad_row(f"line {line}: {day} is still to come")
        else:
            for activity in named.cell(row, "activities").split("|"):
                if activity.strip():
                    collector.add_done(collector.add_habit(activity), day)
    named.add_faults(collector)
    return collector.result()

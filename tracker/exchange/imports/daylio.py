"""The CSV export of Daylio: a row for each entry, whose activities are read as habits; moods are left out."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import NamedRows

SIGNATURE = frozenset({"full_date", "mood", "activities"})


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The activities as habits, done on the days that have an entry with them."""
    named = NamedRows(table)
    collector = Collector("Daylio")
    for _, row, day in named.dated(named.rows, ["full_date"], options, today, collector):
        for activity in named.cell(row, "activities").split("|"):
            if activity.strip():
                collector.add_done(collector.add_habit(activity), day)
    collector.add_faults(table.faults)
    return collector.result()

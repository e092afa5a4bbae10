"""The table of activities that Garmin Connect exports (`Activities.csv`), and that of HealthExport: its walks."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import TextTable
from tracker.exchange.tables.walks import read_walks

SIGNATURE = frozenset({"activity type", "date", "time", "title"})
HEALTH_EXPORT_SIGNATURE = frozenset({"date", "activity", "duration(seconds)"})


def read(table: TextTable, options: ImportOptions, today: date) -> ImportedData:
    """The walks; `Time` is `h:mm:ss`."""
    return read_walks(table, "Garmin Connect", ("Date", "Activity Type", "Time"), options, today)


def read_health_export(table: TextTable, options: ImportOptions, today: date) -> ImportedData:
    """The walks of a table of HealthExport, whose dates are `start - end`."""
    return read_walks(table, "HealthExport", ("Date", "Activity", "Duration(Seconds)"), options, today)

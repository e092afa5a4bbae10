"""The table `activities.csv` of Strava's archive: its walks, by elapsed time in seconds."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.walks import read_walks

SIGNATURE = frozenset({"activity id", "activity date", "activity type", "elapsed time"})
FILE_NAME = "activities.csv"


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The walks."""
    return read_walks(table, "Strava", (("Activity Date",), ("Activity Type",), ("Elapsed Time",)), options, today)

"""Reads the walks of a table of activities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.core.model import MAX_MINUTES
from tracker.exchange.tables.dates import read_clock
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData, shown_cell
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import NamedRows, read_seconds

WalkColumns = tuple[Sequence[str], Sequence[str], Sequence[str]]
OTHER_ACTIVITIES = "activities that are no walks"

_WALKING = re.compile(
    r"walk|hik|gehen|wander|spazier|marche|randonn|camina|marcha|senderismo|excursi|cammin|passeggiat|escursion"
    r"|caminhada|wandel|chodzenie|spacer|wędrówk|piesz",
    re.IGNORECASE,
)


def is_walk(activity: str) -> bool:
    """Whether an activity is a walk or a hike by its name."""
    return _WALKING.search(activity) is not None


def read_walks(
    table: DelimitedTable, program: str, columns: WalkColumns, options: ImportOptions, today: date
) -> ImportedData:
    """The walks of a table; `columns` are the names that those of the date, the kind and the duration may have."""
    date_column, kind_column, duration_column = columns
    named = NamedRows(table)
    collector = Collector(program)
    walks = []
    for line, row in named.rows:
        if is_walk(named.cell(row, *kind_column)):
            walks.append((line, row))
        else:
            collector.leave_out(OTHER_ACTIVITIES, line)
    for line, row, day in named.dated(walks, date_column, options, today, collector):
        seconds = read_seconds(named.cell(row, *duration_column) or "?")
        if seconds is None or not 0 < seconds <= MAX_MINUTES * 60:
            collector.add_bad_row(
                f"line {line}: {shown_cell(named.cell(row, *duration_column))} is no duration of a walk"
            )
        else:
            collector.add_walk(day, seconds, line, read_clock(named.cell(row, *date_column)))
    collector.add_faults(table.faults)
    return collector.result()

"""The CSV export of HabitBull: a row for each habit and day; also what other habit trackers export for import."""

from __future__ import annotations

from datetime import date

from tracker.exchange.tables.dates import DateReader
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData, shown_cell
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import NamedRows, read_number

SIGNATURE = frozenset({"habitname", "calendardate", "value"})
DONE = frozenset({"1", "1.0", "true", "yes"})
NOT_DONE = frozenset({"", "0", "0.0", "-1", "false", "no"})


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The habits; one with a value above 1 is measured."""
    named = NamedRows(table)
    collector = Collector("HabitBull")
    dates = DateReader((named.cell(row, "CalendarDate") for _, row in named.rows), options.dates)
    for line, row in named.rows:
        day = dates.read(named.cell(row, "CalendarDate"))
        value = named.cell(row, "Value").casefold()
        if day is None:
            collector.add_bad_row(f"line {line}: {shown_cell(named.cell(row, 'CalendarDate'))} is no date")
            continue
        if day > today:
            collector.add_bad_row(f"line {line}: {day} is still to come")
            continue
        habit = collector.add_habit(named.cell(row, "HabitName"))
        if value in DONE:
            collector.add_done(habit, day)
        elif value not in NOT_DONE and read_number(value) is not None:
            collector.mark_measured(habit)
        elif value not in NOT_DONE:
            collector.add_bad_row(f"line {line}: {shown_cell(value)} says neither done nor not done")
    named.add_faults(collector)
    return collector.result()

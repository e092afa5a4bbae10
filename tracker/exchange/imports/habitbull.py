"""The CSV export of HabitBull: a row for each habit and day; also what other habit trackers export for import."""

from __future__ import annotations

from datetime import date

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
    for line, row, day in named.dated(named.rows, ["CalendarDate"], options, today, collector):
        value = named.cell(row, "Value").casefold()
        habit = collector.add_habit(named.cell(row, "HabitName"))
        if value in DONE:
            collector.add_done(habit, day)
        elif value not in NOT_DONE and read_number(value) is not None:
            collector.mark_measured(habit)
        elif value not in NOT_DONE:
            collector.add_bad_row(f"line {line}: {shown_cell(value)} says neither done nor not done")
    collector.add_faults(table.faults)
    return collector.result()

"""Reads the sets of a table of workouts, whose columns differ from program to program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.doses import int_if_whole
from tracker.core.input.parsing import name_key
from tracker.core.model import KG_PER_LB, MAX_LOAD_KG, MAX_MINUTES, MAX_REPS
from tracker.exchange.tables.dates import DateReader
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import Collector, ImportedData, ImportedSet, day_fault, shown_cell, shown_name
from tracker.exchange.tables.text_table import DelimitedTable, Row, without_empty_end

WITHOUT_AMOUNT = "rows without repetitions or seconds"

_NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,20})?")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,][0-9]+)?")


def column_key(name: str) -> str:
    """The name of a column for comparison, whichever apostrophe it has."""
    return name_key(name).replace("’", "'")


class NamedRows:
    """The rows of a table below its header, whose cells are taken by the names of their columns."""

    def __init__(self, table: DelimitedTable) -> None:
        self._at: dict[str, int] = {}
        for at, name in enumerate(table.header):
            self._at.setdefault(column_key(name), at)
        width = len(table.header)
        self.rows: list[Row] = [(line, without_empty_end(cells, width)) for line, cells in table.rows[1:]]

    def column(self, *names: str) -> str:
        """The first of these columns that there is, as it is in small letters; empty where there is none."""
        return next((column_key(name) for name in names if column_key(name) in self._at), "")

    def cell(self, row: Sequence[str], *names: str) -> str:
        """The cell of a row in the first of these columns that there is; empty where there is none."""
        column = self.column(*names)
        return row[self._at[column]] if column else ""

    def dated(
        self, rows: Sequence[Row], columns: Sequence[str], options: ImportOptions, today: date, collector: Collector
    ) -> Iterator[tuple[int, list[str], date]]:
        """The rows that have a day up to `today` in the first of these columns that there is; the others are bad."""
        dates = DateReader((self.cell(row, *columns) for _, row in rows), options.dates)
        for line, row in rows:
            cell = self.cell(row, *columns)
            day = dates.read(cell)
            if day is None or day > today:
                collector.add_bad_row(f"line {line}: {day_fault(day, cell)}")
            else:
                yield line, row, day


@dataclass(frozen=True, slots=True)
class WorkoutColumns:
    """The names that each column of a table of workouts may have; `weight` may say its unit, or `weight_unit` does."""

    date: tuple[str, ...]
    exercise: tuple[str, ...]
    reps: tuple[str, ...]
    seconds: tuple[str, ...]
    weight: tuple[str, ...]
    weight_unit: tuple[str, ...] = ()


Getter = Callable[..., str]
"""Gives the cell of a row by the possible names of its column."""


def read_workouts(
    table: DelimitedTable,
    program: str,
    columns: WorkoutColumns,
    options: ImportOptions,
    today: date,
    reason_to_leave_out: Callable[[Getter], str] = lambda _: "",
) -> ImportedData:
    """The sets of a table of workouts; a row for which `reason_to_leave_out` is not empty is counted under it."""
    named = NamedRows(table)
    collector = Collector(program)
    dates = DateReader((named.cell(row, *columns.date) for _, row in named.rows), options.dates)
    unit_is_known = bool(columns.weight_unit and named.column(*columns.weight_unit))
    weight_column = named.column(*columns.weight)
    pounds = "lb" in weight_column or (
        options.columns.get("lb", "").casefold() == weight_column and weight_column != ""
    )
    unit_is_known = unit_is_known or pounds or "kg" in weight_column or "kg" in options.columns
    assumed = False
    for line, row in named.rows:

        def get(*names: str, row: Sequence[str] = row) -> str:
            return named.cell(row, *names)

        reason = reason_to_leave_out(get)
        if reason:
            collector.leave_out(reason, line)
            continue
        reps, seconds = read_number(get(*columns.reps)), read_seconds(get(*columns.seconds))
        weight = read_number(get(*columns.weight))
        day = dates.read(get(*columns.date))
        name = get(*columns.exercise)
        unit = get(*columns.weight_unit).casefold() if columns.weight_unit else ""
        load = 0.0 if weight is None else max(weight, 0) * (KG_PER_LB if pounds or unit.startswith("lb") else 1)
        if day is None or day > today:
            fault = day_fault(day, get(*columns.date))
        elif not name:
            fault = "it names no exercise"
        elif reps is None or not 0 <= reps <= MAX_REPS or reps != int(reps):
            fault = f"{shown_cell(get(*columns.reps))} is no number of repetitions"
        elif seconds is None or not 0 <= seconds <= MAX_MINUTES * 60:
            fault = f"{shown_cell(get(*columns.seconds))} is no time"
        elif weight is None or load > MAX_LOAD_KG:
            fault = f"{shown_cell(get(*columns.weight))} is no weight"
        elif not reps and not seconds:
            collector.leave_out(WITHOUT_AMOUNT, line)
            continue
        else:
            assumed = assumed or (load > 0 and not unit_is_known)
            amount = ImportedSet(shown_name(name), day, int(reps), int_if_whole(seconds), int_if_whole(round(load, 2)))
            collector.add_set(amount)
            continue
        collector.add_bad_row(f"line {line}: {fault}")
    collector.add_faults(table.faults)
    remark = "Weights have no unit and are read as kilograms; --column lb=Weight reads them as pounds"
    return collector.result(remarks=[remark] if assumed else [])


def read_number(cell: str) -> float | None:
    """A number with a point or a comma, 0 where the cell is empty; None where it is none."""
    if not cell:
        return 0
    return float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else None


def read_seconds(cell: str) -> float | None:
    """Seconds from a number or from `h:mm:ss`, 0 where the cell is empty; None where it is neither."""
    match = _CLOCK.fullmatch(cell)
    if match is None:
        return read_number(cell)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds

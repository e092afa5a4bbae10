"""A table of pain scores as people keep it: a date and a number on each row, in any columns.

What cannot be known from the names of the columns and the values is asked for, as `MissingOptionError`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from tracker.core import wording
from tracker.core.errors import FileError
from tracker.core.escape_control import escape_control
from tracker.core.input.field_reader import storable
from tracker.core.model import MAX_TEXT, CheckIn
from tracker.exchange.history.csv_tables import unguarded
from tracker.exchange.tables.column_names import NO, TOTALS, YES, plain_name
from tracker.exchange.tables.dates import DateReader, read_clock
from tracker.exchange.tables.import_options import ImportOptions, MissingOptionError, OfDay, Scale
from tracker.exchange.tables.imported import Collector, ImportedData, day_fault, shown_cell
from tracker.exchange.tables.pain_columns import (
    DATE_PARTS,
    YES_OR_NO,
    PainColumns,
    carry_down,
    find_columns,
    read_header,
    read_score,
    select_rows,
)
from tracker.exchange.tables.severity import PAIN, Severity
from tracker.exchange.tables.text_table import DelimitedTable, Row, without_empty_end

MORNING_MINUTE = 3 * 60
HIGHEST: Mapping[Scale, int] = {Scale.TEN: 10, Scale.HUNDRED: 100, Scale.FIVE: 5, Scale.THREE: 3}

_SCALE_IN_NAME = re.compile(r"\b0\s*(?:-|–|to|bis|à|a)\s*(100|10|5)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A pain score of a day; `minute` is since midnight, None where it is not known."""

    date: date
    line: int
    score: Decimal
    minute: int | None = None
    note: str = ""
    flare: bool = False
    leg: bool = False
    approximate: bool = False


def read_pain_table(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The check-ins of a table of pain, one a day, none after `today`.

    Raises FileError where it is none, MissingOptionError where something must be said, UsageError where an option names
    nothing in the table.
    """
    columns, rows = read_header(table, options)
    width = len(columns.names)
    cells = [(line, without_empty_end(row, width)) for line, row in rows]
    find_columns(columns, cells, options)
    if "date" not in columns.at:
        carry_down(columns, cells)
    cells = select_rows(columns, cells, options)
    collector = Collector()
    readings = _readings(columns, cells, options, today, collector)
    if not readings and not table.faults:
        for fault in collector.result().bad_rows[:1]:
            raise FileError(f"no row of it can be read as a score of a day ({fault}); {columns.seen()}")
    scale = _scale(columns, readings, options)
    kept = []
    for reading in readings:
        if 0 <= reading.score <= HIGHEST[scale]:
            kept.append(reading)
        else:
            collector.add_bad_row(f"line {reading.line}: {reading.score} is not on the scale of {scale}")
    collector.add_faults(table.faults)
    remarks = [_scale_remark(kept, scale)] if kept else []
    unused = [escape_control(name) for at, name in enumerate(columns.names) if name and at not in columns.at.values()]
    unused = [name for name in unused if plain_name(name) not in {plain_name(column) for column, _ in options.where}]
    if unused:
        remarks.append(f"Columns left out: {', '.join(unused)}")
    by_day: dict[date, list[Reading]] = {}
    for reading in kept:
        by_day.setdefault(reading.date, []).append(reading)
    several = sum(len(of_day) > 1 for of_day in by_day.values())
    if several:
        remarks.append(f"{wording.count(several, 'day')} with several readings: {_OF_DAY[options.of_day]} is taken")
    newest_first = len(kept) > 1 and kept[0].date > kept[-1].date
    checkins = [_checkin(of_day[::-1] if newest_first else of_day, scale, options.of_day) for of_day in by_day.values()]
    return collector.result(checkins, remarks=remarks)


_OF_DAY = {
    OfDay.FIRST: "the first of the morning",
    OfDay.MAX: "the highest",
    OfDay.MEDIAN: "the median, a fraction rounded up,",
}


def _readings(
    columns: PainColumns, cells: Sequence[Row], options: ImportOptions, today: date, collector: Collector
) -> list[Reading]:
    """The readings in the order of the file; what cannot be read is noted."""
    date_cells = [_date_cell(columns, row) for _, row in cells]
    dates = DateReader(date_cells, options.dates)
    readings = []
    for (line, row), date_cell in zip(cells, date_cells, strict=True):
        pain_cell = row[columns.at["pain"]]
        if any(cell.casefold().strip(" :.") in TOTALS for cell in row[:2]) and dates.read(date_cell) is None:
            collector.leave_out("rows of totals", line)
            continue
        if not pain_cell:
            if any(row):
                collector.leave_out("rows without a score", line)
            continue
        day, score = dates.read(date_cell), read_score(pain_cell)
        fault = _fault(columns, row, date_cell, day, score, today)
        if fault or day is None or score is None:
            collector.add_bad_row(f"line {line}: {fault}")
            continue
        clock = row[columns.at["time"]] if "time" in columns.at else date_cell
        readings.append(
            Reading(
                date=day,
                line=line,
                score=score,
                minute=read_clock(clock),
                note=unguarded(row[columns.at["note"]]) if "note" in columns.at else "",
                flare="flare" in columns.at and row[columns.at["flare"]].casefold() in YES,
                leg="leg" in columns.at and row[columns.at["leg"]].casefold() in YES,
                approximate="approximate" in columns.at and row[columns.at["approximate"]].casefold() in YES,
            )
        )
    return readings


def _fault(
    columns: PainColumns, row: list[str], date_cell: str, day: date | None, score: Decimal | None, today: date
) -> str:
    """What is wrong with a row; empty where nothing is."""
    if day is None or day > today:
        return day_fault(day, date_cell)
    if score is None:
        return f"{shown_cell(row[columns.at['pain']])} is no score"
    if len(row) > len(columns.names):
        return f"it has {len(row)} cells, but there are {len(columns.names)} columns"
    for name in YES_OR_NO:
        if name in columns.at and row[columns.at[name]].casefold() not in YES | NO:
            return f"{name} is {shown_cell(row[columns.at[name]])}, which is neither yes nor no"
    if "note" in columns.at and not storable(row[columns.at["note"]]):
        return f"its note is longer than {MAX_TEXT} characters or holds some that cannot be stored"
    return ""


def _date_cell(columns: PainColumns, row: Sequence[str]) -> str:
    if "date" in columns.at:
        return row[columns.at["date"]]
    year, month, day = (row[columns.at[part]] for part in DATE_PARTS)
    return f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}"


def _scale(columns: PainColumns, readings: Sequence[Reading], options: ImportOptions) -> Scale:
    """The scale of the scores: as it was said, as the column is named, or as the largest score shows."""
    named = _SCALE_IN_NAME.search(columns.names[columns.at["pain"]])
    if options.scale is not None or not readings or named:
        return options.scale or (Scale(f"0-{named[1]}") if named else Scale.TEN)
    inside = [reading for reading in readings if reading.score <= HIGHEST[Scale.HUNDRED]]
    largest = max(inside or readings, key=lambda reading: reading.score)
    above_ten = [reading for reading in inside if reading.score > HIGHEST[Scale.TEN]]
    own_table = plain_name(columns.names[columns.at["pain"]]) == "pain"
    if not above_ten and (own_table or largest.score > HIGHEST[Scale.FIVE]):
        return Scale.TEN
    choices: list[Scale]
    proposal: Scale | None
    sentence = f"Its scores go up to {largest.score} (line {largest.line})"
    if not above_ten:
        choices, proposal = [Scale.TEN, Scale.FIVE], Scale.TEN
        if largest.score <= HIGHEST[Scale.THREE]:
            choices.append(Scale.THREE)
    else:
        choices, proposal = [Scale.HUNDRED, Scale.TEN], Scale.HUNDRED
        rest = max((reading.score for reading in inside if reading.score <= HIGHEST[Scale.TEN]), default=None)
        if rest is not None and 2 * len(above_ten) <= len(inside):
            sentence += f" and most only to {rest}, so the high ones may be slips"
            proposal = None
    listed = wording.listed([f"--scale {scale.value}" for scale in choices], "or")
    hint = " (with --scale 0-10, --skip-bad-rows leaves out what is above 10)" if above_ten and len(choices) > 1 else ""
    raise MissingOptionError(
        "scale",
        f"{sentence}. Which scale is it?",
        [(scale.value, _SCALE_NAMES[scale]) for scale in choices],
        f"{sentence}; say which scale it is: {listed}{hint}.",
        proposal.value if proposal is not None else None,
    )


_SCALE_NAMES = {
    Scale.TEN: "0 none to 10 the worst",
    Scale.HUNDRED: "0 none to 100 the worst",
    Scale.FIVE: "0 none to 5 the worst",
    Scale.THREE: "1 mild, 2 moderate, 3 severe",
}


def _scale_remark(readings: Sequence[Reading], scale: Scale) -> str:
    low, high = (function(reading.score for reading in readings) for function in (min, max))
    converted = "" if scale is Scale.TEN else ", converted to 0-10"
    return f"Scores from {low} to {high}, read on the scale {scale.value}{converted}"


def pain_on_scale(score: Decimal, scale: Scale) -> int:
    """A score as pain from 0 to 10; a fraction is rounded up."""
    if scale is Scale.THREE:
        return PAIN[Severity(math.ceil(score))]
    return math.ceil(score * 10 / HIGHEST[scale])


def _checkin(readings: Sequence[Reading], scale: Scale, of_day: OfDay) -> CheckIn:
    """The check-in of a day from its readings, which are in the order of writing."""
    in_order = list(readings)
    if all(reading.minute is not None for reading in readings):
        in_order.sort(key=lambda reading: ((reading.minute or 0) < MORNING_MINUTE, reading.minute))
    scores = [reading.score for reading in in_order]
    score = {OfDay.FIRST: scores[0], OfDay.MAX: max(scores), OfDay.MEDIAN: Decimal(median(scores))}[of_day]
    notes = "\n".join(dict.fromkeys(reading.note for reading in in_order if reading.note))
    return CheckIn(
        date=in_order[0].date,
        pain=pain_on_scale(score, scale),
        flare=any(reading.flare for reading in readings),
        leg=any(reading.leg for reading in readings),
        note=notes[:MAX_TEXT],
        approximate=scale is Scale.THREE or any(reading.approximate for reading in readings),
    )

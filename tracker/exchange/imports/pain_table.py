"""A table of pain scores as people keep it: a date and a number on each row, in any columns.

What cannot be known from the names of the columns and the values is asked for, as `MissingOptionError`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from tracker.core import wording
from tracker.core.errors import FileError, UsageError
from tracker.core.escape_control import escape_control
from tracker.core.field_reader import storable
from tracker.core.import_options import ImportOptions, MissingOptionError, OfDay, Scale
from tracker.core.model import MAX_TEXT, CheckIn
from tracker.exchange.history.csv_tables import unguarded
from tracker.exchange.tables.column_names import KINDS, NAMES, NO, OTHER_PLACES, PAIN_WORDS, TOTALS, YES, plain_name
from tracker.exchange.tables.dates import DateReader, looks_like_date, read_clock
from tracker.exchange.tables.imported import KNOWN_FILES, Collector, ImportedData, shown_cell
from tracker.exchange.tables.severity import PAIN, Severity
from tracker.exchange.tables.text_table import Row, TextTable, without_empty_end

HEADER_ROWS = 20
MORNING_MINUTE = 3 * 60
HIGHEST: Mapping[Scale, int] = {Scale.TEN: 10, Scale.HUNDRED: 100, Scale.FIVE: 5, Scale.THREE: 3}
SHOWN_VALUES = 12

_DATE_PARTS = ("year", "month", "day")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?(?=\s*(?:/\s*10)?$)")


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


@dataclass(slots=True)
class _Columns:
    """The names of the columns, and the position of each field's column."""

    names: list[str]
    at: dict[str, int] = field(default_factory=dict)

    def seen(self) -> str:
        return "columns seen: " + ", ".join(escape_control(name)[:40] or "(no name)" for name in self.names)

    def find(self, name: str) -> int:
        """The position of a column by its name, or by its number where no name is the same. Raises UsageError."""
        for form in (str.strip, plain_name):
            positions = [at for at, column in enumerate(self.names) if form(column).casefold() == form(name).casefold()]
            if positions:
                return positions[0]
        if name.isdigit() and 1 <= int(name) <= len(self.names):
            return int(name) - 1
        raise UsageError(f"There is no column {escape_control(name)!r}; {self.seen()}.")


def read_pain_table(table: TextTable, options: ImportOptions, today: date) -> ImportedData:
    """The check-ins of a table of pain, one a day, none after `today`.

    Raises FileError where it is none, MissingOptionError where something must be said, UsageError where an option names
    nothing in the table.
    """
    columns, rows = _header(table, options)
    width = len(columns.names)
    cells = [(line, without_empty_end(row, width)) for line, row in rows]
    _find_columns(columns, cells, options)
    if "date" not in columns.at:
        _carry_down(columns, cells)
    cells = _selected(columns, cells, options)
    collector = Collector("a table of pain scores")
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
    for fault in table.faults:
        collector.add_bad_row(f"{fault}, and what follows it was not read")
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
    return collector.result(checkins, approximate=scale is Scale.THREE, remarks=remarks)


_OF_DAY = {
    OfDay.FIRST: "the first of the morning",
    OfDay.MAX: "the highest",
    OfDay.MEDIAN: "the median, a fraction rounded up,",
}


def _header(table: TextTable, options: ImportOptions) -> tuple[_Columns, Sequence[Row]]:
    """The names of the columns, and the rows below them; a table without names has numbers."""
    given = {plain_name(column) for column in options.columns.values()}
    for index, (_, cells) in enumerate(table.rows[:HEADER_ROWS]):
        names = [cell.strip() for cell in cells]
        plain = {plain_name(name) for name in names if name}
        known = plain & (NAMES["date"] | NAMES["time"] | given) or all(plain & NAMES[part] for part in _DATE_PARTS)
        if known and not any(looks_like_date(name) for name in names):
            while names and not names[-1]:
                names.pop()
            return _Columns(names), table.rows[index + 1 :]
    width = max((len(cells) for _, cells in table.rows), default=0)
    first = table.header
    has_names = bool(first) and not any(looks_like_date(cell) or _number(cell) is not None for cell in first)
    body = table.rows[1:] if has_names else table.rows
    has_date = any(looks_like_date(cell) for _, cells in body[:HEADER_ROWS] for cell in cells)
    has_number = any(_number(cell) is not None for _, cells in body[:HEADER_ROWS] for cell in cells)
    if not (has_date and has_number):
        raise FileError(f"this is no table with a date and a pain score. {KNOWN_FILES}")
    names = first if has_names else [str(number) for number in range(1, width + 1)]
    return _Columns(names), body


def _find_columns(columns: _Columns, cells: Sequence[Row], options: ImportOptions) -> None:
    """Find the column of each field, by what the person said or by its name. Raises MissingOptionError."""
    for name, column in options.columns.items():
        columns.at[name] = columns.find(column)
    plain = [plain_name(name) for name in columns.names]
    for name in ("year", "month", "day", "date", "time", "note", "flare", "leg"):
        free = [at for at in range(len(plain)) if at not in columns.at.values()]
        matches = [at for at in free if plain[at] in NAMES[name]]
        if name in ("flare", "leg"):
            matches = [at for at in matches if all(row[at].casefold() in YES | NO for _, row in cells)]
        if name in _DATE_PARTS and not all(set(plain) & NAMES[part] for part in _DATE_PARTS):
            continue
        if name == "date" and all(part in columns.at for part in _DATE_PARTS):
            continue
        if matches and name not in columns.at:
            columns.at[name] = matches[0]
    dates = [at for at in range(len(plain)) if any(looks_like_date(row[at]) for _, row in cells[:HEADER_ROWS])]
    if "date" not in columns.at and columns.at.get("time") in dates:
        columns.at["date"] = columns.at.pop("time")  # a column of times that have their date
    if "date" not in columns.at and not all(part in columns.at for part in _DATE_PARTS):
        raise _missing_column(columns, "date", dates or range(len(plain)))
    if "date" in columns.at and cells and not any(looks_like_date(row[columns.at["date"]]) for _, row in cells):
        at = columns.at["date"]
        example = next((row[at] for _, row in cells if row[at]), "")
        raise FileError(
            f"its column {shown_cell(columns.names[at])} holds no dates, but cells such as {shown_cell(example)}; say "
            f"which column holds them, as in --column date=NAME ({columns.seen()})"
        )
    if "pain" not in columns.at:
        columns.at["pain"] = _pain_column(columns, plain, cells)


def _pain_column(columns: _Columns, plain: Sequence[str], cells: Sequence[Row]) -> int:
    free = [at for at in range(len(plain)) if at not in columns.at.values()]
    numbers = [at for at in free if _is_numeric(cells, at)]
    named = [
        at
        for at in free
        if (plain[at] in NAMES["pain"] or _names_pain(plain[at])) and plain[at] not in NAMES["leg"]
        if not cells or any(_number(row[at]) is not None for _, row in cells)
    ]
    if len(named) != 1:
        raise _missing_column(columns, "pain", named or numbers)
    return named[0]


def _names_pain(name: str) -> bool:
    words = name.casefold()
    return any(word in words for word in PAIN_WORDS) and not any(word in words for word in OTHER_PLACES)


def _missing_column(columns: _Columns, name: str, positions: Sequence[int] | range) -> MissingOptionError:
    names = [columns.names[at] for at in positions]
    example = escape_control(names[0])[:40] if names else "NAME"
    return MissingOptionError(
        "column",
        f"Which column is the {name}?",
        [(f"{name}={column}", escape_control(column)) for column in names],
        f"{columns.seen()}; say which is the {name}: --column {name}={_quoted(example)}.",
        proposal=f"{name}={names[0]}" if len(names) == 1 else None,
    )


def _carry_down(columns: _Columns, cells: Sequence[Row]) -> None:
    """Fill empty cells of the parts of the date, and of what the row is about, with the ones above."""
    positions = [columns.at[part] for part in _DATE_PARTS]
    positions += [at for at, name in enumerate(columns.names) if plain_name(name) in KINDS | {"side", "seite"}]
    above = [""] * len(columns.names)
    for _, row in cells:
        for at in positions:
            above[at] = row[at] = row[at] or above[at]


def _selected(columns: _Columns, cells: list[Row], options: ImportOptions) -> list[Row]:
    """The rows that the person wants of a long table. Raises MissingOptionError where it holds several kinds."""
    wanted: dict[int, set[str]] = {}
    for name, value in options.where:
        wanted.setdefault(columns.find(name), set()).add(value.casefold())
    for at, values in wanted.items():
        known = Counter(row[at] for _, row in cells)
        if not values <= {value.casefold() for value in known}:
            raise UsageError(f"No row has such a value in {shown_cell(columns.names[at])}; it has {_values(known)}.")
    for at, name in enumerate(columns.names):
        if plain_name(name) in KINDS and at not in wanted and at not in columns.at.values():
            known = Counter(row[at] for _, row in cells if row[at] and row[columns.at["pain"]])
            if 1 < len(known) <= 200:
                example = next((value for value in known if _names_pain(value)), known.most_common(1)[0][0])
                raise MissingOptionError(
                    "where",
                    f"Which rows are the pain that you mean? Their {shown_cell(name)} is {_values(known)}.",
                    [(f"{name}={value}", escape_control(value)) for value, _ in known.most_common(SHOWN_VALUES)],
                    f"Its rows are of several kinds: {shown_cell(name)} is {_values(known)}; say which are meant: "
                    f"--where {_quoted(f'{escape_control(name)}={escape_control(example)}')}.",
                )
    return [(line, row) for line, row in cells if all(row[at].casefold() in values for at, values in wanted.items())]


def _values(known: Counter[str]) -> str:
    shown = [f"{escape_control(value)[:40]!r} ({times})" for value, times in known.most_common(SHOWN_VALUES)]
    more = len(known) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown)


def _readings(
    columns: _Columns, cells: Sequence[Row], options: ImportOptions, today: date, collector: Collector
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
        day, score = dates.read(date_cell), _number(pain_cell)
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
            )
        )
    return readings


def _fault(
    columns: _Columns, row: list[str], date_cell: str, day: date | None, score: Decimal | None, today: date
) -> str:
    """What is wrong with a row; empty where nothing is."""
    if day is None:
        return f"{shown_cell(date_cell)} is no date"
    if day > today:
        return f"{wording.day(day)} is after today"
    if score is None:
        return f"{shown_cell(row[columns.at['pain']])} is no score"
    if len(row) > len(columns.names):
        return f"it has {len(row)} cells, but there are {len(columns.names)} columns"
    for name in ("flare", "leg"):
        if name in columns.at and row[columns.at[name]].casefold() not in YES | NO:
            return f"{name} is {shown_cell(row[columns.at[name]])}, which is neither yes nor no"
    if "note" in columns.at and not storable(row[columns.at["note"]]):
        return f"its note is longer than {MAX_TEXT} characters or holds some that cannot be stored"
    return ""


def _date_cell(columns: _Columns, row: Sequence[str]) -> str:
    if "date" in columns.at:
        return row[columns.at["date"]]
    year, month, day = (row[columns.at[part]] for part in _DATE_PARTS)
    return f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"


def _scale(columns: _Columns, readings: Sequence[Reading], options: ImportOptions) -> Scale:
    """The scale of the scores: the one that was said, or the one that the largest score leaves no doubt of."""
    if options.scale is not None or not readings:
        return options.scale or Scale.TEN
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
    )


def _number(cell: str) -> Decimal | None:
    match = _NUMBER.match(cell.strip())
    return Decimal(match[0].replace(",", ".")) if match else None


def _is_numeric(cells: Sequence[Row], at: int) -> bool:
    """Whether at least half of the cells of a column that are not empty are numbers."""
    values = [row[at] for _, row in cells if row[at]]
    return bool(values) and 2 * sum(_number(value) is not None for value in values) >= len(values)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[^\w.=-]", text) else text

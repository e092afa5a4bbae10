"""The CSV export of Loop Habit Tracker, in all the layouts it has had.

`Checkmarks.csv` at the root of the export is wide: `Date`, a column for each habit, a comma at the end, newest first.
The one in the folder of each habit has a date and a value a line, under `Date,Value,Notes` or no header at all. Values
are numbers (-1 unknown, 0 no, 1 not due, 2 done, 3 skipped), since version 2.3.1 names, and in some versions the broken
text `Entry(timestamp=2023-04-04, value=2)`. Only what the person ticked is done. A measured habit has thousandths of
its unit instead. Files edited by hand may begin with a byte-order mark and have dates such as 06-16-24.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from tracker.core.errors import FileError
from tracker.exchange.tables.column_names import NAMES, plain_name
from tracker.exchange.tables.dates import DateReader, looks_like_date
from tracker.exchange.tables.import_options import ImportOptions
from tracker.exchange.tables.imported import KNOWN_FILES, Collector, ImportedData, shown_cell
from tracker.exchange.tables.text_table import DelimitedTable, Row, decode_text, table_of

PROGRAM = "Loop Habit Tracker"
CHECKMARKS = "checkmarks.csv"
HABITS = "habits.csv"
CHECK_COLUMNS = frozenset({"check", "checks", "checkmark", "checkmarks"})
"""The name of the column of values in tables that people edited."""

_DONE = frozenset({"2", "YES_MANUAL"})
_NOT_DONE = frozenset({"", "-1", "0", "1", "3", "UNKNOWN", "NO", "YES_AUTO", "SKIP"})
_LOOP_WORDS = frozenset({"YES_MANUAL", "YES_AUTO", "UNKNOWN"})
_MEASURED = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_ENTRY = re.compile(r"Entry\(timestamp=[0-9-]{10}, value=(-?[0-9]{1,9})(?:, notes=[^)]{0,500})?\)")
_FOLDER = re.compile(r"([0-9]{3,}) ?(.*)")


def checkmarks_table(data: bytes) -> DelimitedTable:
    """A table with what `Entry(…)` holds in its place. Raises FileError."""
    return table_of(_ENTRY.sub(r"\1", decode_text(data)))


def is_checkmarks(table: DelimitedTable, data: bytes, file_name: str) -> bool:
    """Whether a table is one of Loop's, by its words, its header and the name of its file, not by numbers alone.

    Small whole numbers could be anything, such as scores of pain; but no other table marks a day as unknown with -1.
    """
    header = [name.casefold() for name in table.header]
    values = [cell.strip().upper() for _, cells in table.rows for cell in cells[1:]]
    if any(plain_name(name) in NAMES["pain"] for name in header):
        return False
    dated = header[:1] == ["date"] or (bool(header) and looks_like_date(header[0]))
    if dated and (b"Entry(timestamp=" in data[:100_000] or not _LOOP_WORDS.isdisjoint(values)):
        return True
    if header[:3] == ["date", "value", "notes"]:
        return all(_is_value(cells[1].strip().upper()) for _, cells in table.rows[1:] if len(cells) > 1)
    body = table.rows if header and looks_like_date(header[0]) else table.rows[1:]
    whole = bool(body) and all(_is_value(cell.strip().upper()) for _, cells in body for cell in cells[1:])
    named = file_name.lower() == CHECKMARKS or not CHECK_COLUMNS.isdisjoint(header) or "-1" in values
    return whole and named and (body is table.rows or header[0] == "date")


def read_checkmarks(data: bytes, name: str, options: ImportOptions) -> ImportedData:
    """The habits of one `Checkmarks.csv`; one without names in it holds the habit `name`. Raises FileError."""
    return _read_tables({"": (checkmarks_table(data), name)}, Collector(PROGRAM), options)


def read_export(files: Mapping[str, bytes], options: ImportOptions) -> ImportedData:
    """The habits of an export, its files by their paths within it. Raises FileError.

    The folder of a habit is read rather than its column of the wide table, whose header does not quote the names. All
    dates of an export have one order.
    """
    paths = [path for path in files if _file_name(path) == CHECKMARKS]
    folders = {path: match for path in paths if (match := _FOLDER.fullmatch(PurePosixPath(path).parent.name))}
    if not paths:
        raise FileError(_unknown(files))
    collector = Collector(PROGRAM)
    listed = _listed_habits(files, collector)
    tables: dict[str, tuple[DelimitedTable, str]] = {}
    for path in sorted(folders):
        number, short_name = folders[path].groups()
        full_name, is_measured = listed.get(int(number), (short_name or f"habit {number}", False))
        if is_measured:
            collector.mark_measured(collector.add_habit(full_name))
        else:
            tables[f"{PurePosixPath(path).parent.name}/"] = (checkmarks_table(files[path]), full_name)
    if not folders:
        root = min(paths, key=lambda path: (len(PurePosixPath(path).parts), path))
        tables[""] = (checkmarks_table(files[root]), root)
    return _read_tables(tables, collector, options)


def _is_value(value: str) -> bool:
    """Whether Loop writes such a value: a mark of a day, or thousandths of a unit."""
    return value in _DONE or value in _NOT_DONE or (value.isdecimal() and int(value) >= 100)


def _unknown(files: Mapping[str, bytes]) -> str:
    """The sentence for a set of files that is no export of Loop."""
    if {"sets.csv", "checkins.csv"} <= set(map(_file_name, files)):
        return "these are tables that this program exported; what it imports again is an export to a .json file"
    return f"there is no Checkmarks.csv in it. {KNOWN_FILES}"


def _file_name(path: str) -> str:
    return PurePosixPath(path).name.lower()


def _listed_habits(files: Mapping[str, bytes], collector: Collector) -> dict[int, tuple[str, bool]]:
    """The habits of `Habits.csv` by their position: the whole name, and whether it is measured."""
    habits: dict[int, tuple[str, bool]] = {}
    for path in sorted(files, key=len):
        if _file_name(path) == HABITS and files[path] and not habits:
            table = checkmarks_table(files[path])
            names = [name.casefold() for name in table.header]
            for row in (dict(zip(names, cells, strict=False)) for _, cells in table.rows[1:]):
                if row.get("name", "").strip() and re.fullmatch("[0-9]{1,6}", row.get("position", "")):
                    habits[int(row["position"])] = (row["name"], row.get("type", "").strip().upper() == "NUMERICAL")
            collector.add_faults(table.faults, "Habits.csv, ")
    return habits


def _read_tables(
    tables: Mapping[str, tuple[DelimitedTable, str]], collector: Collector, options: ImportOptions
) -> ImportedData:
    """The habits of tables; each is given by its folder, with the name of the habit where the table names none."""
    bodies = {folder: _body(table) for folder, (table, _) in tables.items()}
    dates = DateReader((cells[0].strip() for _, rows in bodies.values() for _, cells in rows), options.dates)
    for folder, (header, rows) in bodies.items():
        table, name = tables[folder]
        _read_table(collector, dates, (header, rows), name, folder)
        collector.add_faults(table.faults, folder)
    return collector.result()


def _body(table: DelimitedTable) -> tuple[list[str], list[Row]]:
    """The header of a table, empty where it has none, and the rows below it."""
    has_header = bool(table.rows) and not looks_like_date(table.rows[0][1][0])
    return (table.header, table.rows[1:]) if has_header else ([], table.rows)


def _read_table(
    collector: Collector, dates: DateReader, body: tuple[list[str], list[Row]], name: str, folder: str
) -> None:
    header, rows = body
    of_one_habit = not header or [cell.casefold() for cell in header[:2]] == ["date", "value"]
    names = [name] if of_one_habit else header[1:] if header[-1] else header[1:-1]
    if len(names) == 1 and names[0].casefold() in CHECK_COLUMNS:
        names = [name]
    comma_at_end = bool(header) and not header[-1]
    habits = [collector.add_habit(habit) for habit in names]
    for line, cells in rows:
        place = f"{folder}line {line}: "
        day = dates.read(cells[0].strip())
        values = cells[1:2] if of_one_habit else cells[1:]
        if values and not values[-1] and (comma_at_end or len(values) > len(habits)):
            values.pop()
        if day is None:
            collector.add_bad_row(f"{place}{shown_cell(cells[0])} is no date")
        elif len(values) != len(habits):
            hint = "; a comma in the name of a habit does that, so use the .zip or the .db" if header else ""
            collector.add_bad_row(f"{place}it has {len(values)} values for {len(habits)} habits{hint}")
        else:
            for habit, value in zip(habits, values, strict=True):
                _read_value(collector, habit, day, value.strip().upper(), place)


def _read_value(collector: Collector, habit: str, day: date, value: str, place: str) -> None:
    if value in _DONE:
        collector.add_done(habit, day)
    elif _MEASURED.fullmatch(value) and value not in _NOT_DONE:
        collector.mark_measured(habit)
    elif value not in _NOT_DONE:
        collector.add_bad_row(f"{place}{shown_cell(value)} says neither done nor not done of {habit!r}")

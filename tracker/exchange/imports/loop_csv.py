"""The CSV export of Loop Habit Tracker, in all the layouts it has had.

`Checkmarks.csv` at the root of the export is wide: `Date`, a column for each habit, a comma at the end, newest first.
The one in the folder of each habit has a date and a value a line, under `Date,Value,Notes` or no header at all. Values
are numbers (-1 unknown, 0 no, 1 not due, 2 done, 3 skipped), since version 2.3.1 names, and in some versions the broken
text `Entry(timestamp=2023-04-04, value=2)`. Only what the person ticked is done. A measured habit has thousandths of
its unit instead. Hand-edited files may begin with a byte-order mark and have dates such as 06-16-24.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath

from tracker.core.days import FIRST_DATE, LAST_DATE
from tracker.core.errors import DocumentError, FileError
from tracker.core.escape_control import escape_control
from tracker.core.field_reader import real_date
from tracker.exchange.history.csv_tables import PAIN_COLUMNS, read_rows
from tracker.exchange.history.json_text import decode
from tracker.exchange.imports.habits import LAYOUTS, MAX_BYTES, HabitCollector, HabitExport

Cells = Sequence[str]
Rows = list[tuple[int, list[str]]]

CHECKMARKS = "checkmarks.csv"
HABITS = "habits.csv"
MAX_FILES = 10_000

_DONE = frozenset({"2", "YES_MANUAL"})
_NOT_DONE = frozenset({"", "-1", "0", "1", "3", "UNKNOWN", "NO", "YES_AUTO", "SKIP"})
_MEASURED = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_ENTRY = re.compile(r"Entry\(timestamp=[0-9-]{10}, value=(-?[0-9]{1,9})(?:, notes=[^)]{0,500})?\)")
_SHORT_DATE = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2}|[0-9]{4})")
_FOLDER = re.compile(r"([0-9]{3,}) ?(.*)")
_LOOKED_AT = 30


def is_checkmarks(data: bytes) -> bool:
    """Whether a CSV is a table of habits rather than one of mornings or of something else."""
    rows = list(islice(_rows(data, []), _LOOKED_AT))
    if not rows:
        return False
    columns = [cell.strip().lower() for cell in rows[0][1]]
    if columns[:2] == ["date", "value"]:
        return True
    if set(columns) <= set(PAIN_COLUMNS) or ({"date", "pain"} <= set(columns) and columns[-1]):
        return False
    return any(
        _looks_like_a_date(cells[0]) and any(cell.strip().upper() in _DONE | _NOT_DONE - {""} for cell in cells[1:])
        for _, cells in rows
    )


def read_checkmarks(data: bytes, name: str) -> HabitExport:
    """The habits of one `Checkmarks.csv`; one without names in it holds the habit `name`. Raises FileError."""
    collector = HabitCollector()
    _read_table(collector, data, name, "")
    return collector.result()


def read_export(files: Mapping[str, bytes]) -> HabitExport:
    """The habits of an export, its files by their paths within it. Raises FileError.

    The folder of a habit is read rather than its column of the wide table, whose header does not quote the names.
    """
    tables = {name: data for name, data in files.items() if _file_name(name) == CHECKMARKS}
    folders = {name: match for name in tables if (match := _FOLDER.fullmatch(PurePosixPath(name).parent.name))}
    if not tables:
        raise FileError(_unknown(files))
    collector = HabitCollector()
    listed = _listed_habits(files, collector)
    for name in sorted(folders):
        number, short_name = folders[name].groups()
        full_name, is_measured = listed.get(int(number), (short_name or f"habit {number}", False))
        if is_measured:
            collector.mark_measured(collector.add_habit(full_name))
        else:
            _read_table(collector, tables[name], full_name, f"{PurePosixPath(name).parent.name}/")
    if not folders:
        root = min(tables, key=lambda name: (len(PurePosixPath(name).parts), name))
        _read_table(collector, tables[root], root, "")
    return collector.result()


def unzip(data: bytes) -> dict[str, bytes]:
    """The tables in an archive that may be an export, by their paths in it; nothing is written anywhere.

    Raises FileError where it is no archive, needs a password, or would unpack to more than is read of any file.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_FILES:
                raise FileError(f"the archive holds more than {MAX_FILES} files; that is no export of a habit tracker")
            files: dict[str, bytes] = {}
            room = MAX_BYTES
            for info in archive.infolist():
                is_table = _file_name(info.filename) in (CHECKMARKS, HABITS)
                if is_table:
                    with archive.open(info) as file:
                        content = file.read(room + 1)
                    room -= len(content)
                if room < 0:
                    raise FileError(f"the archive unpacks to more than {MAX_BYTES // 1024**2} MiB; nothing was read")
                files[info.filename] = content if is_table else b""
            return files
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        raise FileError(f"this is no archive that can be opened ({error})") from None


def _unknown(files: Mapping[str, bytes]) -> str:
    """The sentence for a set of files that is no export of Loop."""
    if {"sets.csv", "checkins.csv"} <= set(map(_file_name, files)):
        return "these are tables that this program exported; what it imports again is an export to a .json file"
    return f"there is no Checkmarks.csv in it. {LAYOUTS}"


def _file_name(path: str) -> str:
    return PurePosixPath(path).name.lower()


def _listed_habits(files: Mapping[str, bytes], collector: HabitCollector) -> dict[int, tuple[str, bool]]:
    """The habits of `Habits.csv` by their position: the whole name, and whether it is measured."""
    habits: dict[int, tuple[str, bool]] = {}
    for name in sorted(files, key=len):
        if _file_name(name) == HABITS and files[name] and not habits:
            columns, *rows = [cells for _, cells in _all_rows(collector, files[name], "Habits.csv, ")] or [[]]
            names = [column.strip().lower() for column in columns]
            for row in (dict(zip(names, cells, strict=False)) for cells in rows):
                if row.get("name", "").strip() and re.fullmatch("[0-9]{1,6}", row.get("position", "")):
                    habits[int(row["position"])] = (row["name"], row.get("type", "").strip().upper() == "NUMERICAL")
    return habits


def _read_table(collector: HabitCollector, data: bytes, name: str, where: str) -> None:
    """Add the habits of one table; `where` is the folder in which it lies, for what could not be read."""
    rows = _all_rows(collector, data, where)
    header: list[str] = []
    if rows and not _looks_like_a_date(rows[0][1][0]):
        header = [cell.strip() for cell in rows.pop(0)[1]]
    read_date = _date_reader([cells[0] for _, cells in rows])
    of_one_habit = not header or [cell.lower() for cell in header[:2]] == ["date", "value"]
    names = [name] if of_one_habit else header[1:] if header[-1] else header[1:-1]
    comma_at_end = bool(header) and not header[-1]
    columns = [collector.add_habit(habit) for habit in names]
    for line, cells in rows:
        place = f"{where}line {line}: "
        day = read_date(cells[0].strip())
        values = cells[1:2] if of_one_habit else cells[1:]
        if values and not values[-1] and (comma_at_end or len(values) > len(columns)):
            values.pop()
        if day is None:
            collector.add_unread(f"{place}{_shown(cells[0])} is no date")
        elif len(values) != len(columns):
            hint = "; a comma in the name of a habit does that, so use the .zip or the .db" if header else ""
            collector.add_unread(f"{place}it has {len(values)} values for {len(columns)} habits{hint}")
        else:
            for habit, value in zip(columns, values, strict=True):
                _read_value(collector, habit, day, value.strip().upper(), place)


def _read_value(collector: HabitCollector, habit: str, day: date, value: str, place: str) -> None:
    if value in _DONE:
        collector.add_done(habit, day)
    elif _MEASURED.fullmatch(value) and value not in _NOT_DONE:
        collector.mark_measured(habit)
    elif value not in _NOT_DONE:
        collector.add_unread(f"{place}{_shown(value)} says neither done nor not done of {habit!r}")


def _all_rows(collector: HabitCollector, data: bytes, where: str) -> Rows:
    faults: list[str] = []
    rows = list(_rows(data, faults))
    for fault in faults:
        collector.add_unread(f"{where}{fault}, and what follows it was not read")
    return rows


def _rows(data: bytes, faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, those that are empty left out, with what `Entry(…)` holds in its place."""
    if len(data) > MAX_BYTES:
        raise DocumentError([f"the table is larger than {MAX_BYTES // 1024**2} MiB; nothing was read"])
    return read_rows(_ENTRY.sub(r"\1", decode(data)), faults)


def _looks_like_a_date(cell: str) -> bool:
    return real_date(cell.strip()) is not None or _SHORT_DATE.fullmatch(cell.strip()) is not None


def _date_reader(cells: Sequence[str]) -> Callable[[str], date | None]:
    """How the dates of a table are read: `YYYY-MM-DD`, and short ones month first unless a first number is above 12."""
    short = [match for cell in cells if (match := _SHORT_DATE.fullmatch(cell.strip()))]
    day_first = any(int(match[1]) > 12 for match in short) and not any(int(match[2]) > 12 for match in short)

    def read(cell: str) -> date | None:
        match = _SHORT_DATE.fullmatch(cell)
        if match is None:
            return real_date(cell)
        first, second, year = (int(part) for part in match.groups())
        day, month = (first, second) if day_first else (second, first)
        try:
            parsed = date(year if year >= 100 else 2000 + year, month, day)
        except ValueError:
            return None
        return parsed if FIRST_DATE <= parsed <= LAST_DATE else None

    return read


def _shown(cell: str) -> str:
    return repr(escape_control(cell.strip())[:40])

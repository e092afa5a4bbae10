"""Recognises what program a file comes from, by a signature, and reads it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from tracker.core.errors import FileError, UsageError
from tracker.core.progress import Progress, ignore_progress
from tracker.exchange.imports import (
    apple_health,
    bearable,
    daylio,
    fitbod,
    fitnotes,
    garmin,
    habitbull,
    hevy,
    loop_csv,
    pain_table,
    strava,
    strong,
)
from tracker.exchange.imports.loop_db import read_backup
from tracker.exchange.tables.archives import (
    file_name,
    open_archive,
    read_members,
    require_plausible_size,
    unknown_archive,
)
from tracker.exchange.tables.import_options import ImportOptions, MissingOptionError
from tracker.exchange.tables.imported import KNOWN_FILES, MAX_BYTES, ImportedData
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import column_key

TableReader = Callable[[DelimitedTable, ImportOptions, date], ImportedData]

SIGNATURES: tuple[tuple[frozenset[str], TableReader], ...] = (
    (hevy.SIGNATURE, hevy.read),
    *((signature, strong.read) for signature in strong.SIGNATURES),
    (fitbod.SIGNATURE, fitbod.read),
    (fitnotes.SIGNATURE, fitnotes.read),
    (habitbull.SIGNATURE, habitbull.read),
    (bearable.SIGNATURE, bearable.read),
    (daylio.SIGNATURE, daylio.read),
    (strava.SIGNATURE, strava.read),
    *((signature, garmin.read) for signature in garmin.SIGNATURES),
    (garmin.HEALTH_EXPORT_SIGNATURE, garmin.read_health_export),
)
"""The columns, in small letters, by which a program's table is known, and what reads it."""

_ZIP_MAGIC = b"PK\x03\x04"
_OLD_EXCEL_MAGIC = b"\xd0\xcf\x11\xe0"
_SQLITE_MAGIC = b"SQLite format 3\0"
_FOLDER_FILES = ("Checkmarks.csv", "Habits.csv", "*/Checkmarks.csv")


def read_foreign_file(
    path: Path, options: ImportOptions, today: date, progress: Progress = ignore_progress
) -> ImportedData:
    """What a file or folder of another program holds, or a table of pain.

    Raises FileError where it cannot be read, MissingOptionError where something must be said first. `progress` is told
    of the bytes of files that are read as a stream.
    """
    try:
        if path.is_dir():
            return _read_folder(path, options)
        _require_file(path)
        with path.open("rb") as file:
            start = file.read(1024)
        if start.startswith(_SQLITE_MAGIC) or path.suffix.lower() == ".db":
            _read_limited(path)
            return read_backup(path)
        if start.startswith(_OLD_EXCEL_MAGIC):
            raise FileError("this is an Excel workbook; open it, save the sheet as CSV UTF-8 (.csv), and import that")
        if start.startswith(_ZIP_MAGIC) or path.suffix.lower() == ".zip":
            return _read_archive(path, options, today, progress)
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or path.suffix.lower() == ".xml":
            with path.open("rb") as file:
                return apple_health.read(file, path.stat().st_size, options, today, progress)
        return _read_table(_read_limited(path), path, options, today)
    except OSError as error:
        raise FileError(f"it cannot be read: {error.strerror}") from None


def _read_table(data: bytes, path: Path, options: ImportOptions, today: date) -> ImportedData:
    table = loop_csv.checkmarks_table(data)
    if not table.rows:
        fault = f" ({table.faults[0]})" if table.faults else ""
        raise FileError(f"there is no table in it{fault}. {KNOWN_FILES}")
    if options.columns.keys() & {"date", "pain"}:  # whoever names these means a table of pain, whatever it looks like
        return pain_table.read_pain_table(table, options, today)
    columns = {column_key(name) for name in table.header}
    for signature, read in SIGNATURES:
        if signature <= columns:
            _require_no_table_options(options, where=read is bearable.read)
            return read(table, options, today)
    if loop_csv.is_checkmarks(table, data, path.name):
        _require_no_table_options(options)
        return loop_csv.read_checkmarks(data, _habit_name(path), options)
    try:
        return pain_table.read_pain_table(table, options, today)
    except (FileError, MissingOptionError):
        if garmin.is_likely(path.name, columns):
            raise garmin.unknown_language(table.header) from None
        raise


def _require_no_table_options(options: ImportOptions, *, where: bool = False) -> None:
    """Raise UsageError where options are given that only a table of pain takes, of which `where` is allowed."""
    if options.scale is not None or (options.where and not where):
        raise UsageError("--scale and --where are for tables of pain, but this is an export of another program.")


def _habit_name(path: Path) -> str:
    """The name of the habit of a table without names: that of its folder in an export, else that of the file."""
    folder = path.absolute().parent.name
    if path.name.lower() != loop_csv.CHECKMARKS:
        return path.stem
    return folder.lstrip("0123456789").strip() or folder


def _read_archive(path: Path, options: ImportOptions, today: date, progress: Progress) -> ImportedData:
    with open_archive(path) as archive:
        names = {file_name(info.filename) for info in archive.infolist()}
        of_loop = loop_csv.CHECKMARKS in names or {"sets.csv", "checkins.csv"} <= names
        if not of_loop and strava.FILE_NAME not in names:
            return _read_health_export(archive, options, today, progress)
        tables = {loop_csv.CHECKMARKS, loop_csv.HABITS} if of_loop else {strava.FILE_NAME}
        files = read_members(archive, frozenset(tables))
    if of_loop:
        return loop_csv.read_export(files, options)
    data = next(content for name, content in files.items() if file_name(name) == strava.FILE_NAME)
    return _read_table(data, Path(strava.FILE_NAME), options, today)


def _read_health_export(archive: ZipFile, options: ImportOptions, today: date, progress: Progress) -> ImportedData:
    """The export of Apple Health in an archive; the name of its file depends on the phone's language."""
    for info in archive.infolist():
        if info.filename.lower().endswith(".xml"):
            with archive.open(info) as file:
                if apple_health.ROOT.encode() not in file.read(apple_health.PIECE):
                    continue
            require_plausible_size(info)
            with archive.open(info) as file:
                return apple_health.read(file, info.file_size, options, today, progress)
    raise unknown_archive(archive)


def _read_folder(path: Path, options: ImportOptions) -> ImportedData:
    """The habits of an export of Loop that was unpacked."""
    files: dict[str, bytes] = {}
    room = MAX_BYTES
    for pattern in _FOLDER_FILES:
        for file in sorted(path.glob(pattern)):
            data = _read_limited(file, room)
            room -= len(data)
            files[file.relative_to(path).as_posix()] = data
    return loop_csv.read_export(files, options)


def _require_file(path: Path) -> None:
    """Raise FileError for what is no file, such as a pipe: it may never end, or never begin."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise FileError("this is not a file; save what it gives to one, and import that")


def _read_limited(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises FileError where there are more than `most`."""
    _require_file(path)
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise FileError(f"this is larger than {MAX_BYTES // 1024**2} MiB; nothing was read")
    return data

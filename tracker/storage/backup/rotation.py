"""The copies that are made by themselves: one a day, the older ones thinned out; and what is in a copy."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.core.model import Answer, Exercise, History
from tracker.storage import errors, files
from tracker.storage.backup import copying, health
from tracker.storage.files import said
from tracker.storage.store import Store

FOLDER = "backups"
DAILY, WEEKLY, MONTHLY = 7, 4, 6


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made by itself, and the day on which it was."""

    path: Path
    day: date


def folder_of(database: Path) -> Path:
    """Where the daily copies of a database are: beside it."""
    return database.parent / FOLDER


def backup_of(database: Path, day: date) -> Backup:
    """The copy of a day, be it there or not."""
    return Backup(folder_of(database) / f"{database.stem}-{day}{database.suffix}", day)


def backups_of(database: Path) -> list[Backup]:
    """The daily copies that are there, oldest first; other files in their folder are not looked at."""
    with said(folder_of(database)):
        paths = list(folder_of(database).iterdir()) if folder_of(database).is_dir() else []
    found = []
    for path in paths:
        match = re.fullmatch(_named(database), path.name)
        if match is not None and _is_date(match[1]):
            found.append(Backup(path, date.fromisoformat(match[1])))
    return sorted(found, key=lambda each: each.day)


def to_keep(days: Iterable[date]) -> set[date]:
    """Of the days that have a copy the last seven, the last of each of the last four weeks, and of six months.

    Only weeks and months that have one count, so that a year without the program costs no copy.
    """
    newest_first = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return {*newest_first[:DAILY], *list(weeks.values())[:WEEKLY], *list(months.values())[:MONTHLY]}


def make_daily(database: Path, today: date) -> Backup | None:
    """Copy the database unless there is a copy of today or nothing changed since the last; then thin out the older.

    Returns the copy, or None where none was due. Opens the file for itself, so that any thread may call it. Raises
    StorageError; a damaged database is not copied, so that it cannot push out the sound copies.
    """
    try:
        return _make_daily(database, today)
    except StorageError as problem:
        raise StorageError(f"No backup was made today. {problem}") from problem


def amounts(path: Path) -> tuple[int, int] | None:
    """How many sets and check-ins are in a copy; None where it cannot be read."""
    try:
        with closing(files.connect_to_read(path)) as conn:
            sets, checkins = conn.execute(
                "SELECT (SELECT count(*) FROM sets), (SELECT count(*) FROM checkins)"
            ).fetchone()
    except sqlite3.Error:
        return None
    return sets, checkins


def read_backup(path: Path, library: tuple[Exercise, ...]) -> tuple[History, tuple[Answer, ...]]:
    """What is in a copy, which is neither written to nor brought up to date. Raises StorageError if it is unsound."""
    wrong = health.check_file(path)
    if wrong:
        raise StorageError(f"The backup cannot be used. {wrong[0]}")
    if path.stat().st_size == 0:
        raise StorageError(f"The backup cannot be used: {path} is empty. Name another one.")
    with tempfile.TemporaryDirectory() as folder, said(path):
        twin = Path(shutil.copy(path, folder))
        twin.chmod(0o600)
        with Store(twin, library) as store:
            return store.history(), store.answers()


def _make_daily(database: Path, today: date) -> Backup | None:
    backup, before = backup_of(database, today), backups_of(database)
    if any(each.day == today for each in before):
        return None
    with errors.translate_errors(database), closing(files.connect_to_read(database)) as conn:
        mark = _mark(conn)
        if mark is None or (before and _mark_of(before[-1].path) == mark):
            return None
        conn.execute(f"PRAGMA cache_size = {files.PAGES_ONCE}")
        with said(backup.path.parent):
            files.make_folder(backup.path.parent)
        copying.copy(conn, database, backup.path, checked=True)
    with said(backup.path.parent):
        _thin_out(before, backup)
        _sweep(database, today)
    return backup


def _mark(conn: sqlite3.Connection) -> tuple[int, ...] | None:
    """What is another after any change of the data, undo and redo included; None where nothing was ever entered."""
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    found = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    (undone,) = conn.execute("SELECT count(*) FROM changes WHERE undone = 1").fetchone()
    return None if found is None else (version, found[0], undone)


def _mark_of(path: Path) -> tuple[int, ...] | None:
    """The mark of a copy; None of one that cannot be read, which is as good as none."""
    try:
        with closing(files.connect_to_read(path)) as conn:
            return _mark(conn)
    except sqlite3.Error:
        return None


def _thin_out(before: list[Backup], latest: Backup) -> None:
    keep = to_keep([*(each.day for each in before), latest.day])
    for each in before:
        if each.day not in keep:
            each.path.unlink(missing_ok=True)


def _sweep(database: Path, today: date) -> None:
    """Remove what a program that was killed left of copies of days before; those of today another may be making."""
    for path in list(folder_of(database).iterdir()):
        match = re.fullmatch(rf"\.{_named(database)}\..*", path.name)
        if match is not None and match[1] != str(today):
            path.unlink(missing_ok=True)


def _named(database: Path) -> str:
    """How the copies of a database are named, as a pattern; its group is the date."""
    return rf"{re.escape(database.stem)}-(\d{{4}}-\d\d-\d\d){re.escape(database.suffix)}"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

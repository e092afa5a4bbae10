"""The daily backups: one a day, the older ones thinned out; and what a backup contains."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.core.model import Exercise, History
from tracker.storage import errors, files
from tracker.storage.backup import copying, health
from tracker.storage.backup.listing import Backup, backup_of, backups_of, folder_of, name_pattern
from tracker.storage.store import Store

DAILY, WEEKLY, MONTHLY = 7, 4, 6


def to_keep(days: Iterable[date]) -> set[date]:
    """Of the days that have a backup the last DAILY, the last of each of the last WEEKLY weeks, and of MONTHLY months.

    Only weeks and months that have a backup count, so that a year without the program deletes none.
    """
    newest_first = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return {*newest_first[:DAILY], *list(weeks.values())[:WEEKLY], *list(months.values())[:MONTHLY]}


def make_daily(database: Path, today: date) -> Backup | None:
    """Back up the database unless there is a backup of today or nothing changed since the last; thin out the older.

    Returns the backup, or None where none was due. Opens a connection of its own, so any thread may call it. Raises
    StorageError; a damaged database is not copied, so that it cannot push out sound backups.
    """
    try:
        return _make_daily(database, today)
    except StorageError as error:
        raise StorageError(f"No backup was made today. {error}") from error


def amounts(path: Path) -> tuple[int, int] | None:
    """The numbers of sets and check-ins in a backup; None where it cannot be read."""
    try:
        with closing(files.connect_to_read(path)) as conn:
            sets, checkins = conn.execute(
                "SELECT (SELECT count(*) FROM sets), (SELECT count(*) FROM checkins)"
            ).fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return sets, checkins


@contextmanager
def opened_backup(path: Path, library: tuple[Exercise, ...]) -> Iterator[tuple[Path, History]]:
    """A migrated copy of a backup, for as long as the block runs, and what is in it; the backup itself is only read.

    Raises StorageError where the backup is unsound or empty.
    """
    damage = health.examine_file(path, library).damage
    if damage:
        raise StorageError(f"The backup cannot be used. {damage[0]}")
    if path.stat().st_size == 0:
        raise StorageError(f"The backup cannot be used: {path} is empty. Name another one.")
    with files.temporary_copy(path) as copy:
        with Store(copy, library) as store:
            history = store.history()
        yield copy, history


def _make_daily(database: Path, today: date) -> Backup | None:
    backup, before = backup_of(database, today), backups_of(database)
    if any(earlier.day == today for earlier in before):
        return None
    with errors.translate_errors(database), closing(files.connect_to_read(database)) as conn:
        fingerprint = _fingerprint(conn)
        if fingerprint is None or (before and _fingerprint_of(before[-1].path) == fingerprint):
            return None
        conn.execute(f"PRAGMA cache_size = {files.SCAN_CACHE_PAGES}")
        with errors.translate_os_errors(backup.path.parent):
            files.make_folder(backup.path.parent)
        copying.copy(conn, database, backup.path, checked=True)
    with errors.translate_os_errors(backup.path.parent):
        _thin_out(before, backup)
        _delete_leftovers(database, today)
    return backup


def _fingerprint(conn: sqlite3.Connection) -> tuple[int, ...] | None:
    """Numbers that differ after any change of the data, undo and redo included; None where nothing was ever entered."""
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    sequence = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    (undone,) = conn.execute("SELECT count(*) FROM changes WHERE undone = 1").fetchone()
    # What came from other machines is in no entry of the journal.
    (merges,) = conn.execute("SELECT coalesce(max(writes), 0) FROM sync_setup").fetchone()
    return None if sequence is None else (version, sequence[0], undone, merges)


def _fingerprint_of(path: Path) -> tuple[int, ...] | None:
    """The fingerprint of a backup; None where it cannot be read, so that a new one is made."""
    try:
        with closing(files.connect_to_read(path)) as conn:
            return _fingerprint(conn)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _thin_out(before: list[Backup], latest: Backup) -> None:
    keep = to_keep([*(backup.day for backup in before), latest.day])
    for backup in before:
        if backup.day not in keep:
            backup.path.unlink(missing_ok=True)


def _delete_leftovers(database: Path, today: date) -> None:
    """Delete unfinished backups of a killed program; not those of today, which another program may be making."""
    for path in list(folder_of(database).iterdir()):
        match = re.fullmatch(rf"\.{name_pattern(database)}\..*", path.name)
        if match is not None and match[1] != str(today):
            path.unlink(missing_ok=True)

"""Copies of a database in use, and a damaged database replaced by a copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors, files
from tracker.storage.backup import health
from tracker.storage.files import SCAN_CACHE_PAGES
from tracker.unfinished import sync_folder, unfinished_file

# A copy is made in steps of about a millisecond. A write of another program between two steps restarts it; after
# MAX_RESTARTS other programs are kept from writing. It waits at most MAX_WAITS times WAIT_S seconds for a lock.
STEP_PAGES = 256
MAX_RESTARTS = 20
WAIT_S, MAX_WAITS = 0.1, 20


def copy(conn: sqlite3.Connection, path: Path, to: Path, *, checked: bool = False) -> None:
    """Write a consistent copy of the open database at `path` to `to`, while others may go on writing.

    With `checked` the copy must be sound. Until it is whole it has a temporary name beside `to`. Raises StorageError
    where it cannot be made, or where there is a file at `to`, which is never overwritten.
    """
    with errors.translate_os_errors(to):
        if to.exists():
            raise StorageError(f"{to} is there already, and is left as it is. Name another file.")
        with unfinished_file(to) as (handle, name):
            _copy_pages(conn, path, name, checked=checked)
            os.fsync(handle)
            name.replace(to)


def replace_database(source: Path, database: Path) -> Path | None:
    """Replace a database, or none, by a copy of the file `source`; return the name under which a damaged one is kept.

    Whenever the program is killed, there is either the old database or the new one.
    """
    kept, database = None, database.resolve()
    with errors.translate_os_errors(database):
        with unfinished_file(database) as (handle, name):
            name.write_bytes(source.read_bytes())
            os.fsync(handle)
            if not files.is_absent(database) or files.has_side_files(database):
                kept = next(path for path in _names_for_damaged(database) if not path.exists())
                for suffix in (*files.SIDE_FILES, ""):
                    _keep(database.with_name(f"{database.name}{suffix}"), kept.with_name(f"{kept.name}{suffix}"))
                _roll_back(database)
            # A journal that cannot be rolled back would be played into the new file.
            for file_beside in files.side_files(database):
                file_beside.unlink(missing_ok=True)
            name.replace(database)
        sync_folder(database.parent)
    return kept


def _names_for_damaged(database: Path) -> Iterator[Path]:
    return (database.with_name(f"{database.stem}-damaged-{number}{database.suffix}") for number in count(1))


def _keep(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system knows no links; whole or not at all."""
    if not source.exists():
        return
    try:
        target.hardlink_to(source)
    except OSError:
        copy = Path(shutil.copyfile(source, target.with_name(f".{target.name}")))
        copy.chmod(0o600)
        copy.replace(target)


def _roll_back(database: Path) -> None:
    """Let SQLite take back a change that was not finished, as any program that opens the file does."""
    with suppress(sqlite3.Error), closing(files.connect(database, WAIT_S)) as conn:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _copy_pages(conn: sqlite3.Connection, path: Path, to: Path, *, checked: bool) -> None:
    with errors.translate_errors(to), closing(sqlite3.connect(to)) as target:
        # The caller syncs the file.
        target.execute("PRAGMA synchronous = OFF")
        # Half a copy is deleted, so it needs no rollback journal, which a full disk would leave behind.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute(f"PRAGMA cache_size = {SCAN_CACHE_PAGES}")
        with errors.translate_errors(path):
            # Raises about the right file where nothing can be read.
            conn.execute("SELECT count(*) FROM recording").fetchone()
        try:
            conn.backup(target, pages=STEP_PAGES, progress=_CopyProgress(conn, path), sleep=WAIT_S)
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        for connection in (conn, target):
            connection.execute("PRAGMA shrink_memory")
        if checked and (damage := health.check_structure(target, path).damage):
            raise StorageError(damage[0])


class _CopyProgress:
    """Called after each step of a copy; ends the waiting and the restarts, which SQLite does not limit."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn, self._path = conn, path
        self._remaining = 0
        self._restarts = 0
        self._waits = 0

    def __call__(self, status: int, remaining: int, _total: int) -> None:
        """Note a step after which `remaining` pages are still to be copied. Raises StorageError after long waits."""
        self._waits = self._waits + 1 if status == sqlite3.SQLITE_BUSY else 0
        if self._waits > MAX_WAITS:
            raise errors.locked_error()
        self._restarts += status == sqlite3.SQLITE_OK and remaining >= self._remaining
        self._remaining = remaining
        if self._restarts > MAX_RESTARTS and not self._conn.in_transaction:
            self._keep_others_from_writing()

    def _keep_others_from_writing(self) -> None:
        with errors.translate_errors(self._path):
            self._conn.execute("BEGIN")
            self._conn.execute("SELECT count(*) FROM recording").fetchone()

"""Whole files from one name to another: a copy of a database in use, and a damaged one out of the way."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors
from tracker.storage.backup import health
from tracker.storage.files import PAGES_ONCE, said

# A copy is made in steps of a millisecond or so, between which others write; what they wrote, it begins anew with.
STEP_PAGES = 256
# How often, before it keeps them from writing, and how long it waits for them in a row.
MOST_BEGINNINGS = 20
WAIT_S, WAITS = 0.1, 20

# What SQLite keeps beside a database. The journal must never stay behind without it: it would be played into the file
# that comes in its place.
BESIDE = ("-journal", "-wal", "-shm")


def copy(conn: sqlite3.Connection, path: Path, to: Path, *, checked: bool = False) -> None:
    """Write a consistent copy of the open database at `path` to `to`, while others may go on writing.

    A file that is there is not overwritten. Until the copy is whole, and `checked` if that is asked for, it has a
    hidden name beside `to`.
    """
    if to.exists():
        raise StorageError(f"{to} is there already, and is left as it is. Name another file.")
    with said(to):
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
        try:
            _copy_pages(conn, path, Path(name), checked=checked)
            os.fsync(handle)
            Path(name).replace(to)
        finally:
            os.close(handle)
            Path(name).unlink(missing_ok=True)


def replace_database(source: Path, database: Path) -> Path:
    """Put a copy of the file `source` in the place of a damaged database; returns the name by which that is kept."""
    aside = next(each for each in _names_aside(database) if not each.exists())
    with said(database):
        handle, name = tempfile.mkstemp(dir=database.parent, prefix=f".{database.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(source.read_bytes())
                file.flush()
                os.fsync(file.fileno())
            for suffix in (*BESIDE, ""):
                beside = database.with_name(f"{database.name}{suffix}")
                if beside.exists():
                    beside.rename(aside.with_name(f"{aside.name}{suffix}"))
            Path(name).replace(database)
        finally:
            Path(name).unlink(missing_ok=True)
    return aside


def _names_aside(database: Path) -> Iterator[Path]:
    return (database.with_name(f"{database.stem}-damaged-{number}{database.suffix}") for number in count(1))


def _copy_pages(conn: sqlite3.Connection, path: Path, to: Path, *, checked: bool) -> None:
    with errors.translate_errors(to), closing(sqlite3.connect(to)) as target:
        # The caller sees to it that it is on disk, so that the last step does not wait for that.
        target.execute("PRAGMA synchronous = OFF")
        # Half a copy is thrown away, never mended; a journal would be left behind where the disk is full.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute(f"PRAGMA cache_size = {PAGES_ONCE}")
        with errors.translate_errors(path):
            # What cannot be read at all is said of the right file.
            conn.execute("SELECT count(*) FROM recording").fetchone()
        try:
            conn.backup(target, pages=STEP_PAGES, progress=Steps(conn, path), sleep=WAIT_S)
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        for each in (conn, target):  # what was read to be copied is not read again
            each.execute("PRAGMA shrink_memory")
        if checked and (wrong := health.check_structure(target, path)):
            raise StorageError(wrong[0])


class Steps:
    """Looks on between the steps of a copy, which by itself would wait for ever, and begin anew for ever."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn, self._path = conn, path
        self._left = 0
        self._beginnings = 0
        self._waits = 0

    def __call__(self, status: int, left: int, _total: int) -> None:
        """After each step, of which some could only wait, and some began anew; `left` pages are still to be copied."""
        self._waits = self._waits + 1 if status == sqlite3.SQLITE_BUSY else 0
        if self._waits > WAITS:
            raise errors.busy()
        self._beginnings += status == sqlite3.SQLITE_OK and left >= self._left
        self._left = left
        if self._beginnings > MOST_BEGINNINGS and not self._conn.in_transaction:
            self._keep_others_from_writing()

    def _keep_others_from_writing(self) -> None:
        with errors.translate_errors(self._path):
            self._conn.execute("BEGIN")
            self._conn.execute("SELECT count(*) FROM recording").fetchone()

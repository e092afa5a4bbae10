"""Whole files from one name to another: a copy of a database in use, and a damaged one out of the way."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from tracker.core.errors import StorageProblem
from tracker.storage import faults
from tracker.storage.files import said

# What SQLite keeps beside a database. The journal must never stay behind without it: it would be played into the file
# that comes in its place.
BESIDE = ("-journal", "-wal", "-shm")


def copy(conn: sqlite3.Connection, path: Path, to: Path) -> None:
    """Write a consistent copy of the open database at `path` to `to`, while others may go on writing.

    A file that is there is not overwritten. Until the copy is whole it has a hidden name beside `to`.
    """
    if to.exists():
        raise StorageProblem(f"{to} is there already, and is left as it is. Name another file.")
    with said(to):
        handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
        os.close(handle)
        try:
            _copy_pages(conn, path, Path(name))
            Path(name).replace(to)
        finally:
            Path(name).unlink(missing_ok=True)


def put_in_place(source: Path, database: Path) -> Path:
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


def _copy_pages(conn: sqlite3.Connection, path: Path, to: Path) -> None:
    with faults.explained(to), closing(sqlite3.connect(to)) as target:
        with faults.explained(path):
            conn.execute("BEGIN")
        try:
            with faults.explained(path):
                # The look takes the lock or gives up; backup() itself would wait for it for ever.
                conn.execute("SELECT count(*) FROM recording").fetchone()
            conn.backup(target)
        finally:
            # An error may have ended it already.
            if conn.in_transaction:
                conn.execute("ROLLBACK")

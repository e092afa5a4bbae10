"""The checks of a database, for `doctor` and before a write; they work on damaged files and never write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors, files, journal
from tracker.storage.queries import Queries

_MAX_FAULTS = 5


def check_file(path: Path) -> list[str]:
    """The faults of the file at `path`, as sentences."""
    try:
        with errors.translate_os_errors(path):
            if not path.exists():
                return [f"{path} is not there. It is made when the program is first used."]
        files.validate_header(path)
        # In a copy that could be written to, since SQLite overlooks some damage in a file that it may only read.
        with errors.translate_errors(path), closing(sqlite3.connect(":memory:")) as copy:
            with _connect_rolled_back(path) as conn:
                if files.schema_version(conn, path) == 0:
                    return []
                conn.backup(copy)
            return check(copy, path)
    except StorageError as error:
        return [str(error)]


def ensure_intact(conn: sqlite3.Connection, path: Path, *, thorough: bool) -> None:
    """Raise DamagedDatabaseError where the file is not sound enough to be written to.

    Unless `thorough`, the constraints of the rows and the indices, which take most of the time, are not checked.
    """
    conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        (result,) = conn.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()
    finally:
        conn.execute("PRAGMA ignore_check_constraints = OFF")
        conn.execute("PRAGMA shrink_memory")
    if result != "ok":
        raise errors.damaged_error(path)


def check(conn: sqlite3.Connection, path: Path) -> list[str]:
    """The faults of an open database, as sentences. Raises StorageError where it cannot be read at all."""
    faults = check_structure(conn, path)
    if not faults and files.schema_version(conn, path) > 0:
        # What the constraints do not cover, such as the whole definition of an exercise.
        queries = Queries(path, conn, ())
        queries.history()
        queries.answers()
    return faults


def check_structure(conn: sqlite3.Connection, path: Path) -> list[str]:
    """The part of the check that SQLite does, during which other threads can run."""
    if files.schema_version(conn, path) == 0:
        return []
    broken = [row[0] for row in conn.execute(f"PRAGMA integrity_check({_MAX_FAULTS})").fetchall() if row[0] != "ok"]
    if broken:
        return [f"{errors.damaged_error(path)} SQLite says: {'; '.join(broken)}."]
    dangling = sorted({(row[0], row[2]) for row in conn.execute("PRAGMA foreign_key_check").fetchall()})
    return [
        *(f"In the database, rows of {table} name a row of {parent} that is not there." for table, parent in dangling),
        *journal.faults(conn),
    ]


@contextmanager
def _connect_rolled_back(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect to the file, or, where a program was killed in the middle of a change, to a rolled back copy of it."""
    with closing(files.connect_to_read(path)) as conn:
        if not _needs_rollback(conn):
            yield conn
            return
    with files.temporary_copy(path) as copy, closing(sqlite3.connect(copy)) as conn:
        yield conn


def _needs_rollback(conn: sqlite3.Connection) -> bool:
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        return True
    return False

"""Whether a database is sound, for `doctor`; works on damaged files, and never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors, files, journal
from tracker.storage.queries import Queries

_FAULTS_SHOWN = 5


def check_file(path: Path) -> list[str]:
    """What is wrong with the file at `path`, as sentences; empty if nothing is."""
    try:
        with files.said(path):
            if not path.exists():
                return [f"{path} is not there. It is made when the program is first used."]
        files.validate_header(path)
        # Looked at is a copy that could be written to, since SQLite overlooks some damage in what it may only read.
        with errors.translate_errors(path), closing(sqlite3.connect(":memory:")) as copy:
            with _as_the_next_finds_it(path) as conn:
                if files.schema_version(conn, path) == 0:
                    return []
                conn.backup(copy)
            return check(copy, path)
    except StorageError as problem:
        return [str(problem)]


def ensure_intact(conn: sqlite3.Connection, path: Path, *, thorough: bool) -> None:
    """Raise DamagedDatabaseError where the file is not sound enough to be written to, as far as a quick look tells.

    The quick look leaves out the constraints of the rows and the order of the indices, which take most of the time.
    """
    conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        (said,) = conn.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()
    finally:
        conn.execute("PRAGMA ignore_check_constraints = OFF")
        # What was read for this is not read again.
        conn.execute("PRAGMA shrink_memory")
    if said != "ok":
        raise errors.damaged(path)


def check(conn: sqlite3.Connection, path: Path) -> list[str]:
    """The same of a database that is open; raises StorageError where it cannot be looked at or read at all."""
    wrong = check_structure(conn, path)
    if not wrong and files.schema_version(conn, path) > 0:
        # What the tables cannot see, such as an exercise of one's own without a name.
        reader = Queries(path, conn, ())
        reader.history()
        reader.answers()
    return wrong


def check_structure(conn: sqlite3.Connection, path: Path) -> list[str]:
    """The part of the check that is SQLite's, and lets other threads go on meanwhile."""
    if files.schema_version(conn, path) == 0:
        return []
    broken = [row[0] for row in conn.execute(f"PRAGMA integrity_check({_FAULTS_SHOWN})").fetchall() if row[0] != "ok"]
    if broken:
        return [f"{errors.damaged(path)} SQLite says: {'; '.join(broken)}."]
    lost = sorted({(row[0], row[2]) for row in conn.execute("PRAGMA foreign_key_check").fetchall()})
    return [
        *(f"In the database, rows of {table} name a row of {parent} that is not there." for table, parent in lost),
        *journal.faults(conn),
    ]


@contextmanager
def _as_the_next_finds_it(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the file, or to a copy of it where a program was killed in the middle of a change.

    Who next uses the file takes back what was half written; here that is done in the copy.
    """
    with closing(files.connect_to_read(path)) as conn:
        if not _holds_half_a_change(conn):
            yield conn
            return
    with files.twin(path) as copy, closing(sqlite3.connect(copy)) as conn:
        yield conn


def _holds_half_a_change(conn: sqlite3.Connection) -> bool:
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        return True
    return False

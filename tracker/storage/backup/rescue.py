"""What can still be read of a damaged database, row by row, on a copy; the file itself is only read.

What is found is written into a new database, whose tables refuse what is no value any more. So whatever comes out of
it is a history like any other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.core.errors import StorageError
from tracker.core.model import Exercise, History
from tracker.storage import files, mappers
from tracker.storage.store import Store

# Exercises first, since the others name them.
TABLES = {
    "exercises": "the exercises of your own",
    "prescriptions": "the plan",
    "sets": "the sets",
    "session_notes": "the notes of days",
    "checkins": "the check-ins",
    "skips": "what was left out",
    "declined": "the increases declined",
    "pauses": "the pauses",
    "settings": "the settings",
}

# As far as row numbers are looked for beyond a place that cannot be read.
_FARTHEST = 1 << 40
# The second where SQLite's own words quote what is in the file.
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What could be read, and in the person's words the tables of which a part, or all, could not."""

    history: History
    incomplete: tuple[str, ...]


def rescue(path: Path, library: tuple[Exercise, ...]) -> Rescued:
    """Read what can be read of the file at `path`. Raises StorageError where that is nothing at all."""
    files.validate_not_folder(path)
    with files.twin(path) as copy:
        as_it_is = _Attempt(copy, copy.with_name("as it is.db"), library)
        if not as_it_is.incomplete:
            return as_it_is.outcome(library)
        _lend_schema(copy, as_it_is.empty)
        best = max(as_it_is, _Attempt(copy, copy.with_name("lent.db"), library), key=lambda each: each.taken)
        if not best.taken:
            raise StorageError(f"Nothing can be read of {path}. It is left as it is; bring back a backup.")
        return best.outcome(library)


class _Attempt:
    """The rows of `copy` that can be read, written into a database made at `new`."""

    def __init__(self, copy: Path, new: Path, library: tuple[Exercise, ...]) -> None:
        with Store(new, ()):
            pass
        self.empty = new.read_bytes()
        with Store(new, library):
            pass
        self.taken = 0
        self._new = new
        with (
            closing(sqlite3.connect(copy)) as source,
            closing(sqlite3.connect(new, isolation_level=None)) as target,
        ):
            source.text_factory = lambda text: text.decode(errors="replace")
            target.execute("PRAGMA foreign_keys = ON")
            target.execute("PRAGMA synchronous = OFF")
            target.execute("BEGIN")
            self.incomplete = tuple(words for table, words in TABLES.items() if not self._move(table, source, target))
            target.execute("COMMIT")

    def outcome(self, library: tuple[Exercise, ...]) -> Rescued:
        """What came of it."""
        with Store(self._new, library) as store:
            return Rescued(store.history(), self.incomplete)

    def _move(self, table: str, source: sqlite3.Connection, target: sqlite3.Connection) -> bool:
        """Whether all rows of a table could be read and were taken."""
        whole = True
        for row in _rows(source, table):
            if row is None or not _insert(target, table, row):
                whole = False
            elif table != "exercises" or row[3] is not None:
                self.taken += 1
        return whole


def _lend_schema(path: Path, empty: bytes) -> None:
    """Write the pages of the schema of an empty database over those of a file whose own may not be readable.

    The tables of all databases were made by the same statements in the same order, and so begin on the same pages.
    """
    lender = path.with_name("lender.db")
    lender.write_bytes(empty)
    with closing(sqlite3.connect(lender)) as conn:
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        roots = {root for (root,) in conn.execute("SELECT rootpage FROM sqlite_master").fetchall()}
    data = bytearray(path.read_bytes())
    data.extend(bytes(max(len(empty) - len(data), -len(data) % size)))
    for page in range(1, len(empty) // size + 1):
        if page not in roots:
            data[(page - 1) * size : page * size] = empty[(page - 1) * size : page * size]
    # Where these two differ, SQLite goes by the length of the file rather than by the header.
    data[24:28], data[92:96] = b"\0\0\0\2", b"\0\0\0\1"
    path.write_bytes(data)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...] | None]:
    """The rows in their order; None for each place at which some could not be read."""
    after = 0
    while True:
        try:
            for number, *row in conn.execute(
                f"SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid", (after,)
            ):
                # A number that was scribbled over must not lead astray.
                after = number if after < number < after + _FARTHEST else after
                yield tuple(row)
            return
        except _UNREADABLE:
            yield None
        following = _next_readable(conn, table, after)
        if following is None:
            return
        after = following


def _next_readable(conn: sqlite3.Connection, table: str, after: int) -> int | None:
    """The smallest number beyond `after` from which rows can be read again; None where there are no more."""

    def readable(number: int) -> bool | None:
        sql = f"SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1"
        try:
            return conn.execute(sql, (number,)).fetchone() is not None or None
        except _UNREADABLE:
            return False

    step = 1
    while not (found := readable(after + step)):
        if found is None or step > _FARTHEST:
            return None
        step *= 2
    low, high = after + step // 2, after + step
    while low + 1 < high:
        middle = (low + high) // 2
        if readable(middle):
            high = middle
        else:
            low = middle
    return high


def _insert(conn: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> bool:
    """Whether the table took the row; built-in exercises are there already."""
    try:
        if table != "exercises":
            conn.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        elif row[3] is not None:
            # The tables do not look at everything in a definition.
            mappers.exercise((row[1], row[3], row[4]))
            conn.execute("INSERT INTO exercises (id, unit, definition, archived) VALUES (?, ?, ?, ?)", row[1:])
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError):
        return False
    return True

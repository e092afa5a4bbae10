"""Reads what can still be read of a damaged database, row by row, from a copy of the file.

The rows are written into a new database, whose tables refuse damaged values, so the result is a history like any other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tracker.core.errors import StorageError
from tracker.core.model import Exercise, History
from tracker.storage import files, journal, mappers
from tracker.storage.backup import health
from tracker.storage.migrations import migrations
from tracker.storage.migrations.m003_function_and_goal import NEW_COLUMNS
from tracker.storage.store import Store

# The last version that made no tables but the first ones.
_FIRST_LAYOUT = 2
# The columns by which a person knows a row.
_NAMING_COLUMNS = ("date", "start", "exercise", "id", "name")
# How far beyond an unreadable row further row ids are looked for.
_MAX_GAP = 1 << 40
# The second where SQLite's message quotes text of the file.
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What could be read as a history; `unreadable` names the tables of which some rows could not be read.

    `refused` names the rows that could be read but cannot be right, by their table, date and exercise.
    """

    history: History
    unreadable: tuple[str, ...]
    refused: tuple[str, ...]


def rescue(path: Path, library: tuple[Exercise, ...]) -> Rescued:
    """Read what can be read of the file at `path`. Raises StorageError where nothing can."""
    files.validate_not_folder(path)
    with files.temporary_copy(path) as copy:
        plain = _Attempt(copy, "plain.db", library, _version(copy))
        if not plain.unreadable and not plain.refused:
            return plain.result(library)
        attempts = [plain]
        original = copy.read_bytes()
        for number, (version, layout) in enumerate(_layouts(copy.parent)):
            _replace_schema(copy, original, layout)
            attempts.append(_Attempt(copy, f"replaced-{number}.db", library, version))
        best = max(attempts, key=lambda attempt: attempt.copied)
        if not best.copied:
            raise StorageError(f"Nothing can be read of {path}. It is left as it is; bring back a backup.")
        return best.result(library)


class _Attempt:
    """Copies the readable rows of the database `copy` into a new one beside it, whose tables are those of `version`."""

    def __init__(self, copy: Path, name: str, library: tuple[Exercise, ...], version: int) -> None:
        self.copied = 0
        self.unreadable: list[str] = []
        self.refused: list[str] = []
        self._new = copy.with_name(name)
        _make_empty(self._new, version)
        with (
            closing(sqlite3.connect(copy)) as source,
            closing(sqlite3.connect(self._new, isolation_level=None)) as target,
        ):
            source.text_factory = lambda text: text.decode(errors="replace")
            target.execute("PRAGMA foreign_keys = ON")
            target.execute("PRAGMA synchronous = OFF")
            target.execute("BEGIN")
            built_in = [mappers.built_in_row(exercise) for exercise in library]
            target.executemany("INSERT INTO exercises (id, unit) VALUES (:id, :unit)", built_in)
            for table in health.TABLE_NAMES:
                self._copy_table(table, source, target)
            target.execute("COMMIT")

    def result(self, library: tuple[Exercise, ...]) -> Rescued:
        """What was copied, brought up to date."""
        with Store(self._new, library) as store:
            return Rescued(store.history(), tuple(self.unreadable), tuple(self.refused))

    def _copy_table(self, table: str, source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        columns = journal.table_of(target, table).columns
        if not columns:
            return
        for row in _rows(source, table):
            if row is None:
                self.unreadable = [*dict.fromkeys([*self.unreadable, health.TABLE_NAMES[table]])]
            elif not _insert(target, table, row):
                values = dict(zip(columns, row, strict=False))
                described = [str(values[column]) for column in _NAMING_COLUMNS if values.get(column) is not None]
                self.refused.append(f"{health.TABLE_NAMES[table]}: {', '.join(described)}")
            elif table != "exercises" or row[3] is not None:
                self.copied += 1


def _version(path: Path) -> int:
    """The version of the tables of a file; the latest where it cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as conn:
            (version,) = conn.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        return files.SCHEMA_VERSION
    return int(version) if 1 <= version <= files.SCHEMA_VERSION else files.SCHEMA_VERSION


def _layouts(folder: Path) -> Iterator[tuple[int, bytes]]:
    """Empty databases whose tables are on the pages on which those of a damaged file may be, and their versions.

    Migrations leave tables on their pages, so those of a file begin where the version put them that made it: the
    latest; or one that knew the first tables alone, brought up to date since or not. What was added to the latter is on
    any page, and cannot be found.
    """
    latest, first = folder / "latest.db", folder / "first.db"
    _make_empty(latest, files.SCHEMA_VERSION)
    yield files.SCHEMA_VERSION, latest.read_bytes()
    _make_empty(first, _FIRST_LAYOUT)
    unchanged = first.read_bytes()
    with closing(sqlite3.connect(first)) as conn:
        for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")  # makes room, so that the columns need no other page
        for statement in NEW_COLUMNS:
            conn.execute(statement)
        conn.commit()
    yield files.SCHEMA_VERSION, first.read_bytes()
    yield _FIRST_LAYOUT, unchanged


def _make_empty(path: Path, version: int) -> None:
    """Make a database with the tables of a version and no rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        db = Database(conn, execute_plugins=False)
        conn.execute("BEGIN")
        migrations.apply(db, stop_before=[migration.name for migration in migrations.pending(db)][version:])
        conn.execute("COMMIT")


def _replace_schema(path: Path, original: bytes, empty: bytes) -> None:
    """Write `original`, with the pages of its schema, which may be damaged, replaced by those of an empty database."""
    source = path.with_name("empty.db")
    source.write_bytes(empty)
    with closing(sqlite3.connect(source)) as conn:
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        roots = {root for (root,) in conn.execute("SELECT rootpage FROM sqlite_master").fetchall()}
    data = bytearray(original)
    data.extend(bytes(max(len(empty) - len(data), -len(data) % size)))
    for page in range(1, len(empty) // size + 1):
        if page not in roots:
            data[(page - 1) * size : page * size] = empty[(page - 1) * size : page * size]
    # Where these two fields of the header differ, SQLite goes by the length of the file.
    data[24:28], data[92:96] = b"\0\0\0\2", b"\0\0\0\1"
    path.write_bytes(data)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...] | None]:
    """The rows in the order of their ids; None in the place of each run of rows that could not be read."""
    after = 0
    while True:
        try:
            for number, *row in conn.execute(
                f"SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid", (after,)
            ):
                # A row id may be damaged too.
                after = number if after < number < after + _MAX_GAP else after
                yield tuple(row)
            return
        except _UNREADABLE:
            yield None
        following = _next_readable(conn, table, after)
        if following is None:
            return
        after = following


def _next_readable(conn: sqlite3.Connection, table: str, after: int) -> int | None:
    """The smallest row id beyond `after` from which rows can be read again; None where there are no more."""

    def readable(number: int) -> bool | None:
        sql = f"SELECT rowid, * FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1"
        try:
            return conn.execute(sql, (number,)).fetchone() is not None or None
        except _UNREADABLE:
            return False

    step = 1
    while not (state := readable(after + step)):
        if state is None or step > _MAX_GAP:
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
    """Insert a row; return whether the table accepted it. Built-in exercises are there already."""
    if any(isinstance(value, str) and "\0" in value for value in row):
        return False  # nobody can write that: it is the part of a text that was cut off with the file
    try:
        if table != "exercises":
            conn.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        elif row[3] is not None:
            # The constraints do not cover the whole definition.
            mappers.exercise((row[1], row[3], row[4]))
            conn.execute("INSERT INTO exercises (id, unit, definition, archived) VALUES (?, ?, ?, ?)", row[1:])
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError):
        return False
    return True

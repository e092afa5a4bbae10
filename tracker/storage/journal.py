"""The undo journal: every change of the data, row by row, written by triggers.

A line of the journal (`change_rows`) names a row by its table and key and holds its *image*: the row as it was on the
other side of the change, or null where there was none. Playing a line back swaps the two: the row becomes the image and
the image the row. So undo and redo are the same swap, undo from the last line of a change to the first, redo from the
first to the last; and a row that was added needs no copy in the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.core.errors import NotPossibleError

# The tables with what the person entered.
DATA_TABLES = (
    "exercises", "prescriptions", "sets", "session_notes", "checkins", "skips", "declined", "pauses", "settings",
    "answers", "goal", "activities", "function_scores", "medication", "therapist_questions", "asked",
    "exercise_mappings",
)  # fmt: skip

# Older changes can no longer be undone, so that the journal stays small.
CHANGES_KEPT = 1000

Value = str | int | float | None


class JournaledTable(NamedTuple):
    """A table of data: its columns in order, those of its primary key, and those that hold fractions."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    fractions: frozenset[str]


def table_of(conn: sqlite3.Connection, name: str) -> JournaledTable:
    """The columns of a table as they are in the database."""
    rows = conn.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    keys = sorted((key, column) for _, column, _, _, _, key in rows if key)
    return JournaledTable(
        name,
        tuple(row[1] for row in rows),
        tuple(column for _, column in keys),
        frozenset(row[1] for row in rows if row[2] == "REAL"),
    )


def make_triggers(conn: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Make the triggers that write the journal of `tables`, replacing those that are there; a migration's last step."""
    for name in tables:
        table = table_of(conn, name)
        new = ", ".join(f"NEW.{_quoted(column)}" for column in table.columns)
        old = ", ".join(f"OLD.{_quoted(column)}" for column in table.columns)
        for event, condition, key, image in (
            ("INSERT", "", _key(table, "NEW"), "NULL"),
            ("UPDATE", f"WHEN ({old}) IS NOT ({new})", _key(table, "NEW"), _image(table)),
            ("DELETE", "", _key(table, "OLD"), _image(table)),
        ):
            trigger = f"journal_{name}_{event.lower()}"
            conn.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            conn.execute(
                f"CREATE TRIGGER {trigger} AFTER {event} ON {name} {condition} BEGIN "
                f"INSERT INTO change_rows (change, tbl, key, image) SELECT change, '{name}', {key}, {image} "
                "FROM recording; END"
            )


def begin(conn: sqlite3.Connection, label: str, at: str) -> int:
    """Begin an entry within a transaction and return its number; deletes what could be redone, and the oldest entries.

    `at` is an instant in UTC, `2026-01-05T06:41:10Z`.
    """
    conn.execute("DELETE FROM recording")  # what a damaged journal may hold
    conn.execute("DELETE FROM changes WHERE undone = 1")
    number = conn.execute("INSERT INTO changes (label, at) VALUES (?, ?)", (label, at)).lastrowid
    assert number is not None
    conn.execute("DELETE FROM changes WHERE id <= ?", (number - CHANGES_KEPT,))
    conn.execute("INSERT INTO recording (change) VALUES (?)", (number,))
    return number


def finish(conn: sqlite3.Connection, number: int) -> bool:
    """End the entry and return whether anything was changed in it."""
    conn.execute("DELETE FROM recording")
    return bool(conn.execute("SELECT EXISTS (SELECT 1 FROM change_rows WHERE change = ?)", (number,)).fetchone()[0])


def undo(conn: sqlite3.Connection) -> str | None:
    """Take back the last change, within a transaction, and return its label; None if there is none."""
    return _play(conn, _change(conn, "undone = 0 ORDER BY id DESC"), undone=True)


def redo(conn: sqlite3.Connection) -> str | None:
    """Bring back the change that was undone last, within a transaction, and return its label; None if there is none."""
    return _play(conn, _change(conn, "undone = 1 ORDER BY id"), undone=False)


def faults(conn: sqlite3.Connection) -> list[str]:
    """The faults of the journal, as sentences."""
    known = ", ".join(f"'{name}'" for name in DATA_TABLES)
    checks = (
        ("SELECT count(*) FROM recording", "The undo journal has a change that was never finished"),
        (
            f"SELECT count(*) FROM change_rows WHERE tbl NOT IN ({known}) OR NOT json_valid(key) "
            "OR (image IS NOT NULL AND NOT json_valid(image))",
            "The undo journal has lines that cannot be read",
        ),
        (
            "SELECT count(*) FROM changes WHERE undone = 0 AND id > (SELECT min(id) FROM changes WHERE undone = 1)",
            "The undo journal has changes that were undone out of turn",
        ),
    )
    return [f"{fault}." for sql, fault in checks if conn.execute(sql).fetchone()[0]]


def _change(conn: sqlite3.Connection, condition: str) -> tuple[int, str] | None:
    """The number and label of the first change; the label as far as it can be read, since it may be damaged."""
    row = conn.execute(f"SELECT id, CAST(label AS BLOB) FROM changes WHERE {condition} LIMIT 1").fetchone()
    return None if row is None else (row[0], row[1].decode(errors="replace"))


def _play(conn: sqlite3.Connection, change: tuple[int, str] | None, *, undone: bool) -> str | None:
    if change is None:
        return None
    number, label = change
    if conn.execute("SELECT EXISTS (SELECT 1 FROM sync_overtaken WHERE change = ?)", (number,)).fetchone()[0]:
        raise _overtaken_error(label)
    order = "DESC" if undone else "ASC"
    lines = conn.execute(f"SELECT id, tbl, key, image FROM change_rows WHERE change = ? ORDER BY id {order}", (number,))
    tables = {name: table_of(conn, name) for name in DATA_TABLES}
    swapped = []
    try:
        for line, name, key, image in lines.fetchall():
            new_key, new_image = _swap(
                conn, tables[name], json.loads(key), None if image is None else json.loads(image), label
            )
            swapped.append((json.dumps(new_key), None if new_image is None else json.dumps(new_image), line))
    except sqlite3.IntegrityError as error:
        if not conn.execute("SELECT EXISTS (SELECT 1 FROM sync_setup)").fetchone()[0]:
            raise
        raise _overtaken_error(label) from error
    except (ValueError, TypeError, KeyError, sqlite3.ProgrammingError, sqlite3.InterfaceError) as error:
        raise NotPossibleError(
            f"“{label}” cannot be played back: what the undo journal keeps of it is damaged. Nothing was changed."
        ) from error
    conn.executemany("UPDATE change_rows SET key = ?, image = ? WHERE id = ?", swapped)
    conn.execute("UPDATE changes SET undone = ? WHERE id = ?", (undone, number))
    return label


def _overtaken_error(label: str) -> NotPossibleError:
    return NotPossibleError(
        f"“{label}” cannot be undone or redone: another machine has changed the same since. Nothing was changed."
    )


def _swap(
    conn: sqlite3.Connection, table: JournaledTable, key: list[Value], image: dict[str, Value] | None, label: str
) -> tuple[Sequence[Value], dict[str, Value] | None]:
    """Replace the row that `key` names by `image`; return the key of the image and the row that was there."""
    where = " AND ".join(f"{_quoted(column)} = ?" for column in table.keys)
    row = conn.execute(f"SELECT * FROM {table.name} WHERE {where}", key).fetchone()
    stored = None if row is None else dict(zip(table.columns, row, strict=True))
    if image is None:
        if stored is None:
            raise NotPossibleError(
                f"“{label}” cannot be played back: another program has changed the database since. Nothing was changed."
            )
        conn.execute(f"DELETE FROM {table.name} WHERE {where}", key)
        return key, stored
    values = [image[column] for column in table.columns]
    if stored is None:
        conn.execute(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(values))})", values)
    else:
        assignments = ", ".join(f"{_quoted(column)} = ?" for column in table.columns)
        conn.execute(f"UPDATE {table.name} SET {assignments} WHERE {where}", [*values, *key])
    return [image[column] for column in table.keys], stored


def _key(table: JournaledTable, side: str) -> str:
    return f"json_array({', '.join(f'{side}.{_quoted(column)}' for column in table.keys)})"


def _image(table: JournaledTable) -> str:
    """SQL for the old row as a JSON object; quote() writes all digits of a fraction, as json_object() does not."""
    pairs = (
        f"'{column}', " + (f"json(lower(quote({value})))" if column in table.fractions else value)
        for column, value in ((column, f"OLD.{_quoted(column)}") for column in table.columns)
    )
    return f"json_object({', '.join(pairs)})"


def _quoted(name: str) -> str:
    return f'"{name}"'

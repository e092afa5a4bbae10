"""Single records as rows: read and written one by one, by the keys that they have on every machine."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.core.model import Prescription
from tracker.core.progress import Progress, counted, ignore_progress
from tracker.core.sync.records import DatedSet, Goal, RecordKey, SessionNote, Setting
from tracker.storage import mappers
from tracker.storage.tables import ALL, TABLES, RowValues, Table


def _set(row: RowValues) -> DatedSet:
    return DatedSet(date.fromisoformat(row[0]), mappers.sets([row[1:]])[0])


_TABLES: Mapping[str, Table] = {
    **TABLES,
    "sets": Table(
        DatedSet,
        "sets",
        f"date, {mappers.SET_COLUMNS}",
        ("uid",),
        _set,
        lambda value: mappers.set_row(value.date, value.log),
    ),
    "notes": Table(
        SessionNote,
        "session_notes",
        "date, note",
        ("date",),
        lambda row: SessionNote(date.fromisoformat(row[0]), row[1]),
        lambda value: {"date": str(value.date), "note": value.note},
    ),
    "settings": Table(
        Setting,
        "settings",
        "name, value",
        ("name",),
        lambda row: Setting(row[0], mappers.setting(row[0], row[1])),
        lambda value: mappers.setting_row(value.name, value.value),
    ),
    "goal": Table(Goal, "goal", "text", (), lambda row: Goal(row[0]), lambda value: {"number": 1, "text": value.text}),
}
_KIND_OF = {table.name: kind for kind, table in _TABLES.items()}


def read(conn: sqlite3.Connection, record: RecordKey) -> Any:
    """The value of a record as it is stored; None where there is none."""
    table = _TABLES[record[0]]
    # Of several prescriptions for one exercise and date the last counts.
    order = " ORDER BY id DESC" if table.name == "prescriptions" else ""
    sql = f"SELECT {table.columns} FROM {table.name} WHERE {table.key_condition}{order} LIMIT 1"
    row = conn.execute(sql, record[1:]).fetchone()
    return None if row is None else table.from_row(row)


def all_records(conn: sqlite3.Connection) -> Iterator[RecordKey]:
    """The keys of everything that is stored."""
    for kind, table in _TABLES.items():
        columns = ", ".join(table.key) or "number"
        for row in conn.execute(f"SELECT DISTINCT {columns} FROM {table.name} WHERE {table.condition}"):
            yield (kind, *row) if table.key else (kind,)


def changed(conn: sqlite3.Connection) -> list[RecordKey]:
    """The records that were written or deleted here since they were last noted as merged."""
    rows = conn.execute("SELECT tbl, key FROM sync_changed").fetchall()
    return sorted((_KIND_OF[table], *json.loads(key)) for table, key in rows)


@dataclass(frozen=True, slots=True)
class Written:
    """What a `write` changed: what was stored before of each record, and the rows, as the undo journal names them."""

    before: dict[RecordKey, Any]
    rows: list[tuple[str, RowValues]]


def write(conn: sqlite3.Connection, values: Mapping[RecordKey, Any], progress: Progress = ignore_progress) -> Written:
    """Store the values that are not stored yet, None for a record that is deleted.

    References are looked at when the transaction ends. Nothing of it is in the undo journal, unless an entry is open. A
    place in the plan that has another number is not among the rows, since it is none that a person changed.
    """
    conn.execute("PRAGMA defer_foreign_keys = ON")
    written = Written({}, [])
    for record in counted(_in_order(values), len(values), progress):
        stored, value = read(conn, record), values[record]
        if stored != value:
            written.before[record] = stored
            if stored is None and _TABLES[record[0]].condition == ALL:
                _insert(conn, _TABLES[record[0]], value)
                continue
            if not (isinstance(stored, Prescription) and value == replace(stored, position=value and value.position)):
                written.rows.extend(_overtaken(conn, record))
            _replace(conn, record, value)
    return written


def _in_order(values: Mapping[RecordKey, Any]) -> list[RecordKey]:
    """By date and instant, since the order in which sets are stored is the one in which they were done."""
    return sorted(values, key=lambda record: (record[0], *_instant(values[record]), record))


def _instant(value: Any) -> tuple[str, str]:
    return (str(value.date), value.log.at or "") if isinstance(value, DatedSet) else ("", "")


def _insert(conn: sqlite3.Connection, table: Table, value: Any) -> None:
    row = table.to_row(value)
    columns = ", ".join(f'"{column}"' for column in row)
    conn.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(row))})", [*row.values()])


def _replace(conn: sqlite3.Connection, record: RecordKey, value: Any) -> None:
    """Write another value where one may be stored, or delete it."""
    table = _TABLES[record[0]]
    if value is None:
        conn.execute(f"DELETE FROM {table.name} WHERE {table.key_condition}", record[1:])
        return
    row = table.to_row(value)
    where = table.key_condition
    if table.name == "prescriptions":
        where = f"id = (SELECT max(id) FROM prescriptions WHERE {where})"
        # Those written before for the same date never hold again, and cannot stay in another unit than the exercise.
        conn.execute(
            f"DELETE FROM prescriptions WHERE {table.key_condition} AND NOT {where} AND unit IS NOT ?",
            [*record[1:], *record[1:], row["unit"]],
        )
    assignments = ", ".join(f'"{column}" = ?' for column in row)
    updated = conn.execute(f"UPDATE {table.name} SET {assignments} WHERE {where}", [*row.values(), *record[1:]])
    if not updated.rowcount:
        _insert(conn, table, value)


def _overtaken(conn: sqlite3.Connection, record: RecordKey) -> list[tuple[str, RowValues]]:
    """The table and the key by which the undo journal names the rows of a record."""
    table = _TABLES[record[0]]
    column = {"sets": "id", "prescriptions": "id", "exercises": "number"}.get(table.name)
    if column is None:
        return [(table.name, record[1:] or (1,))]
    rows = conn.execute(f"SELECT {column} FROM {table.name} WHERE {table.key_condition}", record[1:]).fetchall()
    return [(table.name, row) for row in rows]

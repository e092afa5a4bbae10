"""The triggers that note which records were changed here, while an exchange with other machines is set up."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence


def make_triggers(conn: sqlite3.Connection, keys: Mapping[str, Sequence[str]]) -> None:
    """Make the triggers of some tables; `keys` are the columns by which a record is known on every machine."""
    for table, columns in keys.items():
        for event, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            conn.execute(_trigger(table, columns, event, sides))


def _trigger(table: str, columns: Sequence[str], event: str, sides: Sequence[str]) -> str:
    condition = "EXISTS (SELECT 1 FROM sync_setup)"
    if table == "exercises":
        condition += f" AND ({sides[-1]}.definition IS NOT NULL)"
    # Not INSERT OR IGNORE: in a trigger SQLite takes the conflict clause of the statement that set it off.
    keys = (", ".join(f'{side}."{column}"' for column in columns) for side in sides)
    notes = "".join(
        f"INSERT INTO sync_changed (tbl, key) SELECT '{table}', json_array({key}) "
        f"WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = '{table}' AND key = json_array({key})); "
        for key in keys
    )
    return f"CREATE TRIGGER sync_{table}_{event.lower()} AFTER {event} ON {table} WHEN {condition} BEGIN {notes}END"

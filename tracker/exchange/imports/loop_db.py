"""The backup of Loop Habit Tracker, a SQLite file of any of its versions.

`Repetitions` has a row for each tick: the habit, the day as milliseconds since 1970 in UTC, and since version 16 a
value, of which 2 is done; before, every row is done. A habit of `type` 1 is measured. What a version has is told by its
columns, so that a version yet to come is read as long as these stay.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

from tracker.core.days import FIRST_DATE, LAST_DATE
from tracker.core.errors import FileError
from tracker.exchange.imports.loop_csv import PROGRAM
from tracker.exchange.tables.imported import KNOWN_FILES, Collector, ImportedData

DONE = 2
MEASURED = 1
MAX_ROWS = 2_000_000
# A hostile file can make SQLite compute for ever: it is stopped after so many steps of its machine.
STEPS_AT_ONCE = 1_000_000
MAX_STEPS = 1_000

_DAY_MS = 24 * 60 * 60 * 1000
_DAY_0 = date(1970, 1, 1).toordinal()


def read_backup(path: Path) -> ImportedData:
    """The habits of a backup, which is only read, and taken to be immutable. Raises FileError."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            _restrict(conn)
            return _read(conn)
    except sqlite3.Error as error:
        raise FileError(f"this cannot be read as a database ({error}). {KNOWN_FILES}") from None


def _restrict(conn: sqlite3.Connection) -> None:
    """Run nothing that the file contains, and stop a query that takes too long."""
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA query_only = ON")
    conn.text_factory = lambda data: data.decode("utf-8", "replace")
    steps = count()
    conn.set_progress_handler(lambda: next(steps) >= MAX_STEPS, STEPS_AT_ONCE)


def _read(conn: sqlite3.Connection) -> ImportedData:
    habit_columns, columns = _columns(conn, "Habits"), _columns(conn, "Repetitions")
    if not ({"id", "name"} <= habit_columns and {"habit", "timestamp"} <= columns):
        if _columns(conn, "prescriptions") and _columns(conn, "checkins"):
            raise FileError(
                "this is a database of this program; `backtracker backup --restore FILE` brings it back in place of "
                "what is here, and `backtracker --db FILE export all.json` writes a document of it to be imported"
            )
        raise FileError(f"this is a database, but not one of Loop Habit Tracker. {KNOWN_FILES}")
    collector = Collector(PROGRAM, "row")
    kind = "type" if "type" in habit_columns else "0"
    order = "position, id" if "position" in habit_columns else "id"
    habits: dict[object, str] = {}
    for number, name, habit_type in conn.execute(
        f"SELECT id, name, {kind} FROM Habits ORDER BY {order} LIMIT {MAX_ROWS}"
    ):
        habits[number] = collector.add_habit(str(name or ""))
        if habit_type == MEASURED:
            collector.mark_measured(habits[number])
    value = "value" if "value" in columns else str(DONE)
    rows = conn.execute(f"SELECT habit, timestamp, {value} FROM Repetitions LIMIT {MAX_ROWS + 1}")
    for row, (number, timestamp, done) in enumerate(rows, start=1):
        if row > MAX_ROWS:
            raise FileError(f"it holds more than {MAX_ROWS} ticks; that is no backup of a habit tracker")
        day = _day(timestamp)
        if done != DONE:
            continue
        if number not in habits:
            collector.leave_out("ticks that belong to no habit", row)
        elif day is None:
            collector.leave_out("ticks whose time is no date", row)
        else:
            collector.add_done(habits[number], day)
    return collector.result()


def _columns(conn: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a table, in small letters; none where it is missing, or is something that would compute them."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE AND rootpage > 0"
    if conn.execute(query, [table]).fetchone() is None:
        return set()
    return {str(row[1]).lower() for row in conn.execute(f"PRAGMA table_info({table})")}


def _day(timestamp: object) -> date | None:
    """The day of a time in milliseconds; None where that is none."""
    ordinal = _DAY_0 + timestamp // _DAY_MS if isinstance(timestamp, int) else 0
    return date.fromordinal(ordinal) if FIRST_DATE.toordinal() <= ordinal <= LAST_DATE.toordinal() else None

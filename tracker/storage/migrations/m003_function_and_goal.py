"""A text id for each set, and the tables of what the person wants back."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import date
from typing import Any

from sqlite_utils import Database

from tracker.core.model import SetLog
from tracker.storage import journal
from tracker.storage.migrations.constraints import flag, real_date, short
from tracker.storage.migrations.registry import migrations
from tracker.storage.set_ids import derived_ids

NEW_COLUMNS = (
    f"ALTER TABLE checkins ADD COLUMN approximate INTEGER NOT NULL DEFAULT 0 {flag('approximate')}",
    """ALTER TABLE sets ADD COLUMN uid TEXT
       CONSTRAINT "the id of a set must have from 1 to 64 characters" CHECK (length(uid) BETWEEN 1 AND 64)""",
)


def _not_empty(column: str) -> str:
    return f"CONSTRAINT \"a text must not be empty\" CHECK ({column} <> '') {short(column)}"


def _peg() -> str:
    parts = (
        f"json_type(peg, '$[{at}]') = 'integer' AND json_extract(peg, '$[{at}]') BETWEEN 0 AND 10" for at in range(3)
    )
    return (
        'CONSTRAINT "the PEG scale must be three whole numbers from 0 to 10" CHECK (peg IS NULL OR CASE WHEN '
        f"json_valid(peg) THEN json_array_length(peg) = 3 AND {' AND '.join(parts)} ELSE 0 END IS TRUE)"
    )


_SET_COLUMNS = ("id", "date", "exercise", "reps", "minutes", "hold_s", "load_kg", "at")

_NEW_TABLES = {
    "goal": f"""CREATE TABLE goal (
        number INTEGER PRIMARY KEY CONSTRAINT "there must be one goal at most" CHECK (number = 1),
        text TEXT NOT NULL {_not_empty("text")}
    ) STRICT""",
    "activities": f"""CREATE TABLE activities (
        name TEXT NOT NULL {_not_empty("name")},
        start TEXT NOT NULL {real_date("start")},
        "end" TEXT {real_date('"end"')},
        PRIMARY KEY (name, start),
        CONSTRAINT "an activity must not end before it starts" CHECK ("end" >= start)
    ) STRICT""",
    "function_scores": f"""CREATE TABLE function_scores (
        date TEXT PRIMARY KEY NOT NULL {real_date("date")},
        scores TEXT NOT NULL CONSTRAINT "scores must be those of activities by name"
            CHECK (CASE WHEN json_valid(scores) THEN json_type(scores) = 'object' ELSE 0 END),
        peg TEXT {_peg()}
    ) STRICT""",
    "medication": f"""CREATE TABLE medication (
        date TEXT PRIMARY KEY NOT NULL {real_date("date")},
        text TEXT NOT NULL {_not_empty("text")}
    ) STRICT""",
    "therapist_questions": f"""CREATE TABLE therapist_questions (
        date TEXT NOT NULL {real_date("date")},
        text TEXT NOT NULL {_not_empty("text")},
        answered TEXT NOT NULL {short("answered")},
        PRIMARY KEY (date, text)
    ) STRICT""",
    "asked": f"""CREATE TABLE asked (
        date TEXT NOT NULL {real_date("date")},
        question TEXT NOT NULL {_not_empty("question")},
        PRIMARY KEY (date, question)
    ) STRICT""",
    # An exercise of another program that is left out is none of ours.
    "exercise_mappings": f"""CREATE TABLE exercise_mappings (
        source TEXT NOT NULL {_not_empty("source")},
        name TEXT NOT NULL {_not_empty("name")},
        exercise TEXT REFERENCES exercises (id),
        PRIMARY KEY (source, name)
    ) STRICT""",
}

_SCORE_TRIGGERS = [
    f"""CREATE TRIGGER function_scores_{event} BEFORE {event} ON function_scores
        WHEN EXISTS (SELECT 1 FROM json_each(NEW.scores)
                     WHERE type <> 'integer' OR value NOT BETWEEN 0 AND 10 OR length(key) NOT BETWEEN 1 AND 2000)
        BEGIN SELECT RAISE(ABORT, 'the score of an activity must be a whole number from 0 to 10'); END"""
    for event in ("INSERT", "UPDATE")
]


@migrations()
def m003_function_and_goal(db: Database) -> None:
    """Ids for sets, approximate check-ins, and seven new tables; the rows and the journal stay."""
    for statement in NEW_COLUMNS:
        db.execute(statement)
    _give_ids(db.conn)
    _require_ids(db.conn)
    for statement in (*_NEW_TABLES.values(), "CREATE UNIQUE INDEX sets_by_uid ON sets (uid)", *_SCORE_TRIGGERS):
        db.execute(statement)
    journal.make_triggers(db.conn, ("sets", "checkins", *_NEW_TABLES))
    db.execute("PRAGMA user_version = 3")


def _give_ids(conn: sqlite3.Connection) -> None:
    """Give every set its id, also those that only the journal still has, and the new columns to the journal's images.

    Those that are deleted come after those that are there, so that two copies of a database give the latter the same
    ids whatever their journals hold.
    """
    images = _images(conn)
    stored = conn.execute(f"SELECT {', '.join(_SET_COLUMNS)} FROM sets ORDER BY date, id").fetchall()
    present = {row[0] for row in stored}
    deleted: dict[int, tuple[Any, ...]] = {}
    for _, table, image in images:
        row: tuple[Any, ...] = tuple(image.get(column) for column in _SET_COLUMNS)
        if table == "sets" and row[0] not in present and _is_set(row):
            deleted[row[0]] = row
    by_day: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in (*stored, *(deleted[number] for number in sorted(deleted))):
        by_day[row[1]].append(row)
    ids: dict[int, str] = {}
    for day, rows in by_day.items():
        logs = [
            SetLog(exercise, reps, minutes, hold_s, load_kg, at=at)
            for _, _, exercise, reps, minutes, hold_s, load_kg, at in rows
        ]
        ids |= zip((row[0] for row in rows), derived_ids(date.fromisoformat(day), logs), strict=True)
    conn.executemany("UPDATE sets SET uid = ? WHERE id = ?", ((ids[number], number) for number in present))
    for line, table, image in images:
        added = {"approximate": 0} if table == "checkins" else {"uid": ids.get(image.get("id", 0))}
        conn.execute("UPDATE change_rows SET image = ? WHERE id = ?", (json.dumps(image | added), line))


def _images(conn: sqlite3.Connection) -> list[tuple[int, str, dict[str, Any]]]:
    """The lines of the journal with an image of a set or a check-in; damaged ones, which cannot be undone, are not."""
    lines = conn.execute(
        "SELECT id, tbl, CAST(image AS BLOB) FROM change_rows WHERE tbl IN ('sets', 'checkins') "
        "AND json_valid(image) AND json_type(image) = 'object' ORDER BY id"
    )
    return [(line, table, json.loads(image.decode(errors="replace"))) for line, table, image in lines]


def _is_set(row: tuple[Any, ...]) -> bool:
    """Whether the values of _SET_COLUMNS in an image can be those of a set."""
    number, day, exercise, *amounts, at = row
    try:
        date.fromisoformat(day)
    except (TypeError, ValueError):
        return False
    numbers = all(isinstance(amount, int | float) for amount in (number, *amounts))
    return numbers and isinstance(exercise, str) and (at is None or isinstance(at, str))


def _require_ids(conn: sqlite3.Connection) -> None:
    """Refuse sets without an id from now on; in place, as SQLite documents for a constraint that all rows fulfil."""
    (version,) = conn.execute("PRAGMA schema_version").fetchone()
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'uid TEXT', 'uid TEXT NOT NULL') "
        "WHERE type = 'table' AND name = 'sets'"
    )
    conn.execute(f"PRAGMA schema_version = {version + 1}")
    conn.execute("PRAGMA writable_schema = RESET")

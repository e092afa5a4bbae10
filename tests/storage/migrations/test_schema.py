"""The tables refuse what is no value even where a caller forgets to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.database_faults import database_faults
from tests.support.samples import AT, LIBRARY, ROW, everything
from tests.support.schema import schema_of
from tracker.core import model
from tracker.core.errors import NotPossibleError, StorageError
from tracker.core.model import History, Kind, Settings, SkipReason, Why
from tracker.exchange.history.csv_tables import write_tables
from tracker.exchange.history.document import read_document, write_document
from tracker.exchange.history.merge import merge
from tracker.exchange.sync.records import read_record, text_of
from tracker.storage import mappers
from tracker.storage.backup.health import TABLE_NAMES
from tracker.storage.files import SCHEMA_VERSION
from tracker.storage.journal import DATA_TABLES
from tracker.storage.store import Store
from tracker.storage.sync import record_rows

RELEASED = {version: Path(__file__).with_name(f"schema_{version:04}.sql") for version in range(1, SCHEMA_VERSION + 1)}
FROZEN = RELEASED[SCHEMA_VERSION]

SET = {
    "date": "2026-01-05", "exercise": "bird-dog", "unit": "reps", "reps": 5, "minutes": 0, "hold_s": 10, "load_kg": 0,
    "pain": 0, "leg": 0, "form_broke": 0, "note": "", "at": AT, "uid": "9b1f6c0e2a41",
}  # fmt: skip
WALKED = SET | {"exercise": "walk", "unit": "minutes", "reps": 0, "minutes": 12.5, "uid": "x"}
DOSE = {"reps": [5, 3, 1], "hold_s": 10, "load_kg": 0, "minutes": 0}
PRESCRIPTION = {
    "exercise": "bird-dog", "unit": "reps", "start": "2026-01-05", "dose": json.dumps(DOSE), "days": 127, "position": 1,
    "locked": 0, "removed": 0, "why": "start",
}  # fmt: skip
REMOVED = PRESCRIPTION | {"dose": None, "unit": None, "removed": 1}
CHECKIN = {"date": "2026-01-05", "pain": 0, "flare": 0, "leg": 0, "note": "", "approximate": 0}
SKIP = {"date": "2026-01-05", "exercise": "bird-dog", "reason": "pain", "note": ""}
DECLINE = {"date": "2026-01-05", "exercise": "bird-dog"}
PAUSE = {"start": "2026-01-05", "end": "2026-01-05", "reason": ""}
NOTE = {"date": "2026-01-05", "note": "Stiff."}
SETTING = {"name": "weeks_required", "value": "2"}
ANSWER = {"question": "?", "answer": "yes", "date": "2026-01-05"}
GOAL = {"number": 1, "text": "Lift my daughter"}
ACTIVITY = {"name": "Tie my shoes", "start": "2026-01-05", "end": None}
SCORES = {"date": "2026-01-05", "scores": '{"Tie my shoes": 4}', "peg": "[5, 4, 6]"}
MEDICATION = {"date": "2026-01-05", "text": "Paracetamol when needed"}
QUESTION = {"date": "2026-01-05", "text": "May I run again?", "answered": ""}
ASKED = {"date": "2026-01-05", "question": "exercise:walk"}
MAPPING = {"source": "hevy", "name": "Bird Dog", "exercise": "bird-dog"}
EXERCISE: dict[str, Any] = dict(mappers.exercise_row(ROW))

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("sets", SET), ("sets", WALKED), ("sets", SET | {"pain": None, "at": None}), ("sets", SET | {"pain": 10}),
    ("sets", SET | {"reps": 999, "hold_s": 3600, "load_kg": 500}), ("sets", WALKED | {"minutes": 1440}),
    ("prescriptions", PRESCRIPTION), ("prescriptions", REMOVED), ("checkins", CHECKIN),
    ("checkins", CHECKIN | {"date": "2024-02-29"}), ("skips", SKIP), ("declined", DECLINE), ("pauses", PAUSE),
    ("pauses", PAUSE | {"end": None}), ("session_notes", NOTE), ("settings", SETTING), ("answers", ANSWER),
    ("exercises", EXERCISE), ("sets", SET | {"uid": "x" * 64}), ("checkins", CHECKIN | {"approximate": 1}),
    ("goal", GOAL), ("activities", ACTIVITY), ("activities", ACTIVITY | {"end": "2026-01-05"}),
    ("function_scores", SCORES), ("function_scores", SCORES | {"scores": "{}", "peg": None}),
    ("function_scores", SCORES | {"scores": '{"a": 0, "b": 10}', "peg": "[0, 10, 0]"}), ("medication", MEDICATION),
    ("therapist_questions", QUESTION), ("therapist_questions", QUESTION | {"answered": "Yes"}), ("asked", ASKED),
    ("exercise_mappings", MAPPING), ("exercise_mappings", MAPPING | {"exercise": None}),
]  # fmt: skip

NO_DATES = [
    "2026-02-30",
    "2026-1-5",
    "05.01.2026",
    "",
    "2025-02-29",
    "0000-01-01",
    "10000-01-01",
    "2026-01-05T00:00",
    20260105,
]
BAD_DOSES = [
    DOSE | {"reps": [0]}, DOSE | {"reps": [1000]}, DOSE | {"reps": [2.5]}, DOSE | {"reps": ["5"]}, DOSE | {"reps": []},
    DOSE | {"reps": 5}, DOSE | {"reps": [5] * 51}, DOSE | {"hold_s": -1}, DOSE | {"hold_s": 3601},
    DOSE | {"hold_s": "10"}, DOSE | {"hold_s": None}, DOSE | {"load_kg": 501}, DOSE | {"load_kg": -0.5},
    DOSE | {"minutes": 5},
    DOSE | {"reps": [], "minutes": 10}, {"reps": [5]}, [5], None,
]  # fmt: skip


def _doses(at: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """A row with each of the bad doses in the JSON of its column, or at a place within it."""
    if field == "dose":
        return [at | {"dose": json.dumps(bad)} for bad in BAD_DOSES]
    return [at | {"definition": json.dumps(json.loads(at["definition"]) | {field: bad})} for bad in BAD_DOSES]


def _each(row: dict[str, Any], field: str, values: list[Any]) -> list[dict[str, Any]]:
    return [row | {field: value} for value in values]


LONG = "x" * (model.MAX_TEXT + 1)
BAD: dict[str, list[dict[str, Any]]] = {
    "sets": [
        *_each(SET, "date", NO_DATES),
        *_each(SET, "pain", [-1, 11, 2.5, "x", float("inf")]),
        *_each(SET, "reps", [0, -1, 1000, 2.5, None]),
        *_each(SET, "hold_s", [-0.1, 3600.5, float("inf"), float("nan"), "ten", None]),
        *_each(SET, "load_kg", [-1, 500.1, float("inf"), float("nan")]),
        *_each(SET, "minutes", [1, float("nan")]),
        *_each(WALKED, "minutes", [0, -1, 1440.5, float("inf"), float("nan")]),
        *_each(WALKED, "reps", [1]),
        *_each(SET, "unit", ["minutes", "sets", None]),
        *_each(SET, "exercise", ["walk", "sit-up", "", None]),
        *_each(SET, "leg", [2, None]),
        *_each(SET, "form_broke", [-1]),
        *_each(SET, "note", [LONG, None]),
        *_each(SET, "uid", ["", "x" * (model.MAX_SET_ID + 1), None]),
        *_each(SET, "at", ["", "06:41", "2026-02-30T06:41", "2026-01-05T25:00:00Z", "yesterday"]),
    ],
    "prescriptions": [
        *_each(PRESCRIPTION, "start", NO_DATES),
        *_doses(PRESCRIPTION, "dose"),
        *_each(PRESCRIPTION, "dose", ["", "{", None]),
        *_each(PRESCRIPTION, "unit", ["minutes", None]),
        *_each(PRESCRIPTION, "exercise", ["walk", "sit-up"]),
        *_each(PRESCRIPTION, "days", [-1, 128, "mon"]),
        *_each(PRESCRIPTION, "why", ["because", None]),
        *_each(PRESCRIPTION, "locked", [2]),
        *_each(REMOVED, "removed", [0, 2]),
        *_each(REMOVED, "exercise", ["sit-up"]),
        *_each(REMOVED, "unit", ["reps"]),
    ],
    "checkins": [
        *_each(CHECKIN, "date", [*NO_DATES, None]),
        *_each(CHECKIN, "pain", [-1, 11, 0.5, None]),
        *_each(CHECKIN, "flare", [2]),
        *_each(CHECKIN, "leg", [2]),
        *_each(CHECKIN, "note", [LONG]),
        *_each(CHECKIN, "approximate", [2, None]),
    ],
    "skips": [
        *_each(SKIP, "date", NO_DATES),
        *_each(SKIP, "exercise", ["sit-up", None]),
        *_each(SKIP, "reason", ["weather", "", None]),
        *_each(SKIP, "note", [LONG]),
    ],
    "declined": [*_each(DECLINE, "date", NO_DATES), *_each(DECLINE, "exercise", ["sit-up", None])],
    "pauses": [
        *_each(PAUSE, "start", [*NO_DATES, None]),
        *_each(PAUSE, "end", [*NO_DATES, "2026-01-04"]),
        *_each(PAUSE, "reason", [LONG]),
    ],
    "session_notes": [*_each(NOTE, "date", [*NO_DATES, None]), *_each(NOTE, "note", [LONG, None])],
    "settings": [
        *_each(SETTING, "value", ["1", "7", "2.5", "null", "two", "", "true", '"2"']),
        *_each(SETTING, "name", ["colour", None]),
        *({"name": "day_start", "value": value} for value in ('"24:00"', '"3:00"', '"03:00:00"', "3", '"03:60"')),
        *({"name": "raise_doses", "value": value} for value in ("1", "0", '"true"', "null")),
        *({"name": "adherence_required", "value": value} for value in ("0.4", "1.1", '"1"', "null")),
    ],
    "goal": [*_each(GOAL, "number", [0, 2]), *_each(GOAL, "text", ["", LONG, None])],
    "activities": [
        *_each(ACTIVITY, "name", ["", LONG, None]),
        *_each(ACTIVITY, "start", [*NO_DATES, None]),
        *_each(ACTIVITY, "end", [*NO_DATES, "2026-01-04"]),
    ],
    "function_scores": [
        *_each(SCORES, "date", [*NO_DATES, None]),
        *_each(
            SCORES,
            "scores",
            ["", "[]", "4", '{"a": 11}', '{"a": -1}', '{"a": 2.5}', '{"a": "4"}', '{"a": null}', '{"": 4}', None],
        ),
        *_each(
            SCORES,
            "peg",
            ["", "[]", "[1, 2]", "[1, 2, 3, 4]", "[1, 2, 11]", "[1, 2, -1]", "[1, 2, 2.5]", "[1, 2, null]", "{}"],
        ),
    ],
    "medication": [*_each(MEDICATION, "date", [*NO_DATES, None]), *_each(MEDICATION, "text", ["", LONG, None])],
    "therapist_questions": [
        *_each(QUESTION, "date", [*NO_DATES, None]),
        *_each(QUESTION, "text", ["", LONG, None]),
        *_each(QUESTION, "answered", [LONG, None]),
    ],
    "asked": [*_each(ASKED, "date", [*NO_DATES, None]), *_each(ASKED, "question", ["", LONG, None])],
    "exercise_mappings": [
        *_each(MAPPING, "source", ["", LONG, None]),
        *_each(MAPPING, "name", ["", LONG, None]),
        *_each(MAPPING, "exercise", ["sit-up", ""]),
    ],
    "answers": [*_each(ANSWER, "date", NO_DATES), *_each(ANSWER, "answer", [LONG, None])],
    "exercises": [
        *_each(EXERCISE, "id", ["row", "my-", "bird-dog", "", None, "my-" + LONG]),
        *_each(EXERCISE, "unit", ["minutes", "sets", None]),
        *_each(EXERCISE, "definition", [None, "", "{}", "{"]),
        *_each(EXERCISE, "archived", [2]),
        *_doses(EXERCISE, "start"),
        *_doses(EXERCISE, "ceiling"),
        *(
            EXERCISE | {"definition": json.dumps(json.loads(EXERCISE["definition"]) | change)}
            for change in ({"name": ""}, {"name": None}, {"name": LONG}, {"kind": "yoga"}, {"kind": None})
        ),
        {"id": "plank", "unit": "reps", "definition": None, "archived": 1},
    ],
}


@pytest.fixture
def conn(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """Plain SQL on a new database, with nothing of the program between."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        yield opened


def insert(conn: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """A row of named columns."""
    columns = ", ".join(f'"{column}"' for column in row)
    values = ", ".join(f":{column}" for column in row)
    conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", row)


@pytest.mark.parametrize(("table", "row"), GOOD)
def test_what_is_allowed_is_taken(conn: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    insert(conn, table, row)
    same = " AND ".join(f'"{column}" IS :{column}' for column in row)
    assert conn.execute(f"SELECT count(*) FROM {table} WHERE {same}", row).fetchone() == (1,)


@pytest.mark.parametrize("table", BAD)
def test_what_is_no_value_is_refused_as_new_and_as_changed(conn: sqlite3.Connection, table: str) -> None:
    good = next(row for name, row in GOOD if name == table)
    columns = ", ".join(f'"{column}" = :{column}' for column in good)
    for bad in BAD[table]:
        taken = []
        conn.execute("BEGIN")
        for write in ("insert", "update"):
            try:
                if write == "insert":
                    insert(conn, table, bad)
                else:
                    insert(conn, table, good)
                    conn.execute(f"UPDATE {table} SET {columns} WHERE rowid = last_insert_rowid()", good | bad)
            except sqlite3.Error:
                continue
            taken.append(write)
        conn.execute("ROLLBACK")
        assert not taken, f"{taken} of {bad}"


def test_an_exercise_that_anything_names_cannot_go_or_change_its_unit(conn: sqlite3.Connection) -> None:
    for table, row in (
        ("sets", SET), ("prescriptions", REMOVED), ("skips", SKIP), ("declined", DECLINE),
        ("exercise_mappings", MAPPING),
    ):  # fmt: skip
        insert(conn, table, row)
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            conn.execute("DELETE FROM exercises WHERE id = 'bird-dog'")
        if table == "sets":
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                conn.execute("UPDATE exercises SET unit = 'minutes' WHERE id = 'bird-dog'")
        conn.execute(f"DELETE FROM {table}")
    conn.execute("DELETE FROM exercises WHERE id = 'bird-dog'")


def test_the_limits_of_the_tables_are_those_of_the_core() -> None:
    schema = FROZEN.read_text()
    for limit in (
        f"seconds held must be from 0 to {model.MAX_HOLD_S}",
        f"kilograms must be from 0 to {model.MAX_LOAD_KG}",
        f"pain must be from 0 to {model.MAX_PAIN}",
        f"minutes up to {model.MAX_MINUTES}",
        f"from 1 to {model.MAX_REPS}",
        f"at most {model.MAX_TEXT} characters",
        f"from 1 to {model.MAX_SET_ID} characters",
        f"whole number from 0 to {model.MAX_SCORE}",
        f"'$.reps') <= {model.MAX_SETS} ",
        *(f"'{value}'" for value in (*Kind, *Why, *SkipReason)),
        *(f"WHEN '{field.name}' THEN" for field in fields(Settings)),
    ):
        assert limit in schema, limit


def test_every_default_setting_may_be_stored(store: Store) -> None:
    with store.transaction("Settings", AT) as change:
        change.put_settings({field.name: getattr(Settings(), field.name) for field in fields(Settings)})
    assert store.settings() == Settings()


def test_a_new_database_has_the_schema_as_it_was_released(store: Store, path: Path) -> None:
    assert statements(schema_of(path)) == statements(FROZEN.read_text())


@pytest.fixture(params=RELEASED, ids="version {}".format)
def released(request: pytest.FixtureRequest, path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """A database as a release made it, with rows of every sort and two changes that can be undone."""
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(RELEASED[request.param].read_text())
        insert(conn, "exercises", {"id": "bird-dog", "unit": "reps"})
        insert(conn, "exercises", {"id": "walk", "unit": "minutes"})
        insert(conn, "exercises", EXERCISE)
        insert(conn, "settings", SETTING)
        insert(conn, "changes", {"id": 1, "label": "weeks_required is now 3", "at": AT})
        insert(conn, "recording", {"change": 1})
        conn.execute("UPDATE settings SET value = '3' WHERE name = 'weeks_required'")
        conn.execute("DELETE FROM recording")
        insert(conn, "changes", {"id": 2, "label": "Bird dog: 1 set logged", "at": AT})
        insert(conn, "recording", {"change": 2})
        insert_known(conn, "sets", SET)
        conn.execute("DELETE FROM recording")
        for table, row in (("sets", WALKED), ("prescriptions", PRESCRIPTION), ("prescriptions", REMOVED),
                           ("checkins", CHECKIN), ("skips", SKIP), ("declined", DECLINE), ("pauses", PAUSE),
                           ("session_notes", NOTE), ("answers", ANSWER), ("goal", GOAL), ("activities", ACTIVITY),
                           ("function_scores", SCORES), ("medication", MEDICATION), ("therapist_questions", QUESTION),
                           ("asked", ASKED), ("exercise_mappings", MAPPING)):  # fmt: skip
            insert_known(conn, table, row)
        conn.commit()
    return everything(path)


def insert_known(conn: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    """A row with those of its columns that the table has; nothing where there is no such table."""
    columns = {name for _, name, *_ in conn.execute(f"PRAGMA table_info({table})")}
    if columns:
        insert(conn, table, {name: value for name, value in row.items() if name in columns})


def test_a_database_of_every_release_opens_with_what_is_in_it_and_what_can_be_undone(
    released: dict[str, list[tuple[Any, ...]]], path: Path
) -> None:
    assert all(released.values()), "rows in every table"
    with Store(path, LIBRARY) as store:
        assert database_faults(path, LIBRARY) == []
        rows = everything(path)
        for name, before in released.items():
            # New columns are at the end.
            now = [row[: len(before[0])] for row in rows[name]]
            assert now == before if name != "exercises" else set(now) >= set(before)
        history = store.history()
        assert [logged.exercise for session in history.sessions for logged in session.sets] == ["bird-dog", "walk"]
        assert store.own_exercises() == (ROW,)
        with store.transaction("Note", AT) as change:
            change.put_session_note(history.sessions[0].date, "still writes")
        store.undo()
        assert store.undo() == "Bird dog: 1 set logged"
        assert store.settings() == Settings(weeks_required=3)
        assert store.undo() == "weeks_required is now 3"
        assert store.settings() == Settings(weeks_required=2)


@pytest.mark.parametrize("released", [SCHEMA_VERSION], indirect=True)
def test_every_table_goes_through_the_document_the_tables_and_the_exchange_of_machines(
    released: dict[str, list[tuple[Any, ...]]], path: Path
) -> None:
    with Store(path, LIBRARY) as store:
        history = store.history()
    merged = merge(History(exercises=LIBRARY), read_document(write_document(history), LIBRARY)).history
    other = path.with_name("other.db")
    with Store(other, LIBRARY) as store, store.transaction("Import", AT) as change:
        change.write_history(store.history(), merged)
    assert {name for name, rows in everything(other).items() if not rows} == set(), "the history document has them"
    assert [name for name, text in write_tables(history).items() if text.count("\n") < 2] == []
    with closing(sqlite3.connect(path)) as conn:
        records = list(record_rows.all_records(conn))
        for record in records:
            value = record_rows.read(conn, record)
            assert read_record(record, text_of(record[0], value), {e.id: e for e in history.exercises})[0] == value
        triggers = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert len({record[0] for record in records}) == len(DATA_TABLES)
    assert triggers >= {f"sync_{table}_{event}" for table in DATA_TABLES for event in ("insert", "update", "delete")}
    assert set(TABLE_NAMES) == set(DATA_TABLES), "doctor names them"


def at_version_2(path: Path, *scripts: str) -> None:
    """A database of version 2 with what the scripts write; outside of a change nothing is journaled."""
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(RELEASED[2].read_text())
        conn.executemany("INSERT INTO exercises (id, unit) VALUES (?, ?)", [("bird-dog", "reps"), ("walk", "minutes")])
        for script in scripts:
            conn.executescript(script)


def a_set(reps: int, at: str = AT, day: str = "2026-01-05") -> str:
    """A statement that logs a set in a database of version 2."""
    return (
        "INSERT INTO sets (date, exercise, unit, reps, minutes, hold_s, load_kg, pain, leg, form_broke, note, at) "
        f"VALUES ('{day}', 'bird-dog', 'reps', {reps}, 0, 10, 0, 0, 0, 0, '', '{at}');"
    )


def a_change(number: int, *statements: str) -> str:
    """Statements that are one change of the journal."""
    return (
        f"INSERT INTO changes VALUES ({number}, 'change {number}', '{AT}', 0); INSERT INTO recording VALUES ({number});"
        f"{' '.join(statements)} DELETE FROM recording;"
    )


def ids(store: Store) -> dict[tuple[date, int], str | None]:
    """The id of each set by its day and repetitions."""
    return {(session.date, log.reps): log.id for session in store.history().sessions for log in session.sets}


def test_old_sets_get_ids_that_two_copies_agree_on_whatever_was_done_since(path: Path) -> None:
    at_version_2(path, a_set(5), a_set(3), a_set(5, day="2026-01-06"))
    other = path.with_name("other.db")
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other)) as conn:
        conn.executescript(a_change(1, "DELETE FROM sets WHERE reps = 3;", "UPDATE sets SET pain = 7, note = 'Sore';"))
        conn.executescript(a_set(8, "2026-01-05T19:00:00Z"))
    with Store(path, LIBRARY) as store, Store(other, LIBRARY) as of_other:
        mine, theirs = ids(store), ids(of_other)
        assert len(set(mine.values())) == 3
        assert {key: theirs[key] for key in mine if key[1] != 3} == {key: mine[key] for key in mine if key[1] != 3}
        assert of_other.undo() == "change 1"
        assert {key: theirs_id for key, theirs_id in ids(of_other).items() if key in mine} == mine
        assert of_other.redo() == "change 1"
        assert ids(of_other) == theirs


def test_a_journal_that_is_damaged_keeps_no_database_from_being_brought_up_to_date(path: Path) -> None:
    at_version_2(path, a_set(5), a_change(1, "DELETE FROM sets;"))
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(
            """INSERT INTO changes VALUES (2, 'damaged', '', 0);
               INSERT INTO change_rows (change, tbl, key, image) VALUES
               (2, 'sets', '[9]', '{"id": 9, "date": "never", "exercise": "bird-dog"}'),
               (2, 'sets', '[8]', '{"id": 8}'), (2, 'sets', '[7]', '{'),
               (2, 'sets', '[6]', '[6]'), (2, 'checkins', '[6]', '{"date": 6}'),
               (2, 'sets', '[5]', CAST(x'7b2261223a22ff227d' AS TEXT));"""
        )
    with Store(path, LIBRARY) as store:
        with pytest.raises(NotPossibleError, match="“damaged” cannot be played back"):
            store.undo()
        with store.transaction("Note", AT) as change:
            change.put_session_note(date(2026, 1, 5), "still writes")


def test_the_database_is_copied_before_it_is_brought_up_to_date_and_the_copy_is_kept(path: Path) -> None:
    at_version_2(path, a_set(5))
    before = everything(path)
    copy = path.parent / "backups" / f"{path.stem}-version-2{path.suffix}"
    with Store(path, LIBRARY):
        pass
    assert everything(copy) == before
    kept = copy.read_bytes()
    with Store(path, LIBRARY):
        pass
    assert copy.read_bytes() == kept


def test_where_no_copy_can_be_made_the_database_is_left_as_it_is(path: Path) -> None:
    at_version_2(path, a_set(5))
    before = path.read_bytes()
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(StorageError, match="backups"):
        Store(path, LIBRARY)
    assert path.read_bytes() == before


def test_settings_that_were_stored_stay_and_unset_ones_take_the_new_defaults_and_ranges(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(RELEASED[1].read_text())
        insert(conn, "settings", {"name": "pain_free_limit", "value": "1"})
        conn.commit()
    with Store(path, LIBRARY) as store:
        assert (store.settings().pain_free_limit, store.settings().max_increases_per_week) == (1, 3)
        with store.transaction("Settings", AT) as change:
            change.put_settings({"pain_free_limit": 5, "max_increases_per_week": 4, "amber_from": 7, "red_from": 8})
        assert store.settings() == Settings(pain_free_limit=5, max_increases_per_week=4, amber_from=7, red_from=8)
        store.undo()
        assert store.settings() == Settings(pain_free_limit=1)


@pytest.mark.parametrize(("name", "value"), [("pain_free_limit", 6), ("max_increases_per_week", 5), ("amber_from", 8)])
def test_a_setting_above_its_range_is_refused(conn: sqlite3.Connection, name: str, value: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a setting must be a known one"):
        insert(conn, "settings", {"name": name, "value": str(value)})


def test_a_migration_to_come_takes_the_rows_along_and_the_program_before_it_refuses_in_words(
    released: dict[str, list[tuple[Any, ...]]], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlite_utils import Database, Migrations

    from tracker.storage import files, migrations

    later = Migrations("backtracker")
    for migration in migrations.migrations.pending(Database(memory=True)):
        later(name=migration.name)(migration.fn)
    coming = SCHEMA_VERSION + 1

    @later(name="m999_to_come")
    def to_come(db: Database) -> None:
        db.execute("ALTER TABLE checkins ADD COLUMN stiff INTEGER")
        db.execute(f"PRAGMA user_version = {coming}")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migrations", later)
        patch.setattr(files, "SCHEMA_VERSION", coming)
        with Store(path, LIBRARY) as store:
            assert database_faults(path, LIBRARY) == []
            assert len(store.history().checkins) == 1
            assert [row[: len(released["sets"][0])] for row in everything(path)["sets"]] == released["sets"]
    before = path.read_bytes()
    with pytest.raises(StorageError, match="was written by a newer version of this program"):
        Store(path, LIBRARY)
    assert path.read_bytes() == before


def statements(schema: str) -> list[list[str]]:
    """Its words, but for the table that sqlite_utils keeps for itself."""
    return [part.split() for part in schema.split(";\n") if "_sqlite_migrations" not in part]


def test_a_newer_program_that_was_first_while_this_one_waited_to_bring_the_file_up_to_date_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(RELEASED[1].read_text())

    @contextmanager
    def be_second(store: Store) -> Iterator[None]:
        store._conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        yield

    monkeypatch.setattr(Store, "exclusive", be_second)
    with pytest.raises(StorageError, match="was written by a newer version of this program"):
        Store(path, LIBRARY)

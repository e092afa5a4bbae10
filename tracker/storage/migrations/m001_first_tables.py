"""The first tables."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.storage import journal
from tracker.storage.files import APPLICATION_ID
from tracker.storage.migrations.constraints import (
    between,
    dose,
    flag,
    is_date,
    real_date,
    reps_triggers,
    short,
)
from tracker.storage.migrations.registry import migrations
from tracker.storage.migrations.settings_table import SETTINGS, settings_table

_TABLES = (
    "exercises", "prescriptions", "sets", "session_notes", "checkins", "skips", "declined", "pauses", "settings",
    "answers",
)  # fmt: skip

_DOSE_WORDS = (
    'CONSTRAINT "a dose must be repetitions or minutes, as its exercise is, with seconds, kilograms and minutes '
    'within reason"'
)

_DATA = [
    # The numbers keep the order in which exercises came; `unit` is what every dose of it is counted in.
    f"""CREATE TABLE exercises (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE {short("id")},
        unit TEXT NOT NULL CONSTRAINT "an exercise must be in reps or in minutes" CHECK (unit IN ('reps', 'minutes')),
        definition TEXT
            CONSTRAINT "an exercise of your own must have a name, a kind, a start and a ceiling in one unit" CHECK (
                definition IS NULL OR CASE WHEN json_valid(definition) THEN
                    json_type(definition, '$.name') = 'text'
                    AND length(json_extract(definition, '$.name')) BETWEEN 1 AND 2000
                    AND json_extract(definition, '$.kind') IN ('strength', 'mobility', 'stretch', 'cardio')
                    AND {dose("definition", "$.start")}
                    AND {dose("definition", "$.ceiling")}
                ELSE 0 END IS TRUE),
        archived INTEGER NOT NULL DEFAULT 0 {flag("archived")},
        UNIQUE (id, unit),
        CONSTRAINT "the id of an exercise of your own must start with my-"
            CHECK ((id GLOB 'my-?*') = (definition IS NOT NULL)),
        CONSTRAINT "only an exercise of your own can be archived" CHECK (definition IS NOT NULL OR archived = 0)
    ) STRICT""",
    *reps_triggers("exercises", "definition", "$.start.reps", "start_reps"),
    *reps_triggers("exercises", "definition", "$.ceiling.reps", "ceiling_reps"),
    # `days` is the sum of 1 for Monday, 2, 4 … 64 for Sunday.
    f"""CREATE TABLE prescriptions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        exercise TEXT NOT NULL REFERENCES exercises (id),
        unit TEXT,
        start TEXT NOT NULL {real_date("start")},
        dose TEXT,
        days INTEGER NOT NULL {between("days", 0, 127, "weekdays")},
        position INTEGER,
        locked INTEGER NOT NULL DEFAULT 0 {flag("locked")},
        removed INTEGER NOT NULL DEFAULT 0 {flag("removed")},
        why TEXT NOT NULL CONSTRAINT "the reason of a change of plan must be a known one"
            CHECK (why IN ('start', 'increase', 'step_back', 'manual', 'clinician')),
        {_DOSE_WORDS} CHECK (dose IS NULL OR CASE WHEN json_valid(dose) THEN {dose("dose")} ELSE 0 END IS TRUE),
        CONSTRAINT "what is planned must have a dose"
            CHECK ((removed OR dose IS NOT NULL) AND (dose IS NULL) = (unit IS NULL)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT""",
    "CREATE INDEX prescriptions_by_exercise ON prescriptions (exercise, start)",
    *reps_triggers("prescriptions", "dose", "$.reps", "reps"),
    f"""CREATE TABLE sets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        date TEXT NOT NULL {real_date("date")},
        exercise TEXT NOT NULL,
        unit TEXT NOT NULL,
        reps INTEGER NOT NULL,
        minutes REAL NOT NULL,
        hold_s REAL NOT NULL {between("hold_s", 0, 3600, "seconds held")},
        load_kg REAL NOT NULL {between("load_kg", 0, 500, "kilograms")},
        pain INTEGER {between("pain", 0, 10, "pain")},
        leg INTEGER NOT NULL {flag("leg")},
        form_broke INTEGER NOT NULL {flag("form_broke")},
        note TEXT NOT NULL {short("note")},
        at TEXT CONSTRAINT "an instant must be a real one, written like 2026-01-05T06:41:10Z"
            CHECK (at IS NULL OR (at GLOB '??????????T*' AND {is_date("substr(at, 1, 10)")} AND time(at) IS NOT NULL)),
        CONSTRAINT "a set must have from 1 to 999 repetitions, or minutes up to 1440" CHECK (
            (unit = 'reps' AND reps BETWEEN 1 AND 999 AND minutes = 0)
            OR (unit = 'minutes' AND reps = 0 AND minutes > 0 AND minutes <= 1440)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT""",
    "CREATE INDEX sets_by_exercise ON sets (exercise, date)",
    # Holds all that the sums by day need, so that ten years of them are added up without a look at the sets.
    "CREATE INDEX sets_by_date ON sets (date, exercise, reps, minutes, hold_s, pain)",
    f"""CREATE TABLE session_notes (
        date TEXT PRIMARY KEY NOT NULL {real_date("date")},
        note TEXT NOT NULL {short("note")}
    ) STRICT""",
    f"""CREATE TABLE checkins (
        date TEXT PRIMARY KEY NOT NULL {real_date("date")},
        pain INTEGER NOT NULL {between("pain", 0, 10, "pain")},
        flare INTEGER NOT NULL {flag("flare")},
        leg INTEGER NOT NULL {flag("leg")},
        note TEXT NOT NULL {short("note")}
    ) STRICT""",
    f"""CREATE TABLE skips (
        date TEXT NOT NULL {real_date("date")},
        exercise TEXT NOT NULL REFERENCES exercises (id),
        reason TEXT NOT NULL CONSTRAINT "the reason of a skip must be pain, time, equipment or other"
            CHECK (reason IN ('pain', 'time', 'equipment', 'other')),
        note TEXT NOT NULL {short("note")},
        PRIMARY KEY (date, exercise)
    ) STRICT""",
    f"""CREATE TABLE declined (
        date TEXT NOT NULL {real_date("date")},
        exercise TEXT NOT NULL REFERENCES exercises (id),
        PRIMARY KEY (date, exercise)
    ) STRICT""",
    f"""CREATE TABLE pauses (
        start TEXT PRIMARY KEY NOT NULL {real_date("start")},
        "end" TEXT {real_date('"end"')},
        reason TEXT NOT NULL {short("reason")},
        CONSTRAINT "a pause must not end before it starts" CHECK ("end" >= start)
    ) STRICT""",
    settings_table(SETTINGS),
    f"""CREATE TABLE answers (
        question TEXT PRIMARY KEY NOT NULL {short("question")},
        answer TEXT NOT NULL {short("answer")},
        date TEXT NOT NULL {real_date("date")}
    ) STRICT""",
]

_JOURNAL = [
    """CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT""",
    """CREATE TABLE change_rows (
        id INTEGER PRIMARY KEY,
        change INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
        tbl TEXT NOT NULL,
        key TEXT NOT NULL,
        image TEXT
    ) STRICT""",
    "CREATE INDEX change_rows_by_change ON change_rows (change)",
    # The change that is being written, while it is; outside of one nothing is journaled.
    "CREATE TABLE recording (change INTEGER NOT NULL REFERENCES changes (id)) STRICT",
]


@migrations()
def m001_the_first_tables(db: Database) -> None:
    """All that the history document holds, the answers of the first run, and the journal."""
    for statement in (*_DATA, *_JOURNAL):
        db.execute(statement)
    journal.make_triggers(db.conn, _TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")

"""The tables, migration by migration; none is edited once released, so limits stand here as they were then.

Each constraint's name is the end of the sentence that the person reads when it refuses something. A migration that
changes the columns of a table of data empties the journal, whose images are of the old ones, makes the triggers anew
and sets `user_version` to its number. Imported only where something is to be migrated, since it loads sqlite_utils.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from tracker.storage import journal
from tracker.storage.files import APPLICATION_ID

migrations = Migrations("backtracker")


def _real_date(column: str) -> str:
    """A constraint on a text that may be null; SQLite knows a year 0, Python does not."""
    return (
        f'CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK ({_is_date(column)} '
        f"AND {column} >= '0001-01-01')"
    )


def _is_date(text: str) -> str:
    """A condition; without something to add SQLite lets the 30th of February pass."""
    return f"date({text}, '+0 days') IS {text}"


def _short(column: str) -> str:
    return f'CONSTRAINT "a text may have at most 2000 characters" CHECK (length({column}) <= 2000)'


def _flag(column: str) -> str:
    return f'CONSTRAINT "{column} must be yes or no" CHECK ({column} IN (0, 1))'


def _between(column: str, low: int, high: int, words: str) -> str:
    return f'CONSTRAINT "{words} must be from {low} to {high}" CHECK ({column} BETWEEN {low} AND {high})'


def _dose(column: str, at: str = "$") -> str:
    """A condition on a dose as JSON; what it cannot see, the numbers in the list of reps, a trigger looks at."""

    def number(name: str, low: int, high: int) -> str:
        value = f"json_extract({column}, '{at}.{name}')"
        return f"json_type({column}, '{at}.{name}') IN ('integer', 'real') AND {value} BETWEEN {low} AND {high}"

    sets = f"json_array_length({column}, '{at}.reps')"
    minutes = f"json_extract({column}, '{at}.minutes')"
    return (
        f"json_type({column}, '{at}.reps') = 'array' AND {sets} <= 50 AND {number('hold_s', 0, 3600)} "
        f"AND {number('load_kg', 0, 500)} AND {number('minutes', 0, 1440)} AND ({sets} > 0) = (unit = 'reps') "
        f"AND CASE unit WHEN 'reps' THEN {minutes} = 0 ELSE {minutes} >= 1 END"
    )


def _reps_triggers(table: str, column: str, path: str, name: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_{name}_{event} BEFORE {event} ON {table}
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.{column}, '{path}')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END"""
        for event in ("INSERT", "UPDATE")
    ]


_DOSE_WORDS = (
    'CONSTRAINT "a dose must be repetitions or minutes, as its exercise is, with seconds, kilograms and minutes '
    'within reason"'
)

# A setting's value is JSON; whether the settings fit each other is for the core to say.
_SETTINGS = {
    "pain_free_limit": "{type} = 'integer' AND {number} BETWEEN 0 AND 2",
    "weeks_required": "{type} = 'integer' AND {number} BETWEEN 2 AND 6",
    "adherence_required": "{type} IN ('integer', 'real') AND {number} BETWEEN 0.5 AND 1",
    "mornings_required": "{type} IN ('integer', 'real') AND {number} BETWEEN 0.5 AND 1",
    "max_increases_per_week": "{type} = 'integer' AND {number} BETWEEN 1 AND 3",
    "amber_from": "{type} = 'integer' AND {number} BETWEEN 1 AND 5",
    "red_from": "{type} = 'integer' AND {number} BETWEEN 4 AND 8",
    "raise_doses": "{type} IN ('true', 'false')",
    "day_start": "{number} GLOB '[01][0-9]:[0-5][0-9]' OR {number} GLOB '2[0-3]:[0-5][0-9]'",
}


_WIDER_SETTINGS = _SETTINGS | {
    "pain_free_limit": "{type} = 'integer' AND {number} BETWEEN 0 AND 5",
    "max_increases_per_week": "{type} = 'integer' AND {number} BETWEEN 1 AND 4",
    "amber_from": "{type} = 'integer' AND {number} BETWEEN 1 AND 7",
}


def _setting(rules: dict[str, str]) -> str:
    columns = {"type": "json_type(value)", "number": "json_extract(value, '$')"}
    cases = " ".join(f"WHEN '{name}' THEN {rule.format(**columns)}" for name, rule in rules.items())
    return f"""CONSTRAINT "a setting must be a known one with a value it may have"
               CHECK (CASE WHEN json_valid(value) THEN CASE name {cases} ELSE 0 END ELSE 0 END IS TRUE)"""


def _settings_table(rules: dict[str, str]) -> str:
    return f"""CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL,
        {_setting(rules)}
    ) STRICT"""


_DATA = [
    # The numbers keep the order in which exercises came; `unit` is what every dose of it is counted in.
    f"""CREATE TABLE exercises (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE {_short("id")},
        unit TEXT NOT NULL CONSTRAINT "an exercise must be in reps or in minutes" CHECK (unit IN ('reps', 'minutes')),
        definition TEXT
            CONSTRAINT "an exercise of your own must have a name, a kind, a start and a ceiling in one unit" CHECK (
                definition IS NULL OR CASE WHEN json_valid(definition) THEN
                    json_type(definition, '$.name') = 'text'
                    AND length(json_extract(definition, '$.name')) BETWEEN 1 AND 2000
                    AND json_extract(definition, '$.kind') IN ('strength', 'mobility', 'stretch', 'cardio')
                    AND {_dose("definition", "$.start")}
                    AND {_dose("definition", "$.ceiling")}
                ELSE 0 END IS TRUE),
        archived INTEGER NOT NULL DEFAULT 0 {_flag("archived")},
        UNIQUE (id, unit),
        CONSTRAINT "the id of an exercise of your own must start with my-"
            CHECK ((id GLOB 'my-?*') = (definition IS NOT NULL)),
        CONSTRAINT "only an exercise of your own can be archived" CHECK (definition IS NOT NULL OR archived = 0)
    ) STRICT""",
    *_reps_triggers("exercises", "definition", "$.start.reps", "start_reps"),
    *_reps_triggers("exercises", "definition", "$.ceiling.reps", "ceiling_reps"),
    # `days` is the sum of 1 for Monday, 2, 4 … 64 for Sunday.
    f"""CREATE TABLE prescriptions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        exercise TEXT NOT NULL REFERENCES exercises (id),
        unit TEXT,
        start TEXT NOT NULL {_real_date("start")},
        dose TEXT,
        days INTEGER NOT NULL {_between("days", 0, 127, "weekdays")},
        position INTEGER,
        locked INTEGER NOT NULL DEFAULT 0 {_flag("locked")},
        removed INTEGER NOT NULL DEFAULT 0 {_flag("removed")},
        why TEXT NOT NULL CONSTRAINT "the reason of a change of plan must be a known one"
            CHECK (why IN ('start', 'increase', 'step_back', 'manual', 'clinician')),
        {_DOSE_WORDS} CHECK (dose IS NULL OR CASE WHEN json_valid(dose) THEN {_dose("dose")} ELSE 0 END IS TRUE),
        CONSTRAINT "what is planned must have a dose"
            CHECK ((removed OR dose IS NOT NULL) AND (dose IS NULL) = (unit IS NULL)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT""",
    "CREATE INDEX prescriptions_by_exercise ON prescriptions (exercise, start)",
    *_reps_triggers("prescriptions", "dose", "$.reps", "reps"),
    f"""CREATE TABLE sets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        date TEXT NOT NULL {_real_date("date")},
        exercise TEXT NOT NULL,
        unit TEXT NOT NULL,
        reps INTEGER NOT NULL,
        minutes REAL NOT NULL,
        hold_s REAL NOT NULL {_between("hold_s", 0, 3600, "seconds held")},
        load_kg REAL NOT NULL {_between("load_kg", 0, 500, "kilograms")},
        pain INTEGER {_between("pain", 0, 10, "pain")},
        leg INTEGER NOT NULL {_flag("leg")},
        form_broke INTEGER NOT NULL {_flag("form_broke")},
        note TEXT NOT NULL {_short("note")},
        at TEXT CONSTRAINT "an instant must be a real one, written like 2026-01-05T06:41:10Z"
            CHECK (at IS NULL OR (at GLOB '??????????T*' AND {_is_date("substr(at, 1, 10)")} AND time(at) IS NOT NULL)),
        CONSTRAINT "a set must have from 1 to 999 repetitions, or minutes up to 1440" CHECK (
            (unit = 'reps' AND reps BETWEEN 1 AND 999 AND minutes = 0)
            OR (unit = 'minutes' AND reps = 0 AND minutes > 0 AND minutes <= 1440)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT""",
    "CREATE INDEX sets_by_exercise ON sets (exercise, date)",
    # Holds all that the sums by day need, so that ten years of them are added up without a look at the sets.
    "CREATE INDEX sets_by_date ON sets (date, exercise, reps, minutes, hold_s, pain)",
    f"""CREATE TABLE session_notes (
        date TEXT PRIMARY KEY NOT NULL {_real_date("date")},
        note TEXT NOT NULL {_short("note")}
    ) STRICT""",
    f"""CREATE TABLE checkins (
        date TEXT PRIMARY KEY NOT NULL {_real_date("date")},
        pain INTEGER NOT NULL {_between("pain", 0, 10, "pain")},
        flare INTEGER NOT NULL {_flag("flare")},
        leg INTEGER NOT NULL {_flag("leg")},
        note TEXT NOT NULL {_short("note")}
    ) STRICT""",
    f"""CREATE TABLE skips (
        date TEXT NOT NULL {_real_date("date")},
        exercise TEXT NOT NULL REFERENCES exercises (id),
        reason TEXT NOT NULL CONSTRAINT "the reason of a skip must be pain, time, equipment or other"
            CHECK (reason IN ('pain', 'time', 'equipment', 'other')),
        note TEXT NOT NULL {_short("note")},
        PRIMARY KEY (date, exercise)
    ) STRICT""",
    f"""CREATE TABLE declined (
        date TEXT NOT NULL {_real_date("date")},
        exercise TEXT NOT NULL REFERENCES exercises (id),
        PRIMARY KEY (date, exercise)
    ) STRICT""",
    f"""CREATE TABLE pauses (
        start TEXT PRIMARY KEY NOT NULL {_real_date("start")},
        "end" TEXT {_real_date('"end"')},
        reason TEXT NOT NULL {_short("reason")},
        CONSTRAINT "a pause must not end before it starts" CHECK ("end" >= start)
    ) STRICT""",
    _settings_table(_SETTINGS),
    f"""CREATE TABLE answers (
        question TEXT PRIMARY KEY NOT NULL {_short("question")},
        answer TEXT NOT NULL {_short("answer")},
        date TEXT NOT NULL {_real_date("date")}
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
    journal.make_triggers(db.conn)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_wider_settings(db: Database) -> None:
    """A pain-free limit up to 5, up to four increases a week, amber up to 7; the rows and the journal stay.

    The statement of the table is replaced in place, as SQLite documents for a change that leaves the rows as they are
    (https://sqlite.org/lang_altertable.html): a table made anew would begin on another page, and `rescue` rests on
    every database having its tables on the same pages.
    """
    (version,) = db.conn.execute("PRAGMA schema_version").fetchone()
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'settings'",
        (_settings_table(_WIDER_SETTINGS),),
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")
    db.execute("PRAGMA user_version = 2")

"""What the exchange with other machines needs; empty until it is set up."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.storage.migrations.registry import migrations
from tracker.storage.sync import triggers

_TABLES = (
    # One row while it is set up. `writes` counts the changes of what is merged, so that two runs do not both merge.
    """CREATE TABLE sync_setup (
        number INTEGER PRIMARY KEY CHECK (number = 1),
        database TEXT NOT NULL,
        folder TEXT NOT NULL,
        machine TEXT NOT NULL,
        name TEXT NOT NULL,
        host TEXT NOT NULL,
        writes INTEGER NOT NULL,
        tokens TEXT NOT NULL CHECK (json_valid(tokens)),
        counted_by TEXT NOT NULL
    ) STRICT""",
    # All writes of all machines, in the pieces in which they came.
    "CREATE TABLE sync_pieces (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT",
    # The writers of this machine, the day on which each wrote, and the name of the machine then.
    """CREATE TABLE sync_peers (
        peer INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        machine TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE sync_files (
        machine TEXT NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        problem TEXT NOT NULL,
        PRIMARY KEY (machine, name)
    ) STRICT""",
    """CREATE TABLE sync_machines (
        machine TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        seen TEXT NOT NULL
    ) STRICT""",
    # What the person may want to look at: records of which machines wrote different values, and what was mended.
    """CREATE TABLE sync_notes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    # The records that were written or deleted here since the last merge.
    """CREATE TABLE sync_changed (
        tbl TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (tbl, key)
    ) STRICT, WITHOUT ROWID""",
    # Changes of which another machine has changed a row since, so that they cannot be undone or redone.
    "CREATE TABLE sync_overtaken (change INTEGER PRIMARY KEY) STRICT",
)

# The columns by which a record is known on every machine.
_KEYS = {
    "exercises": ("id",), "prescriptions": ("exercise", "start"), "sets": ("uid",), "session_notes": ("date",),
    "checkins": ("date",), "skips": ("date", "exercise"), "declined": ("date", "exercise"), "pauses": ("start",),
    "settings": ("name",), "answers": ("question",), "goal": (), "activities": ("name", "start"),
    "function_scores": ("date",), "medication": ("date",), "therapist_questions": ("date", "text"),
    "asked": ("date", "question"), "exercise_mappings": ("source", "name"),
}  # fmt: skip


@migrations()
def m004_sync(db: Database) -> None:
    """The state of the exchange, and triggers that note which records were changed while it is set up."""
    for statement in _TABLES:
        db.execute(statement)
    triggers.make_triggers(db.conn, _KEYS)
    db.execute("PRAGMA user_version = 4")

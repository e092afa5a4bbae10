"""Wider ranges of settings."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.storage.migrations.registry import migrations
from tracker.storage.migrations.settings_table import SETTINGS, settings_table

_WIDER_SETTINGS = SETTINGS | {
    "pain_free_limit": "{type} = 'integer' AND {number} BETWEEN 0 AND 5",
    "max_increases_per_week": "{type} = 'integer' AND {number} BETWEEN 1 AND 4",
    "amber_from": "{type} = 'integer' AND {number} BETWEEN 1 AND 7",
}


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
        (settings_table(_WIDER_SETTINGS),),
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")
    db.execute("PRAGMA user_version = 2")

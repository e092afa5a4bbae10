"""The copy of the database that the interface makes once a day, without what only commands need of backups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tracker.storage.backup import rotation


def daily_backup(database: Path, today: date) -> str | None:
    """Copy the database on the first call of a day, if anything changed since the last copy; the older are thinned out.

    Returns a sentence where it made one. Any thread may call it, beside one that writes. Raises StorageError.
    """
    copy = rotation.make_daily(database, today)
    return None if copy is None else f"Backed up to {copy.path}."

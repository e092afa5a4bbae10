"""What the undo journal of a database would take back or bring back next, by its label."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def next_undo(database: Path) -> str | None:
    """The label of the change that undo would take back, or None."""
    return _label(database, "undone = 0 ORDER BY id DESC")


def next_redo(database: Path) -> str | None:
    """The label of the change that redo would bring back, or None."""
    return _label(database, "undone = 1 ORDER BY id")


def _label(database: Path, condition: str) -> str | None:
    with closing(sqlite3.connect(database)) as conn:
        row = conn.execute(f"SELECT label FROM changes WHERE {condition}").fetchone()
    return None if row is None else str(row[0])

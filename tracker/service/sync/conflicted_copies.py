"""Copies that a carrier of files has laid beside the database, where two machines had written to it."""

from __future__ import annotations

import re
from pathlib import Path

# As Syncthing, Dropbox, Nextcloud and OneDrive name them.
_CONFLICT = re.compile(r"conflict", re.IGNORECASE)


def conflicted_copies(database: Path) -> list[Path]:
    """The conflicted copies beside a database, by name."""
    try:
        beside = list(database.parent.iterdir())
    except OSError:
        return []
    return sorted(
        path
        for path in beside
        if path.name != database.name
        and path.suffix == database.suffix
        and path.name.startswith(database.stem)
        and _CONFLICT.search(path.name[len(database.stem) :])
    )


def copy_faults(database: Path) -> list[str]:
    """A sentence for each conflicted copy, which says what to do about it."""
    return [
        f"{path.name} beside the database is a copy that was made where two machines wrote to it: `backtracker import "
        f"'{path}'` merges what it has; then delete it."
        for path in conflicted_copies(database)
    ]

"""What the check of a database finds, as `doctor` says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tracker.core.model import Exercise
from tracker.storage.backup.health import examine_file


def database_faults(path: Path, library: Iterable[Exercise] | None = None) -> list[str]:
    """The faults of the file at `path`, those of the undo journal included; with a `library` as `examine_file`."""
    result = examine_file(path, library)
    return [*result.damage, *result.journal_faults]

"""Where the daily backups of a database are, and which there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core.input.field_reader import real_date
from tracker.storage import errors

FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Backup:
    """A daily backup and its date."""

    path: Path
    day: date


def folder_of(database: Path) -> Path:
    """The folder of the daily backups, beside the database."""
    return database.parent / FOLDER


def backup_of(database: Path, day: date) -> Backup:
    """The backup of a day, whether it is there or not."""
    return Backup(folder_of(database) / f"{database.stem}-{day}{database.suffix}", day)


def backup_before_update(database: Path, version: int) -> Path:
    """The copy that is made before a database of an older version of the tables is brought up to date; it is kept."""
    return folder_of(database) / f"{database.stem}-version-{version}{database.suffix}"


def backups_of(database: Path) -> list[Backup]:
    """The daily backups that are there, oldest first; other files in their folder are ignored."""
    with errors.translate_os_errors(folder_of(database)):
        paths = list(folder_of(database).iterdir()) if folder_of(database).is_dir() else []
    backups = [
        Backup(path, day)
        for path in paths
        if (match := re.fullmatch(name_pattern(database), path.name)) and (day := real_date(match[1]))
    ]
    return sorted(backups, key=lambda backup: backup.day)


def name_pattern(database: Path) -> str:
    """The pattern of the names of daily backups; its group is the date."""
    return rf"{re.escape(database.stem)}-(\d{{4}}-\d\d-\d\d){re.escape(database.suffix)}"

"""Remembers which database files were found sound, so that a write need not check one that nobody changed.

A file counts as unchanged while its size, modification time, inode and SQLite's change counter are those of the check.
The records are kept outside the data folder, which may be synced to another machine.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class FileState(NamedTuple):
    """What the operating system tells of a file; almost any change of the file changes it."""

    size: int
    mtime_ns: int
    inode: int


def file_state(path: Path) -> FileState | None:
    """The state of the file at `path`; None where it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileState(status.st_size, status.st_mtime_ns, status.st_ino)


class CheckCache:
    """The record of one database, in the folder that `folder` returns; without it nothing is remembered."""

    def __init__(self, database: Path, folder: Callable[[], Path] | None = None) -> None:
        self._database = os.fsencode(database.absolute()).hex()
        self._folder = folder

    def recall(self) -> tuple[FileState, int] | None:
        """The state and the change counter with which the database was found sound last; None if it never was."""
        if self._folder is None:
            return None
        try:
            database, counter, *state = json.loads(self._path(self._folder()).read_bytes())
            return (FileState(*map(int, state)), int(counter)) if database == self._database else None
        except (OSError, ValueError, TypeError):
            return None  # as good as no record: the database is checked again

    def remember(self, state: FileState, counter: int) -> None:
        """Record that the database is sound. Where the folder cannot be written to, nothing is remembered.

        The record is written over in place, which takes a tenth of the time of a new file, after each write: one that
        was cut off is no JSON and as good as none.
        """
        if self._folder is None:
            return
        record = json.dumps([self._database, counter, *state]).encode()
        with suppress(OSError):
            path = self._path(self._folder())
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
                file.write(record)
                file.truncate()

    def _path(self, folder: Path) -> Path:
        return folder / f"checked-{zlib.crc32(self._database.encode()):08x}.json"

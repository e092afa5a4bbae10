"""The database file: made for its owner alone, its header validated before SQLite opens it, connected to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors

# "Back" in ASCII; SQLite keeps it at byte 68 of the header.
APPLICATION_ID = 0x4261636B
# The number of the last migration; a database of a higher one is from a newer program.
SCHEMA_VERSION = 2
# The page cache of a connection that reads a whole file once.
SCAN_CACHE_PAGES = 64

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def prepare(path: Path) -> None:
    """Make the file and its folders where they are missing. Raises StorageError where it is no database of ours.

    It reads the header itself, since SQLite might write to another program's file while opening it.
    """
    with errors.translate_os_errors(path):
        make_folder(path.parent)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    validate_header(path)


def validate_header(path: Path) -> None:
    """Raise StorageError where the bytes say that the file is not a database, or another program's."""
    validate_not_folder(path)
    # Beside a rollback journal the header may be half-written; SQLite rolls it back, and `schema_version` looks then.
    if path.with_name(f"{path.name}-journal").exists():
        return
    with errors.translate_os_errors(path), path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not (len(header) == _HEADER_BYTES and header.startswith(_MAGIC)):
        raise errors.not_a_database_error(path)
    if header and int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _foreign_database_error(path)


def validate_not_folder(path: Path) -> None:
    """Raise StorageError where there is no file at `path`."""
    with errors.translate_os_errors(path):
        if not path.is_file():
            raise StorageError(f"{path} is not a file. Name a file with --db.")


def is_sqlite(path: Path) -> bool:
    """Whether there is an SQLite file at `path`, sound or not. Raises StorageError where it cannot be read."""
    with errors.translate_os_errors(path):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Connect to an existing file, waiting `timeout` seconds for locks; transactions are begun explicitly."""
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    return conn


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to an existing file without being able to write to it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


@contextmanager
def temporary_copy(path: Path) -> Iterator[Path]:
    """Copy the file, and the rollback journal beside it, to a temporary folder; removed at the end."""
    with tempfile.TemporaryDirectory() as folder, errors.translate_os_errors(path):
        copy = Path(folder) / "copy.db"
        for suffix in ("", "-journal"):
            source = path.with_name(f"{path.name}{suffix}")
            if source.exists():
                shutil.copyfile(source, copy.with_name(f"{copy.name}{suffix}"))
        yield copy


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, all for the owner alone (`Path.mkdir` leaves parents open to others)."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def schema_version(conn: sqlite3.Connection, path: Path) -> int:
    """The number of the last migration, 0 for an empty file.

    Raises StorageError for a database of another program, or of a newer version of this one.
    """
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    if pages and application != APPLICATION_ID:
        raise _foreign_database_error(path)
    if pages and version < 1:
        raise errors.damaged_error(path)
    if version > SCHEMA_VERSION:
        raise StorageError(
            f"{path} was written by a newer version of this program. It is left as it is. "
            "Update the program, or name another file with --db."
        )
    return int(version)


def _foreign_database_error(path: Path) -> StorageError:
    return StorageError(f"{path} is a database of another program. It is left as it is. Name another file with --db.")

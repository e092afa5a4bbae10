"""The file itself: made so that only its owner reads it, looked at before SQLite touches it, opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.core.errors import StorageProblem
from tracker.storage import faults

# "Back" in ASCII, at byte 68 of every database of this program.
APPLICATION_ID = 0x4261636B
# The number of the last migration; a database of a higher one is from a newer program.
SCHEMA_VERSION = 1
# How many pages to keep of a file that is gone through once.
PAGES_ONCE = 64

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def prepare(path: Path) -> None:
    """Make the file and its folders where they are missing, and refuse what is no database of this program.

    It looks at the bytes rather than asking SQLite, which might write to a stranger's file while opening it.
    """
    with said(path):
        make_folder(path.parent)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    refuse_strangers(path)


def refuse_strangers(path: Path) -> None:
    """Raise StorageProblem where the bytes say that the file is not a database, or another program's."""
    refuse_folder(path)
    # Beside a journal the bytes may be half-written; then it is for SQLite to put them right and be asked.
    if path.with_name(f"{path.name}-journal").exists():
        return
    with said(path), path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not (len(header) == _HEADER_BYTES and header.startswith(_MAGIC)):
        raise faults.no_database(path)
    if header and int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _stranger(path)


def refuse_folder(path: Path) -> None:
    """Raise StorageProblem where there is no file at `path`."""
    with said(path):
        if not path.is_file():
            raise StorageProblem(f"{path} is not a file. Name a file with --db.")


def is_sqlite(path: Path) -> bool:
    """Whether there is a file of SQLite's at `path`, sound or not. Raises StorageProblem where it cannot be read."""
    with said(path):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection to an existing file that waits `timeout` seconds for locks; transactions are begun by hand."""
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    return conn


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, whatever is asked of it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


@contextmanager
def twin(path: Path) -> Iterator[Path]:
    """A copy of the file, and of the journal of a change that was not finished, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder, said(path):
        copy = Path(folder) / "copy.db"
        for suffix in ("", "-journal"):
            beside = path.with_name(f"{path.name}{suffix}")
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(f"{copy.name}{suffix}"))
        yield copy


def make_folder(folder: Path) -> None:
    """Make it and what is missing above it, for the owner alone (`Path.mkdir` would leave those above open)."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def schema_version(conn: sqlite3.Connection, path: Path) -> int:
    """How far the database has been migrated, 0 if it is empty; refuses other programs' and newer ones."""
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    if pages and application != APPLICATION_ID:
        raise _stranger(path)
    if pages and version < 1:
        raise faults.damaged(path)
    if version > SCHEMA_VERSION:
        raise StorageProblem(
            f"{path} was written by a newer version of this program. It is left as it is. "
            "Update the program, or name another file with --db."
        )
    return int(version)


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses about `path` into a StorageProblem."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageProblem(f"{path} cannot be used: {reason}. Mend that, or name another file with --db.") from error


def _stranger(path: Path) -> StorageProblem:
    return StorageProblem(f"{path} is a database of another program. It is left as it is. Name another file with --db.")

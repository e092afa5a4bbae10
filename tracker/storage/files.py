"""The database file: made for its owner alone, its header validated before SQLite opens it, connected to."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.core.errors import StorageError
from tracker.storage import errors

# "Back" in ASCII; SQLite keeps it at byte 68 of the header.
APPLICATION_ID = 0x4261636B
# The number of the last migration; a database of a higher one is from a newer program.
SCHEMA_VERSION = 4
# The page cache of a connection that reads a whole file once.
SCAN_CACHE_PAGES = 64

# The files that SQLite keeps beside a database.
SIDE_FILES = ("-journal", "-wal", "-shm")

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def is_absent(path: Path) -> bool:
    """Whether there is no file at `path`, or one of zero bytes. Raises StorageError where that cannot be told."""
    with errors.translate_os_errors(path):
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        return stat.S_ISREG(status.st_mode) and status.st_size == 0


def refuse_lost(path: Path) -> None:
    """Raise StorageError where there is no database, but backups of it or a journal are there."""
    if not is_absent(path):
        return
    from tracker.storage.backup.listing import backups_of  # most starts find a database

    if has_side_files(path) or backups_of(path):
        raise errors.lost_error(path)


def side_files(path: Path) -> list[Path]:
    """The files that SQLite may keep beside a database; of a link, beside the file that it leads to."""
    real = path.resolve()
    return [real.with_name(f"{real.name}{suffix}") for suffix in SIDE_FILES]


def has_side_files(path: Path) -> bool:
    """Whether SQLite has left a file beside the database, as it does while the last change is not finished."""
    return any(file.exists() for file in side_files(path))


def is_wal(path: Path) -> bool:
    """Whether the header says that SQLite writes to a log beside the file first."""
    with errors.translate_os_errors(path), path.open("rb") as file:
        return 2 in file.read(_HEADER_BYTES)[18:20]


def validate_header(path: Path) -> int | None:
    """Raise StorageError where the header is not that of a database, or of another program's.

    Returns SQLite's change counter, None where a journal may change the header. It reads the file itself, since SQLite
    might write to another program's file while opening it.
    """
    validate_not_folder(path)
    # Beside a rollback journal the header may be half-written; SQLite rolls it back, and `schema_version` looks then.
    if side_files(path)[0].exists():
        return None
    with errors.translate_os_errors(path), path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not (len(header) == _HEADER_BYTES and header.startswith(_MAGIC)):
        raise errors.not_a_database_error(path)
    if header and not {*header[18:20]} <= {1, 2}:
        raise errors.damaged_error(path)  # SQLite would take it for one that may only be read
    if header and int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _foreign_database_error(path)
    return int.from_bytes(header[24:28], "big") if header else None


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


def is_own(path: Path) -> bool:
    """Whether there is a database of this program at `path`. Raises StorageError where it cannot be read."""
    if not is_sqlite(path):
        return False
    with errors.translate_os_errors(path), path.open("rb") as file:
        return int.from_bytes(file.read(_HEADER_BYTES)[68:72], "big") == APPLICATION_ID


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Connect to an existing file, waiting `timeout` seconds for locks; transactions are begun explicitly."""
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    return conn


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to an existing file without being able to write to it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2.0, isolation_level=None)


@contextmanager
def temporary_copy(path: Path) -> Iterator[Path]:
    """Copy the file, and what SQLite keeps beside it, to a temporary folder; removed at the end."""
    import shutil  # these two load all kinds of archives, which no other file here needs
    import tempfile

    with tempfile.TemporaryDirectory() as folder, errors.translate_os_errors(path):
        copy = Path(folder) / "copy.db"
        for source, suffix in zip((path, *side_files(path)), ("", *SIDE_FILES), strict=True):
            if source.exists():
                shutil.copyfile(source, copy.with_name(f"{copy.name}{suffix}"))
        yield copy


def unfinished_prefix(path: Path) -> str:
    """How the names of the new databases begin that are to become `path`."""
    return f".{path.name}.new-"


def delete_unfinished(path: Path) -> None:
    """Delete the new databases of a program that was killed before they became `path`."""
    prefix = unfinished_prefix(path)
    with suppress(OSError), os.scandir(path.parent) as entries:  # where it cannot be done, a later start does it
        for entry in entries:
            if entry.name.startswith(prefix):
                Path(entry.path).unlink(missing_ok=True)


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
        raise errors.UnknownFormatError(
            f"{path} was written by a newer version of this program. It is left as it is. "
            "Update the program, or name another file with --db."
        )
    return int(version)


def _foreign_database_error(path: Path) -> errors.UnknownFormatError:
    return errors.UnknownFormatError(
        f"{path} is a database of another program. It is left as it is. Name another file with --db."
    )

"""Errors of SQLite and of the operating system as StorageErrors, whose sentences are for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker import paths
from tracker.core.errors import DatabaseLockedError, MissingDatabaseError, StorageError

BACKUP_HINT = (
    "It is left as it is. `backtracker backup --list` shows your backups, and `backtracker backup --restore NAME` "
    "brings one back; `backtracker doctor --rescue FILE.json` saves what can still be read. "
    "Or name another file with --db."
)

_LOCKED = "Another program is using the database; nothing was stored. Try again."
_FOLDER = (
    "{path} or its folder may not be written to; nothing was stored. "
    "Allow writing there, or name another file with --db."
)
# Python 3.11 has no name for it yet.
_CONSTRAINT_DATATYPE = 3091

# By SQLite's extended error code, else by its lowest byte, the primary code.
_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full; nothing was stored. Make some room and try again.",
    sqlite3.SQLITE_READONLY: (
        "{path} may only be read; nothing was stored. Allow writing to it, or name another file with --db."
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        "{path} was moved, removed or replaced while it was open; nothing was stored. "
        "Put it back, or start the program again."
    ),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        "{path} holds a change that a program did not finish; it is taken back when the program is next used."
    ),
    sqlite3.SQLITE_READONLY_DIRECTORY: _FOLDER,
    sqlite3.SQLITE_CANTOPEN: _FOLDER,
    sqlite3.SQLITE_IOERR: (
        "{path} could not be read or written because the disk refused; nothing was stored. "
        "See that the disk is there and has room, and try again."
    ),
    sqlite3.SQLITE_CONSTRAINT: "Nothing was stored: an entry is there twice ({detail}).",
    sqlite3.SQLITE_CONSTRAINT_CHECK: "Nothing was stored: {detail}.",
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: "Nothing was stored: {detail}.",
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: (
        "Nothing was stored: an exercise is not known, is counted in another unit, or still has entries."
    ),
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: "Nothing was stored: a value is missing or is not a number ({detail}).",
    _CONSTRAINT_DATATYPE: "Nothing was stored: a value is of the wrong sort ({detail}).",
}


class DamagedDatabaseError(StorageError):
    """A file that should be a database of this program but cannot be read as one."""


class UnknownFormatError(StorageError):
    """A database of another program, or of a newer version of this one."""


class RefusedValueError(StorageError):
    """A value that the tables do not take, such as a text that is too long."""

    exit_status = 2


def damaged_error(path: Path, detail: str = "") -> DamagedDatabaseError:
    """The error for a file whose content cannot be right."""
    return DamagedDatabaseError(f"{path} is damaged{f': {detail}' if detail else ''}. {BACKUP_HINT}")


def not_a_database_error(path: Path) -> DamagedDatabaseError:
    """The error for a file that does not begin as a database does."""
    return DamagedDatabaseError(f"{path} is not a database. {BACKUP_HINT}")


def locked_error() -> DatabaseLockedError:
    """The error for a database that another program keeps locked."""
    return DatabaseLockedError(_LOCKED)


def missing_error(path: Path) -> MissingDatabaseError:
    """The error for a database that is not there yet."""
    if not path.parent.is_dir() and path != paths.default_database():
        return MissingDatabaseError(
            f"There is no database {path}, for there is no folder {path.parent}. Connect the drive that it is on, make "
            "the folder, or name another file with --db."
        )
    return MissingDatabaseError(
        f"There is no database {path} yet, so nothing is recorded. It is made with the first entry. "
        "If yours is elsewhere, name it with --db."
    )


def lost_error(path: Path) -> StorageError:
    """The error for a database that was there once."""
    state = "is empty" if path.exists() else "is not there"
    return StorageError(
        f"The database {path} {state}, but was there before. `backtracker backup --list` shows your backups, and "
        "`backtracker backup --restore NAME` brings one back. Nothing was changed."
    )


def storage_error(error: sqlite3.Error, path: Path) -> StorageError:
    """The error for the person, whose database is at `path`, that an error of SQLite means."""
    # Only Python's own error, for text that is not UTF-8, has no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    if code & 0xFF == sqlite3.SQLITE_CORRUPT:
        return damaged_error(path)
    if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return locked_error()
    if code & 0xFF == sqlite3.SQLITE_NOTADB:
        return not_a_database_error(path)
    text = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF)
    if text is None:
        return StorageError(f"{path} could not be used ({error}); nothing was stored. `backtracker doctor` checks it.")
    kind = RefusedValueError if code == sqlite3.SQLITE_CONSTRAINT_CHECK else StorageError
    return kind(text.format(path=path, detail=str(error).removeprefix("CHECK constraint failed: ")))


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise errors of SQLite as StorageError; ProgrammingError, a fault of the program, stays as it is."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite's message quotes text of the file.
        raise damaged_error(path) from error
    except UnicodeEncodeError as error:
        raise RefusedValueError("Nothing was stored: a text holds half a character, which no file can keep.") from error
    except OverflowError as error:
        # Raised by date arithmetic, it is a fault of the program.
        if "SQLite" not in str(error):
            raise
        raise RefusedValueError("Nothing was stored: a number is far too large.") from error


@contextmanager
def translate_decoding_errors(path: Path) -> Iterator[None]:
    """Raise errors of reading a value back as DamagedDatabaseError: the tables take no value that cannot be read."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        raise damaged_error(path) from error


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Raise errors of the operating system about `path` as StorageError."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"{path} cannot be used: {reason}. Mend that, or name another file.") from error

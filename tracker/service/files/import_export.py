"""Files in and out: the history document, tables, copies of the database, and the check of it."""

from __future__ import annotations

import os
import select
import stat
import tempfile
import time
import zipfile
from pathlib import Path

from tracker.core import wording
from tracker.core.errors import DatabaseLockedError, FileError, NotPossibleError, UsageError
from tracker.core.model import History, Settings
from tracker.core.progress import Watch, without_progress
from tracker.exchange.history.csv_tables import write_tables
from tracker.exchange.history.document import Document, read_document, write_document
from tracker.exchange.history.merge import merge, report_lines
from tracker.library import data_folder, load_library
from tracker.library.contents_check import library_faults
from tracker.service.context import AppContext
from tracker.storage.backup.health import examine_file
from tracker.storage.backup.rotation import opened_backup
from tracker.storage.files import is_own, is_sqlite
from tracker.unfinished import write_whole

MAX_FILE_BYTES = 64 * 1024 * 1024
# How long a pipe may take to give all that it has.
PIPE_S = 10


def export(context: AppContext, path: Path) -> str:
    """Write everything to a `.json` history document or a `.zip` of CSV tables, whole or not at all."""
    history = context.store.history()
    if history == History(exercises=context.library.exercises):
        raise NotPossibleError(f"Nothing is recorded yet, so nothing was exported; {path.name} is left as it is.")
    if path.suffix.lower() == ".json":
        write_file(path, write_document(history).encode())
    elif path.suffix.lower() == ".zip":
        _write_zip(path, history)
    else:
        raise UsageError(f"{path.name}: give the file an ending that says the format, .json or .zip.")
    sets = sum(len(session.sets) for session in history.sessions)
    return f"Wrote {wording.count(sets, 'set')} and {wording.count(len(history.checkins), 'check-in')} to {path}."


def import_document(
    context: AppContext, path: Path, *, dry_run: bool = False, watch: Watch = without_progress
) -> tuple[str, ...]:
    """Merge a history document into what is stored; the lines say what changed. Raises FileError naming every fault."""
    with watch("Reading") as progress:
        document = read_document(read_bytes(path), context.library.exercises, progress)
    return _merge_document(context, path, document, watch, dry_run=dry_run)


def _merge_document(
    context: AppContext, path: Path, document: Document, watch: Watch, *, dry_run: bool
) -> tuple[str, ...]:
    if dry_run:
        return tuple(report_lines(merge(context.store.history(), document), dry_run=True))
    with context.write(f"the import of {path.name}") as work:
        before = context.store.history()  # within the transaction, so that nothing another window writes is lost
        merged = merge(before, document)
        with watch("Writing") as progress:
            work.write_history(before, merged.history, progress)
    return tuple(report_lines(merged))


def is_own_database(path: Path) -> bool:
    """Whether a file is a database of this program, sound or not. Raises StorageError where it cannot be read."""
    return is_own(path)


def import_database(
    context: AppContext, path: Path, *, dry_run: bool = False, watch: Watch = without_progress
) -> tuple[str, ...]:
    """Merge another database of this program into what is stored, as a document of all that is in it."""
    if path.exists() and context.store.path.exists() and path.samefile(context.store.path):
        raise NotPossibleError(f"{path.name} is the database itself, so there is nothing to bring.")
    with opened_backup(path, context.library.exercises) as (_copy, history):
        document = Document(history, frozenset(Settings.__dataclass_fields__))
        return _merge_document(context, path, document, watch, dry_run=dry_run)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of what a pipe gives within PIPE_S, at most 64 MiB. Raises FileError."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISFIFO(mode)):
            raise FileError(f"{path} is not a file. Save what it gives to one, and name that.")
        if stat.S_ISFIFO(mode):
            data = _read_pipe(path)
        else:
            with path.open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from None
    if len(data) > MAX_FILE_BYTES:
        raise FileError(f"{path} is larger than 64 MiB; that is no file of this program.")
    return data


def _read_pipe(path: Path) -> bytes:
    """What comes through a pipe until its end, or until it is too much; nothing where nobody writes to it."""
    deadline, data = time.monotonic() + PIPE_S, bytearray()
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        while len(data) <= MAX_FILE_BYTES:
            if not select.select([handle], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise FileError(
                    f"{path} did not come to its end in {PIPE_S} seconds. Save it to a file, and name that."
                )
            chunk = os.read(handle, 2**16)
            if not chunk:
                break
            data += chunk
    finally:
        os.close(handle)
    return bytes(data)


def write_file(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all, but never over a database. Raises FileError."""
    try:
        path = Path(os.path.realpath(path))  # through a link, as whoever made it expects
        if path.is_symlink():
            raise FileError(f"{path} cannot be written: links lead in a circle. Nothing was changed.")
        if is_sqlite(path):
            raise FileError(f"{path} is a database, and is left as it is. Name another file.")
        write_whole(path, data)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None


def backup(context: AppContext, path: Path) -> str:
    """A consistent copy of the database while it is in use."""
    context.store.backup(path)
    return f"Copied the database to {path}."


def _write_zip(path: Path, history: History) -> None:
    with tempfile.SpooledTemporaryFile(max_size=MAX_FILE_BYTES) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in write_tables(history).items():
                archive.writestr(name, text)
        file.seek(0)
        write_file(path, file.read())


def check(path: Path) -> list[str]:
    """The faults of the database at `path` and of the program's own files, as sentences that say what mends them.

    Raises DatabaseLockedError where another program keeps the database locked.
    """
    faults = library_faults(data_folder())
    try:
        result = examine_file(path, None if faults else load_library().exercises)
    except DatabaseLockedError:
        raise DatabaseLockedError(
            f"{path} is locked by another program, so it could not be checked. That is no fault of it: "
            "close the other program, or try again later."
        ) from None
    return [*result.damage, *result.journal_faults, *faults]

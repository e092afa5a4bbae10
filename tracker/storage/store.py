"""The database of one person: opened and migrated, written in transactions, undone, copied, checked."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.core.errors import StorageError
from tracker.core.model import Exercise
from tracker.storage import errors, files, journal, mappers
from tracker.storage.check_cache import CheckCache, FileState, file_state
from tracker.storage.queries import Queries

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.storage.sync.state import SyncState
    from tracker.storage.unit_of_work import UnitOfWork

# How long a read or a write waits for another program unless told, and how long between attempts, in seconds.
LOCK_WAIT_S, LOCK_RETRY_S = 2.0, 0.002


class Store(Queries):
    """The database at `path`; `exercises` are those that ship with the program.

    A database that is missing is made where `create` allows it. Raises MissingDatabaseError where it does not, and
    StorageError where backups show that there was one, or where the file cannot be used; it is then left as it is.
    The store belongs to the thread that opened it. sqlite_utils, which takes a while to load, is loaded with the first
    write, since most starts only read. In the folder that `cache` returns is remembered which files were checked.
    """

    def __init__(
        self,
        path: Path,
        exercises: tuple[Exercise, ...],
        *,
        timeout: float = LOCK_WAIT_S,
        create: bool = True,
        cache: Callable[[], Path] | None = None,
    ) -> None:
        files.refuse_lost(path)
        if files.is_absent(path):
            if not create or not path.parent.is_dir():
                raise errors.missing_error(path)
            if not path.exists():
                _create(path, exercises)
        files.delete_unfinished(path)
        counter, state = files.validate_header(path), file_state(path)
        with errors.translate_errors(path):
            super().__init__(path, files.connect(path, timeout), exercises)
        self._timeout = timeout
        self._db: Database | None = None
        self._writes = 0
        self._must_commit = False
        self._check_lock = Lock()
        self._check_cache = CheckCache(path, cache)
        # The state in which the file was found sound; and a state with its change counter, where that is known.
        self._intact: FileState | None = None
        self._counter = None if counter is None or state is None else (state, counter)
        try:
            with errors.translate_errors(path):
                self._bring_up_to_date()
        except BaseException:
            self._conn.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._conn.close()

    @contextmanager
    def transaction(self, label: str, at: str) -> Iterator[UnitOfWork]:
        """Write as one transaction and one entry of the undo journal; nothing is stored where the block raises.

        `label` is what undo names the change by, `at` the instant in UTC, `2026-01-05T06:41:10Z`. The transaction takes
        the write lock at once (BEGIN IMMEDIATE), so every query of this store within the block reads what no other
        program can change before it ends. A block that changes nothing makes no entry and keeps what can be redone.
        Raises StorageError; DatabaseLockedError after the store's timeout where another program keeps the lock.
        """
        from tracker.storage.unit_of_work import UnitOfWork

        db = self._database()
        with self.exclusive():
            self._conn.execute("SAVEPOINT entry")
            try:
                number = journal.begin(self._conn, label, at)
                yield UnitOfWork(db)
                if journal.finish(self._conn, number):
                    self._note_write()
                else:
                    self._conn.execute("ROLLBACK TO entry")
            except BaseException:
                # SQLite may have ended the transaction already, as on a full disk.
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK TO entry")
                raise
            self._conn.execute("RELEASE entry")

    @contextmanager
    def merging(self) -> Iterator[SyncState]:
        """Write what other machines wrote, as one transaction that is no entry of the undo journal."""
        from tracker.storage.sync.state import SyncState

        with self.exclusive():
            yield SyncState(self._conn, self.path)
            self._note_write()

    @property
    def has_written(self) -> bool:
        """Whether this store has written anything."""
        return self._writes > 0

    def is_exchanged(self) -> bool:
        """Whether what is recorded is exchanged with other machines. Raises StorageError."""
        with errors.translate_errors(self.path):
            return bool(self._conn.execute("SELECT EXISTS (SELECT 1 FROM sync_setup)").fetchone()[0])

    @contextmanager
    def sync_state(self) -> Iterator[SyncState]:
        """Read the state of the exchange with other machines. Raises StorageError."""
        from tracker.storage.sync.state import SyncState

        with errors.translate_errors(self.path):
            yield SyncState(self._conn, self.path)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other programs from writing until the block ends, so that what is read in it is still true then.

        Each `transaction` in it is an entry of its own, and all are on disk when the block ends, or none where it
        raises. Within another exclusive block it is part of that one.
        """
        if self._is_reading:
            raise RuntimeError("a write within a read transaction would be lost")
        if self._conn.in_transaction:
            yield
            return
        with errors.translate_errors(self.path):
            self.ensure_intact()
            # What a write needs takes long to load on a busy machine: longer than others wait for the lock.
            self._database()
            self._lock()
            self._must_commit = False
            try:
                # Another program may have written before the lock was taken.
                self.ensure_intact()
                data_version = self._data_version()
                yield
                if self._must_commit:
                    self._conn.execute("COMMIT")
                    self._note_commit(data_version)
                else:
                    self._conn.execute("ROLLBACK")
            except BaseException:
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise

    def undo(self) -> str | None:
        """Undo the last change, whoever made it, and return its label; None if there is none."""
        return self._play(journal.undo)

    def redo(self) -> str | None:
        """Redo the change that was undone last and return its label; None if there is none."""
        return self._play(journal.redo)

    def version(self) -> int:
        """A number that grows with every write of this store or of another program."""
        with errors.translate_errors(self.path):
            return self._data_version() + self._writes

    def ensure_intact(self) -> None:
        """Raise DamagedDatabaseError where `doctor` would find damage.

        A file that has not changed since it was found sound, by this run of the program or another, is not checked
        again.
        """
        with self._check_lock, errors.translate_errors(self.path):
            if not self._is_known_intact():
                self._check(self._conn)

    def precheck_integrity(self) -> None:
        """Check the file from any thread, so that the first write need not; a write that comes meanwhile waits.

        A fault is not raised here but by the first write, which checks again.
        """
        with self._check_lock, suppress(StorageError), errors.translate_errors(self.path):
            if not self._is_known_intact():
                with closing(files.connect(self.path, self._timeout)) as conn:
                    conn.execute(f"PRAGMA cache_size = {files.SCAN_CACHE_PAGES}")
                    self._check(conn)

    def _is_known_intact(self) -> bool:
        state = file_state(self.path)
        if state is None or state == self._intact:
            return state is not None
        record = self._check_cache.recall()
        if record is None or record[0] != state or (self._counter not in (None, record) and self._counter[0] == state):
            return False
        self._intact, self._counter = state, record
        return True

    def _check(self, conn: sqlite3.Connection) -> None:
        from tracker.storage.backup import health

        state = file_state(self.path)
        health.ensure_intact(conn, self.path, self._library)
        if state == file_state(self.path):
            self._intact = state
            if self._counter is not None and self._counter[0] == state:
                self._check_cache.remember(*self._counter)

    def _lock(self) -> None:
        """Begin a transaction that may write, waiting for other programs.

        SQLite waits longer and longer between its attempts, and so hardly ever gets a turn beside two busy writers.
        """
        deadline = time.monotonic() + self._timeout
        while True:
            try:
                self._conn.execute("PRAGMA busy_timeout = 0")
                self._conn.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            else:
                return
            finally:
                self._conn.execute(f"PRAGMA busy_timeout = {int(self._timeout * 1000)}")
            time.sleep(LOCK_RETRY_S)

    def _note_write(self) -> None:
        self._must_commit = True
        self._writes += 1

    def _note_commit(self, data_version: int) -> None:
        """Take the file that this store has just written for sound, unless another program has written since."""
        state = file_state(self.path)
        if state is None or self._data_version() != data_version:
            self._intact = None
            return
        counter = self._counter[1] + 1 if self._counter is not None and self._counter[0] == self._intact else None
        self._intact, self._counter = state, None if counter is None else (state, counter)
        if self._counter is not None:
            self._check_cache.remember(*self._counter)

    def _data_version(self) -> int:
        (version,) = self._conn.execute("PRAGMA data_version").fetchone()
        return int(version)

    def backup(self, to: Path) -> None:
        """Write a consistent copy to `to`, while other programs may go on writing.

        Raises StorageError where there is a file at `to`, which is not overwritten.
        """
        from tracker.storage.backup import copying

        copying.copy(self._conn, self.path, to)

    def _database(self) -> Database:
        if self._db is None:
            load_writer()
            from sqlite_utils import Database

            self._db = Database(self._conn, execute_plugins=False)
        return self._db

    def _bring_up_to_date(self) -> None:
        if files.schema_version(self._conn, self.path) < files.SCHEMA_VERSION:
            self._migrate()
        if self._conn.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            self.ensure_intact()
            self._conn.execute("PRAGMA journal_mode = DELETE")
            self._intact = self._counter = None
        known = {row[0] for row in self._conn.execute("SELECT id FROM exercises").fetchall()}
        missing = [mappers.built_in_row(exercise) for exercise in self._library if exercise.id not in known]
        if missing:
            db = self._database()
            with self.exclusive():
                db.table("exercises").insert_all(missing, ignore=True)
                self._note_write()

    def _migrate(self) -> None:
        """Apply pending migrations in one transaction, since two programs may start at once."""
        db = self._database()
        from tracker.storage.migrations import migrations

        with self.exclusive():
            (version,) = self._conn.execute("PRAGMA user_version").fetchone()
            # The other program may have been first,
            if version < files.SCHEMA_VERSION:
                if version:
                    self._back_up_before_update(version)
                migrations.apply(db)
                self._note_write()
        # and may be of a newer version.
        files.schema_version(self._conn, self.path)

    def _back_up_before_update(self, version: int) -> None:
        """Keep a copy of the database as it is, unless there is one of its version."""
        from tracker.storage.backup import copying, listing

        to = listing.backup_before_update(self.path, version)
        if not to.exists():
            with errors.translate_os_errors(to.parent):
                files.make_folder(to.parent)
            # By another connection, since that of the store is in the middle of the transaction.
            with closing(files.connect_to_read(self.path)) as conn:
                copying.copy(conn, self.path, to)

    def _play(self, play: Callable[[sqlite3.Connection], str | None]) -> str | None:
        with self.exclusive(), errors.translate_decoding_errors(self.path):
            label = play(self._conn)
            if label is not None:
                self._note_write()
        return label


def _create(path: Path, exercises: tuple[Exercise, ...]) -> None:
    """Make a new database whole or not at all; one that another program makes at the same time is kept."""
    import tempfile  # needed once in the life of a database

    with errors.translate_os_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=files.unfinished_prefix(path))
        os.close(handle)
        try:
            with Store(Path(name), exercises):
                pass
            _link(Path(name), path)
        except (StorageError, OSError) as error:
            if path.exists():
                return  # another program has made it meanwhile, and deleted ours as unfinished
            if isinstance(error, OSError):
                raise
            raise type(error)(str(error).replace(name, str(path))) from error
        finally:
            Path(name).unlink(missing_ok=True)


def _link(source: Path, target: Path) -> None:
    """Give a file a name that is not taken; where links are not possible it is moved."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        pass
    except OSError:
        source.replace(target)


def load_writer() -> None:
    """Load sqlite_utils, which takes some time, before the first write."""
    from tracker.compat.partial_import import SQLITE_UTILS_UNUSED, import_without

    import_without("sqlite_utils", SQLITE_UTILS_UNUSED)
    from tracker.storage import unit_of_work  # noqa: F401
    from tracker.storage.backup import health  # noqa: F401

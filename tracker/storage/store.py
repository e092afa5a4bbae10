"""The database of one person: opened and migrated, written in transactions, undone, copied, checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.core.errors import StorageError
from tracker.core.model import Exercise
from tracker.storage import errors, files, journal, mappers
from tracker.storage.queries import Queries

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.storage.unit_of_work import UnitOfWork

LOCK_WAIT_S = 2.0


class Store(Queries):
    """The database at `path`, made if it is missing; `exercises` are those that ship with the program.

    It belongs to the thread that opened it. Raises StorageError where the file cannot be used, and leaves it as it is.
    sqlite_utils, which takes a while to load, is loaded with the first write, since most starts only read.
    """

    def __init__(self, path: Path, exercises: tuple[Exercise, ...], *, timeout: float = LOCK_WAIT_S) -> None:
        files.prepare(path)
        with errors.translate_errors(path):
            super().__init__(path, files.connect(path, timeout), exercises)
        self._db: Database | None = None
        self._writes = 0
        self._is_intact = False
        self._precheck_lock = Lock()
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
        Raises StorageError, after LOCK_WAIT_S seconds where another program keeps the lock.
        """
        from tracker.storage.unit_of_work import UnitOfWork

        db = self._database()
        with self._transaction():
            number = journal.begin(self._conn, label, at)
            yield UnitOfWork(db)
            if not journal.finish(self._conn, number):
                self._conn.execute("ROLLBACK")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other programs from writing until the `with` ends, so that what is read within it is still true then.

        A `transaction` within it is part of it, and is on disk when it ends; nothing of it where it fails.
        """
        with self._transaction():
            yield

    def undo(self) -> str | None:
        """Undo the last change, whoever made it, and return its label; None if there is none."""
        return self._play(journal.undo)

    def redo(self) -> str | None:
        """Redo the change that was undone last and return its label; None if there is none."""
        return self._play(journal.redo)

    def can_undo(self) -> str | None:
        """The label of the change that `undo` would take back, or None."""
        return self._label(journal.next_undo)

    def can_redo(self) -> str | None:
        """The label of the change that `redo` would bring back, or None."""
        return self._label(journal.next_redo)

    def version(self) -> int:
        """A number that grows with every write of this store or of another program."""
        with errors.translate_errors(self.path):
            (data_version,) = self._conn.execute("PRAGMA data_version").fetchone()
        return int(data_version) + self._writes

    def check(self) -> list[str]:
        """The faults of the database, as sentences."""
        from tracker.storage.backup import health

        try:
            with errors.translate_errors(self.path):
                return health.check(self._conn, self.path)
        except StorageError as error:
            return [str(error)]

    def ensure_intact(self, *, thorough: bool = False) -> None:
        """Check the file before the first write. Raises DamagedDatabaseError.

        `thorough` checks every row and index too, which takes ten times as long.
        """
        with self._precheck_lock, errors.translate_errors(self.path):
            if thorough or not self._is_intact:
                from tracker.storage.backup import health

                health.ensure_intact(self._conn, self.path, thorough=thorough)
                self._is_intact = True

    def precheck_integrity(self) -> None:
        """Check the file from any thread, so that the first write need not; a write that comes meanwhile waits.

        A fault is not raised here but by the first write, which checks again.
        """
        with self._precheck_lock, suppress(StorageError), errors.translate_errors(self.path):
            if not self._is_intact:
                from tracker.storage.backup import health

                # It could write, since SQLite overlooks some damage in a file that it may only read.
                with closing(files.connect(self.path, LOCK_WAIT_S)) as conn:
                    conn.execute(f"PRAGMA cache_size = {files.SCAN_CACHE_PAGES}")
                    health.ensure_intact(conn, self.path, thorough=False)
                self._is_intact = True

    def backup(self, to: Path) -> None:
        """Write a consistent copy to `to`, while other programs may go on writing.

        Raises StorageError where there is a file at `to`, which is not overwritten.
        """
        from tracker.storage.backup import copying

        copying.copy(self._conn, self.path, to)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One that no other program can write beside; committed where the `with` ends, if it is still open there.

        Within another it is part of that.
        """
        if self._conn.in_transaction:
            yield
            return
        with errors.translate_errors(self.path):
            self.ensure_intact()
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                if self._conn.in_transaction:
                    self._conn.execute("COMMIT")
                    self._writes += 1
            except BaseException:
                # SQLite may have ended the transaction already, as on a full disk.
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise

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
            self.ensure_intact(thorough=True)
            self._conn.execute("PRAGMA journal_mode = DELETE")
        known = {row[0] for row in self._conn.execute("SELECT id FROM exercises").fetchall()}
        missing = [mappers.built_in_row(exercise) for exercise in self._library if exercise.id not in known]
        if missing:
            # An id that seems to be missing may be a damaged one.
            self.ensure_intact(thorough=True)
            db = self._database()
            with self._transaction():
                db.table("exercises").insert_all(missing, ignore=True)

    def _migrate(self) -> None:
        """Apply pending migrations in one transaction, since two programs may start at once."""
        self.ensure_intact(thorough=True)
        db = self._database()
        from tracker.storage.migrations import migrations

        with self._transaction():
            # The other program may have been first,
            if self._conn.execute("PRAGMA user_version").fetchone()[0] < files.SCHEMA_VERSION:
                migrations.apply(db)
        # and may be of a newer version.
        files.schema_version(self._conn, self.path)

    def _play(self, play: Callable[[sqlite3.Connection], str | None]) -> str | None:
        with self._transaction(), errors.translate_decoding_errors(self.path):
            return play(self._conn)

    def _label(self, find: Callable[[sqlite3.Connection], tuple[int, str] | None]) -> str | None:
        with errors.translate_errors(self.path):
            change = find(self._conn)
        return None if change is None else change[1]


def load_writer() -> None:
    """Load sqlite_utils, which takes some time, before the first write."""
    from tracker.compat.partial_import import SQLITE_UTILS_UNUSED, import_without

    import_without("sqlite_utils", SQLITE_UTILS_UNUSED)
    from tracker.storage import unit_of_work  # noqa: F401
    from tracker.storage.backup import health  # noqa: F401

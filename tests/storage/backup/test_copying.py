"""A copy that is made while others write: nobody waits for it, it ends, and it is of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.test_files import log, names
from tests.support.database_faults import database_faults
from tests.support.samples import DAY, LIBRARY, everything
from tracker.core.errors import StorageError
from tracker.storage.backup import copying, health, listing, rotation
from tracker.storage.store import Store


@pytest.fixture
def many(store: Store) -> Store:
    """A store of more pages than fit in some steps."""
    log(store, 300)
    return store


def between_steps(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> list[int]:
    """Copy page by page, and `act` after each step; returns a list that will hold how many pages were left."""
    left: list[int] = []

    class ActingProgress(copying._CopyProgress):
        def __call__(self, status: int, left_now: int, total: int) -> None:
            super().__call__(status, left_now, total)
            left.append(left_now)
            act()

    monkeypatch.setattr(copying, "STEP_PAGES", 1)
    monkeypatch.setattr(copying, "WAIT_S", 0.001)
    monkeypatch.setattr(copying, "_CopyProgress", ActingProgress)
    return left


def at_once(path: Path) -> None:
    """Log a set from another window that gives up rather than wait."""
    with Store(path, LIBRARY, timeout=0) as other:
        log(other)


def test_a_set_logged_while_the_pages_are_copied_does_not_wait_and_is_in_the_copy(
    many: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = between_steps(monkeypatch, lambda: at_once(path) if len(left) == 10 else None)
    made = rotation.make_daily(path, DAY)
    assert made is not None
    assert left[10] > left[9], "begun anew"
    assert len(many.day_sets(DAY)) == 301
    assert everything(made.path) == everything(path)


def test_a_set_logged_while_the_copy_is_checked_does_not_wait(
    many: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = health.check_structure

    def check_and_log(conn: sqlite3.Connection, of: Path) -> health.CheckResult:
        monkeypatch.setattr(health, "check_structure", check)
        conn.execute("BEGIN")
        result = check(conn, of)
        at_once(path)
        conn.execute("COMMIT")
        return result

    monkeypatch.setattr(health, "check_structure", check_and_log)
    before = everything(path)
    made = rotation.make_daily(path, DAY)
    assert made is not None
    assert everything(made.path) == before
    assert len(many.day_sets(DAY)) == 301


@pytest.mark.usefixtures("many")
def test_a_copy_is_made_however_often_others_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_waiting: list[StorageError] = []

    def write() -> None:
        try:
            at_once(path)
        except StorageError as error:
            kept_waiting.append(error)

    left = between_steps(monkeypatch, write)
    made = rotation.make_daily(path, DAY)
    assert made is not None
    assert len(left) - len(kept_waiting) <= copying.MAX_RESTARTS + 1
    assert database_faults(made.path) == []
    assert everything(made.path) == everything(path)


@pytest.mark.usefixtures("many")
def test_a_copy_gives_up_where_another_program_keeps_the_database_for_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        between_steps(monkeypatch, lambda: other.in_transaction or other.execute("BEGIN EXCLUSIVE"))
        with pytest.raises(StorageError, match="Another program is using the database"):
            rotation.make_daily(path, DAY)
    assert names(listing.folder_of(path)) == []


def test_what_cannot_be_read_is_said_of_the_database_and_not_of_the_copy(many: Store, path: Path) -> None:
    many.close()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(StorageError, match=r"backtracker\.db is damaged"):
        rotation.make_daily(path, DAY)

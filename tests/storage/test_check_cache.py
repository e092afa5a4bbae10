"""A file that was found sound is not checked again until somebody changes it, and is checked whenever somebody has."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.samples import AT, DAY, LIBRARY
from tracker.core.errors import StorageError
from tracker.core.model import CheckIn, SetLog
from tracker.storage.backup import health
from tracker.storage.store import Store


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The database of each check that was made."""
    paths: list[Path] = []
    ensure_intact = health.ensure_intact

    def noted(conn: sqlite3.Connection, path: Path, library: object) -> None:
        paths.append(path)
        ensure_intact(conn, path, LIBRARY)

    monkeypatch.setattr(health, "ensure_intact", noted)
    return paths


@pytest.fixture
def database(path: Path, cache: Path) -> Path:
    """A database that was just written to."""
    write(path, cache)
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of the records."""
    return tmp_path / "cache" / "folder"


def write(path: Path, cache: Path, pain: int = 1) -> None:
    """One change by a program that starts for it."""
    with (
        Store(path, LIBRARY, cache=lambda: cache) as store,
        store.transaction("Morning", AT) as change,
    ):
        change.put(CheckIn(DAY, pain))


def test_what_this_program_wrote_is_not_checked_again_by_its_next_run(
    database: Path, cache: Path, checks: list[Path]
) -> None:
    for pain in (2, 3, 4):
        write(database, cache, pain)
    assert checks == []


def test_one_run_checks_once_however_often_it_writes(database: Path, checks: list[Path]) -> None:
    with Store(database, LIBRARY) as store:
        for pain in (2, 3, 4):
            with store.transaction("Morning", AT) as change:
                change.put(CheckIn(DAY, pain))
            store.undo()
            store.redo()
    assert checks == [database]


def test_two_windows_know_of_each_others_writes(database: Path, cache: Path, checks: list[Path]) -> None:
    with Store(database, LIBRARY, cache=lambda: cache) as one, Store(database, LIBRARY, cache=lambda: cache) as other:
        for pain in range(2, 6):
            for store in (one, other):
                with store.transaction("Morning", AT) as change:
                    change.put(CheckIn(DAY, pain))
                    change.add_sets(DAY, [SetLog("bird-dog", reps=pain)])
    assert checks == []


def _by_another_program(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("UPDATE checkins SET pain = 5")


def _by_a_copy(database: Path) -> None:
    content = database.read_bytes()
    database.unlink()
    database.write_bytes(content)


def _touched(database: Path) -> None:
    os.utime(database, ns=(1, 1))


def _with_its_time_put_back(database: Path) -> None:
    before = database.stat()
    _by_another_program(database)
    os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [_by_another_program, _by_a_copy, _touched, _with_its_time_put_back])
def test_a_file_that_another_program_may_have_changed_is_checked_once(
    database: Path, cache: Path, checks: list[Path], change: Callable[[Path], None]
) -> None:
    change(database)
    write(database, cache, 2)
    write(database, cache, 3)
    assert checks == [database]


def test_a_change_of_another_program_is_noticed_by_a_window_that_is_open(database: Path, checks: list[Path]) -> None:
    with Store(database, LIBRARY) as store:
        with store.transaction("Morning", AT) as change:
            change.put(CheckIn(DAY, 2))
        checks.clear()
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("UPDATE checkins SET note = 'elsewhere'")
            other.execute("PRAGMA ignore_check_constraints = ON")
            other.execute("UPDATE checkins SET pain = 77")
        before = database.read_bytes()
        with pytest.raises(StorageError, match="is damaged"), store.transaction("Morning", AT) as change:
            change.put(CheckIn(DAY, 3))
        assert checks == [database]
        assert database.read_bytes() == before


@pytest.mark.parametrize("record", [b"", b"[]", b"\xff", b'["x", 1, 2, 3, 4]', b"{}", b"0" * 500])
def test_a_record_that_cannot_be_read_is_as_good_as_none(
    database: Path, cache: Path, checks: list[Path], record: bytes
) -> None:
    (file,) = cache.iterdir()
    file.write_bytes(record)
    write(database, cache, 2)
    assert checks == [database]
    write(database, cache, 3)
    assert checks == [database]


def test_without_a_folder_for_records_the_program_works_and_checks(path: Path, checks: list[Path]) -> None:
    nowhere = path.parent / "a file"
    nowhere.touch()
    write(path, nowhere)
    write(path, nowhere, 2)
    assert path in checks


def test_nothing_of_the_records_is_kept_beside_the_database(database: Path) -> None:
    assert [file.name for file in database.parent.iterdir()] == ["backtracker.db"]

"""Disks without room, files that go away or are replaced, places where none can be: a sentence, nothing half done."""

from __future__ import annotations

import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.database_faults import database_faults
from tests.support.full_disk import no_file_longer_than
from tests.support.samples import AT, DAY, LIBRARY, everything
from tracker.core.errors import StorageError
from tracker.core.model import CheckIn, SetLog
from tracker.storage.store import Store


def names(folder: Path) -> list[str]:
    """What is in it."""
    return sorted(file.name for file in folder.iterdir())


def writing_files(folder: Path) -> list[list[str]]:
    """A call of each command that writes a file, one of each sort."""
    return [
        ["export", f"{folder}/all.json"], ["export", f"{folder}/all.zip"], ["backup", f"{folder}/copy.db"],
        ["report", "-o", f"{folder}/report.html"], ["report", "-o", f"{folder}/report.md"],
        ["doctor", "--rescue", f"{folder}/saved.json"],
    ]  # fmt: skip


def log(store: Store, count: int = 1) -> None:
    """Some sets in one change."""
    with store.transaction("Sets", AT) as change:
        change.add_sets(DAY, [SetLog("bird-dog", reps=5)] * count)


@pytest.mark.parametrize("size", [0, 512, 4096, 20_000])
def test_without_room_nothing_is_stored_whatever_the_moment_and_the_same_call_works_later(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "backtracker.db"
    with Store(path, LIBRARY) as store:
        log(store)
        before = everything(path)
        with no_file_longer_than(size), pytest.raises(StorageError, match="nothing was stored"):
            log(store, 500)
        assert everything(path) == before
        assert database_faults(store.path, LIBRARY) == []
        log(store, 500)
        assert len(store.day_sets(DAY)) == 501


def test_commands_on_a_full_disk_say_so_and_lose_nothing(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5")
    folder = planned.database.parent
    before = planned.database.read_bytes()
    with no_file_longer_than(0):
        for words in (["log", "bird-dog", "5"], ["undo"], *writing_files(folder)):
            refused = planned(*words, fails=1)
            assert len(refused.err) > 40
        assert planned("today", "--json").json["date"] == "2026-11-22"
    assert planned.database.read_bytes() == before
    assert names(folder) == ["backtracker.db"]
    planned("log", "bird-dog", "5")


def test_a_new_database_for_which_there_is_no_room_is_made_when_there_is(run: Backtracker) -> None:
    with no_file_longer_than(0):
        run("checkin", "0", fails=1)
    run("checkin", "0")
    assert database_faults(run.database) == []


def _by_another_database(path: Path) -> None:
    with Store(path.with_name("other.db"), LIBRARY) as other:
        log(other, 3)
    path.with_name("other.db").replace(path)


def _by_a_copy_of_itself(path: Path) -> None:
    shutil.copy(path, path.with_name("twin.db"))
    path.with_name("twin.db").replace(path)


def _by_nothing(path: Path) -> None:
    path.unlink()


def _by_nothing_as_the_whole_folder_went(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    "replace", [_by_another_database, _by_a_copy_of_itself, _by_nothing, _by_nothing_as_the_whole_folder_went]
)
def test_nothing_is_logged_into_a_file_that_is_no_longer_the_one_at_its_path(tmp_path: Path, replace: object) -> None:
    path = tmp_path / "data" / "backtracker.db"
    path.parent.mkdir()
    with Store(path, LIBRARY) as store:
        log(store)
        assert callable(replace)
        replace(path)
        left = path.read_bytes() if path.exists() else None
        for write in (lambda: log(store), store.undo):
            with pytest.raises(StorageError, match="nothing was stored"):
                write()
        assert (path.read_bytes() if path.exists() else None) == left
        assert not path.with_name("backtracker.db-journal").exists()


def test_a_copy_written_over_the_file_while_it_is_open_is_seen_at_the_next_look(tmp_path: Path) -> None:
    path = tmp_path / "backtracker.db"
    with Store(path, LIBRARY) as store:
        log(store)
        store.backup(tmp_path / "copy.db")
        log(store)
        version = store.version()
        path.write_bytes((tmp_path / "copy.db").read_bytes())
        assert store.version() != version
        assert len(store.day_sets(DAY)) == 1
        log(store)
        assert database_faults(store.path, LIBRARY) == []


def test_a_database_in_a_place_where_no_file_can_be_is_said(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("mine")
    for path in (tmp_path / "a file" / "x.db", tmp_path / ("n" * 300), Path("/proc/nowhere/x.db")):
        for words in (["today"], ["checkin", "0"], ["backup", f"{tmp_path}/copy.db"]):
            assert path.name in run("--db", path, *words, fails=1).err
        run("--db", path, "backup", "--restore", "x", fails=2)
        assert path.name in run("doctor", "--db", path, fails=1).out
    run("backup", "--restore", "n" * 300, fails=1)


def test_what_is_written_beside_the_database_is_for_the_owner_alone(planned: Backtracker) -> None:
    folder = planned.database.parent
    planned("log", "bird-dog", "5")
    for words in writing_files(folder):
        planned(*words)
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert len(names(folder)) == 7
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_many_days_of_changes_by_hand_leave_one_file_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "backtracker.db"
    with Store(path, LIBRARY) as store:
        for number in range(20):
            with store.transaction("Morning", AT) as change:
                change.put(CheckIn(DAY + timedelta(number), 0))
            assert names(tmp_path) == ["backtracker.db"]

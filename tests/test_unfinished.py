"""What a killed program leaves of a file that it was writing is gone after the next file is written beside it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.killed_at_event import killed_after
from tests.support.samples import LIBRARY
from tracker.exchange.sync.folder import OwnFolder
from tracker.service.files.import_export import write_file
from tracker.storage.store import Store
from tracker.unfinished import unfinished_file

MOST_EVENTS = 100


def _export(folder: Path) -> None:
    write_file(folder / "all.json", b"new")


def _backup(folder: Path) -> None:
    with Store(folder.parent / "my.db", LIBRARY) as store:
        store.backup(folder / "copy.db")


def _publish(folder: Path) -> None:
    OwnFolder(folder.parent, folder.name).write("2026.sync", b"version", b"content")


@pytest.mark.parametrize("work", [_export, _backup, _publish])
def test_a_file_whose_writing_was_killed_at_any_point_is_whole_or_old_and_leaves_nothing_beside_it(
    tmp_path: Path, work: Callable[[Path], None]
) -> None:
    Store(tmp_path / "my.db", LIBRARY).close()
    left = 0
    for count in range(MOST_EVENTS):
        folder = tmp_path / f"{count}"
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
        was_killed = killed_after(folder, count, lambda folder=folder: work(folder))  # type: ignore[misc]
        left += any(file.name.startswith(".") for file in folder.iterdir())
        write_file(folder / "another.json", b"another")
        names = {file.name for file in folder.iterdir()}
        assert names <= {"mine.txt", "another.json", "all.json", "copy.db", "2026.sync"}
        assert {"mine.txt", "another.json"} <= names
        if not was_killed:
            break
    assert not was_killed
    assert left > 1


def test_what_another_program_is_writing_is_left_alone(tmp_path: Path) -> None:
    with unfinished_file(tmp_path / "a.json") as (_, name):
        name.write_bytes(b"half")
        write_file(tmp_path / "b.json", b"b")
        assert name.read_bytes() == b"half"
        name.replace(tmp_path / "a.json")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.touch()
    others = [".a.json.swp", "a.json.backtracker-abcdefgh", ".backtracker-abcdefgh", ".a.json.backtracker-abc"]
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".a.json.backtracker-00000000").symlink_to(target)
    (tmp_path / ".a.json.backtracker-11111111").mkdir()
    before = sorted(file.name for file in tmp_path.iterdir())
    write_file(tmp_path / "a.json", b"a")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*before, "a.json"])


def test_a_file_taken_for_an_abandoned_one_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock

    def be_late(handle: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        for file in tmp_path.iterdir():
            file.unlink()
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", be_late)
    write_file(tmp_path / "a.json", b"a")
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_where_files_cannot_be_locked_they_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError

    monkeypatch.setattr(fcntl, "flock", refuse)
    write_file(tmp_path / "a.json", b"a")
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]

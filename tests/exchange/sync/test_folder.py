"""The folder between machines: what is written, and what of others is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.core.errors import FileError
from tracker.exchange.sync.folder import (
    MARKER,
    Marker,
    OwnFolder,
    UnreadableFileError,
    UpdateFile,
    files,
    layout,
    machines,
    read_marker,
    read_update,
)

TODAY = date(2026, 11, 28)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    own = OwnFolder(tmp_path, "laptop-1")
    own.write("2026.sync", b"v1", b"content")
    assert machines(tmp_path) == ["laptop-1"]
    assert [state.name for state in files(tmp_path, "laptop-1")] == ["2026.sync"]
    assert read_update(tmp_path / "laptop-1" / "2026.sync") == b"content"
    assert own.holds("2026.sync", b"v1")
    assert not own.holds("2026.sync", b"v2")
    assert not own.holds("2025.sync", b"v1")


def test_a_file_cut_anywhere_is_refused_and_is_not_held(tmp_path: Path) -> None:
    own = OwnFolder(tmp_path, "laptop-1")
    own.write("2026.sync", b"v1", b"content")
    path = tmp_path / "laptop-1" / "2026.sync"
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableFileError, match="has not come whole yet"):
            read_update(path)
        assert not own.holds("2026.sync", b"v1")


def test_a_file_with_any_byte_changed_is_refused(tmp_path: Path) -> None:
    OwnFolder(tmp_path, "laptop-1").write("2026.sync", b"v1", b"content")
    path = tmp_path / "laptop-1" / "2026.sync"
    data = path.read_bytes()
    version_bytes = range(19, 19 + 32)  # says what is in the file to its writer alone
    for place in set(range(len(data))) - set(version_bytes):
        changed = bytearray(data)
        changed[place] ^= 0x11
        path.write_bytes(changed)
        if place not in range(83, 91) or changed[83:91] > data[83:91]:
            with pytest.raises(UnreadableFileError):
                read_update(path)


def test_a_file_of_a_newer_program_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "x.sync"
    path.write_bytes(b"backtracker sync 2\nsomething new")
    with pytest.raises(UnreadableFileError, match="newer Backtracker"):
        read_update(path)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_update(tmp_path)


def test_the_marker_is_read_as_written_and_nonsense_is_none(tmp_path: Path) -> None:
    marker = Marker("Läptop", 3, "token", "host")
    OwnFolder(tmp_path, "laptop-1").write_marker(marker)
    assert read_marker(tmp_path, "laptop-1") == marker
    for text in (
        "",
        "[]",
        "{",
        '{"format": "x"}',
        '{"format": "backtracker-sync-machine", "number": true}',
        "[" * 9999,
    ):
        (tmp_path / "laptop-1" / MARKER).write_text(text, encoding="utf-8")
        assert read_marker(tmp_path, "laptop-1") is None
    assert read_marker(tmp_path, "gone") is None


def test_a_name_of_many_lines_is_one_short_line(tmp_path: Path) -> None:
    OwnFolder(tmp_path, "laptop-1").write_marker(Marker("a\n\tb " + "c" * 9000, 3, "token", "host"))
    marker = read_marker(tmp_path, "laptop-1")
    assert marker is not None
    assert marker.name == "a b " + "c" * 36
    OwnFolder(tmp_path, "laptop-1").write_marker(Marker(" \n", 3, "token", "host"))
    marker = read_marker(tmp_path, "laptop-1")
    assert marker is not None
    assert marker.name == "laptop-1"


def test_a_file_that_cannot_be_removed_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    own = OwnFolder(tmp_path, "laptop-1")
    own.write("2026.sync", b"v1", b"content")
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileError, match="cannot be removed"):
        own.remove_others([])


def test_what_is_not_a_machine_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.sync").touch()
    (tmp_path / "photos").mkdir()
    (tmp_path / "note.sync").touch()
    assert machines(tmp_path) == []
    with pytest.raises(FileError, match="cannot be read"):
        machines(tmp_path / "gone")


def test_what_a_carrier_renamed_after_a_conflict_is_read_too_and_hidden_files_are_not(tmp_path: Path) -> None:
    own = OwnFolder(tmp_path, "laptop-1")
    own.write("2026-11.sync-conflict-20261128-ABC.sync", b"v", b"a")
    own.write("2026-11.sync", b"v", b"b")
    (tmp_path / "laptop-1" / ".2026-11.sync.backtracker-abcdefgh").touch()
    (tmp_path / "laptop-1" / ".syncthing.2026-11.sync").touch()
    names = [state.name for state in files(tmp_path, "laptop-1")]
    assert names == ["2026-11.sync", "2026-11.sync-conflict-20261128-ABC.sync"]
    own.remove_others(["2026.sync"])
    assert [state.name for state in files(tmp_path, "laptop-1")] == names[1:]
    assert files(tmp_path, "gone") == list[UpdateFile]()


def test_only_the_file_of_the_day_grows_and_older_days_are_put_together() -> None:
    days = {1: "2024-02-01", 2: "2024-07-09", 3: "2026-10-31", 4: "2026-11-02", 5: "2026-11-27", 6: "2026-11-28"}
    assert layout(days, TODAY) == {
        "2024.sync": (1, 2),
        "2026.sync": (3,),
        "2026-11.sync": (4, 5),
        "2026-11-28.sync": (6,),
    }


def test_a_day_that_is_ahead_of_the_clock_is_kept_like_an_old_one() -> None:
    assert layout({1: "2031-03-04", 2: "2026-11-28"}, TODAY) == {"2031.sync": (1,), "2026-11-28.sync": (2,)}


def test_a_folder_that_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "laptop-1").write_text("a file where the folder should be")
    with pytest.raises(FileError, match="cannot be written"):
        OwnFolder(tmp_path, "laptop-1").write("2026.sync", b"v", b"a")
    with pytest.raises(FileError, match="cannot be written"):
        OwnFolder(tmp_path / "gone", "laptop-1").write("2026.sync", b"v", b"a")
    assert [path.name for path in tmp_path.iterdir()] == ["laptop-1"]

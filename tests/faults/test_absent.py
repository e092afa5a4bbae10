"""A database that is not there, or of zero bytes, is never taken for an empty life."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.database_faults import database_faults
from tests.support.samples import everything
from tracker import paths
from tracker.core.errors import StorageError
from tracker.service.files.daily_backup import daily_backup
from tracker.tui.database_worker import DatabaseWorker

READING = (
    ["today"], ["today", "--json"], ["suggest"], ["plan"], ["settings"], ["history"], ["undo"], ["redo"],
    ["resume"], ["accept", "bird-dog"], ["export", "all.json"], ["report", "-o", "report.html"], ["backup", "copy.db"],
)  # fmt: skip
WRITING = (
    ["log", "bird-dog", "5"], ["done"], ["checkin", "0"], ["skip", "bird-dog", "--reason", "time"], ["pause"],
    ["plan", "set", "bird-dog"], ["plan", "start", "gentle"], ["settings", "weeks_required", "3"],
    ["import", "history.json"],
)  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "history.json").write_text('{"format": "backtracker-history", "version": 1}')


def files(folder: Path) -> list[str]:
    """The names of all files below a folder."""
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_only_reads_makes_no_database(run: Backtracker, tmp_path: Path, words: list[str]) -> None:
    assert "There is no database" in run(*words, fails=1).err
    assert files(tmp_path) == ["history.json"]


def test_a_database_that_was_there_is_said_to_be_gone_or_to_be_empty(run: Backtracker) -> None:
    run("checkin", "0")
    run.database.with_name(f"{run.database.name}-journal").touch()
    run.database.write_bytes(b"")
    assert f"The database {run.database} is empty, but was there before." in run("today", fails=1).err
    run.database.unlink()
    assert f"The database {run.database} is not there, but was there before." in run("today", fails=1).err


def test_status_says_that_there_is_no_database_and_ends_well(run: Backtracker, tmp_path: Path) -> None:
    assert run("status").out.startswith("There is no database")
    assert (run("status", "--short").out, run("status", "--left").out) == ("no database\n", "")
    assert files(tmp_path) == ["history.json"]


def test_what_ships_is_found_without_a_database(run: Backtracker, tmp_path: Path) -> None:
    assert "bird-dog" in run("library", "bird").out
    assert run("library", "--json").json["exercises"]
    assert run("suggest", "--history", "history.json").out
    assert str(run.database) in run("path").out
    assert files(tmp_path) == ["history.json"]


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_the_folder_of_a_database_named_by_hand_is_never_made(
    run: Backtracker, tmp_path: Path, words: list[str]
) -> None:
    assert "there is no folder" in run("--db", tmp_path / "stick" / "my.db", *words, fails=1).err
    assert not (tmp_path / "stick").exists()


def test_the_folder_of_the_default_database_is_made_by_what_writes(
    run: Backtracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.DATABASE_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert "It is made with the first entry." in run("today", fails=1).err
    assert not (tmp_path / "home").exists()
    run("checkin", "0")
    assert run("today", "--json").json["checkin"]["pain"] == 0


def _journal(database: Path) -> None:
    database.with_name("backtracker.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")


def _backup(database: Path) -> None:
    folder = database.parent / "backups"
    folder.mkdir()
    (folder / "backtracker-2026-11-20.db").write_bytes(b"")


@pytest.mark.parametrize("trace", [_journal, _backup])
@pytest.mark.parametrize("zero_bytes", [False, True])
@pytest.mark.parametrize("words", [*READING, *WRITING, ["status"], ["library"], ["status", "--short"]], ids=" ".join)
def test_where_backups_or_a_journal_are_left_every_command_names_the_way_back(
    run: Backtracker, words: list[str], zero_bytes: bool, trace: object
) -> None:
    assert callable(trace)
    trace(run.database)
    if zero_bytes:
        run.database.touch()
    before = files(run.database.parent)
    assert "backup --restore" in run(*words, fails=1).err
    assert "backup --restore" in run("doctor", fails=1).out
    assert files(run.database.parent) == before


def test_an_export_of_nothing_does_not_replace_a_good_file(run: Backtracker, tmp_path: Path) -> None:
    run.begin()
    (tmp_path / "all.json").write_text("good")
    for name in ("all.json", "all.zip"):
        assert "Nothing is recorded yet" in run("export", name, fails=1).err
    assert (tmp_path / "all.json").read_text() == "good"
    assert not (tmp_path / "all.zip").exists()


@pytest.fixture
def lost(planned: Backtracker) -> tuple[Backtracker, dict[str, object]]:
    """A record that was backed up, whose database has gone; and what was in it."""
    planned("log", "bird-dog", "5", "3")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    before = everything(planned.database)
    planned.database.unlink()
    return planned, dict(before)


def test_a_backup_takes_the_place_of_a_database_that_is_gone(lost: tuple[Backtracker, dict[str, object]]) -> None:
    run, before = lost
    assert "Brought back backtracker-2026-11-22.db with 2 sets" in run("backup", "--restore", "2026-11-22").out
    assert everything(run.database) == before
    assert database_faults(run.database) == []
    assert files(run.database.parent) == ["backtracker-2026-11-22.db", "backtracker.db"]


def test_a_backup_takes_the_place_of_one_of_zero_bytes_whose_journal_cannot_be_played_into_it(
    lost: tuple[Backtracker, dict[str, object]],
) -> None:
    run, before = lost
    run.database.touch()
    _journal(run.database)
    run("backup", "--restore", "2026-11-22")
    assert everything(run.database) == before
    assert database_faults(run.database) == []


def test_a_backup_with_a_damaged_header_is_no_obstacle_to_another(planned: Backtracker) -> None:
    planned("log", "bird-dog", "5", "3")
    assert daily_backup(planned.database, date(2026, 11, 21)) is not None
    planned("log", "knee-rolls", "4")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    damaged = planned.database.parent / "backups" / "backtracker-2026-11-22.db"
    content = damaged.read_bytes()
    for place in (0, 16, 18, 20, 28, 44, 56, 60, 68, 96):
        damaged.write_bytes(content[:place] + b"\xee\xee" + content[place + 2 :])
        assert "backtracker-2026-11-21.db  Saturday, 2 sets and 0 check-ins" in planned("backup", "--list").out
        assert "Brought back" in planned("backup", "--restore", "2026-11-21").out
        planned("undo")


@pytest.mark.parametrize("place", [*range(0, 16, 5), 18, 60, 63, 68, 71])
def test_a_database_with_a_damaged_header_is_replaced_by_its_backup_and_kept(planned: Backtracker, place: int) -> None:
    planned("log", "bird-dog", "5", "3")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    content = planned.database.read_bytes()
    planned.database.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
    damaged = planned.database.read_bytes()
    planned("backup", "--restore", "2026-11-22")
    assert planned.database.with_name("backtracker-damaged-1.db").read_bytes() == damaged
    assert planned("doctor").out


def test_another_program_s_database_is_not_replaced_by_a_backup_from_elsewhere(
    planned: Backtracker, tmp_path: Path
) -> None:
    planned("backup", "copy.db")
    with closing(sqlite3.connect(tmp_path / "habits.db")) as conn:
        conn.execute("CREATE TABLE habits (id)")
    before = (tmp_path / "habits.db").read_bytes()
    assert "another program" in planned("--db", "habits.db", "backup", "--restore", "copy.db", fails=1).err
    assert (tmp_path / "habits.db").read_bytes() == before


def test_through_a_link_the_file_that_it_leads_to_is_replaced(planned: Backtracker, tmp_path: Path) -> None:
    planned("log", "bird-dog", "5", "3")
    planned("backup", "copy.db")
    folder = tmp_path / "stick"
    folder.mkdir()
    real = planned.database.rename(folder / "real.db")
    planned.database.symlink_to(real)
    real.write_bytes(b"noise" * 1000)
    planned("backup", "--restore", "copy.db")
    assert planned.database.is_symlink()
    assert everything(real) == everything(tmp_path / "copy.db")
    assert (folder / "real-damaged-1.db").read_bytes() == b"noise" * 1000


@pytest.mark.parametrize("trace", [_journal, _backup])
def test_the_interface_begins_nothing_anew_either(run: Backtracker, tmp_path: Path, trace: object) -> None:
    assert callable(trace)
    trace(run.database)
    for database, words in ((run.database, "backup --restore"), (tmp_path / "stick" / "my.db", "there is no folder")):
        worker = DatabaseWorker(database)
        with pytest.raises(StorageError, match=words):
            worker.wait()
        worker.close()
        assert not database.exists()

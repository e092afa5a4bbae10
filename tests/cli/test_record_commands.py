"""The commands that look after the record: undo and redo, backup, doctor, path."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.past import BIRD_DOG, good_weeks, written

CHANGES = [
    ["log", "bird-dog", "5", "3"],
    ["log", "knee-rolls", "4", "--on", "yesterday"],
    ["done", "--pain", "1"],
    ["skip", "bird-dog", "--reason", "pain", "--note", "n"],
    ["checkin", "3", "--flare"],
    ["accept", "bird-dog"],
    ["decline", "bird-dog"],
    ["plan", "set", "bird-dog", "--reps", "4,4"],
    ["plan", "set", "walk", "--position", "1"],
    ["plan", "remove", "bird-dog"],
    ["plan", "start", "gentle"],
    ["pause", "--from", "-3", "--to", "+3", "--reason", "flu"],
    ["resume"],
    ["settings", "day_start", "05:30"],
    ["import", "more.json"],
    ["import", "pain.csv"],
]


@pytest.fixture
def record(run: Backtracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Backtracker:
    """Commands on a record in which every kind of change can be made, with files to import at hand."""
    document = good_weeks({"bird-dog": BIRD_DOG})
    run("import", written(tmp_path, document))
    run("plan", "set", "knee-rolls")
    run("log", "bird-dog", "5")
    monkeypatch.chdir(tmp_path)
    written(
        tmp_path,
        {
            "format": "backtracker-history",
            "version": 1,
            "settings": {"weeks_required": 4},
            "exercises": [
                {"id": "my-row", "name": "Row", "kind": "strength", "start": {"reps": [8]}, "ceiling": {"reps": [9]}}
            ],
            "prescriptions": [{"exercise": "my-row", "from": "2026-11-01", "dose": {"reps": [8]}}],
            "sessions": [
                {"date": "2026-11-20", "note": "early", "sets": [{"exercise": "bird-dog", "reps": 2, "pain": 5}]},
                {"date": "2026-11-21", "sets": [{"exercise": "my-row", "reps": 8}]},
            ],
            "checkins": [{"date": "2026-11-20", "pain": 4}],
            "skips": [{"date": "2026-11-20", "exercise": "my-row", "reason": "time"}],
            "declined": [{"date": "2026-11-20", "exercise": "bird-dog"}],
            "pauses": [{"from": "2026-10-01", "to": "2026-10-03"}],
        },
        "more.json",
    )
    (tmp_path / "pain.csv").write_text("date,pain,flare\n2026-11-20,7,yes\n2026-05-01,2,\n", encoding="utf-8")
    return run


def content(run: Backtracker, folder: Path) -> bytes:
    """All of the record."""
    run("export", folder / "content.json")
    return (folder / "content.json").read_bytes()


@pytest.mark.parametrize("words", CHANGES, ids=" ".join)
def test_every_change_is_undone_and_redone_by_later_commands(
    record: Backtracker, words: list[str], tmp_path: Path
) -> None:
    if words == ["resume"]:
        record("pause", "--from", "yesterday")
    if words == ["decline", "bird-dog"] or words == ["accept", "bird-dog"]:
        record("undo")  # the set of today, so that the step holds from today
    before = content(record, tmp_path)
    record(*words)
    after = content(record, tmp_path)
    assert after != before
    assert record("undo").out.startswith("Undone: ")
    assert content(record, tmp_path) == before
    assert record("redo").out.startswith("Redone: ")
    assert content(record, tmp_path) == after


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(planned: Backtracker, tmp_path: Path) -> None:
    planned("checkin", "2")
    planned("log", "bird-dog")
    planned("checkin", "3")
    end = content(planned, tmp_path)
    message = [planned("undo").out for _ in range(5)]
    assert "pain 3" in message[0]
    assert "Bird dog: 3 sets logged" in message[1]
    assert "pain 2" in message[2]
    assert planned("undo", fails=1).err == "backtracker: There is nothing to undo.\n"
    assert planned("plan", "--json").json["exercises"] == []
    for _ in range(5):
        planned("redo")
    assert planned("redo", fails=1).err == "backtracker: There is nothing to redo.\n"
    assert content(planned, tmp_path) == end


def test_what_was_undone_cannot_come_back_after_another_change(planned: Backtracker) -> None:
    planned("checkin", "2")
    planned("undo")
    planned("checkin", "4")
    planned("redo", fails=1)
    assert planned("today", "--json").json["checkin"]["pain"] == 4


def test_a_command_that_is_refused_and_one_that_only_looks_leave_nothing_to_undo(planned: Backtracker) -> None:
    planned("checkin", "2")
    planned("log", "bird-dog", "0", fails=2)
    planned("today", "--json")
    planned("history")
    assert "pain 2" in planned("undo").out


def test_a_backup_is_consistent_while_the_database_is_being_written(planned: Backtracker, tmp_path: Path) -> None:
    planned("checkin", "2")
    before = content(planned, tmp_path)
    with closing(sqlite3.connect(planned.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE checkins SET pain = 9")
        assert str(tmp_path / "copy.db") in planned("backup", tmp_path / "copy.db").out
        other.execute("ROLLBACK")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    planned("--db", tmp_path / "copy.db", "doctor")
    planned("--db", tmp_path / "copy.db", "export", tmp_path / "copy.json")
    assert (tmp_path / "copy.json").read_bytes() == before


def test_a_backup_never_overwrites_a_file(planned: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"photo")
    for name in (tmp_path / "photo.jpg", planned.database):
        assert "is there already" in planned("backup", name, fails=1).err
    assert (tmp_path / "photo.jpg").read_bytes() == b"photo"
    assert "nowhere" in planned("backup", tmp_path / "nowhere" / "copy.db", fails=1).err


def test_a_database_that_another_program_holds_is_said_to_be_in_use_and_nothing_is_lost(planned: Backtracker) -> None:
    with closing(sqlite3.connect(planned.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program is using the database" in planned("checkin", "2", fails=1).err
    planned("checkin", "3")
    assert planned("today", "--json").json["checkin"]["pain"] == 3


def test_doctor_finds_a_sound_database_sound_and_does_not_touch_it(planned: Backtracker) -> None:
    before = planned.database.read_bytes()
    assert "is sound" in planned("doctor").out
    assert planned.database.read_bytes() == before
    assert [each.name for each in planned.database.parent.iterdir()] == ["backtracker.db"]


def test_doctor_tells_of_a_missing_database_and_does_not_make_it(run: Backtracker) -> None:
    assert "is not there" in run("doctor", fails=1).out
    assert not run.database.exists()


@pytest.mark.parametrize("kind", ["cut", "scribbled on", "text", "lost exercise", "broken journal"])
def test_doctor_tells_what_is_wrong_and_leaves_the_file_as_it_is(planned: Backtracker, kind: str) -> None:
    planned("log", "bird-dog")
    data = bytearray(planned.database.read_bytes())
    if kind == "cut":
        planned.database.write_bytes(bytes(data[: len(data) // 2]))
    elif kind == "scribbled on":
        data[5000:9000] = b"\xaa" * 4000
        planned.database.write_bytes(bytes(data))
    elif kind == "text":
        planned.database.write_bytes(b"Dear diary, " * 1000)
    else:
        statement = {
            "lost exercise": "DELETE FROM exercises WHERE id = 'bird-dog'",
            "broken journal": "UPDATE change_rows SET tbl = 'nothing'",
        }[kind]
        with closing(sqlite3.connect(planned.database)) as other, other:
            other.execute(statement)
    before = planned.database.read_bytes()
    message = planned("doctor", fails=1)
    assert message.out.strip()
    assert "found" in message.err
    assert planned.database.read_bytes() == before


def test_the_file_is_for_its_owner_alone_and_rests_as_one_file(planned: Backtracker) -> None:
    planned("checkin", "0")
    assert stat.S_IMODE(planned.database.stat().st_mode) == 0o600
    assert stat.S_IMODE(planned.database.parent.stat().st_mode) == 0o700
    assert [each.name for each in planned.database.parent.iterdir()] == ["backtracker.db"]


def test_path_names_the_files_without_making_them(run: Backtracker, tmp_path: Path) -> None:
    message = run("path").out
    assert str(run.database) in message
    assert "config.toml" in message
    assert str(tmp_path / "other.db") in run("path", "--db", tmp_path / "other.db").out
    assert not [place for place in tmp_path.rglob("*") if place.is_file()]


def test_without_a_name_the_database_is_in_the_users_data_folder(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BACKTRACKER_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    run("checkin", "1")
    message = run("path").out
    (database,) = (tmp_path / "data").rglob("*.db")
    assert database.name == "backtracker.db"
    assert str(database) in message
    assert str(tmp_path / "config") in message


def test_the_database_named_in_the_call_is_used_wherever_it_stands(planned: Backtracker, tmp_path: Path) -> None:
    planned("checkin", "5", "--db", tmp_path / "other.db")
    assert planned("--db", tmp_path / "other.db", "today", "--json").json["checkin"]["pain"] == 5
    assert planned("today", "--json").json["checkin"] is None

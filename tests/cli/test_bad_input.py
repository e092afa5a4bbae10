"""Every kind of bad input is refused with one clear line; nothing is stored, nothing lost."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker

REFUSED_CALLS = [
    (["checkin", "11"], "0 to 10"),
    (["checkin", "3.5"], "no whole number"),
    (["checkin", "1_0"], "no whole number"),
    (["log", "bird-dog", "3", "--hold", "1_0"], "no number"),
    (["log", "walk", "--minutes", "٣"], "no number"),
    (["history", "--weeks", "1_0"], "no whole number"),
    (["settings", "adherence_required", "0.8_5"], "is a number"),
    (["checkin", "1", "--note", "n" * 2001], "at most 2000 characters"),
    (["plan", "set", "bird-dog", "--reps", "1_0"], "Separate numbers with commas"),
    (["checkin", "--", "-1"], "0 to 10"),
    (["checkin"], "0 to 10"),
    (["log", "bird-dog", "5", "--pain", "11"], "ain"),
    (["log", "bird-dog", "5", "--pain", "2.5"], "no whole number"),
    (["log", "bird-dog", "0"], "1 to 999"),
    (["log", "bird-dog", "1000"], "1 to 999"),
    (["log", "bird-dog", "5", "--hold", "-1"], "econds"),
    (["log", "bird-dog", "5", "--hold", "nan"], "econds"),
    (["log", "bird-dog", "5", "--hold", "1e9"], "econds"),
    (["log", "bird-dog", "5", "--load", "inf"], "kg"),
    (["log", "bird-dog", "5", "--load", "-2"], "kg"),
    (["log", "walk", "--minutes", "-5"], "inutes"),
    (["log", "walk", "--minutes", "inf"], "inutes"),
    (["log", "walk", "--minutes", "100000"], "inutes"),
    (["log", "walk", "5"], "minutes"),
    (["log", "bird-dog", "--minutes", "5"], "repetitions"),
    (["log", "bird dgo", "5"], "bird-dog"),
    (["log", "bird", "5"], "bird-dog-leg"),
    (["log", "bird-dog", "5", "--on", "2026-02-30"], "2026-02-30"),
    (["log", "bird-dog", "5", "--on", "20260101"], "20260101"),
    (["log", "bird-dog", "5", "--on", "2026-11-23"], "still to come"),
    (["log", "bird-dog", "5", "--on", "+1"], "+1"),
    (["log", "bird-dog", "5", "--on", "0206-01-05"], "1900"),
    (["checkin", "0", "--on", "1899-12-31"], "1900"),
    (["done", "--on", "-90000"], "1900"),
    (["done", "--on", "2062-11-22"], "still to come"),
    (["skip", "bird-dog", "--reason", "time", "--on", "2062-11-22"], "still to come"),
    (["pause", "--from", "9999-01-01"], "9998"),
    (["suggest", "--on", "0206-01-05"], "1900"),
    (["log", "bird-dog", "5", "--note", "n" * 2001], "this one has 2001"),
    (["skip", "bird-dog", "--reason", "time", "--note", "n" * 2001], "this one has 2001"),
    (["pause", "--reason", "n" * 2001], "this one has 2001"),
    (["log", "bird-dog", "5", "--load", "2,5,1"], "no weight; write it as 2.5, 2.5kg or 22lb"),
    (["checkin", "0", "--on", "2026-11-23"], "still to come"),
    (["skip", "bird-dog", "--reason", "boredom"], "boredom"),
    (["done", "--pain", "12"], "0 to 10"),
    (["plan", "set", "bird-dog", "--reps", "5,x"], "5,3,1"),
    (["plan", "set", "bird-dog", "--reps", "0,3"], "1 to 999"),
    (["plan", "set", "bird-dog", "--days", "funday"], "mon"),
    (["plan", "set", "walk", "--reps", "5"], "minutes"),
    (["plan", "start", "nothing"], "gentle"),
    (["settings", "weeks_required", "9"], "2"),
    (["settings", "weeks_required", "3.0"], "is a whole number, not '3.0'."),
    (["settings", "weeks", "2"], "weeks_required"),
    (["settings", "raise_doses", "perhaps"], "true or false"),
    (["settings", "day_start", "25:00"], "day_start"),
    (["pause", "--from", "+3", "--to", "+1"], "before it begins"),
    (["import", "missing.json"], "missing.json"),
    (["suggest", "--history", "missing.json"], "missing.json"),
    (["frobnicate"], "frobnicate"),
    (["today", "--frobnicate"], "frobnicate"),
    (["history", "--weeks", "0"], "weeks"),
]


@pytest.mark.parametrize(
    ("words", "message"), REFUSED_CALLS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_wrong_words_are_refused_with_one_line_and_status_2(
    planned: Backtracker, words: list[str], message: str
) -> None:
    before = planned("export", planned.database.parent / "before.json")
    refused = planned(*words, fails=2)
    assert message in refused.err
    planned("export", planned.database.parent / "after.json")
    assert before.status == 0
    folder = planned.database.parent
    assert (folder / "before.json").read_bytes() == (folder / "after.json").read_bytes()


def test_nothing_is_ever_written_over_a_database(run: Backtracker, tmp_path: Path) -> None:
    database = tmp_path / "mine.json"
    run("--db", database, "plan", "set", "bird-dog")
    run("--db", tmp_path / "other.db", "plan", "set", "bird-dog")
    (tmp_path / "link.json").symlink_to(database)
    before = database.read_bytes()
    for name in ("mine.json", "link.json"):
        assert "left as it is" in run("--db", tmp_path / "other.db", "export", tmp_path / name, fails=1).err
    assert "database itself" in run("--db", database, "doctor", "--rescue", database, fails=2).err
    report = database.rename(tmp_path / "mine.md")
    assert "left as it is" in run("--db", report, "report", "-o", report, fails=1).err
    assert report.read_bytes() == before


@pytest.mark.parametrize("command", [["today"], ["log", "bird-dog", "5"]], ids=lambda words: words[0])
def test_the_first_days_there_are_can_be_asked_about(planned: Backtracker, command: list[str]) -> None:
    planned("checkin", "8", "--on", "1900-01-02")
    assert planned(*command, "--on", "1900-01-03").out


def test_an_editor_that_leaves_no_file_is_said_in_one_line(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "rm -f")
    planned("plan", "edit", fails=1)


def test_a_file_that_is_no_database_is_left_as_it_is(run: Backtracker, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_bytes(b"Dear diary, " * 1000)
    refused = run("--db", text, "today", fails=1)
    assert "backup" in refused.err
    assert text.read_bytes() == b"Dear diary, " * 1000


def test_a_newer_database_is_refused_in_words(planned: Backtracker) -> None:
    with sqlite3.connect(planned.database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = planned.database.read_bytes()
    refused = planned("today", fails=1)
    assert "newer" in refused.err
    assert planned.database.read_bytes() == before


def test_a_damaged_database_is_left_as_it_is_and_the_way_to_a_backup_is_named(planned: Backtracker) -> None:
    data = bytearray(planned.database.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    planned.database.write_bytes(bytes(data))
    refused = planned("today", fails=1)
    assert "backup" in refused.err
    assert planned.database.read_bytes() == bytes(data)
    assert planned("doctor", fails=1).out.strip()


def test_a_wrong_field_of_a_history_document_is_named_by_its_place(planned: Backtracker, tmp_path: Path) -> None:
    document = {
        "format": "backtracker-history",
        "version": 1,
        "sessions": [
            {"date": "2026-11-01", "sets": []},
            {"date": "2026-11-02", "sets": []},
            {"date": "2026-11-03", "sets": []},
            {"date": "2026-11-04", "sets": [{"exercise": "bird-dog", "reps": 5, "pain": 11}]},
        ],
    }
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    calls: list[list[str | Path]] = [["import", file], ["suggest", "--history", file]]
    for words in calls:
        assert "sessions[3].sets[0].pain" in planned(*words, fails=1).err


def test_a_folder_that_is_named_by_a_dot_is_refused_by_its_name(
    planned: Backtracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert planned("import", ".", fails=1).err.startswith(f"backtracker: {tmp_path.name}: ")


def test_an_import_with_one_wrong_line_stores_nothing(planned: Backtracker, tmp_path: Path) -> None:
    file = tmp_path / "pain.csv"
    file.write_text("date,pain\n2026-11-01,2\n2026-11-31,1\n", encoding="utf-8")
    refused = planned("import", file, fails=1)
    assert "3" in refused.err
    assert planned("today", "--on", "2026-11-01", "--json").json["checkin"] is None


def test_a_table_with_a_reading_that_is_still_to_come_stores_nothing(planned: Backtracker, tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text("date,pain\n2026-11-22,1\n2026-11-23,2\n0206-11-22,3\n", encoding="utf-8")
    refused = planned("import", table, fails=1).err
    assert "line 3: 2026-11-23 is still to come" in refused
    assert "line 4: '0206-11-22' is no date" in refused
    assert planned("today", "--json").json["checkin"] is None


def test_a_document_keeps_what_it_holds_of_days_ahead_and_refuses_a_date_before_1900(
    planned: Backtracker, tmp_path: Path
) -> None:
    document = {"format": "backtracker-history", "version": 1, "checkins": [{"date": "2026-11-25", "pain": 2}]}
    file = tmp_path / "history.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    planned("import", file)
    planned("export", tmp_path / "again.json")
    assert "2026-11-25" in (tmp_path / "again.json").read_text(encoding="utf-8")
    document["checkins"] = [{"date": "0206-11-25", "pain": 2}]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert "checkins[0].date" in planned("import", file, fails=1).err

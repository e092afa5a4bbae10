"""Everything out and in again: the history document, tables of mornings, and imports that go wrong."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker
from tests.exchange.history.test_diaries import DIARY, real_diaries
from tests.support.diaries import document as diary_document
from tests.support.past import BIRD_DOG, good_weeks, written
from tracker.core.model import History
from tracker.exchange.history.document import Document
from tracker.exchange.history.merge import Merged, merge

# The example of the format's description, with something in every field.
EXAMPLE: dict[str, Any] = {
    "format": "backtracker-history",
    "version": 1,
    "settings": {
        "pain_free_limit": 0, "weeks_required": 2, "adherence_required": 0.8, "mornings_required": 0.7,
        "max_increases_per_week": 3, "amber_from": 3, "red_from": 6, "raise_doses": True, "day_start": "03:00",
    },
    "exercises": [
        {
            "id": "my-row", "name": "Band row", "kind": "strength", "region": "upper back", "equipment": ["band"],
            "bothers": [], "per_side": False, "start": {"reps": [8, 8]}, "ceiling": {"reps": [12, 12]}, "harder": None,
            "load_step_kg": 0, "cues": ["Shoulders down"], "pace": "", "caution": "", "source": "",
        }
    ],
    "prescriptions": [
        {
            "exercise": "bird-dog", "from": "2026-01-05", "days": ["mon", "wed", "fri"], "position": 1,
            "dose": {"reps": [5, 3, 1], "hold_s": 10}, "locked": False, "removed": False, "why": "start",
        },
        {"exercise": "walk", "from": "2026-01-05", "dose": {"minutes": 12.5}},
        {"exercise": "walk", "from": "2026-02-20", "removed": True},
    ],
    "sessions": [
        {
            "date": "2026-01-05",
            "note": "=SUM(A1)\nça va",
            "sets": [
                {"exercise": "bird-dog", "reps": 5, "hold_s": 10, "pain": 0, "at": "2026-01-05T06:41:10Z"},
                {"exercise": "walk", "minutes": 0.1, "leg": True, "form_broke": True, "note": "to the door"},
                {"exercise": "bird-dog", "reps": 3, "hold_s": 7.25, "load_kg": 1.1},
                {"exercise": "my-row", "reps": 8},
            ],
        }
    ],
    "checkins": [{"date": "2026-01-06", "pain": 0, "flare": False, "leg": False, "note": ""}],
    "skips": [{"date": "2026-01-07", "exercise": "bird-dog", "reason": "pain", "note": ""}],
    "declined": [{"date": "2026-02-02", "exercise": "bird-dog"}],
    "pauses": [{"from": "2026-02-10", "to": "2026-02-14", "reason": "flu"}, {"from": "2026-03-01"}],
}  # fmt: skip


def exported(run: Backtracker, file: Path) -> bytes:
    """The document of the record, as bytes."""
    run("export", file)
    return file.read_bytes()


@pytest.mark.parametrize("document", [EXAMPLE, good_weeks({"bird-dog": BIRD_DOG})], ids=["example", "good weeks"])
def test_a_record_comes_out_of_an_empty_database_as_it_went_in(
    run: Backtracker, tmp_path: Path, document: dict[str, Any]
) -> None:
    run("import", written(tmp_path, document))
    first = exported(run, tmp_path / "first.json")
    other = ("--db", tmp_path / "other.db")
    run(*other, "import", tmp_path / "first.json")
    run(*other, "export", tmp_path / "second.json")
    assert (tmp_path / "second.json").read_bytes() == first
    for words in (["today"], ["suggest"], ["plan"], ["history", "--weeks", "60"], ["library"], ["settings"]):
        assert run(*words, "--json").out == run(*other, *words, "--json").out


def test_what_is_logged_by_commands_comes_out_and_goes_in_again(planned: Backtracker, tmp_path: Path) -> None:
    planned("plan", "start", "big-three")
    planned("checkin", "2", "--note", "stiff")
    planned("log", "bird-dog", "5", "3", "--pain", "1", "--hold", "8")
    planned("skip", "knee-rolls", "--reason", "time")
    planned("pause", "--from", "+2")
    first = exported(planned, tmp_path / "first.json")
    planned("--db", tmp_path / "other.db", "import", tmp_path / "first.json")
    planned("--db", tmp_path / "other.db", "export", tmp_path / "second.json")
    assert (tmp_path / "second.json").read_bytes() == first


def test_the_example_keeps_what_it_says_and_gets_the_defaults(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, EXAMPLE))
    document = json.loads(exported(run, tmp_path / "out.json"))
    assert list(document) == [
        "format", "version", "goal", "settings", "exercises", "prescriptions", "sessions", "checkins", "skips",
        "declined", "pauses", "activities", "function", "answers", "medication", "questions", "asked", "mappings",
    ]  # fmt: skip
    assert document["settings"] == EXAMPLE["settings"]
    (session,) = document["sessions"]
    assert session["note"] == "=SUM(A1)\nça va"
    assert [each["exercise"] for each in session["sets"]] == ["bird-dog", "bird-dog", "my-row", "walk"]
    without_instant = next(each for each in session["sets"] if each["exercise"] == "bird-dog" and each["at"] is None)
    assert without_instant.pop("id")
    assert without_instant == {
        "exercise": "bird-dog", "reps": 3, "hold_s": 7.25, "load_kg": 1.1, "pain": None, "leg": False,
        "form_broke": False, "note": "", "at": None,
    }  # fmt: skip
    assert document["prescriptions"][1] == {
        "exercise": "walk", "from": "2026-01-05", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "position": 2, "dose": {"reps": [], "hold_s": 0, "load_kg": 0, "minutes": 12.5}, "locked": False,
        "removed": False, "why": "manual",
    }  # fmt: skip
    assert document["pauses"][1] == {"from": "2026-03-01", "to": None, "reason": ""}


def test_importing_again_changes_nothing_and_leaves_nothing_to_undo(run: Backtracker, tmp_path: Path) -> None:
    file = written(tmp_path, EXAMPLE)
    message = run("import", file).out
    assert "Sets: 4 added." in message
    assert "Check-ins: 1 added." in message
    before = exported(run, tmp_path / "before.json")
    assert run("import", file).out.startswith("Nothing to add or replace")
    assert exported(run, tmp_path / "after.json") == before
    run("undo")
    assert run("plan", "--json").json["exercises"] == []
    assert run("undo", fails=1).err


def test_import_replaces_what_it_names_and_leaves_the_rest(planned: Backtracker, tmp_path: Path) -> None:
    planned("checkin", "6", "--on", "2026-01-06")
    planned("checkin", "5", "--on", "2026-01-05")
    planned("log", "bird-dog", "9", "9", "9", "--on", "2026-01-05")
    planned("log", "clam", "8", "--on", "2026-01-05")
    message = planned("import", written(tmp_path, EXAMPLE)).out
    assert "Sets: 2 added, 3 replaced, 1 left as it was." in message
    assert "Check-ins: 1 replaced, 1 left as it was." in message
    day = planned("today", "--on", "2026-01-05", "--json").json
    assert day["checkin"]["pain"] == 5
    logged = {row["exercise"]: [each.get("reps") for each in row["logged"]] for row in day["exercises"]}
    assert logged == {"bird-dog": [5, 3], "walk": [None], "my-row": [8], "clam": [8]}
    assert planned("today", "--on", "2026-01-06", "--json").json["checkin"]["pain"] == 0


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(planned: Backtracker, tmp_path: Path) -> None:
    file = written(tmp_path, EXAMPLE)
    before = planned.database.read_bytes()
    message = planned("import", file, "--dry-run").out
    assert planned.database.read_bytes() == before
    assert "Sets: 4 would be added." in message
    assert planned("import", file).out == message.replace("would be ", "")


def test_mornings_come_in_from_a_table(planned: Backtracker, tmp_path: Path) -> None:
    file = tmp_path / "pain.csv"
    file.write_text("pain;date;flare;note\n2;2026-11-01;;\n7;2026-11-02;yes;stairs\n", encoding="utf-8")
    before = planned.database.read_bytes()
    assert planned("import", file, "--dry-run").out.startswith("Check-ins: 2 would be added.")
    assert planned.database.read_bytes() == before
    planned("import", file)
    checkin = planned("today", "--on", "2026-11-02", "--json").json["checkin"]
    assert checkin == {
        "date": "2026-11-02",
        "pain": 7,
        "flare": True,
        "leg": False,
        "note": "stairs",
        "approximate": False,
    }
    assert planned("import", file).out.startswith("Nothing to add or replace")
    assert len(planned("plan", "--json").json["exercises"]) == 2


def test_a_zip_holds_a_table_for_each_kind_of_record(run: Backtracker, tmp_path: Path) -> None:
    run("import", written(tmp_path, EXAMPLE))
    assert "4 sets and 1 check-in" in run("export", tmp_path / "all.zip").out
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        tables = {name: list(csv.DictReader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()}
    assert {name: len(rows) for name, rows in tables.items()} == {
        "checkins.csv": 1, "sets.csv": 4, "session_notes.csv": 1, "prescriptions.csv": 3, "skips.csv": 1,
        "declined.csv": 1, "pauses.csv": 2, "exercises.csv": 1, "settings.csv": 9,
        "goal.csv": 0, "activities.csv": 0, "function.csv": 0, "peg.csv": 0, "answers.csv": 0, "medication.csv": 0,
        "questions.csv": 0, "asked.csv": 0, "mappings.csv": 0,
    }  # fmt: skip
    assert tables["sets.csv"][0]["pain"] == "0"
    assert tables["sets.csv"][2]["pain"] == ""
    assert tables["session_notes.csv"][0]["note"].startswith("'=SUM")
    (tmp_path / "checkins.csv").write_bytes(zipfile.ZipFile(tmp_path / "all.zip").read("checkins.csv"))
    assert run("import", tmp_path / "checkins.csv").out.startswith("Nothing to add or replace")


def test_what_is_exported_is_for_its_owner_alone_and_takes_the_place_of_what_was_there(
    planned: Backtracker, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "all.json").write_text("an older export")
    document = json.loads(exported(planned, folder / "all.json"))
    assert document["format"] == "backtracker-history"
    assert stat.S_IMODE((folder / "all.json").stat().st_mode) == 0o600
    assert [each.name for each in folder.iterdir()] == ["all.json"]


@pytest.mark.parametrize(
    ("name", "fails", "message"),
    [("all.txt", 2, ".json or .zip"), ("nowhere/all.json", 1, "cannot be written"), ("a folder.json", 2, "directory")],
)
def test_a_file_that_cannot_be_written_is_said_so(
    planned: Backtracker, tmp_path: Path, name: str, fails: int, message: str
) -> None:
    (tmp_path / "a folder.json").mkdir()
    assert message in planned("export", tmp_path / name, fails=fails).err


@pytest.mark.parametrize("table", ["sets", "checkins", "prescriptions", "pauses", "settings"])
def test_an_import_that_fails_half_way_leaves_everything_as_it_was(
    planned: Backtracker, tmp_path: Path, table: str
) -> None:
    planned("checkin", "4", "--on", "2026-01-06")
    with closing(sqlite3.connect(planned.database)) as other, other:
        other.execute(
            f"CREATE TRIGGER stop BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the disk fell out'); END"
        )
    before = exported(planned, tmp_path / "before.json")
    document = EXAMPLE | {"settings": EXAMPLE["settings"] | {"weeks_required": 3}}
    assert "the disk fell out" in planned("import", written(tmp_path, document), fails=1).err
    assert exported(planned, tmp_path / "after.json") == before
    with closing(sqlite3.connect(planned.database)) as other, other:
        other.execute("DROP TRIGGER stop")
    assert "pain 4" in planned("undo").out


def test_no_one_can_write_between_what_an_import_reads_and_what_it_writes(
    planned: Backtracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merge_while_another_wants_to_write(have: History, document: Document) -> Merged:
        other = sqlite3.connect(planned.database, timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        return merge(have, document)

    monkeypatch.setattr("tracker.service.files.import_export.merge", merge_while_another_wants_to_write)
    assert "Sets: 4 added." in planned("import", written(tmp_path, EXAMPLE)).out


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"format": "backtracker-history"}', b"\xff\xfe{}", b"[" * 100_000, b"NaN"],
    ids=["empty", "a list", "cut", "without a version", "no UTF-8", "very deep", "no value"],
)
def test_a_file_that_is_no_document_is_refused_and_stores_nothing(
    planned: Backtracker, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "odd.json"
    file.write_bytes(content)
    before = planned.database.read_bytes()
    planned("import", file, fails=1)
    planned("suggest", "--history", file, fails=1)
    assert planned.database.read_bytes() == before


def test_a_file_of_another_kind_is_refused(planned: Backtracker, tmp_path: Path) -> None:
    file = tmp_path / "all.txt"
    file.write_bytes(b"PK")
    assert ".json or .csv" in planned("import", file, fails=2).err


def test_a_diary_of_mornings_is_imported_charted_and_advised_on(run: Backtracker, tmp_path: Path) -> None:
    made_up = tmp_path / "diary.csv"
    made_up.write_text(DIARY, encoding="utf-8")
    for number, diary in enumerate([made_up, *real_diaries()]):
        database = ("--db", tmp_path / f"{number}.db")
        file = tmp_path / f"{number}.json"
        file.write_text(diary_document(diary), encoding="utf-8")
        assert "Check-ins: " in run(*database, "import", file).out
        last = json.loads(file.read_text(encoding="utf-8"))["checkins"][-1]["date"]
        run.at(f"{last}T07:30")
        run(*database, "plan", "start", "gentle")
        history = run(*database, "history", "--weeks", "260", "--json").json
        assert [day["date"] for day in history["days"] if day["pain"] is not None][-1] == last
        first = json.loads(file.read_text(encoding="utf-8"))["checkins"][0]["date"]
        weeks = (date.fromisoformat(last) - date.fromisoformat(first)).days // 7
        assert run(*database, "history", "--weeks", "260").out.count("\n") >= min(260, weeks) + 1
        assert len(run(*database, "suggest", "--json").json["exercises"]) == 8
        run(*database, "export", tmp_path / "once.json")
        run("--db", tmp_path / f"{number} again.db", "import", tmp_path / "once.json")
        run("--db", tmp_path / f"{number} again.db", "export", tmp_path / "twice.json")
        assert (tmp_path / "twice.json").read_bytes() == (tmp_path / "once.json").read_bytes()

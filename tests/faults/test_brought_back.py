"""A backup brought back, undone, and put in the place of a damaged database; what is saved of a damaged one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.support.database_faults import database_faults
from tests.support.samples import everything
from tracker.core.model import Answer
from tracker.service.files.daily_backup import daily_backup

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def backed_up(planned: Backtracker) -> Backtracker:
    """A day in the record and in a backup of it, then more of it in the record alone."""
    planned("log", "bird-dog", "5", "3")
    planned("checkin", "1")
    assert daily_backup(planned.database, SUNDAY) is not None
    planned("log", "knee-rolls", "4")
    planned("checkin", "2")
    planned("settings", "weeks_required", "4")
    return planned


def damage(database: Path) -> bytes:
    """Make a page of it noise."""
    content = database.read_bytes()
    database.write_bytes(content[:4096] + b"\xa5" * 8192 + content[12288:])
    return database.read_bytes()


@pytest.mark.parametrize("name", ["backtracker-2026-11-22.db", "2026-11-22", "FILE"])
def test_a_backup_is_brought_back_by_any_of_its_names_and_one_undo_takes_that_back(
    backed_up: Backtracker, name: str
) -> None:
    file = backed_up.database.parent / "backups" / "backtracker-2026-11-22.db"
    before, copy = everything(backed_up.database), file.read_bytes()
    output = backed_up("backup", "--restore", str(file) if name == "FILE" else name).out
    assert "with 2 sets and 1 check-in, in the place of 3 sets and 1 check-in" in output
    day = backed_up("today", "--json").json
    assert day["checkin"]["pain"] == 1
    assert [len(exercise["logged"]) for exercise in day["exercises"]] == [2, 0]
    assert backed_up("settings", "--json").json["weeks_required"] == 2
    assert file.read_bytes() == copy
    assert "backtracker-2026-11-22.db" in backed_up("undo").out
    assert everything(backed_up.database) == before
    backed_up("redo")
    assert backed_up("today", "--json").json["checkin"]["pain"] == 1


def test_answers_come_back_too(backed_up: Backtracker) -> None:
    from tracker.clock import Clock
    from tracker.service.context import open_context

    context = open_context(backed_up.database, Clock.from_environment())
    with context.store.transaction("answers", context.clock.stamp()) as change:
        change.put(Answer("since?", "no", SUNDAY))
    backed_up("backup", "--restore", "2026-11-22")
    assert context.store.answers() == ()
    backed_up("undo")
    assert [stored.question for stored in context.store.answers()] == ["since?"]
    context.close()


def test_bringing_back_what_is_there_changes_nothing(backed_up: Backtracker) -> None:
    backed_up("backup", "--restore", "2026-11-22")
    assert "is what is there already" in backed_up("backup", "--restore", "2026-11-22", fails=1).err


def test_backups_are_listed_with_what_is_in_them(backed_up: Backtracker) -> None:
    (backed_up.database.parent / "backups" / "backtracker-2026-11-20.db").write_bytes(b"no database")
    assert backed_up("backup", "--list").out.splitlines()[1:] == [
        "backtracker-2026-11-22.db  Sunday, 2 sets and 1 check-in",
        "backtracker-2026-11-20.db  Friday, cannot be read",
    ]


def test_a_damaged_database_is_kept_beside_the_backup_that_takes_its_place(backed_up: Backtracker) -> None:
    damaged = damage(backed_up.database)
    assert "backup --restore" in backed_up("checkin", "3", fails=1).err
    output = backed_up("backup", "--restore", "2026-11-22").out
    aside = backed_up.database.with_name("backtracker-damaged-1.db")
    assert str(aside) in output
    assert aside.read_bytes() == damaged
    assert database_faults(backed_up.database) == []
    assert backed_up("today", "--json").json["checkin"]["pain"] == 1


def test_what_is_saved_of_a_damaged_database_can_be_imported_into_its_backup(
    backed_up: Backtracker, tmp_path: Path
) -> None:
    damaged = damage(backed_up.database)
    saved = tmp_path / "saved.json"
    output = backed_up("doctor", "--rescue", saved).out
    assert "Saved 3 sets and 1 check-in" in output
    assert backed_up.database.read_bytes() == damaged
    backed_up("backup", "--restore", "2026-11-22")
    backed_up("import", saved)
    day = backed_up("today", "--json").json
    assert day["checkin"]["pain"] == 2
    assert [len(exercise["logged"]) for exercise in day["exercises"]] == [2, 1]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["backup"], 2, "Give one of FILE, --list and --restore"),
        (["backup", "x.db", "--list"], 2, "Give one of FILE, --list and --restore"),
        (["backup", "--restore", "2026-11-21"], 2, "There is no backup 2026-11-21"),
        (["doctor", "--rescue", "saved.txt"], 2, "give it the ending .json"),
    ],
)
def test_wrong_calls_are_refused(backed_up: Backtracker, words: list[str], status: int, message: str) -> None:
    assert message in backed_up(*words, fails=status).err


def test_a_backup_that_is_damaged_is_not_brought_back(backed_up: Backtracker) -> None:
    before = backed_up.database.read_bytes()
    damage(backed_up.database.parent / "backups" / "backtracker-2026-11-22.db")
    assert "The backup cannot be used." in backed_up("backup", "--restore", "2026-11-22", fails=1).err
    assert backed_up.database.read_bytes() == before

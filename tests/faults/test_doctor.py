"""What `doctor` says of damage, what it saves, and that nothing is written where it finds some."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.tools import damage
from tracker.service.files.daily_backup import daily_backup


def _sql(*statements: str) -> Callable[[Path], None]:
    def run_statements(path: Path) -> None:
        damage.unguarded(path, list(statements))

    return run_statements


def _index(path: Path) -> None:
    damage.mismatch_index(path, random.Random(3))


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a set of an exercise that is gone": (_sql("UPDATE sets SET exercise = 'gone' WHERE id = 1"), "not known"),
    "an exercise that is gone": (_sql("DELETE FROM exercises WHERE id = 'bird-dog'"), "not known"),
    "a plan of an exercise that is gone": (_sql("UPDATE prescriptions SET exercise = 'gone'"), "not known"),
    "a skip of an exercise that is gone": (_sql("UPDATE skips SET exercise = 'gone'"), "not known"),
    "a set of a newer program's exercise": (
        _sql("INSERT INTO exercises (id, unit) VALUES ('newer', 'reps')", "UPDATE sets SET exercise = 'newer'"),
        "not known (newer)",
    ),
    "a pain of 77": (_sql("UPDATE checkins SET pain = 77"), "the check-ins are values that cannot be right"),
    "a date that does not exist": (_sql("UPDATE sets SET date = '2026-02-30'"), "the sets are values that"),
    "a dose of words": (
        _sql("UPDATE prescriptions SET dose = json_set(dose, '$.reps', json('[\"five\"]')) WHERE id = 1"),
        "is damaged",
    ),
    "a note that is no text": (_sql("UPDATE sets SET note = CAST(x'ff41' AS TEXT) WHERE id = 1"), "is damaged"),
    "a setting that is none": (_sql("UPDATE settings SET value = '99'"), "the settings are values that"),
    "an index that does not fit": (_index, "does not match its table"),
}  # fmt: skip


@pytest.fixture(params=DAMAGES)
def damaged(planned: Backtracker, request: pytest.FixtureRequest) -> tuple[Backtracker, str]:
    """A record with one fault, and the words by which `doctor` names it."""
    planned("log", "bird-dog", "5", "3", "--pain", "1")
    planned("checkin", "2", "--note", "stiff")
    planned("skip", "knee-rolls", "--reason", "time")
    planned("settings", "weeks_required", "3")
    make, words = DAMAGES[request.param]
    make(planned.database)
    return planned, words


def test_doctor_names_the_fault_and_what_mends_it(damaged: tuple[Backtracker, str]) -> None:
    run, words = damaged
    for fault in run("doctor", fails=1).out.splitlines():
        assert words in fault
        assert "backup --list" in fault
        assert "doctor --rescue" in fault


def test_no_command_ends_in_a_traceback_or_writes_to_it(damaged: tuple[Backtracker, str], tmp_path: Path) -> None:
    run, _ = damaged
    before = run.database.read_bytes()
    (tmp_path / "good.json").write_text(damage.GOOD)
    for words in (*damage.READING, *damage.WRITING):
        if words[0] in ("report", "export", "backup", "import"):
            words = [word if word.startswith("-") or "." not in word else str(tmp_path / word) for word in words]
        status, printed = damage.outcome(run.database, words)
        assert status in (0, 1), printed
        assert run.database.read_bytes() == before, words
        if words in damage.WRITING:
            assert status == 1, words


def test_what_doctor_saves_is_taken_whole_by_import_and_the_rest_is_named(
    damaged: tuple[Backtracker, str], tmp_path: Path
) -> None:
    run, _ = damaged
    lines = run("doctor", "--rescue", tmp_path / "saved.json").out.splitlines()
    assert "Saved" in lines[0]
    assert "Everything in it could be read." in lines or any("cannot be right" in line for line in lines)
    new = tmp_path / "new.db"
    run("--db", new, "import", tmp_path / "saved.json")
    assert "is sound" in run("--db", new, "doctor").out
    day = run("--db", new, "today", "--json").json
    saved_sets = sum(len(exercise["logged"]) for exercise in day["exercises"])
    assert f"Saved {saved_sets} set" in lines[0]


def test_what_is_left_out_is_named_by_its_day_and_exercise(planned: Backtracker, tmp_path: Path) -> None:
    planned("log", "bird-dog", "5", "3")
    damage.unguarded(planned.database, ["UPDATE sets SET exercise = 'gone' WHERE id = 2"])
    assert planned("doctor", "--rescue", tmp_path / "saved.json").out.splitlines()[:2] == [
        f"Saved 1 set and 0 check-ins of {planned.database} to {tmp_path / 'saved.json'}; "
        "backtracker.db is left as it is.",
        "Left out, since it cannot be right: the sets: 2026-11-22, gone, 2.",
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_line_of_the_undo_journal_concerns_undo_alone(
    planned: Backtracker, tmp_path: Path, seed: int
) -> None:
    planned("log", "bird-dog", "5")
    planned("checkin", "2")
    damage.damage_journal(planned.database, random.Random(seed))
    found = planned("doctor", fails=1).out if damage.outcome(planned.database, ["doctor"])[0] else ""
    assert "undo" in found or found == ""
    damage.outcome(planned.database, ["undo"])
    planned("checkin", "3")
    assert planned("today", "--json").json["checkin"]["pain"] == 3
    planned("undo")
    assert daily_backup(planned.database, date(2026, 11, 22)) is not None
    planned("checkin", "5")
    planned("backup", "--restore", "2026-11-22")
    planned("doctor", "--rescue", tmp_path / "saved.json")


def test_a_locked_database_is_called_locked_and_not_faulty(planned: Backtracker) -> None:
    with closing(sqlite3.connect(planned.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused = planned("doctor", fails=1)
        assert "is locked by another program" in refused.err
        assert refused.out == ""
        other.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")
        assert "is sound" in planned("doctor").out, "another that writes does not keep it from being read"


def test_a_sample_of_damaged_files_goes_through_every_command_and_the_interface(tmp_path: Path) -> None:
    faults, figures = damage.run(tmp_path, len(damage.DAMAGES), 5)
    assert faults == []
    assert sum(figures.values()) == len(damage.DAMAGES)

"""Bringing habits along from Loop Habit Tracker: seen before it is done, asked for, done once, taken back."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker
from tests.support import loop_files as files
from tracker.cli import import_wizard, progress_bars

TO_BIRD_DOG = ("--map", "Bird dogs=bird-dog")


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    """A backup of Loop with three habits."""
    return files.backup(tmp_path / "loop.db")


def sets(run: Backtracker, on: str) -> list[Any]:
    """What is logged on a day, as exercise, repetitions, seconds held and pain."""
    rows = run("today", "--on", on, "--json").json["exercises"]
    return [[row["exercise"], each["reps"], each["hold_s"], each["pain"]] for row in rows for each in row["logged"]]


def test_a_day_that_was_done_becomes_the_sets_of_the_exercise_with_unknown_pain(run: Backtracker, loop: Path) -> None:
    message = run("import", loop, *TO_BIRD_DOG).out.splitlines()
    assert message == [
        "loop.db is an export of Loop Habit Tracker, 16 November to 20 November.",
        *(f"  16 November: Bird dog, {reps} × 10 s" for reps in (5, 3, 1)),
        *(f"  20 November: Bird dog, {reps} × 10 s" for reps in (5, 3)),
        "Bird dogs: done on 2 days, 16 November to 20 November, as Bird dog: 2 days added.",
        "Plank: done on 18 November, left out.",
        "Left out: 'Steps' is measured in numbers, which do not say whether it was done.",
        "These choices are remembered for the next import.",
        "Sets: 6 added, their pain unknown.",
    ]
    assert sets(run, "2026-11-20") == [["bird-dog", reps, 10, None] for reps in (5, 3, 1)]
    assert sets(run, "2026-11-18") == []


def test_the_dose_planned_on_the_day_goes_before_the_start_dose(run: Backtracker, loop: Path) -> None:
    run.at("2026-11-17T07:00")
    run("plan", "set", "bird-dog", "--reps", "4,4", "--hold", "8")
    run.at("2026-11-22T07:30")
    run("import", loop, *TO_BIRD_DOG)
    assert [each[1:3] for each in sets(run, "2026-11-20")] == [[4, 8], [4, 8]]
    assert [each[1:3] for each in sets(run, "2026-11-16")] == [[5, 10], [3, 10], [1, 10]]


def test_what_is_done_in_minutes_is_brought_in_minutes(run: Backtracker, loop: Path) -> None:
    assert "Sets: 2 added" in run("import", loop, "--map", "bird dogs = Walk").out
    rows = run("today", "--on", "2026-11-16", "--json").json["exercises"]
    assert [each["minutes"] for row in rows for each in row["logged"]] == [5]


@pytest.mark.parametrize(
    "name", ["Checkmarks.csv", "Loop Habits CSV 2026-11-20.zip", "export", "export/001 Bird dogs/Checkmarks.csv"]
)
def test_every_kind_of_file_is_brought_along(run: Backtracker, tmp_path: Path, name: str) -> None:
    (tmp_path / "Checkmarks.csv").write_text(files.BROKEN, encoding="utf-8")
    (tmp_path / "Loop Habits CSV 2026-11-20.zip").write_bytes(
        files.zipped({"001 Bird dogs/Checkmarks.csv": files.WITHOUT_HEADER})
    )
    (tmp_path / "export" / "001 Bird dogs").mkdir(parents=True)
    (tmp_path / "export" / "001 Bird dogs" / "Checkmarks.csv").write_text(files.WITH_HEADER, encoding="utf-8")
    assert "Sets: 6 added" in run("import", tmp_path / name, *TO_BIRD_DOG).out


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(planned: Backtracker, loop: Path) -> None:
    before = planned.database.read_bytes()
    preview = planned("import", loop, *TO_BIRD_DOG, "--dry-run").out
    assert planned.database.read_bytes() == before
    assert "as Bird dog: 2 days would be added." in preview
    assert "Sets: 6 would be added" in preview
    done = preview.replace("would be added", "added").replace("would be remembered", "are remembered")
    assert planned("import", loop, *TO_BIRD_DOG).out == done


def test_a_dry_run_without_a_mapping_lists_the_habits_and_says_how_to_map_them(run: Backtracker, loop: Path) -> None:
    message = run("import", loop, "--dry-run").out
    assert "Bird dogs: done on 2 days" in message
    assert "--map 'Bird dogs=bird-dog'" in message


def test_bringing_a_file_twice_changes_nothing_more(run: Backtracker, loop: Path) -> None:
    run("import", loop, *TO_BIRD_DOG)
    again = run("import", loop, *TO_BIRD_DOG).out
    assert "0 days added, 2 there already" in again
    assert again.endswith("Nothing to add.\n")
    assert "the import of loop.db" in run("undo").out


def test_it_is_one_change_that_undo_takes_back_whole(run: Backtracker, loop: Path) -> None:
    run("import", loop, *TO_BIRD_DOG, "--map", "Plank=plank")
    run("undo")
    assert [sets(run, f"2026-11-{day}") for day in (16, 18, 20)] == [[], [], []]
    run("redo")
    assert len(sets(run, "2026-11-20")) == 3


def test_what_is_logged_or_left_out_here_already_stays_as_it_is(planned: Backtracker, loop: Path) -> None:
    planned("log", "bird-dog", "4", "--pain", "2", "--on", "2026-11-20")
    planned("skip", "bird-dog", "--reason", "pain", "--on", "2026-11-16")
    assert "0 days added, 2 there already" in planned("import", loop, *TO_BIRD_DOG).out
    assert sets(planned, "2026-11-20") == [["bird-dog", 4, 10, 2]]
    assert sets(planned, "2026-11-16") == []


def test_two_habits_that_are_one_exercise_are_not_counted_twice(run: Backtracker, tmp_path: Path) -> None:
    wide = tmp_path / "Checkmarks.csv"
    wide.write_text(files.WIDE, encoding="utf-8")
    assert "Sets: 9 added" in run("import", wide, *TO_BIRD_DOG, "--map", "Plank=bird-dog").out
    assert len(sets(run, "2026-11-16")) == 3


def test_days_still_to_come_are_left_out(run: Backtracker, loop: Path) -> None:
    run.at("2026-11-17T07:00")
    assert "1 day added, 1 still to come and left out" in run("import", loop, *TO_BIRD_DOG).out


def test_where_nobody_can_be_asked_a_sentence_lists_the_habits_and_the_option(run: Backtracker, loop: Path) -> None:
    message = run("import", loop, fails=2).err
    assert "'Bird dogs' (2 days) and 'Plank' (1 day)" in message
    assert "--map 'Bird dogs=bird-dog'" in message
    assert sets(run, "2026-11-20") == []


def test_a_file_in_which_nothing_was_ever_done_is_no_fault(run: Backtracker, tmp_path: Path) -> None:
    path = files.backup(tmp_path / "new.db", ticks=())
    assert run("import", path).out.splitlines()[-1] == "Nothing to add."
    assert "Bird dogs: never done, left out." in run("import", path).out


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("Bird dogs", "--map 'Habit name=bird-dog'"),
        ("Sit-ups=plank", "'Bird dogs' (2 days)"),
        ("Bird dogs=bird", "bird-dog"),
        ("Plank=xyzzy", "no exercise 'xyzzy'"),
    ],
)
def test_a_mapping_that_names_nothing_is_refused_with_what_there_is(
    run: Backtracker, loop: Path, mapping: str, message: str
) -> None:
    assert message in run("import", loop, "--map", mapping, fails=2).err


def test_a_mapping_for_a_file_without_habits_is_refused(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("date,pain\n2026-11-20,2\n", encoding="utf-8")
    assert "holds no habits" in run("import", tmp_path / "pain.csv", *TO_BIRD_DOG, fails=2).err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"title,start_time\nLegs,8 Apr 2026\n"),
        ("x.csv", b"a,b\n1,2\n"),
        ("x.zip", files.zipped({"photo.txt": ""})),
        ("x.db", b""),
        ("x.db", b"no database at all" * 100),
    ],
    ids=["a diary", "numbers", "a photo", "nothing", "no database"],
)
def test_a_file_of_an_unknown_layout_is_refused_with_the_known_ones(
    planned: Backtracker, tmp_path: Path, name: str, content: bytes
) -> None:
    before = planned.database.read_bytes()
    (tmp_path / name).write_bytes(content)
    message = planned("import", tmp_path / name, fails=1).err
    assert f"{name}: " in message
    assert "Loop Habit Tracker" in message
    assert ".json" in message
    assert planned.database.read_bytes() == before


def test_a_folder_that_is_no_export_and_the_database_itself_are_refused(planned: Backtracker, tmp_path: Path) -> None:
    assert "no Checkmarks.csv" in planned("import", tmp_path, fails=1).err
    assert "is the database itself" in planned("import", planned.database, fails=1).err


def test_a_table_that_is_too_large_is_refused(run: Backtracker, loop: Path, tmp_path: Path) -> None:
    with loop.open("r+b") as file:
        file.truncate(17 * 1024 * 1024)
    assert "larger than 16 MiB" in run("import", loop, *TO_BIRD_DOG, fails=1).err


def in_a_terminal(typed: str, *words: str | Path) -> str:
    """What a command shows to someone who answers its questions with the lines of `typed`."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", *map(str, words)], stdin=slave, stdout=slave, stderr=slave, env=os.environ
    ) as process:
        os.close(slave)
        os.write(master, typed.encode())
        message = b""
        while True:
            try:
                message += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
        os.close(master)
        assert process.wait() == 0, message
    return message.decode()


def test_at_a_terminal_each_habit_is_asked_for(run: Backtracker, loop: Path) -> None:
    message = in_a_terminal("y\nxyzzy\nplank-wall\ny\n", "import", loop)
    assert "Bird dogs (y for bird-dog):" in message
    assert "There is no exercise 'xyzzy'" in message
    assert len(sets(run, "2026-11-20")) == 3
    assert {each[0] for each in sets(run, "2026-11-18")} == {"plank-wall"}


def test_what_a_terminal_would_obey_in_the_name_of_a_habit_is_shown(run: Backtracker, tmp_path: Path) -> None:
    habits = files.backup(tmp_path / "x.db", habits=((1, "Bird\x1b[2J dogs", 0),))
    message = in_a_terminal("\ny\n", "import", habits)
    assert "Bird<U+001B>[2J dogs" in message
    assert "\x1b[2J" not in message


def test_at_a_terminal_enter_leaves_a_habit_out_and_what_is_given_is_not_asked(run: Backtracker, loop: Path) -> None:
    message = in_a_terminal("\ny\n", "import", loop, "--map", "Plank=plank-wall")
    assert "Plank (" not in message
    assert sets(run, "2026-11-20") == []
    assert len(sets(run, "2026-11-18")) == 3


def test_what_lasts_shows_a_bar_where_there_is_a_terminal_and_what_does_not_shows_none(
    run: Backtracker, loop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Writing" not in in_a_terminal("y\n", "import", loop, *TO_BIRD_DOG, "--map", "Plank=")
    run("undo")
    monkeypatch.setattr(progress_bars, "SHOWN_AFTER_S", -1.0)
    monkeypatch.setattr(import_wizard, "is_interactive", lambda: False)
    assert run("import", loop, *TO_BIRD_DOG).err == ""
    run("undo")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "Writing" in run("import", loop, *TO_BIRD_DOG).err


def test_another_database_of_this_program_is_merged_like_a_document_and_taken_back_whole(
    planned: Backtracker, tmp_path: Path
) -> None:
    planned("backup", tmp_path / "copy.db")
    planned("--db", tmp_path / "copy.db", "checkin", "4", "--on", "yesterday")
    assert "Check-ins: 1 would be added" in planned("import", tmp_path / "copy.db", "--dry-run").out
    assert "Check-ins: 1 added" in planned("import", tmp_path / "copy.db").out
    assert "all of it is there already" in planned("import", tmp_path / "copy.db").out
    assert "Undone: the import of copy.db" in planned("undo").out
    assert "Check-ins: 1 added" in planned("import", tmp_path / "copy.db").out

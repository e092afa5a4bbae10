"""Importing tables of pain and exports of other programs: asked, shown before, done once and taken back whole."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Backtracker
from tests.cli.test_import_loop import in_a_terminal
from tests.exchange.imports.test_apple_health import PAIN, WORKOUT, export
from tests.exchange.imports.test_other_programs import BEARABLE, GARMIN, HEVY, HEVY_ROWS, STRAVA

DIARY = "Datum;Uhrzeit;Schmerz;Notiz;Stimmung\n05.01.2026;21:00;6;;gut\n05.01.2026;07:10;3,5;steif;\n15.01.2026;;2;;\n"


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A German table of pain, as a spreadsheet on Windows saves it."""
    path = tmp_path / "Schmerz.csv"
    path.write_bytes(DIARY.encode("cp1252"))
    return path


def pain(run: Backtracker, on: str) -> int | None:
    """The pain of the check-in of a day."""
    checkin = run("today", "--on", on, "--json").json["checkin"]
    return None if checkin is None else int(checkin["pain"])


def test_a_table_of_pain_is_seen_before_and_taken_back_whole(run: Backtracker, diary: Path) -> None:
    preview = run("import", diary, "--dry-run").out
    assert preview.splitlines() == [
        "Check-ins: 2 would be added.",
        "Schmerz.csv is a table of pain scores, 5 January to 15 January.",
        "Scores from 2 to 6, read on the scale 0-10.",
        "Columns left out: Stimmung.",
        "1 day with several readings: the first of the morning is taken.",
        "  5 January: pain 4, 'steif'",
        "  15 January: pain 2",
    ]
    assert run("import", diary).out == preview.replace("would be added", "added")
    assert [pain(run, "2026-01-05"), pain(run, "2026-01-15")] == [4, 2]
    assert run("import", diary).out.startswith("Nothing to add or replace")
    assert "the import of Schmerz.csv" in run("undo").out
    assert pain(run, "2026-01-05") is None


@pytest.mark.parametrize(
    ("content", "options", "sentence", "status"),
    [
        ("Datum;Wert\n05.01.2026;3\n15.01.2026;7\n", (), "columns seen: Datum, Wert; say which is the pain", 2),
        ("date,pain\n05/01/2026,3\n", (), "--dates dmy (day first) or --dates mdy (month first)", 2),
        ("date,pain\n2026-01-05,30\n2026-01-06,50\n", (), "--scale 0-100", 2),
        (
            "date,pain\n2026-01-05,3\n2026-01-06,x\n2026-12-24,2",
            (),
            "line 3: 'x' is no score; line 4: 2026-12-24",
            1,
        ),
        ("date,pain\n2026-01-05,3\n", ("--column", "pain=mood"), "There is no column 'mood'", 2),
        ("date,pain\n2026-01-05,3\n", ("--column", "mood"), "write it like --column pain=Schmerz", 2),
        ("date,pain\n2026-01-05,3\n", ("--where", "mood"), "write it like --where", 2),
        ("date,pain\n2026-01-05,3\n", ("--scale", "0-7"), "0-100", 2),
        ("date,pain\n2026-01-05,3\n", ("--map", "a=plank"), "holds no habits", 2),
    ],
)
def test_what_is_missing_or_wrong_is_refused_in_a_line_and_nothing_is_stored(
    run: Backtracker, tmp_path: Path, content: str, options: tuple[str, ...], sentence: str, status: int
) -> None:
    run("checkin", "0")
    (tmp_path / "pain.csv").write_text(content, encoding="utf-8")
    refused = run("import", tmp_path / "pain.csv", *options, fails=status)
    assert sentence in refused.err
    assert refused.err.count("\n") == 1
    assert pain(run, "2026-01-05") is None


def test_rows_that_cannot_be_read_are_left_out_where_that_is_said(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("date,pain\n2026-01-05,3\n2026-01-06,x\n", encoding="utf-8")
    message = run("import", tmp_path / "pain.csv", "--skip-bad-rows").out
    assert "Check-ins: 1 added." in message
    assert "Not read: line 3: 'x' is no score." in message


def test_a_table_of_which_nothing_can_be_read_says_that_nothing_is_added(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("date,pain\n2026-01-05,-3\n", encoding="utf-8")
    message = run("import", tmp_path / "pain.csv", "--skip-bad-rows").out
    assert message.endswith("Nothing to add.\n")


def test_sets_of_a_gym_program_become_ours_with_unknown_pain(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "hevy.csv").write_text(HEVY + HEVY_ROWS, encoding="utf-8")
    message = run("import", tmp_path / "hevy.csv", fails=2).err
    assert "--map Plank=plank --map 'Squat, slow=squat'" in message
    message = run("import", tmp_path / "hevy.csv", "--map", "Plank=plank", "--map", "Squat, slow=squat").out
    assert "Left out: warm-up sets (1: line 3)." in message
    assert "Sets: 2 added, their pain unknown." in message
    rows = run("today", "--on", "2026-04-08", "--json").json["exercises"]
    logged = {row["exercise"]: [(each["reps"], each["hold_s"], each["load_kg"], each["pain"]) for each in row["logged"]]
              for row in rows}  # fmt: skip
    assert logged == {"plank": [(1, 60, 0, None)], "squat": [(8, 0, 40.5, None)]}
    assert "Nothing to add." in run("import", tmp_path / "hevy.csv", "--map", "Plank=plank").out


def test_a_set_that_has_not_what_the_exercise_counts_is_left_out(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "hevy.csv").write_text(HEVY + HEVY_ROWS, encoding="utf-8")
    message = run("import", tmp_path / "hevy.csv", "--map", "Squat, slow=walk").out
    assert "Squat, slow: done on 8 April, as Walk: 0 days added, 1 set left out, without minutes." in message
    assert message.endswith("Nothing to add.\n")


def test_a_walk_is_minutes_of_the_walk_without_being_asked(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "Activities.csv").write_text(GARMIN, encoding="utf-8")
    run("import", tmp_path / "Activities.csv")
    rows = run("today", "--on", "2026-04-08", "--json").json["exercises"]
    assert [(row["exercise"], [each["minutes"] for each in row["logged"]]) for row in rows] == [("walk", [31.5])]


def test_approximate_pain_replaces_no_check_in_and_is_undone_with_the_walks(run: Backtracker, tmp_path: Path) -> None:
    run("checkin", "1", "--on", "2026-04-08")
    text = export(
        PAIN.format(at="2026-04-08 07:00:00", severity="Severe"),
        PAIN.format(at="2026-04-09 07:00:00", severity="Mild"),
        WORKOUT.format(kind="Walking", duration="31.5", unit="min"),
    )
    (tmp_path / "export.xml").write_text(text, encoding="utf-8")
    message = run("import", tmp_path / "export.xml").out
    assert "Approximate check-ins on days that have an exact one already: 1 left out." in message
    assert [pain(run, "2026-04-08"), pain(run, "2026-04-09")] == [1, 2]
    assert "Approximate, from 'mild'." in run("today", "--on", "2026-04-09", "--json").out
    run("undo")
    assert [pain(run, "2026-04-08"), pain(run, "2026-04-09")] == [1, None]
    assert run("today", "--on", "2026-04-08", "--json").json["exercises"] == []


def approximate(run: Backtracker) -> dict[str, tuple[int, bool]]:
    """The pain of each check-in, and whether it is approximate, as the history document has them."""
    path = run.database.with_name("all.json")
    run("export", path)
    checkins = json.loads(path.read_text(encoding="utf-8"))["checkins"]
    return {checkin["date"]: (checkin["pain"], checkin["approximate"]) for checkin in checkins}


def test_a_walk_that_two_programs_recorded_is_brought_once_and_said(run: Backtracker, tmp_path: Path) -> None:
    again = GARMIN.splitlines()[1].replace("31:30", "29:00")
    (tmp_path / "Activities.csv").write_text(f"{GARMIN}{again}\n", encoding="utf-8")
    (tmp_path / "strava.csv").write_text(STRAVA, encoding="utf-8")
    preview = run("import", tmp_path / "Activities.csv", "--dry-run").out
    assert "Left out: walks that overlap a longer one, which two devices may have recorded (1: line 4)." in preview
    run("import", tmp_path / "Activities.csv")
    assert "as Walk: 0 days would be added, 1 there already" in run("import", tmp_path / "strava.csv", "--dry-run").out
    run("import", tmp_path / "strava.csv")
    rows = run("today", "--on", "2026-04-08", "--json").json["exercises"]
    assert [[each["minutes"] for each in row["logged"]] for row in rows] == [[31.5]]


def test_pain_kept_as_a_word_is_stored_and_exported_as_approximate(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "bearable.csv").write_text(BEARABLE, encoding="utf-8")
    preview = run("import", tmp_path / "bearable.csv", "--dry-run").out
    assert "Approximate check-ins: 2. Their pain was a word: mild is stored as 2, moderate 5, severe 8." in preview
    assert "  8 April: pain 2, \"Approximate, from 'mild'. stiff\"" in preview
    run("import", tmp_path / "bearable.csv")
    expected = {"2026-04-08": (2, True), "2026-09-22": (5, True)}
    assert approximate(run) == expected
    run("export", tmp_path / "tables.zip")
    (tmp_path / "checkins.csv").write_bytes(zipfile.ZipFile(tmp_path / "tables.zip").read("checkins.csv"))
    run("undo")
    assert pain(run, "2026-04-08") is None
    run("import", tmp_path / "checkins.csv")
    assert approximate(run) == expected


def test_an_exact_check_in_replaces_an_approximate_one_and_not_the_other_way_round(
    run: Backtracker, tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_text("date,back pain\n2026-04-08,1\n2026-04-09,2\n2026-04-10,3\n", encoding="utf-8")
    (tmp_path / "numbers.csv").write_text("date,pain\n2026-04-08,4\n2026-04-09,9\n", encoding="utf-8")
    run("import", tmp_path / "words.csv", "--scale", "1-3")
    assert approximate(run) == {"2026-04-08": (2, True), "2026-04-09": (5, True), "2026-04-10": (8, True)}
    assert "Check-ins: 2 replaced" in run("import", tmp_path / "numbers.csv").out
    run("checkin", "3", "--on", "2026-04-09")
    message = run("import", tmp_path / "words.csv", "--scale", "1-3").out
    assert "Approximate check-ins on days that have an exact one already: 2 left out." in message
    assert approximate(run) == {"2026-04-08": (4, False), "2026-04-09": (3, False), "2026-04-10": (8, True)}


def test_the_engine_takes_an_approximate_pain_for_what_it_is_stored_as(run: Backtracker, tmp_path: Path) -> None:
    run("plan", "set", "bird-dog")
    (tmp_path / "words.csv").write_text("date,back pain\n2026-11-22,3\n", encoding="utf-8")
    run("import", tmp_path / "words.csv", "--scale", "1-3")
    advice = run("suggest", "--json").json
    assert advice["state"] == "flare"
    run("checkin", "8")
    assert run("suggest", "--json").json == advice


def test_a_note_keeps_a_check_in_approximate_and_a_new_pain_does_not(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("date,back pain\n2026-04-08,1\n", encoding="utf-8")
    run("import", tmp_path / "words.csv", "--scale", "1-3")
    run("checkin", "--on", "2026-04-08", "--note", "stiff")
    assert approximate(run) == {"2026-04-08": (2, True)}
    run("checkin", "2", "--on", "2026-04-08")
    assert approximate(run) == {"2026-04-08": (2, False)}


def test_at_a_terminal_what_is_missing_is_asked_and_then_shown_once_more(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("day,level,mood\n05/01/2026,30,2\n06/01/2026,x,3\n", encoding="utf-8")
    message = in_a_terminal("1\n1\n1\ny\ny\n", "import", tmp_path / "pain.csv")
    assert "Which column is the pain?" in message
    assert "Which comes first?" in message
    assert "Which scale is it?" in message
    assert "Leave these rows out and import the rest?" in message
    assert "Check-ins: 1 would be added." in message
    assert pain(run, "2026-01-05") == 3


def test_at_a_terminal_no_is_an_answer(run: Backtracker, diary: Path) -> None:
    assert "Nothing was imported." in in_a_terminal("n\n", "import", diary)
    assert pain(run, "2026-01-05") is None


def test_options_of_tables_do_not_go_with_a_history_document(run: Backtracker, tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text('{"format": "backtracker-history", "version": 1}', encoding="utf-8")
    assert "takes no option but --dry-run" in run("import", tmp_path / "all.json", "--scale", "0-10", fails=2).err


def test_a_hundred_thousand_rows_are_one_import(run: Backtracker, tmp_path: Path) -> None:
    rows = "".join(f"20{year:02}-{month:02}-{day:02},07:{minute:02},{minute % 10},\n" for year in range(10, 26)
                   for month in range(1, 13) for day in range(1, 29) for minute in range(19))  # fmt: skip
    (tmp_path / "pain.csv").write_text("date,time,pain,note\n" + rows, encoding="utf-8")
    assert "Check-ins: 5376 added." in run("import", tmp_path / "pain.csv").out
    with sqlite3.connect(run.database) as conn:
        assert conn.execute("SELECT count(*), max(pain) FROM checkins").fetchone() == (5376, 0)

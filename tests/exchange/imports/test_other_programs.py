"""Exports of other programs, made up in each layout: what comes out, value by value, and what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import loop_files
from tests.support.loop_files import zipped
from tracker.core.errors import FileError, UsageError, UserError
from tracker.exchange.imports.recognise import read_foreign_file
from tracker.exchange.tables.import_options import ImportOptions, Scale
from tracker.exchange.tables.imported import ImportedData

TODAY = date(2026, 11, 28)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)
HEVY_ROWS = (
    '"Core","8 Apr 2026, 16:50","8 Apr 2026, 17:20","","Plank",,"",0,"normal",,,,60,\n'
    '"Core","8 Apr 2026, 16:50","8 Apr 2026, 17:20","","Squat, slow",,"two\nlines",0,"warmup",20,8,,,\n'
    '"Core","8 Apr 2026, 16:50","8 Apr 2026, 17:20","","Squat, slow",,"",1,"failure",40.5,8,,,8\n'
)
PLANK_AND_SQUAT = [("Plank", "2026-04-08", 0, 60, 0), ("Squat, slow", "2026-04-08", 8, 0, 40.5)]
STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
STRONG_ROWS = (
    '2026-04-08 16:50:00,"Core",5m,"Plank",1,0,0,0,60.0,"","",\n'
    '2026-04-08 16:50:00,"Core",5m,"Squat, slow",W,20.0,8.0,0,0,,,\n'
    '2026-04-08 16:50:00,"Core",5m,"Squat, slow",Rest Timer,0,0,0,120.0,,,\n'
    '2026-04-08 16:50:00,"Core",5m,"Squat, slow",F,40.5,8.0,0,0,,,8\n'
)
STRONG_SEMICOLONS = (
    '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";'
    '"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
    '"1";"2026-04-08 16:50:00";"Core";"300";"Plank";"1";"";"";"";"";"60";"";""\n'
    '"1";"2026-04-08 16:50:00";"Core";"300";"Squat, slow";"1";"40,5";"8";"";"";"";"";""\n'
)
STRONG_UNITS = (
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes\n"
    '2026-04-08 16:50:00;"Core";"Plank";1;0;lbs;0;;;;60;""\n'
    '2026-04-08 16:50:00;"Core";"Squat, slow";1;89.3;lbs;8;;;;0;\n'
)
STRONG_GERMAN = (
    "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,Notizen,"
    "Workout-Notizen,RPE\n" + STRONG_ROWS
)
STRONG_FRENCH = (
    "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,Secondes,Notes,"
    "Notes d'entraînement,RPE\r\n" + STRONG_ROWS.replace("\n", "\r\n")
)
FITNOTES = (
    "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
    '2026-04-08,Plank,Abs,,kgs,,,,0:01:00,\n2026-04-08,"Squat, slow",Legs,40.5,kgs,8,,,,"good, slow"\n'
)
FITNOTES_POUNDS = (
    "Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time\n"
    '2026-04-08,Plank,Abs,,,,,0:01:00\n2026-04-08,"Squat, slow",Legs,89.3,8,,,\n'
)
FITBOD = (
    "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
    "2026-04-08 16:50:00 +0000,Plank,0,0.0,60.0,0.0,0.0,0.0,false,,1.0\n"
    '2026-04-08 16:50:00 +0000,"Squat, slow",8,20.0,0.0,0.0,0.0,0.0,true,,1.0\n'
    '2026-04-08 16:50:00 +0000,"Squat, slow",8,40.5,0.0,0.0,0.0,0.0,false,,1.0\n'
)
GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
    'Walking,2026-04-08 17:15:00,false,"Walk, evening","2.51","150","00:31:30","101"\n'
    "Running,2026-04-07 17:15:00,false,Run,5.0,300,00:28:00,150\n"
)
STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance\n"
    '1,"Apr 8, 2026, 5:15:00 PM",Evening walk,Walk,,1890,2.51\n2,"Apr 7, 2026, 5:15:00 PM",Ride,Ride,,3600,20\n'
)
HEALTH_EXPORT = (
    "Date,Activity,Duration(Seconds),Distance\n2026-04-08 17:15:00 - 2026-04-08 17:46:30,Walking,1890,2.5\n"
    "2026-04-07 17:15:00 - 2026-04-07 17:46:30,Cycling,1890,9\n"
)
HABITBULL = (
    "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
    "Bird dogs,,Back,2026-04-08,1,\nBird dogs,,Back,2026-04-07,0,\nWater,,Food,2026-04-08,6,\n"
)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-04-08,April 8,Wednesday,7:10 AM,good,"stretching | work",,"fine, so far"\n'
    "2026-04-07,April 7,Tuesday,7:10 AM,meh,work,,\n"
)
BEARABLE = (
    "date,weekday,time of day,category,rating/amount,detail,notes\n"
    "8th Apr 2026,Wed,pm,Symptom,3,Back (lower) pain (Severe),\n"
    "8th Apr 2026,Wed,am,Symptom,1,Back (lower) pain (Mild),stiff\n"
    "22nd Sep 2026,Tue,am,Symptom,2,Back (lower) pain (Moderate),\n"
    "22nd Sep 2026,Tue,am,Symptom,2,Headache (Moderate),\n8th Apr 2026,Wed,,Mood,4,,\n"
)


def read(folder: Path, content: str | bytes, name: str = "export.csv", **options: Any) -> ImportedData:
    """What is read of a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_foreign_file(path, ImportOptions(**options), TODAY)


def sets(data: ImportedData) -> list[tuple[object, ...]]:
    """Each set as name, date, repetitions, seconds and kilograms."""
    return [(each.name, str(each.date), each.reps, each.seconds, round(each.load_kg, 1)) for each in data.sets]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (HEVY + HEVY_ROWS, "Hevy"),
        (HEVY + HEVY_ROWS.replace("8 Apr 2026, 16:50", "2026-04-08 16:50:00"), "Hevy"),
        (HEVY + HEVY_ROWS.replace("8 Apr 2026, 1", "8 Nis 2026, 1"), "Hevy"),
        (HEVY.replace("_kg", "_lbs").replace("_km", "_miles") + HEVY_ROWS.replace("40.5", "89.3"), "Hevy"),
        (STRONG + STRONG_ROWS, "Strong"),
        (STRONG_SEMICOLONS, "Strong"),
        (STRONG_UNITS, "Strong"),
        (STRONG_GERMAN, "Strong"),
        (STRONG_FRENCH, "Strong"),
        (STRONG_GERMAN.encode("cp1252"), "Strong"),
        (STRONG_FRENCH.encode("utf-16"), "Strong"),
        (FITNOTES, "FitNotes"),
        (FITNOTES_POUNDS, "FitNotes"),
        (FITBOD, "Fitbod"),
    ],
    ids=[
        "Hevy", "Hevy, ISO dates", "Hevy, Turkish", "Hevy, pounds", "Strong", "Strong, semicolons", "Strong, units",
        "Strong, German", "Strong, French", "Strong, cp1252", "Strong, UTF-16", "FitNotes", "FitNotes, lb", "Fitbod",
    ],
)  # fmt: skip
def test_sets_of_a_gym_program_keep_repetitions_seconds_and_load(
    tmp_path: Path, content: str | bytes, source: str
) -> None:
    data = read(tmp_path, content)
    assert data.source == f"an export of {source}"
    assert sets(data) == PLANK_AND_SQUAT
    assert not data.bad_rows


def test_warm_ups_and_rests_are_left_out_and_counted(tmp_path: Path) -> None:
    assert read(tmp_path, HEVY + HEVY_ROWS).left_out == ("warm-up sets (1: line 3)",)
    of_strong = ("warm-up sets (1: line 3)", "rows of rest or notes (1: line 4)")
    assert read(tmp_path, STRONG + STRONG_ROWS).left_out == of_strong
    assert read(tmp_path, FITBOD).left_out == ("warm-up sets (1: line 3)",)


def test_weights_without_a_unit_are_kilograms_unless_it_is_said(tmp_path: Path) -> None:
    assert "--column lb=Weight" in read(tmp_path, STRONG + STRONG_ROWS).remarks[0]
    pounds = read(tmp_path, STRONG + STRONG_ROWS.replace("40.5", "89.3"), columns={"lb": "Weight"})
    assert sets(pounds) == PLANK_AND_SQUAT
    assert not pounds.remarks


def test_a_month_that_no_language_has_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="'foo'"):
        read(tmp_path, HEVY + HEVY_ROWS.replace("Apr", "foo"))


def test_rows_of_workouts_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    row = '2026-04-08 16:50:00,"Core",5m,"Plank",1,0,{reps},0,{seconds},"","",\n'
    wrong = STRONG + "".join(row.format(reps=reps, seconds=seconds) for reps, seconds in (("x", 0), (1.5, 0), (1, -5)))
    wrong += STRONG_ROWS.splitlines(keepends=True)[0].replace("2026-04-08", "2027-04-08")
    assert [sentence.partition(": ")[2] for sentence in read(tmp_path, wrong).bad_rows] == [
        "'x' is no number of repetitions",
        "'1.5' is no number of repetitions",
        "'-5' is no time",
        "2027-04-08 is still to come",
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (GARMIN, "Activities.csv"),
        (STRAVA, "activities.csv"),
        (HEALTH_EXPORT, "walks.csv"),
        (zipped({"export_1/activities.csv": STRAVA, "export_1/media/x.jpg": ""}), "export_1.zip"),
    ],
    ids=["Garmin", "Strava", "HealthExport", "Strava's archive"],
)
def test_walks_are_brought_with_their_time_and_other_activities_counted(
    tmp_path: Path, content: str | bytes, name: str
) -> None:
    data = read(tmp_path, content, name)
    assert sets(data) == [("Walk", "2026-04-08", 0, 1890, 0)]
    assert data.known_exercises == {"Walk": "walk"}
    assert data.left_out == ("activities that are no walks (1: line 3)",)


def test_habits_of_habitbull_are_done_where_their_value_is_one(tmp_path: Path) -> None:
    data = read(tmp_path, HABITBULL)
    assert [(habit.name, habit.days) for habit in data.habits] == [("Bird dogs", (date(2026, 4, 8),))]
    assert data.left_out == ("'Water' is measured in numbers, which do not say whether it was done",)


def test_options_of_tables_of_pain_are_refused_for_an_export_of_another_program(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="are for tables of pain"):
        read(tmp_path, HABITBULL, where=(("HabitName", "Water"),))


def test_a_table_whose_columns_are_named_is_a_table_of_pain_whatever_it_looks_like(tmp_path: Path) -> None:
    columns = {"date": "CalendarDate", "pain": "Value"}
    data = read(tmp_path, HABITBULL, columns=columns, where=(("HabitName", "Water"),), scale=Scale.TEN)
    assert [checkin.pain for checkin in data.checkins] == [6]


def test_activities_of_daylio_are_habits(tmp_path: Path) -> None:
    data = read(tmp_path, DAYLIO)
    assert {habit.name: [day.day for day in habit.days] for habit in data.habits} == {"stretching": [8], "work": [7, 8]}


def test_ratings_of_bearable_are_approximate_and_say_so(tmp_path: Path) -> None:
    data = read(tmp_path, BEARABLE)
    assert [(str(checkin.date), checkin.pain, checkin.note) for checkin in data.checkins] == [
        ("2026-04-08", 2, "Approximate, from 'mild'.\nstiff"),
        ("2026-09-22", 5, "Approximate, from 'moderate'."),
    ]
    assert all(checkin.approximate for checkin in data.checkins)
    assert data.left_out == ("rows that are not about the back (2: lines 5 and 6)",)


def test_an_export_of_bearable_without_the_back_names_its_symptoms(tmp_path: Path) -> None:
    only_head = "".join(line for line in BEARABLE.splitlines(keepends=True) if "Back" not in line)
    with pytest.raises(FileError, match=r"its symptoms are Headache.*--where detail=NAME"):
        read(tmp_path, only_head)
    assert [checkin.pain for checkin in read(tmp_path, only_head, where=(("detail", "Headache"),)).checkins] == [5]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (zipped({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "pain.xlsx", "save the sheet as CSV"),
        (zipped({"Index/Document.iwa": ""}), "pain.numbers", "export it as CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "pain.xls", "save the sheet as CSV"),
        (zipped({"a.zip": "PK"}), "a.zip", "the archive holds a.zip, of which nothing can be imported"),
        (zipped({"../../evil.csv": "date,pain\n"}), "a.zip", "the archive holds ../../evil.csv"),
        ("a,b\n1,2\n", "a.csv", "no table with a date and a pain score"),
        ("", "a.csv", "there is no table in it"),
        (b"date,pain\n2026-01-05,\x00\x01\n", "a.csv", "zero bytes"),
    ],
    ids=["Excel", "Numbers", "old Excel", "nested archive", "outside path", "no date", "empty", "zero bytes"],
)
def test_what_cannot_be_imported_is_refused_with_what_to_do(
    tmp_path: Path, content: str | bytes, name: str, sentence: str
) -> None:
    with pytest.raises(FileError) as raised:
        read(tmp_path, content, name)
    assert sentence in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]


LAYOUTS = (
    HEVY + HEVY_ROWS, STRONG + STRONG_ROWS, STRONG_SEMICOLONS, FITNOTES, FITBOD, GARMIN, STRAVA, HEALTH_EXPORT,
    HABITBULL, DAYLIO, BEARABLE, loop_files.WIDE, loop_files.NAMED, loop_files.BROKEN, loop_files.WITH_HEADER,
)  # fmt: skip
JUNK = (
    '"', ";", ",", "\n", "\t", "0", "-1", "9" * 30, "é", "", " ", "1/2", "2026-13-45", "NaN", "1e9", "²", "٣",
    "=", "<", "&",
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(LAYOUTS),
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 5), st.sampled_from(JUNK)), min_size=1, max_size=5),
    st.sampled_from(("export.csv", "Checkmarks.csv", "export.xml", "export")),
    st.booleans(),
)
def test_a_file_broken_anywhere_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[tuple[int, int, str]], name: str, skip: bool
) -> None:
    for at, length, junk in edits:
        text = text[:at] + junk + text[at + length :]
    message = "read"
    try:
        read(tmp_path_factory.mktemp("broken"), text, name, skip_bad_rows=skip)
    except UserError as error:
        message = str(error)
    assert message
    assert "\n" not in message

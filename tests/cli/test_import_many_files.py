"""Made-up files as people have them, one line each: how it is imported, and what is stored of it, value by value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker
from tests.exchange.imports.test_apple_health import LAUGHS, PAIN, WORKOUT, export
from tests.exchange.imports.test_other_programs import (
    BEARABLE,
    DAYLIO,
    FITBOD,
    FITNOTES,
    FITNOTES_POUNDS,
    GARMIN,
    HABITBULL,
    HEALTH_EXPORT,
    HEVY,
    HEVY_ROWS,
    STRAVA,
    STRONG,
    STRONG_FRENCH,
    STRONG_GERMAN,
    STRONG_ROWS,
    STRONG_SEMICOLONS,
    STRONG_UNITS,
)
from tests.support.loop_files import zipped

Values = tuple[object, ...]

PAIN_TABLES: dict[str, tuple[str | bytes, tuple[str, ...], dict[str, int]]] = {
    "Windows code page": (
        "Datum;Uhrzeit;Rückenschmerzen;Bemerkung\r\n05.01.2026;07:10;3,5;müde\r\n15.01.2026;;6;\r\n".encode("cp1252"),
        (), {"2026-01-05": 4, "2026-01-15": 6},
    ),
    "Cyrillic code page": (
        "дата;pain\n5 января 2026;7\n".encode("cp1251"), ("--column", "date=дата"), {"2026-01-05": 7}
    ),
    "Polish code page": ("datum;pain\n5. stycznia 2026;3\n".encode("cp1250"), (), {"2026-01-05": 3}),
    "UTF-16": ("date\tpain\tnote\r\n2026-01-05\t3\tok\r\n".encode("utf-16"), (), {"2026-01-05": 3}),
    "UTF-16 without a mark": ("date;pain\n2026-01-05;3\n".encode("utf-16-be"), (), {"2026-01-05": 3}),
    "sep= and quoted names": (
        'sep=;\n"Date";"Pain";"Notes"\n"5 Jan 2026";"3";"said ""ouch"""\n"06 Jan 2026";"4";"a\nb"\n',
        (), {"2026-01-05": 3, "2026-01-06": 4},
    ),
    "trailing delimiter": (
        "Timestamp;Intensity;\n2026-01-05 07:00;6;\n2026-01-06 08:00;7;\n", (), {"2026-01-05": 6, "2026-01-06": 7}
    ),
    "decimal commas": ("Data;Dolore\n05/01/2026;3,5\n25/01/2026;10\n", (), {"2026-01-05": 4, "2026-01-25": 10}),
    "French": (
        "Date;Douleur;Remarques\n5 janvier 2026;3;ça va\n12 févr. 2026;8;\n".encode("cp1252"),
        (), {"2026-01-05": 3, "2026-02-12": 8},
    ),
    "Spanish": (
        "Fecha,Dolor de espalda\n5 de enero de 2026,6\n6 de agosto de 2026,7\n",
        (), {"2026-01-05": 6, "2026-08-06": 7},
    ),
    "0-100": (
        "date,pain\n2026-01-05,35\n2026-01-06,80\n2026-01-07,5\n", ("--scale", "0-100"),
        {"2026-01-05": 4, "2026-01-06": 8, "2026-01-07": 1},
    ),
    "per cent": (
        "date,pain\n2026-01-05,35%\n2026-01-06,80 %\n", ("--scale", "0-100"), {"2026-01-05": 4, "2026-01-06": 8}
    ),
    "the first of the morning": (
        "date,time,pain\n2026-01-05,21:00,8\n2026-01-05,07:00,2\n2026-01-05,02:00,9\n", (), {"2026-01-05": 2}
    ),
    "the highest": (
        "date,time,pain\n2026-01-05,9:00 pm,8\n2026-01-05,7:00 am,2\n", ("--of-day", "max"), {"2026-01-05": 8}
    ),
    "the median": (
        "date,pain\n2026-01-05,8\n2026-01-05,2\n2026-01-05,3\n2026-01-06,3\n2026-01-06,4\n", ("--of-day", "median"),
        {"2026-01-05": 3, "2026-01-06": 4},
    ),
    "month first": ("date,pain\n01/05/2026,6\n01/25/2026,7\n", (), {"2026-01-05": 6, "2026-01-25": 7}),
    "day first": ("date,pain\n05/01/2026,6\n25/01/2026,7\n", (), {"2026-01-05": 6, "2026-01-25": 7}),
    "years of two digits": ("date,pain\n05.01.26,3\n15.01.26,4\n", (), {"2026-01-05": 3, "2026-01-15": 4}),
    "days of the week": (
        'Date,Pain level (0-10)\n"Mon, 5 Jan 2026",3\n"Tuesday, January 6, 2026",4\n',
        (), {"2026-01-05": 3, "2026-01-06": 4},
    ),
    "moments with a zone": (
        "date,pain\n2026-01-05T07:10:00Z,3\n2026-01-06T07:10:00+01:00,4\n", (), {"2026-01-05": 3, "2026-01-06": 4}
    ),
    "empty cells": ("date,pain,note\n2026-01-05,,nothing\n,,\n2026-01-06,4,\n", (), {"2026-01-06": 4}),
    "as above": (
        "# diary\nyear,month,day,region,side,intensity\n2026,1,5,back,left,6\n,,,,right,7\n,,6,,left,8\n",
        ("--of-day", "max"), {"2026-01-05": 7, "2026-01-06": 8},
    ),
    "a total": ("date,pain\n2026-01-05,7\nTotal,7\n", (), {"2026-01-05": 7}),
    "no names": (
        "2026-01-05,3\n2026-01-06,7\n", ("--column", "date=1", "--column", "pain=2"),
        {"2026-01-05": 3, "2026-01-06": 7},
    ),
    "old Macintosh lines": ("date,pain\r2026-01-05,3\r2026-01-06,4\r", (), {"2026-01-05": 3, "2026-01-06": 4}),
    "Bearable": (BEARABLE, (), {"2026-04-08": 2, "2026-09-22": 5}),
    "Bearable, the highest": (BEARABLE, ("--of-day", "max"), {"2026-04-08": 8, "2026-09-22": 5}),
    "Apple Health": (
        zipped({"apple/Exportieren.xml": export(PAIN.format(at="2026-04-08 07:00:00", severity="Severe"))}),
        (), {"2026-04-08": 8},
    ),
}  # fmt: skip

TO_OURS = ("--map", "Plank=plank", "--map", "Squat, slow=squat")
ON = "2026-04-08"
PLANK, SQUAT = (ON, "plank", 1, 60, 0, 0), (ON, "squat", 8, 0, 40.5, 0)
SQUAT_LB = (ON, "squat", 8, 0, 40.51, 0)
WALK = (ON, "walk", 0, 0, 0, 31.5)
BIRD_DOGS: list[Values] = [(ON, "bird-dog", reps, 10, 0, 0) for reps in (5, 3, 1)]

SETS: dict[str, tuple[str | bytes, tuple[str, ...], list[Values]]] = {
    "Hevy": (HEVY + HEVY_ROWS, TO_OURS, [PLANK, SQUAT]),
    "Hevy, ISO": (HEVY + HEVY_ROWS.replace("8 Apr 2026, 16:50", "2026-04-08 16:50:00"), TO_OURS, [PLANK, SQUAT]),
    "Hevy, Spanish": (HEVY + HEVY_ROWS.replace("8 Apr 2026", "8 abr. 2026"), TO_OURS, [PLANK, SQUAT]),
    "Hevy, Turkish": (HEVY + HEVY_ROWS.replace("8 Apr 2026", "8 Nis 2026"), TO_OURS, [PLANK, SQUAT]),
    "Hevy, Russian": (HEVY + HEVY_ROWS.replace("8 Apr 2026", "8 апр. 2026"), TO_OURS, [PLANK, SQUAT]),
    "Hevy, pounds and miles": (
        HEVY.replace("_kg", "_lbs").replace("_km", "_miles") + HEVY_ROWS.replace("40.5", "89.3"), TO_OURS,
        [PLANK, SQUAT_LB],
    ),
    "Strong": (STRONG + STRONG_ROWS, TO_OURS, [PLANK, SQUAT]),
    "Strong, pounds": (
        STRONG + STRONG_ROWS.replace("40.5", "89.3"), (*TO_OURS, "--column", "lb=Weight"), [PLANK, SQUAT_LB]
    ),
    "Strong, semicolons": (STRONG_SEMICOLONS, TO_OURS, [PLANK, SQUAT]),
    "Strong, units": (STRONG_UNITS, TO_OURS, [PLANK, SQUAT_LB]),
    "Strong, German": (STRONG_GERMAN.encode("cp1252"), TO_OURS, [PLANK, SQUAT]),
    "Strong, French": (STRONG_FRENCH.encode("utf-16"), TO_OURS, [PLANK, SQUAT]),
    "FitNotes": (FITNOTES, TO_OURS, [PLANK, SQUAT]),
    "FitNotes, pounds": (FITNOTES_POUNDS.encode("utf-8-sig"), TO_OURS, [PLANK, SQUAT_LB]),
    "Fitbod": (FITBOD, TO_OURS, [PLANK, SQUAT]),
    "HabitBull": (HABITBULL, ("--map", "Bird dogs=bird-dog"), BIRD_DOGS),
    "HabitBull, month first": (
        HABITBULL.replace("2026-04-08", "04/08/2026").replace("2026-04-07", "03/25/2026"),
        ("--map", "Bird dogs=bird-dog"), BIRD_DOGS,
    ),
    "Daylio": (DAYLIO.encode("utf-8-sig"), ("--map", "stretching=bird-dog"), BIRD_DOGS),
    "Garmin": (GARMIN, (), [WALK]),
    "Strava": (STRAVA, (), [WALK]),
    "Strava, French": (
        STRAVA.replace("Apr 8, 2026, 5:15:00 PM", "8 avr. 2026, 17:15:00").replace(
            "Apr 7, 2026, 5:15:00 PM", "7 avr. 2026, 17:15:00"
        ), (), [WALK],
    ),
    "HealthExport": (HEALTH_EXPORT, (), [WALK]),
    "Apple Health": (export(WORKOUT.format(kind="Walking", duration="31.5", unit="min")), (), [WALK]),
}  # fmt: skip

REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "two orders": ("pain.csv", "date,pain\n01/05/2026,6\n", "--dates dmy"),
    "one order of each": ("pain.csv", "date,pain\n25/01/2026,6\n01/26/2026,6\n", "Its dates are of two orders"),
    "formula": ("pain.csv", "date,pain\n2026-01-05,3\n2026-01-06,=1+1\n", "'=1+1' is no score"),
    "zero bytes": ("pain.csv", b"date,pain\n2026-01-05,3\x00\n", "zero bytes"),
    "ten megabytes in a line": ("pain.csv", b"date,pain\n2026-01-05,3" + b"x" * 10_000_000, "more than 1000000"),
    "to come": ("pain.csv", "date,pain\n2026-01-05,3\n2030-01-05,3\n", "2030-01-05 is still to come"),
    "a slip": ("pain.csv", "date,pain\n2026-01-05,7\n2026-01-06,9\n2026-01-07,62\n", "may be slips"),
    "two pains": ("pain.csv", "date,morning pain,evening pain\n2026-01-05,7,2\n", "which is the pain"),
    "a headache": ("pain.csv", "date,headache\n2026-01-05,3\n", "--column pain=headache"),
    "words": ("pain.csv", "date,pain\n2026-01-05,mild\n", "'pain' holds no scores, but cells such as 'mild'"),
    "below nothing": ("pain.csv", "date,pain\n2026-01-05,-3\n", "-3 is not on the scale"),
    "no month": ("hevy.csv", HEVY + HEVY_ROWS.replace("Apr", "xyz"), "'xyz'"),
    "nothing": ("pain.csv", "", "there is no table in it"),
    "Excel": ("pain.xlsx", zipped({"xl/workbook.xml": "<a/>"}), "pain.xlsx: this is an Excel workbook; open it, save"),
    "nested archive": ("a.zip", zipped({"inner.zip": "PK"}), "nothing can be imported"),
    "a path outside": ("a.zip", zipped({"../../evil.csv": "date,pain\n2026-01-05,3\n"}), "nothing can be imported"),
    "billion laughs": ("export.xml", LAUGHS, "declares entities"),
    "laughs in an archive": ("export.zip", zipped({"apple/export.xml": LAUGHS}), "declares entities"),
}


def written(tmp_path: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """A file with this content, whose name says no more than it must."""
    is_archive = isinstance(content, bytes) and content.startswith(b"PK")
    is_xml = isinstance(content, str) and content.startswith("<?xml")
    path = tmp_path / ("file.zip" if is_archive else "file.xml" if is_xml else name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def document(run: Backtracker) -> dict[str, Any]:
    """All that is stored."""
    path = run.database.with_name("all.json")
    run("export", path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("kind", PAIN_TABLES)
def test_a_file_of_pain_gives_these_check_ins_and_is_taken_back(run: Backtracker, tmp_path: Path, kind: str) -> None:
    content, options, expected = PAIN_TABLES[kind]
    run("checkin", "1", "--on", "2025-12-31")
    path = written(tmp_path, content)
    run("import", path, *options)
    values = {checkin["date"]: checkin["pain"] for checkin in document(run)["checkins"]}
    assert values == {"2025-12-31": 1, **expected}
    assert run("import", path, *options).out.startswith("Nothing to add or replace")
    run("undo")
    assert len(document(run)["checkins"]) == 1


@pytest.mark.parametrize("kind", SETS)
def test_a_file_of_exercises_gives_these_sets_and_is_taken_back(run: Backtracker, tmp_path: Path, kind: str) -> None:
    content, options, expected = SETS[kind]
    run("checkin", "1", "--on", "2025-12-31")
    path = written(tmp_path, content)
    run("import", path, *options)
    sessions = document(run)["sessions"]
    fields = ("exercise", "reps", "hold_s", "load_kg", "minutes")
    sets = [
        (session["date"], *(log.get(field, 0) for field in fields)) for session in sessions for log in session["sets"]
    ]
    assert sets == expected
    assert all(log["pain"] is None for session in sessions for log in session["sets"])
    assert "Nothing to add" in run("import", path).out
    run("undo")
    assert document(run)["sessions"] == []


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_line_and_stores_nothing(
    run: Backtracker, tmp_path: Path, kind: str
) -> None:
    name, content, sentence = REFUSED[kind]
    run("checkin", "1", "--on", "2025-12-31")
    before = document(run)
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refused = run("import", path, fails=None)
    assert refused.status in (1, 2)
    assert sentence in refused.err
    assert refused.err.count("\n") == 1
    assert document(run) == before

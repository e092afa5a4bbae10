"""Files as Loop Habit Tracker has written them over the years, made up."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

DAYS = [date(2026, 11, day) for day in (20, 18, 17, 16)]
DONE_DAYS = (date(2026, 11, 16), date(2026, 11, 20))

WIDE = """\
Date,Bird dogs,Plank,Steps,
2026-11-20,2,0,8000000,
2026-11-18,1,2,0,
2026-11-17,3,-1,500,
2026-11-16,2,2,-1,
"""
BROKEN = "Date,Bird dogs,Plank,\n" + "".join(
    f"{day},Entry(timestamp={day}, value={first}),Entry(timestamp={day}, value={second}, notes=felt fine),\n"
    for day, first, second in zip(DAYS, (2, 1, 3, 2), (0, 2, -1, 2), strict=True)
)
NAMED = "Date,Bird dogs,Plank,Steps,\n" + "".join(
    f"{day},{first},{second},{steps},\n"
    for day, first, second, steps in zip(
        DAYS,
        ("YES_MANUAL", "YES_AUTO", "SKIP", "YES_MANUAL"),
        ("NO", "YES_MANUAL", "UNKNOWN", "YES_MANUAL"),
        ("8000000", "NO", "500", "UNKNOWN"),
        strict=True,
    )
)
WITHOUT_HEADER = "2026-11-20,2\n2026-11-18,1\n2026-11-17,3\n2026-11-16,2\n"
WITH_HEADER = (
    'Date,Value,Notes\n2026-11-20,YES_MANUAL,"two\nlines, and a comma"\n2026-11-18,YES_AUTO,\n2026-11-16,YES_MANUAL,\n'
)
EDITED = "\ufeffDate,Bird dogs,Plank\n11-20-26,2,0\n11-18-26,1,2\n11-17-26,3,-1\n11-16-26,2,2\n"
HABITS = """\
Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,\
Target Type,Target Value,Archived?
001,"Bird dogs, slow",YES_NO,,,1,1,#FF8F00,,,,false
002,Plank,YES_NO,,,1,1,#FF8F00,,,,false
003,Minutes,NUMERICAL,,,1,1,#FF8F00,min,AT_LEAST,10.0,false
"""
EXPORT = {
    "Habits.csv": HABITS,
    "Checkmarks.csv": "Date,Bird dogs, slow,Plank,Minutes,\n2026-11-20,2,0,2,\n",
    "001 Bird dogs slow/Checkmarks.csv": WITH_HEADER,
    "001 Bird dogs slow/Scores.csv": "Date,Score\n2026-11-20,0.5000\n",
    "002 Plank/Checkmarks.csv": "Date,Value,Notes\n2026-11-18,YES_MANUAL,\n",
    "003 Minutes/Checkmarks.csv": "Date,Value,Notes\n2026-11-18,2,\n",
}


def zipped(files: Mapping[str, str]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def millis(day: date) -> int:
    """Its midnight as Loop keeps it."""
    return (day - date(1970, 1, 1)) // timedelta(milliseconds=1)


def backup(
    path: Path,
    version: int = 25,
    habits: Iterable[tuple[object, ...]] = ((1, "Bird dogs", 0), (2, "Plank", 0), (3, "Steps", 1)),
    ticks: Iterable[tuple[object, ...]] = (
        (1, millis(DAYS[3]), 2), (1, millis(DAYS[0]), 2), (1, millis(DAYS[1]), 0), (1, millis(DAYS[2]), 1),
        (2, millis(DAYS[1]), 2), (3, millis(DAYS[1]), 8000),
    ),
) -> Path:  # fmt: skip
    """A backup with the columns of a version; before 16 there is no value, and only what is done has a row."""
    old = version < 16
    kind_column = "" if old else ", type integer"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"CREATE TABLE Habits (id integer primary key, name text, position integer{kind_column})")
        conn.execute(
            "CREATE TABLE Repetitions (id integer primary key, habit integer, timestamp integer"
            f"{'' if old else ', value integer'}{', notes text' if version >= 25 else ''})"
        )
        for number, name, kind in habits:
            conn.execute(
                f"INSERT INTO Habits VALUES (?, ?, ?{'' if old else ', ?'})", (number, name, 9, kind)[: 3 if old else 4]
            )
        for habit, timestamp, value in ticks:
            if not old:
                conn.execute(
                    "INSERT INTO Repetitions (habit, timestamp, value) VALUES (?, ?, ?)", (habit, timestamp, value)
                )
            elif value == 2:
                conn.execute("INSERT INTO Repetitions (habit, timestamp) VALUES (?, ?)", (habit, timestamp))
        conn.execute(f"PRAGMA user_version = {version}")
    return path

"""Loop Habit Tracker's files of all generations: what was done is found, and nothing else is taken for it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import loop_files as files
from tracker.core.errors import FileError
from tracker.exchange.imports import loop_csv, loop_db
from tracker.exchange.imports.loop_csv import checkmarks_table, read_checkmarks, read_export
from tracker.exchange.imports.loop_db import read_backup
from tracker.exchange.imports.recognise import read_foreign_file
from tracker.exchange.tables import archives, imported
from tracker.exchange.tables.import_options import DateOrder, ImportOptions, MissingOptionError
from tracker.exchange.tables.imported import Habit, ImportedData

BIRD_DOGS = list(files.DONE_DAYS)
PLANKS = [date(2026, 11, 16), date(2026, 11, 18)]
TODAY = date(2026, 11, 28)
SAMPLES = Path(os.environ.get("BACKTRACKER_SAMPLES", "")) / "loop"


def days_by_habit(export: ImportedData) -> dict[str, list[date]]:
    """The days of each habit by its name."""
    return {habit.name: list(habit.days) for habit in export.habits}


def table(text: str, name: str = "Bird dogs", order: DateOrder | None = None) -> ImportedData:
    """What is read of a Checkmarks.csv."""
    return read_checkmarks(text.encode(), name, ImportOptions(dates=order))


def is_checkmarks(data: bytes, name: str = "Checkmarks.csv") -> bool:
    """Whether the content of a file is taken for a table of Loop."""
    return loop_csv.is_checkmarks(checkmarks_table(data), data, name)


def read_zip(folder: Path, content: bytes) -> ImportedData:
    """What is read of an archive."""
    path = folder / "export.zip"
    path.write_bytes(content)
    return read_foreign_file(path, ImportOptions(), TODAY)


@pytest.mark.parametrize(
    "text",
    [files.WIDE, files.BROKEN, files.NAMED, files.EDITED],
    ids=["numbers", "Entry(…)", "names", "edited by hand"],
)
def test_a_wide_table_of_each_generation_gives_what_was_ticked_and_no_more(text: str) -> None:
    assert is_checkmarks(text.encode())
    assert days_by_habit(table(text)) == {"Bird dogs": BIRD_DOGS, "Plank": PLANKS}


@pytest.mark.parametrize("text", [files.WITHOUT_HEADER, files.WITH_HEADER], ids=["without a header", "with one"])
def test_the_table_of_one_habit_is_called_as_its_folder_is(text: str) -> None:
    assert is_checkmarks(text.encode())
    assert table(text).habits == (Habit("Bird dogs", files.DONE_DAYS),)


def test_a_habit_that_is_measured_is_left_aside_and_named() -> None:
    assert table(files.WIDE).left_out == ("'Steps' is measured in numbers, which do not say whether it was done",)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("06-16-24", "06-05-24"), [date(2024, 6, 5), date(2024, 6, 16)]),
        (("16/06/2024", "05/06/2024"), [date(2024, 6, 5), date(2024, 6, 16)]),
    ],
    ids=["month first", "day first"],
)
def test_dates_edited_by_hand_are_read_by_the_only_order_that_fits_all(
    dates: tuple[str, ...], expected: list[date]
) -> None:
    assert days_by_habit(table("Date,Bird dogs\n" + "".join(f"{day},2\n" for day in dates))) == {"Bird dogs": expected}


def test_dates_that_can_be_read_in_two_orders_are_asked_for() -> None:
    text = "Date,Bird dogs\n05.06.24,2\n06.06.24,2\n"
    with pytest.raises(MissingOptionError, match=r"--dates dmy .* or --dates mdy"):
        table(text)
    assert days_by_habit(table(text, order=DateOrder.DMY)) == {"Bird dogs": [date(2024, 6, 5), date(2024, 6, 6)]}


def test_all_tables_of_an_export_have_one_order_of_dates() -> None:
    files_of_export = {"001 Plank/Checkmarks.csv": b"01/03/2026,2\n", "002 Walk/Checkmarks.csv": b"15/03/2026,2\n"}
    export = read_export(files_of_export, ImportOptions())
    assert days_by_habit(export) == {"Plank": [date(2026, 3, 1)], "Walk": [date(2026, 3, 15)]}


def test_a_table_parted_by_semicolons_is_read() -> None:
    assert days_by_habit(table(files.NAMED.replace(",", ";")))["Bird dogs"] == BIRD_DOGS


def test_what_cannot_be_read_is_named_by_its_line_and_the_rest_is_read() -> None:
    text = (
        "Date,Bird dogs,Plank,\n2026-11-20,2,0,\n2026-11-31,2,2,\n2026-11-19,maybe,2,\n2026-11-18,2,\n2026-11-16,2,2,\n"
    )
    export = table(text)
    assert days_by_habit(export) == {"Bird dogs": BIRD_DOGS, "Plank": [date(2026, 11, 16), date(2026, 11, 19)]}
    assert [sentence.partition(":")[0] for sentence in export.bad_rows] == ["line 3", "line 4", "line 5"]
    assert "'2026-11-31' is no date" in export.bad_rows[0]
    assert "'MAYBE' says neither done nor not done of 'Bird dogs'" in export.bad_rows[1]
    assert "1 values for 2 habits" in export.bad_rows[2]


def test_a_comma_in_a_name_never_shifts_what_was_done_to_another_habit() -> None:
    export = table("Date,Bird dogs, slow,Plank,\n2026-11-20,2,0,\n")
    assert not any(habit.days for habit in export.habits)
    assert "a comma in the name of a habit" in export.bad_rows[0]


def test_of_many_lines_that_cannot_be_read_the_first_are_kept_and_the_rest_counted() -> None:
    export = table("Date,Bird dogs,\n" + "".join(f"2026-13-{n},2,\n" for n in range(500)))
    assert (len(export.bad_rows), export.more_bad_rows) == (imported.MAX_BAD_ROWS, 500 - imported.MAX_BAD_ROWS)


def test_a_quotation_mark_that_is_never_closed_ends_the_reading_in_words() -> None:
    export = table('Date,Value,Notes\n2026-11-20,2,\n2026-11-16,2,"oh\n')
    assert days_by_habit(export) == {"Bird dogs": [date(2026, 11, 20)]}
    assert export.bad_rows[0].startswith("line 3: ")


def test_habits_of_one_name_are_one_and_what_a_terminal_would_obey_is_shown() -> None:
    export = table("Date,Plank,Plank,\x1b[2JSit,\n2026-11-18,2,0,0,\n2026-11-16,0,2,0,\n")
    assert days_by_habit(export) == {"Plank": PLANKS, "<U+001B>[2JSit": []}


@pytest.mark.parametrize(
    "text",
    [
        "date,pain\n2026-11-20,2\n",
        "date,pain,flare\n2026-11-20,2,1\n",
        "date,pain,mood\n2026-11-20,2,1\n",
        "date,lower back,\n2026-11-20,2,\n2026-11-19,1,\n",
        "Date,Workout Name,Reps\n2026-11-20 07:00:00,Morning,2\n",
        "title,start_time\nLegs,2026-11-20\n",
        "Date,Weight\n2026-11-20,81.5\n",
        "",
    ],
)
def test_tables_of_other_kinds_are_not_taken_for_habits(text: str) -> None:
    assert not is_checkmarks(text.encode())


@pytest.mark.parametrize("text", ["Date,Headache\n2026-11-20,2\n2026-11-19,0\n", "2026-11-20,2\n2026-11-19,1\n"])
def test_small_whole_numbers_alone_are_no_signature_of_a_habit(text: str) -> None:
    assert not is_checkmarks(text.encode(), "headache.csv")


def test_a_table_of_one_habit_that_was_renamed_is_called_as_the_file_is(tmp_path: Path) -> None:
    for name, text in (("Bird dogs.csv", files.WITH_HEADER), ("Bridge.csv", "date,check\n2026-11-20,2\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        export = read_foreign_file(tmp_path / name, ImportOptions(), TODAY)
        assert [habit.name for habit in export.habits] == [name.removesuffix(".csv")]


def test_an_export_takes_whole_names_and_kinds_from_its_list_of_habits(tmp_path: Path) -> None:
    export = read_zip(tmp_path, files.zipped(files.EXPORT))
    assert days_by_habit(export) == {"Bird dogs, slow": BIRD_DOGS, "Plank": [date(2026, 11, 18)]}
    assert export.left_out == ("'Minutes' is measured in numbers, which do not say whether it was done",)


def test_an_export_of_the_first_generation_is_read_with_its_folders_alone(tmp_path: Path) -> None:
    old = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Übungen,,,1,1,#FF8F00\n"
    listed = {"Habits.csv": old, "001 bungen/Checkmarks.csv": files.WITHOUT_HEADER}
    assert days_by_habit(read_zip(tmp_path, files.zipped(listed))) == {"Übungen": BIRD_DOGS}
    unlisted = {"x/007 /Checkmarks.csv": files.WITHOUT_HEADER}
    assert days_by_habit(read_zip(tmp_path, files.zipped(unlisted))) == {"habit 007": BIRD_DOGS}


def test_an_export_without_folders_is_read_by_its_wide_table(tmp_path: Path) -> None:
    archive = files.zipped({"my export/Checkmarks.csv": files.WIDE, "my export/Scores.csv": ""})
    assert days_by_habit(read_zip(tmp_path, archive)) == {"Bird dogs": BIRD_DOGS, "Plank": PLANKS}


def test_what_cannot_be_read_in_an_export_is_named_by_its_folder() -> None:
    export = read_export({"001 Plank/Checkmarks.csv": b"Date,Value,Notes\nsoon,2,\n"}, ImportOptions())
    assert export.bad_rows == ("001 Plank/line 2: 'soon' is no date",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"photo.txt": ""}, "holds photo.txt, of which nothing can be imported"),
        ({"checkins.csv": "", "sets.csv": ""}, "export to a .json"),
    ],
)
def test_an_archive_of_something_else_is_refused_in_words(
    tmp_path: Path, content: dict[str, str], message: str
) -> None:
    with pytest.raises(FileError, match=message):
        read_zip(tmp_path, files.zipped(content))


def test_what_is_no_archive_or_cut_short_is_refused(tmp_path: Path) -> None:
    whole = files.zipped({"Checkmarks.csv": files.WIDE})
    for data in (b"", b"PK", whole[: len(whole) // 2], whole.replace(b"\x08\x00", b"\x63\x00")):
        with pytest.raises(FileError, match="no archive that can be opened"):
            read_zip(tmp_path, data)


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = files.zipped({"Checkmarks.csv": "Date,a,\n" + "2026-11-20,2,\n" * 2_000_000})
    assert len(bomb) < 200_000
    with pytest.raises(FileError, match="unpacks to more than"):
        read_zip(tmp_path, bomb)
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    with pytest.raises(FileError, match="more than 3 files"):
        read_zip(tmp_path, files.zipped({f"{n}.txt": "" for n in range(4)}))


@pytest.mark.parametrize("version", [12, 15, 16, 21, 25, 26])
def test_a_backup_of_any_version_gives_what_was_done(tmp_path: Path, version: int) -> None:
    export = read_backup(files.backup(tmp_path / "loop.db", version))
    assert days_by_habit(export)["Bird dogs"] == BIRD_DOGS
    assert days_by_habit(export)["Plank"] == [date(2026, 11, 18)]
    assert bool(export.left_out) == (version >= 16)  # only since then are there habits that are measured


def test_a_backup_is_not_touched_and_needs_no_right_to_write(tmp_path: Path) -> None:
    path = files.backup(tmp_path / "Loop #1?.db")
    before = path.read_bytes()
    path.chmod(0o400)
    read_backup(path)
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [path.name]


def test_rows_of_a_backup_that_make_no_sense_are_named_and_the_others_read(tmp_path: Path) -> None:
    day = files.millis(files.DAYS[0])
    ticks = [(1, day, 2), (9, day, 2), (1, None, 2), (1, "soon", 2), (1, 2**62, 2), (1, -(2**62), 2), (1, day, None)]
    export = read_backup(files.backup(tmp_path / "loop.db", habits=[(1, None, 0)], ticks=ticks))
    assert days_by_habit(export) == {"without a name": [files.DAYS[0]]}
    assert export.left_out == (
        "ticks that belong to no habit (1: row 2)",
        "ticks whose time is no date (4: rows 3, 4, 5 and 6)",
    )


def test_a_database_of_another_program_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE Habits (id, name)")
        conn.execute("CREATE VIEW Repetitions AS SELECT 1 AS habit, 2 AS timestamp")
    with pytest.raises(FileError, match="not one of Loop Habit Tracker"):
        read_backup(path)
    path.write_bytes(b"Date,Plank,\n" * 1000)
    with pytest.raises(FileError, match="cannot be read as a database"):
        read_backup(path)


def test_a_backup_that_would_compute_for_ever_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.backup(tmp_path / "loop.db", ticks=[(1, files.millis(files.DAYS[0]), 2)] * 2000)
    monkeypatch.setattr(loop_db, "MAX_STEPS", 1)
    monkeypatch.setattr(loop_db, "STEPS_AT_ONCE", 1000)
    with pytest.raises(FileError, match="interrupted"):
        read_backup(path)
    monkeypatch.undo()
    monkeypatch.setattr(loop_db, "MAX_ROWS", 1999)
    with pytest.raises(FileError, match="more than 1999 ticks"):
        read_backup(path)


def test_a_table_too_large_to_be_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Checkmarks.csv"
    path.write_bytes(b"2026-11-20,2\n" * (imported.MAX_BYTES // 13 + 1))
    with pytest.raises(FileError, match="larger than"):
        read_foreign_file(path, ImportOptions(), TODAY)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text('Date,Vlue2-103/;"\n\ufeff()=Entry timesap', max_size=200)))
def test_no_bytes_do_more_than_be_refused_in_words(data: bytes | str) -> None:
    content = data.encode() if isinstance(data, str) else data
    for read in (
        lambda: is_checkmarks(content),
        lambda: read_checkmarks(content, "x", ImportOptions()),
        lambda: read_export({"Habits.csv": content, "001 x/Checkmarks.csv": content}, ImportOptions()),
    ):
        with suppress(FileError, MissingOptionError):
            read()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="BACKTRACKER_SAMPLES names no folder of sample files")
def test_real_files_are_read() -> None:
    exports = [read_backup(path) for path in SAMPLES.rglob("*.db")]
    exports += [read_checkmarks(path.read_bytes(), "x", ImportOptions()) for path in SAMPLES.rglob("*.csv")]
    assert all(any(habit.days for habit in export.habits) for export in exports)

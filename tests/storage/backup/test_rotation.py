"""One copy a day, whole or not at all, and the older ones thinned out."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.test_files import log, mode, names
from tests.support.database_faults import database_faults
from tests.support.full_disk import no_file_longer_than
from tests.support.samples import AT, DAY, LIBRARY, everything
from tracker.core.errors import StorageError
from tracker.core.model import Answer
from tracker.storage.backup import listing, rotation
from tracker.storage.store import Store


def days_kept(database: Path) -> list[date]:
    """The days that have a copy."""
    return [backup.day for backup in listing.backups_of(database)]


def test_the_first_call_of_a_day_makes_a_copy_for_the_owner_alone(store: Store, path: Path) -> None:
    log(store, 3)
    made = rotation.make_daily(path, DAY)
    assert made is not None
    assert made.path == path.parent / "backups" / "backtracker-2026-01-05.db"
    assert (mode(made.path.parent), mode(made.path)) == (0o700, 0o600)
    assert database_faults(made.path) == []
    assert everything(made.path) == everything(path)
    log(store)
    assert rotation.make_daily(path, DAY) is None, "one a day"
    assert names(made.path.parent) == [made.path.name]


def test_no_copy_is_made_where_nothing_was_entered_or_nothing_changed_since_the_last(store: Store, path: Path) -> None:
    assert rotation.make_daily(path, DAY) is None
    log(store)
    assert rotation.make_daily(path, DAY) is not None
    assert rotation.make_daily(path, DAY + timedelta(1)) is None
    store.undo()
    assert rotation.make_daily(path, DAY + timedelta(2)) is not None, "an undo is a change"
    store.redo()
    store.undo()
    assert rotation.make_daily(path, DAY + timedelta(3)) is None
    log(store)
    listing.backups_of(path)[-1].path.write_bytes(b"no longer a database")
    assert rotation.make_daily(path, DAY + timedelta(4)) is not None, "a copy that cannot be read is none"


def test_a_damaged_database_is_not_copied_and_pushes_no_sound_copy_out(store: Store, path: Path) -> None:
    log(store, 300)
    assert rotation.make_daily(path, DAY) is not None
    log(store)
    with path.open("r+b") as file:
        file.seek(-8192, os.SEEK_END)
        file.write(b"\xa5" * 8192)
    with pytest.raises(StorageError, match=r"No backup was made today\. .* is damaged"):
        rotation.make_daily(path, DAY + timedelta(1))
    assert days_kept(path) == [DAY]


def test_a_copy_for_which_there_is_no_room_leaves_nothing_and_says_so(store: Store, path: Path) -> None:
    log(store, 5000)  # more than SQLite holds in memory
    with no_file_longer_than(8192), pytest.raises(StorageError):
        rotation.make_daily(path, DAY)
    assert names(listing.folder_of(path)) == []


def test_a_file_in_the_place_of_the_folder_is_said(store: Store, path: Path) -> None:
    log(store)
    listing.folder_of(path).write_text("mine")
    with pytest.raises(StorageError, match="backups"):
        rotation.make_daily(path, DAY)
    assert listing.folder_of(path).read_text() == "mine"


def test_what_a_killed_program_left_of_a_copy_is_swept_away_and_strange_files_are_not(store: Store, path: Path) -> None:
    log(store)
    folder = listing.folder_of(path)
    folder.mkdir()
    (folder / ".backtracker-2026-01-04.db.abc").touch()
    for name in (
        "backtracker-old.db",
        "other-2026-01-01.db",
        "backtracker-2026-13-01.db",
        ".backtracker-2026-01-05.db.x",
    ):
        (folder / name).touch()
    rotation.make_daily(path, DAY)
    assert sorted(names(folder)) == [
        ".backtracker-2026-01-05.db.x", "backtracker-2026-01-05.db", "backtracker-2026-13-01.db", "backtracker-old.db",
        "other-2026-01-01.db",
    ]  # fmt: skip


def test_a_year_of_mornings_keeps_seven_days_four_weeks_and_six_months(store: Store, path: Path) -> None:
    last = date(2026, 12, 31)
    days = [last - timedelta(back) for back in range(365)]
    assert sorted(rotation.to_keep(days)) == [
        date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30),
        date(2026, 12, 13), date(2026, 12, 20),
        *(last - timedelta(back) for back in reversed(range(7))),
    ]  # fmt: skip


def test_the_older_copies_are_thinned_out_when_one_is_made(store: Store, path: Path) -> None:
    log(store)
    listing.folder_of(path).mkdir()
    days = [DAY - timedelta(back) for back in range(1, 40)]
    for day in days:
        listing.backup_of(path, day).path.touch()
    rotation.make_daily(path, DAY)
    assert set(days_kept(path)) == rotation.to_keep([DAY, *days])


def test_a_copy_made_while_the_clock_is_wrong_stays(store: Store, path: Path) -> None:
    log(store)
    listing.folder_of(path).mkdir()
    for back in range(400):
        listing.backup_of(path, DAY - timedelta(back)).path.touch()
    wrong = date(1999, 1, 1)
    assert rotation.make_daily(path, wrong) is not None
    assert wrong in days_kept(path)


@settings(deadline=None, max_examples=100)
@given(st.sets(st.integers(0, 900), max_size=60))
def test_thinning_day_by_day_keeps_what_thinning_at_once_keeps(numbers: set[int]) -> None:
    days = [date(2024, 1, 1) + timedelta(number) for number in sorted(numbers)]
    kept: set[date] = set()
    for day in days:
        kept = rotation.to_keep({*kept, day})
        assert day in kept
        assert len(kept) <= 7 + 4 + 6
    assert kept <= set(days)
    assert set(days[-7:]) <= kept
    assert {(day.year, day.month) for day in kept} >= set(sorted({(day.year, day.month) for day in days})[-6:])


def test_a_copy_is_read_without_being_touched_even_one_that_knows_fewer_exercises(store: Store, path: Path) -> None:
    log(store, 3)
    with store.transaction("Answer", AT) as change:
        change.put(Answer("?", "no", DAY))
    copy = path.with_name("copy.db")
    store.backup(copy)
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("DELETE FROM exercises WHERE id = 'walk'")
        conn.commit()
    before = copy.read_bytes()
    with rotation.opened_backup(copy, LIBRARY) as (_, history):
        pass
    assert history == store.history()
    assert history.answers == (Answer("?", "no", DAY),)
    assert copy.read_bytes() == before
    assert sorted(names(path.parent)) == ["backtracker.db", "copy.db"]


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\0" + bytes(5000)])
def test_a_copy_that_is_empty_or_unsound_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="The backup cannot be used"), rotation.opened_backup(path, LIBRARY):
        pass

"""What can still be read of a damaged database comes out, and nothing that was never in it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.samples import AT, DAY, LIBRARY, ROW
from tracker.core.errors import StorageError
from tracker.core.model import (
    Activity,
    Answer,
    CheckIn,
    Dose,
    FunctionScores,
    History,
    Prescription,
    SetLog,
    Settings,
)
from tracker.storage.backup.rescue import rescue
from tracker.storage.store import Store

DAYS = 120


@pytest.fixture
def whole(store: Store, path: Path) -> History:
    """A third of a year in the database."""
    with store.transaction("Months", AT) as change:
        change.put(ROW)
        change.add_prescription(Prescription("bird-dog", DAY, Dose((5, 3, 1), 10)))
        change.put_settings({"weeks_required": 3})
        for number in range(DAYS):
            day = DAY + timedelta(number)
            change.put(CheckIn(day, number % 11))
            change.add_sets(day, [SetLog("bird-dog", reps=5, note=f"{number} " + "n" * (number * 40 % 1900)),
                                  SetLog("my-row", reps=8)])  # fmt: skip
    return store.history()


@pytest.fixture
def older(path: Path) -> Path:
    """A database that the first tables were made for, with a third of a year in it."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((Path(__file__).parents[1] / "migrations" / "schema_0002.sql").read_text())
        conn.execute("INSERT INTO exercises (id, unit) VALUES ('bird-dog', 'reps')")
        for number in range(DAYS):
            conn.execute(
                "INSERT INTO sets (date, exercise, unit, reps, minutes, hold_s, load_kg, leg, form_broke, note, at) "
                "VALUES (?, 'bird-dog', 'reps', 5, 0, 10, 0, 0, 0, ?, ?)",
                (str(DAY + timedelta(number)), "n" * (number * 40 % 1900), AT),
            )
        conn.commit()
    return path


def sets_of(history: History) -> dict[str | None, tuple[date, SetLog]]:
    """The sets by their ids."""
    return {log.id: (session.date, log) for session in history.sessions for log in session.sets}


def destroy_first_page(path: Path) -> None:
    """Overwrite the list of tables."""
    with path.open("r+b") as file:
        file.write(b"\xa5" * 4096)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_database_of_an_older_version_comes_out_as_it_would_be_brought_up_to_date(older: Path, damaged: bool) -> None:
    copy = older.with_name("copy.db")
    copy.write_bytes(older.read_bytes())
    if damaged:
        destroy_first_page(older)
    saved = rescue(older, LIBRARY)
    with Store(copy, LIBRARY) as store:
        assert sets_of(saved.history) == sets_of(store.history())
    assert len(sets_of(saved.history)) == DAYS


def test_a_database_that_was_brought_up_to_date_comes_out_with_the_ids_of_its_sets(older: Path) -> None:
    with Store(older, LIBRARY) as store:
        with store.transaction("Goal", AT) as change:
            change.put_goal("Dance")
            change.add_sets(DAY, [SetLog("bird-dog", reps=4)])
        whole = store.history()
    assert rescue(older, LIBRARY).history == whole
    destroy_first_page(older)
    saved = rescue(older, LIBRARY)
    assert sets_of(saved.history) == sets_of(whole)
    assert "the goal" in saved.unreadable, "it is on a page that cannot be found"


def test_what_the_person_wants_back_comes_out_with_the_list_of_tables_gone(store: Store, path: Path) -> None:
    with store.transaction("Goal", AT) as change:
        change.put_goal("Dance")
        change.put(Activity("Tie my shoes", DAY))
        change.put(FunctionScores(DAY, (("Tie my shoes", 4),), (5, 4, 6)))
        change.put(Answer("numb", "no", DAY))
    whole = store.history()
    destroy_first_page(path)
    assert rescue(path, LIBRARY).history == whole


def entries(history: History) -> set[object]:
    """Everything dated in it."""
    return {(session.date, log) for session in history.sessions for log in session.sets} | set(history.checkins)


def test_all_of_a_sound_database_comes_out(whole: History, path: Path) -> None:
    saved = rescue(path, LIBRARY)
    assert saved.history == whole
    assert (saved.unreadable, saved.refused) == ((), ())


def test_with_the_list_of_tables_gone_everything_still_comes_out(whole: History, path: Path) -> None:
    destroy_first_page(path)
    saved = rescue(path, LIBRARY)
    assert saved.history == whole


def test_of_a_file_that_was_cut_the_part_that_is_there_comes_out(whole: History, path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size * 3 // 4)
    before = path.read_bytes()
    saved = rescue(path, LIBRARY)
    assert saved.history.settings == Settings(weeks_required=3)
    assert saved.history.prescriptions == whole.prescriptions
    assert "the sets" in saved.unreadable
    assert len(entries(saved.history)) > 50
    assert entries(saved.history) < entries(whole)
    assert path.read_bytes() == before


def test_a_page_that_is_noise_costs_only_what_was_on_it(whole: History, path: Path) -> None:
    data = path.read_bytes()
    at = data.index(b"60 nnnn") // 4096 * 4096
    path.write_bytes(data[:at] + b"\xa5" * 4096 + data[at + 4096 :])
    saved = rescue(path, LIBRARY)
    assert saved.unreadable == ("the sets",)
    assert len(entries(whole) - entries(saved.history)) < 40
    assert entries(saved.history) < entries(whole)


def test_damage_at_random_places_never_makes_up_a_day_and_mostly_costs_little(whole: History, path: Path) -> None:
    data, damage, shares = path.read_bytes(), random.Random(11), []
    known = {session.date for session in whole.sessions}
    for _ in range(12):
        broken = bytearray(data)
        for _ in range(damage.choice((1, 5, 20))):
            broken[damage.randrange(len(broken))] = damage.randrange(256)
        path.write_bytes(broken)
        saved = rescue(path, LIBRARY).history
        assert path.read_bytes() == broken
        shares.append(len(entries(saved) & entries(whole)) / len(entries(whole)))
        assert sum(session.date not in known for session in saved.sessions) <= 20
    assert sorted(shares)[len(shares) // 2] > 0.9


@pytest.mark.parametrize("content", [b"", b"Dear diary, " * 2000])
def test_a_file_with_nothing_to_read_is_said(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="Nothing can be read of"):
        rescue(path, LIBRARY)
    with pytest.raises(StorageError, match="is not a file"):
        rescue(path.parent / "nowhere.db", LIBRARY)

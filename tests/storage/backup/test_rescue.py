"""What can still be read of a damaged database comes out, and nothing that was never in it."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.samples import AT, DAY, LIBRARY, ROW
from tracker.core.errors import StorageError
from tracker.core.model import CheckIn, Dose, History, Prescription, SetLog, Settings
from tracker.storage.backup.rescue import rescue
from tracker.storage.store import Store

DAYS = 120


@pytest.fixture
def whole(store: Store, path: Path) -> History:
    """A third of a year in the database."""
    with store.transaction("Months", AT) as change:
        change.put_exercise(ROW)
        change.add_prescription(Prescription("bird-dog", DAY, Dose((5, 3, 1), 10)))
        change.put_settings({"weeks_required": 3})
        for number in range(DAYS):
            day = DAY + timedelta(number)
            change.put_checkin(CheckIn(day, number % 11))
            change.add_sets(day, [SetLog("bird-dog", reps=5, note=f"{number} " + "n" * (number * 40 % 1900)),
                                  SetLog("my-row", reps=8)])  # fmt: skip
    return store.history()


def entries(history: History) -> set[object]:
    """Everything dated in it."""
    return {(session.date, log) for session in history.sessions for log in session.sets} | set(history.checkins)


def test_all_of_a_sound_database_comes_out(whole: History, path: Path) -> None:
    saved = rescue(path, LIBRARY)
    assert saved.history == whole
    assert (saved.unreadable, saved.refused) == ((), ())


def test_with_the_list_of_tables_gone_everything_still_comes_out(whole: History, path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xa5" * 4096)
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

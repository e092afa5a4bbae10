"""What is written is what is read, by this store and by another one on the same file."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Lock
from typing import cast

import pytest

from tests.support.database_faults import database_faults
from tests.support.samples import AT, DAY, LIBRARY, ROW, SWIM, everything
from tests.support.undo_journal import next_redo, next_undo
from tracker.core.errors import NotPossibleError, StorageError
from tracker.core.model import (
    Answer,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseDay,
    History,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
)
from tracker.storage.backup import health
from tracker.storage.backup.health import ensure_intact
from tracker.storage.store import Store
from tracker.storage.unit_of_work import UnitOfWork

DOG = SetLog("bird-dog", reps=5, hold_s=10, pain=0, at=AT)
WALKED = SetLog("walk", minutes=12.5, note="Rain.")


def days(count: int) -> date:
    """So many after the first."""
    return DAY + timedelta(days=count)


def log(store: Store, day: date, *sets: SetLog) -> tuple[str, ...]:
    """Sets in a change of their own."""
    with store.transaction("Sets logged", AT) as change:
        return change.add_sets(day, sets)


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.history() == History(exercises=LIBRARY)
    assert store.first_day() is None
    assert store.answers() == ()
    assert next_undo(store.path) is None
    assert next_redo(store.path) is None
    assert store.undo() is None
    assert store.redo() is None
    assert database_faults(store.path, LIBRARY) == []


def test_sets_come_back_in_the_order_in_which_they_were_logged_with_their_ids(store: Store) -> None:
    ids = log(store, DAY, DOG, WALKED)
    ids += log(store, DAY, replace(DOG, reps=3, pain=None, leg=True, form_broke=True))
    assert store.day_sets(DAY) == (DOG, WALKED, replace(DOG, reps=3, pain=None, leg=True, form_broke=True))
    assert tuple(logged.id for logged in store.day_sets(DAY)) == ids
    assert store.day_sets(days(1)) == ()


def test_whole_numbers_come_back_whole_and_others_with_all_their_digits(store: Store) -> None:
    log(store, DAY, replace(DOG, hold_s=10.0, load_kg=0.1 + 0.2))
    (logged,) = store.day_sets(DAY)
    assert repr((logged.hold_s, logged.load_kg, logged.minutes)) == "(10, 0.30000000000000004, 0)"


def test_a_set_is_mended_and_deleted_by_its_id(store: Store) -> None:
    first, second = log(store, DAY, DOG, WALKED)
    with store.transaction("Mended", AT) as change:
        change.update_set(days(1), replace(WALKED, pain=0, id=second))
        change.delete_set(first)
        change.delete_set("nowhere")
    assert store.day_sets(DAY) == ()
    assert store.day_sets(days(1)) == (replace(WALKED, pain=0),)


def test_mending_a_set_that_another_window_deleted_is_said_and_stores_nothing(store: Store) -> None:

    def mend() -> None:
        with store.transaction("Mended", AT) as change:
            change.put_session_note(DAY, "lost")
            change.update_set(DAY, replace(DOG, id="nowhere"))

    with pytest.raises(NotPossibleError, match="no longer there"):
        mend()
    assert store.session_note(DAY) == ""


def test_a_second_entry_for_the_same_day_replaces_the_first(store: Store) -> None:
    for pain in (0, 10):
        with store.transaction("Morning", AT) as change:
            change.put(CheckIn(DAY, pain, flare=True, note="é"))
            change.put(Skip(DAY, "bird-dog", SkipReason.PAIN, str(pain)))
            change.put(Decline(DAY, "bird-dog"))
            change.put(Pause(DAY, days(pain), "flu"))
            change.put_session_note(DAY, f"note {pain}")
            change.put(Answer("Numbness?", str(pain), days(pain)))
    history = store.history()
    assert history.checkins == (store.checkin(DAY),) == (CheckIn(DAY, 10, flare=True, note="é"),)
    assert history.skips == (Skip(DAY, "bird-dog", SkipReason.PAIN, "10"),)
    assert history.declined == (Decline(DAY, "bird-dog"),)
    assert history.pauses == (Pause(DAY, days(10), "flu"),)
    assert history.sessions == (Session(DAY, (), store.session_note(DAY)),) == (Session(DAY, (), "note 10"),)
    assert store.answers() == (Answer("Numbness?", "10", days(10)),)


def test_what_is_deleted_is_gone_and_deleting_it_twice_is_nothing(store: Store) -> None:
    with store.transaction("Morning", AT) as change:
        change.put(CheckIn(DAY, 0))
        change.put(Skip(DAY, "bird-dog", SkipReason.TIME))
        change.put(Decline(DAY, "bird-dog"))
        change.put(Pause(DAY))
        change.put_session_note(DAY, "note")
        change.put(ROW)

    def delete() -> None:
        with store.transaction("Deleted", AT) as change:
            change.delete(CheckIn, DAY)
            change.delete(Skip, DAY, "bird-dog")
            change.delete(Decline, DAY, "bird-dog")
            change.delete(Pause, DAY)
            change.put_session_note(DAY, "")
            change.delete(Exercise, "my-row")
            change.delete(Exercise, "bird-dog")

    delete()
    before = store.version()
    delete()
    assert store.version() == before
    assert store.history() == History(exercises=LIBRARY)
    assert store.checkin(DAY) is None


def test_settings_that_are_not_named_stay(store: Store) -> None:
    with store.transaction("Settings", AT) as change:
        change.put_settings({"pain_free_limit": 2, "adherence_required": 0.75})
    with store.transaction("Settings", AT) as change:
        change.put_settings({"raise_doses": False, "day_start": "04:30"})
    assert store.settings() == Settings(
        pain_free_limit=2, adherence_required=0.75, raise_doses=False, day_start="04:30"
    )


def test_prescriptions_keep_the_order_in_which_they_were_written(store: Store) -> None:
    written = (
        Prescription("walk", days(3), Dose(minutes=10.5), days=(0, 2, 6), position=2),
        Prescription("bird-dog", DAY, Dose((5, 3, 1), 10, 2.5), locked=True),
        Prescription("bird-dog", DAY, None, removed=True),
    )
    with store.transaction("Plan", AT) as change:
        for prescription in written:
            change.add_prescription(prescription)
    assert store.prescriptions() == store.history().prescriptions == written


def test_own_exercises_come_after_the_library_and_archived_ones_stay_known(store: Store) -> None:
    with store.transaction("Own", AT) as change:
        change.put(SWIM)
        change.put(replace(ROW, name="Row"))
    with store.transaction("Own", AT) as change:
        change.put(ROW)
    assert store.own_exercises() == (SWIM, ROW)
    assert store.exercises() == (*LIBRARY, SWIM, ROW)


def test_an_exercise_with_history_is_used_and_cannot_be_deleted(store: Store) -> None:
    with store.transaction("Own", AT) as change:
        change.put(ROW)
        change.put(SWIM)
        change.add_sets(DAY, [SetLog("my-row", reps=8)])
    assert (store.used("my-row"), store.used("my-swim"), store.used("walk")) == (True, False, False)
    with pytest.raises(StorageError, match="still has entries"), store.transaction("Gone", AT) as change:
        change.delete(Exercise, "my-row")
    assert store.own_exercises() == (ROW, SWIM)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda change: change.put(CheckIn(DAY, 11)), "Nothing was stored: pain must be from 0 to 10."),
        (
            lambda change: change.add_sets(DAY, [replace(DOG, reps=1000)]),
            "Nothing was stored: a set must have from 1 to 999 repetitions, or minutes up to 1440.",
        ),
        (
            lambda change: change.add_prescription(Prescription("bird-dog", DAY, Dose((1000,)))),
            "Nothing was stored: repetitions must be whole numbers from 1 to 999.",
        ),
        (
            lambda change: change.add_sets(DAY, [replace(DOG, exercise="sit-up")]),
            "Nothing was stored: an exercise is not known, is counted in another unit, or still has entries.",
        ),
        (
            lambda change: change.add_sets(DAY, [replace(DOG, hold_s=float("nan"))]),
            "Nothing was stored: a value is missing or is not a number",
        ),
        (
            lambda change: change.add_sets(DAY, [replace(DOG, pain=cast(int, 2.5))]),
            "Nothing was stored: a value is of the wrong sort",
        ),
        (lambda change: change.add_sets(DAY, [replace(DOG, reps=10**30)]), "Nothing was stored: a number is far too"),
        (lambda change: change.put_session_note(DAY, "\ud800"), "Nothing was stored: a text holds half a character"),
        (lambda change: change.put(Pause(DAY, days(-1))), "Nothing was stored: a pause must not end before"),
        (lambda change: change.put_settings({"red_from": 99}), "Nothing was stored: a setting must be a known one"),
        (lambda change: change.put(replace(ROW, id="row")), "Nothing was stored: the id of an exercise of"),
    ],
)  # fmt: skip
def test_what_the_tables_refuse_is_said_in_words_and_stores_nothing(
    store: Store, path: Path, write: Callable[[UnitOfWork], object], sentence: str
) -> None:
    before = everything(path)

    def log_and_write() -> None:
        with store.transaction("Bad", AT) as change:
            change.add_sets(DAY, [DOG])
            write(change)

    with pytest.raises(StorageError) as refused:
        log_and_write()
    assert str(refused.value).startswith(sentence)
    assert everything(path) == before
    assert next_undo(store.path) is None
    log(store, DAY, DOG)
    assert next_undo(store.path) == "Sets logged"


def test_a_fault_of_the_program_within_a_change_is_not_disguised_and_stores_nothing(store: Store) -> None:
    def fail(fault: Exception) -> None:
        with store.transaction("Fault", AT) as change:
            change.add_sets(DAY, [DOG])
            raise fault

    for fault in (ZeroDivisionError("oops"), OverflowError("date value out of range")):
        with pytest.raises(type(fault)):
            fail(fault)
    assert store.day_sets(DAY) == ()


def test_a_store_used_by_another_thread_is_a_fault_of_the_program(store: Store) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(sqlite3.ProgrammingError):
        pool.submit(store.history).result()


def test_a_short_history_has_the_last_five_days_of_each_exercise_before_its_first(store: Store) -> None:
    for count in range(20):
        log(store, days(count), DOG, DOG)
    log(store, days(1), WALKED)
    with store.transaction("Notes", AT) as change:
        change.put_session_note(days(1), "old")
        change.put_session_note(days(18), "new")
        change.put(CheckIn(DAY, 1))
    short = store.history(since=days(16))
    assert [session.date for session in short.sessions] == [days(count) for count in (1, *range(11, 20))]
    assert short.sessions[0] == Session(days(1), (WALKED,))
    assert all(session.sets == (DOG, DOG) for session in short.sessions[1:])
    assert [session.note for session in short.sessions if session.note] == ["new"]
    assert short.checkins == (CheckIn(DAY, 1),)
    full = store.history()
    assert replace(short, sessions=()) == replace(full, sessions=())
    assert store.history(since=DAY) == full


def test_sums_by_day_are_those_of_the_sets(store: Store) -> None:
    log(store, DAY, DOG, replace(DOG, reps=3, pain=None), replace(DOG, reps=2, hold_s=0, pain=4), WALKED)
    log(store, days(1), replace(DOG, pain=None), replace(DOG, hold_s=0.5, reps=1, pain=None))
    log(store, days(2), DOG)
    assert store.exercise_days(DAY, days(1)) == (
        ExerciseDay(DAY, "bird-dog", 3, 82, 4),
        ExerciseDay(DAY, "walk", 1, 12.5, None),
        ExerciseDay(days(1), "bird-dog", 2, 51, None),
    )
    for sums in store.exercise_days(DAY, days(1)):
        logged = [log_ for log_ in store.day_sets(sums.date) if log_.exercise == sums.exercise]
        assert sums.work == sum(log_.work for log_ in logged)


@pytest.mark.parametrize(
    "write",
    [
        lambda change: change.add_sets(DAY, [DOG]),
        lambda change: change.put_session_note(DAY, "x"),
        lambda change: change.put(CheckIn(DAY, 0)),
        lambda change: change.put(Skip(DAY, "walk", SkipReason.OTHER)),
        lambda change: change.put(Decline(DAY, "walk")),
        lambda change: change.put(Pause(DAY)),
        lambda change: change.add_prescription(Prescription("walk", DAY, None, removed=True)),
    ],
)
def test_the_first_day_is_the_earliest_of_anything(store: Store, write: Callable[[UnitOfWork], object]) -> None:
    log(store, days(1), DOG)
    with store.transaction("Earlier", AT) as change:
        write(change)
    assert store.first_day() == DAY


def test_two_stores_on_one_file_see_what_the_other_wrote(store: Store, path: Path) -> None:
    with Store(path, LIBRARY) as other:
        versions = [(store.version(), other.version())]
        log(store, DAY, DOG)
        versions.append((store.version(), other.version()))
        log(other, DAY, WALKED)
        versions.append((store.version(), other.version()))
        assert store.day_sets(DAY) == other.day_sets(DAY) == (DOG, WALKED)
        assert store.undo() == "Sets logged"
        versions.append((store.version(), other.version()))
        assert other.day_sets(DAY) == (DOG,)
        assert other.redo() == "Sets logged"
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(versions))
        assert (store.version(), other.version()) == (store.version(), other.version())


def test_within_a_change_what_is_read_is_what_is_being_written(store: Store, path: Path) -> None:
    with Store(path, LIBRARY) as other, store.transaction("Sets", AT) as change:
        change.add_sets(DAY, [DOG])
        assert store.day_sets(DAY) == (DOG,)
        assert other.day_sets(DAY) == ()


def test_what_a_transaction_read_is_not_changed_by_another_program_before_it_ends(store: Store, path: Path) -> None:
    with Store(path, LIBRARY, timeout=0.05) as other:
        with store.transaction("Sets", AT) as change:
            logged = store.day_sets(DAY)
            with pytest.raises(StorageError, match="Another program is using the database"):
                log(other, DAY, WALKED)
            change.add_sets(DAY, [DOG] if not logged else [])
        log(other, DAY, WALKED)
    assert store.day_sets(DAY) == (DOG, WALKED)


def test_opening_again_writes_nothing_and_new_exercises_of_the_library_are_made_known(path: Path) -> None:
    with Store(path, LIBRARY[:2]) as store:
        before = store.version()
        with Store(path, LIBRARY[:2]):
            assert store.version() == before
        with Store(path, LIBRARY) as newer:
            assert store.version() > before
            log(newer, DAY, WALKED)
            assert newer.undo() == "Sets logged"
            assert next_undo(newer.path) is None


class WatchedLock:
    """A lock that sets the event `on` when a thread has to wait for it."""

    def __init__(self, on: Event) -> None:
        self._lock, self._on = Lock(), on

    def __enter__(self) -> None:
        if self._lock.locked():
            self._on.set()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def test_a_file_that_was_looked_over_ahead_is_not_looked_over_again_even_by_a_change_that_came_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[Path] = []
    begun, go_on = Event(), Event()

    def check(conn: sqlite3.Connection, path: Path, library: tuple[Exercise, ...]) -> None:
        ensure_intact(conn, path, library)
        checks.append(path)
        begun.set()
        assert go_on.wait(10)

    monkeypatch.setattr(health, "ensure_intact", check)
    monkeypatch.setattr(store, "_check_lock", WatchedLock(on=go_on))
    store._intact = None  # as one that was there before it was opened
    with ThreadPoolExecutor(1) as another:
        ahead = another.submit(store.precheck_integrity)
        assert begun.wait(10)
        log(store, DAY, DOG)
        ahead.result()
    assert checks == [store.path]
    assert store.day_sets(DAY) == (DOG,)


def test_what_was_found_wrong_ahead_is_said_by_the_first_change_which_writes_nothing(store: Store, path: Path) -> None:
    log(store, DAY, DOG)
    store.close()
    content = path.read_bytes()
    at = content.index(b"Sets logged") // 4096 * 4096
    path.write_bytes(content[:at] + b"\xa5" * 4096 + content[at + 4096 :])
    damaged = path.read_bytes()
    with Store(path, LIBRARY) as again:
        again.precheck_integrity()
        with pytest.raises(StorageError, match="is damaged"):
            log(again, DAY, WALKED)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    "write", [lambda store: log(store, DAY, WALKED), lambda store: store.undo(), lambda store: store.redo()]
)
def test_no_write_goes_into_a_file_whose_damage_the_write_itself_would_not_meet(
    store: Store, path: Path, write: Callable[[Store], object]
) -> None:
    log(store, DAY, DOG)
    log(store, DAY, DOG)
    with store.transaction("Note", AT) as change:
        change.put_session_note(DAY, "a page that logging does not read")
    log(store, DAY, DOG)
    store.undo()
    store.close()
    content = path.read_bytes()
    page = content.index(b"a page that logging") // 4096 * 4096
    path.write_bytes(content[:page] + b"\xa5" * 4096 + content[page + 4096 :])
    damaged = path.read_bytes()
    with Store(path, LIBRARY) as again, pytest.raises(StorageError, match="is damaged"):
        write(again)
    assert path.read_bytes() == damaged


def test_no_other_program_waits_while_what_a_write_needs_is_loaded(path: Path) -> None:
    script = f"""
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tests.support.samples import LIBRARY
from tracker.core.model import CheckIn
from datetime import date
from tracker.storage.store import Store
class WritesMeanwhile:
    def find_spec(self, name, path, target=None):
        if name == "sqlite_utils":
            with closing(sqlite3.connect({str(path)!r}, timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            print("another program could write")
with Store(Path({str(path)!r}), LIBRARY) as store:
    sys.meta_path.insert(0, WritesMeanwhile())
    with store.exclusive(), store.transaction("Check-in", "2026-01-05T06:41:10Z") as work:
        work.put(CheckIn(date(2026, 1, 5), 1))
"""
    with Store(path, LIBRARY):
        pass
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "another program could write\n", "")


def test_reading_does_not_load_what_only_writing_needs(store: Store, path: Path) -> None:
    log(store, DAY, DOG)
    script = f"""
import sys
from datetime import date
from pathlib import Path
from typing import cast
from tests.support.samples import LIBRARY
from tracker.storage.backup.health import examine
from tracker.storage.store import Store
with Store(Path({str(path)!r}), LIBRARY) as store:
    assert store.history(since=date(2026, 1, 5)).sessions
    assert store.version() and not examine(store._conn, store.path, LIBRARY).damage
assert "sqlite_utils" not in sys.modules
"""
    # The samples know hypothesis, which loads nothing of the kind.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_consistent_read_sees_nothing_of_what_another_program_writes_meanwhile(store: Store, path: Path) -> None:
    log(store, DAY, DOG)
    with Store(path, LIBRARY, timeout=0.05) as other:
        with store.consistent_read():
            assert len(store.day_sets(DAY)) == 1
            with pytest.raises(StorageError, match="Another program is using the database"):
                log(other, DAY, DOG)
            assert len(store.day_sets(DAY)) == 1
        log(other, DAY, DOG)
    assert len(store.day_sets(DAY)) == 2


def test_a_consistent_read_within_another_or_within_a_write_is_a_part_of_it(store: Store) -> None:
    with store.consistent_read(), store.consistent_read():
        assert store.day_sets(DAY) == ()
    with store.transaction("A set", AT) as change:
        change.add_sets(DAY, (DOG,))
        with store.consistent_read():
            assert len(store.day_sets(DAY)) == 1
    assert len(store.day_sets(DAY)) == 1


def test_a_write_within_a_consistent_read_is_a_fault_of_the_program(store: Store) -> None:
    with pytest.raises(RuntimeError, match="would be lost"), store.consistent_read():
        log(store, DAY, DOG)
    log(store, DAY, DOG)
    assert len(store.day_sets(DAY)) == 1


def test_of_a_short_history_only_the_days_that_changed_are_made_anew(store: Store) -> None:
    log(store, DAY, DOG)
    log(store, days(1), DOG)
    before = store.history(since=DAY).sessions
    with store.transaction("Pain", AT) as change:
        change.update_set(days(1), replace(before[1].sets[0], pain=3))
    after = store.history(since=DAY).sessions
    assert after[0].sets is before[0].sets
    assert [set_log.pain for session in after for set_log in session.sets] == [0, 3]

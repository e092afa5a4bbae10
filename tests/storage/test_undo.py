"""Every change can be taken back and brought back, to the last row."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import samples
from tests.support.database_faults import database_faults
from tests.support.samples import AT, DAY, LIBRARY, ROW, SWIM, as_stored, everything
from tests.support.undo_journal import next_redo, next_undo
from tracker.core.errors import NotPossibleError
from tracker.core.model import (
    Activity,
    Answer,
    CheckIn,
    Decline,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Medication,
    Pause,
    Session,
    SetLog,
    Skip,
    TherapistQuestion,
)
from tracker.storage import journal
from tracker.storage.store import Store
from tracker.storage.unit_of_work import UnitOfWork

DOG = SetLog("bird-dog", reps=5, hold_s=10, pain=0)

Write = Callable[[Store, UnitOfWork], object]


def _mend(store: Store, change: UnitOfWork, day: date, log: SetLog) -> None:
    for old in store.day_sets(day)[:1]:
        change.update_set(day + timedelta(days=1), replace(log, id=old.id))


def _delete(store: Store, change: UnitOfWork, day: date) -> None:
    for logged in store.day_sets(day)[1:]:
        change.delete_set(logged.id)


# Every method of Change, with what hypothesis likes.
writes: st.SearchStrategy[Write] = st.one_of(
    st.tuples(samples.days, st.lists(samples.set_logs, max_size=3)).map(lambda a: lambda s, c: c.add_sets(*a)),
    st.tuples(samples.days, samples.set_logs).map(lambda a: lambda s, c: _mend(s, c, *a)),
    samples.days.map(lambda day: lambda s, c: _delete(s, c, day)),
    st.tuples(samples.days, samples.texts).map(lambda a: lambda s, c: c.put_session_note(*a)),
    st.tuples(samples.days, samples.texts).map(lambda a: lambda s, c: c.put_medication(*a)),
    samples.checkins.map(lambda value: lambda s, c: c.put(value)),
    samples.days.map(lambda day: lambda s, c: c.delete(CheckIn, day)),
    samples.skips.map(lambda value: lambda s, c: c.put(value)),
    st.tuples(samples.days, samples.ids).map(lambda a: lambda s, c: c.delete(Skip, *a)),
    samples.declines.map(lambda value: lambda s, c: c.put(value)),
    st.tuples(samples.days, samples.ids).map(lambda a: lambda s, c: c.delete(Decline, *a)),
    samples.prescriptions.map(lambda value: lambda s, c: c.add_prescription(value)),
    samples.pauses.map(lambda value: lambda s, c: c.put(value)),
    samples.days.map(lambda day: lambda s, c: c.delete(Pause, day)),
    samples.settings.map(lambda value: lambda s, c: c.put_settings({"adherence_required": value.adherence_required})),
    st.tuples(st.sampled_from((ROW, SWIM)), samples.texts).map(
        lambda a: lambda s, c: c.put(replace(a[0], caution=a[1]))
    ),
    st.sampled_from(("my-row", "my-swim")).map(lambda id_: lambda s, c: c.delete(Exercise, id_)),
    st.tuples(samples.texts, samples.texts, samples.days).map(lambda a: lambda s, c: c.put(Answer(*a))),
    samples.texts.map(lambda text: lambda s, c: c.put_goal(text)),
    samples.activities.map(lambda value: lambda s, c: c.put(value)),
    st.tuples(samples.names, samples.days).map(lambda a: lambda s, c: c.delete(Activity, *a)),
    samples.function_scores.map(lambda value: lambda s, c: c.put(value)),
    samples.days.map(lambda day: lambda s, c: c.delete(FunctionScores, day)),
    samples.medication.map(lambda value: lambda s, c: c.put(value)),
    samples.days.map(lambda day: lambda s, c: c.delete(Medication, day)),
    samples.therapist_questions.map(lambda value: lambda s, c: c.put(value)),
    st.tuples(samples.days, samples.texts).map(lambda a: lambda s, c: c.delete(TherapistQuestion, *a)),
    samples.asked.map(lambda value: lambda s, c: c.put(value)),
    samples.mappings.map(lambda value: lambda s, c: c.put(value)),
    st.tuples(samples.texts, samples.names).map(lambda a: lambda s, c: c.delete(ExerciseMapping, *a)),
    samples.histories.map(lambda value: lambda s, c: c.write_history(s.history(), value)),
)


@contextmanager
def fresh() -> Iterator[tuple[Store, Path]]:
    """A store for one example; hypothesis does not begin anew with the fixtures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "backtracker.db")
        path.write_bytes(blank())
        with Store(path, LIBRARY) as store:
            yield store, path


@cache
def blank() -> bytes:
    """A database with nothing in it; making one takes longer than most examples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "backtracker.db")
        Store(path, LIBRARY).close()
        return path.read_bytes()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(writes, min_size=1, max_size=3), max_size=6))
def test_undoing_all_leads_back_step_by_step_and_redoing_all_leads_there_again(changes: list[list[Write]]) -> None:
    with fresh() as (store, path):
        states = [everything(path)]
        for number, parts in enumerate(changes):
            with store.transaction(f"change {number}", AT) as change:
                for write in parts:
                    write(store, change)
            # What changed nothing leaves no entry.
            if next_undo(store.path) == f"change {number}":
                states.append(everything(path))
            assert everything(path) == states[-1]
        labels = []
        for state in reversed(states[:-1]):
            labels.append(store.undo())
            assert everything(path) == state
        assert store.undo() is None
        for label, state in zip(reversed(labels), states[1:], strict=True):
            assert store.redo() == label
            assert everything(path) == state
        assert store.redo() is None
        assert database_faults(store.path, LIBRARY) == []


@settings(max_examples=25, deadline=None)
@given(samples.histories, samples.histories)
def test_a_history_is_written_over_another_and_taken_back(first: History, second: History) -> None:
    with fresh() as (store, path):
        for target in (first, second):
            before = everything(path)
            with store.transaction("Import", AT) as change:
                change.write_history(store.history(), target)
            stored = store.history()
            assert replace(stored, exercises=()) == replace(as_stored(target), exercises=())
            assert set(stored.exercises) == set(target.exercises)
            version = store.version()
            with store.transaction("Again", AT) as change:
                change.write_history(stored, target)
            assert store.version() == version
        if everything(path) != before:
            assert store.undo() == "Import"
            assert everything(path) == before


def test_only_what_differs_is_touched(store: Store, path: Path) -> None:
    with store.transaction("Sets", AT) as change:
        ids = change.add_sets(DAY, [DOG, DOG, DOG])
        change.put(CheckIn(DAY, 0))
    history = store.history()
    (session,) = history.sessions
    mended = replace(session, sets=(DOG, replace(DOG, pain=3), DOG, SetLog("walk", minutes=5)))
    with store.transaction("Import", AT) as change:
        change.write_history(history, replace(history, sessions=(mended,)))
    assert tuple(logged.id for logged in store.day_sets(DAY))[:3] == ids
    assert store.day_sets(DAY) == mended.sets
    touched = store._conn.execute("SELECT count(*) FROM change_rows WHERE change = 2 AND tbl = 'sets'").fetchone()
    others = store._conn.execute("SELECT count(*) FROM change_rows WHERE change = 2 AND tbl = 'checkins'").fetchone()
    assert (touched, others) == ((2,), (0,))


def by_id(store: Store) -> list[tuple[date, str | None, int]]:
    """The sets in their order."""
    return [(session.date, log.id, log.reps) for session in store.history().sessions for log in session.sets]


def test_a_set_keeps_its_id_on_another_day_and_in_another_place(store: Store) -> None:
    with store.transaction("Sets", AT) as change:
        first, second, third = change.add_sets(DAY, [replace(DOG, reps=reps) for reps in (5, 3, 1)])
    before = by_id(store)
    history, (session,) = store.history(), store.history().sessions
    five, three, one = session.sets
    moved = (Session(DAY, (one, five)), Session(DAY + timedelta(days=1), (replace(three, pain=3),)))
    with store.transaction("Import", AT) as change:
        change.write_history(history, replace(history, sessions=moved))
    assert by_id(store) == [(DAY, third, 1), (DAY, first, 5), (DAY + timedelta(days=1), second, 3)]
    store.undo()
    assert by_id(store) == before


def test_sets_of_a_file_without_ids_get_the_same_ones_each_time_but_never_one_that_is_taken(store: Store) -> None:
    history = store.history()
    logs = (DOG, replace(DOG, reps=3), DOG)
    for label in ("First", "Second"):
        with store.transaction(label, AT) as change:
            change.write_history(history, replace(history, sessions=(Session(DAY, logs),)))
        added = by_id(store)
        assert len({set_id for _, set_id, _ in added}) == 3
        store.undo()
        with store.transaction(f"{label} again", AT) as change:
            change.write_history(history, replace(history, sessions=(Session(DAY, logs),)))
        assert by_id(store) == added
        store.undo()
    with store.transaction("Sets", AT) as change:
        change.write_history(history, replace(history, sessions=(Session(DAY, logs),)))
    (session,) = store.history().sessions
    elsewhere = Session(DAY + timedelta(days=1), session.sets[:1])
    with store.transaction("Moved, and logged anew", AT) as change:
        change.write_history(store.history(), replace(history, sessions=(Session(DAY, (DOG,)), elsewhere)))
    assert len({set_id for _, set_id, _ in by_id(store)}) == 2


def test_undo_and_redo_work_across_restarts_and_from_another_window(path: Path) -> None:
    with Store(path, LIBRARY) as store:
        for day in (DAY, DAY + timedelta(days=1)):
            with store.transaction(f"Sets of {day}", AT) as change:
                change.add_sets(day, [DOG])
    with Store(path, LIBRARY) as store, Store(path, LIBRARY) as other:
        assert next_undo(store.path) == "Sets of 2026-01-06"
        assert store.undo() == "Sets of 2026-01-06"
        assert (next_undo(other.path), next_redo(other.path)) == ("Sets of 2026-01-05", "Sets of 2026-01-06")
        assert other.undo() == "Sets of 2026-01-05"
    with Store(path, LIBRARY) as store:
        assert store.day_sets(DAY) == ()
        assert [store.redo(), store.redo(), store.redo()] == ["Sets of 2026-01-05", "Sets of 2026-01-06", None]
        assert store.day_sets(DAY) == (DOG,)


def test_a_new_change_forgets_what_could_be_redone_and_an_empty_one_does_not(store: Store) -> None:
    with store.transaction("First", AT) as change:
        (first,) = change.add_sets(DAY, [DOG])
    store.undo()
    with store.transaction("Nothing", AT) as change:
        change.delete_set("nowhere")
    assert next_redo(store.path) == "First"
    with store.transaction("Second", AT) as change:
        (second,) = change.add_sets(DAY, [DOG])
    assert next_redo(store.path) is None
    assert second != first, "an id is never given twice"
    assert [store.undo(), store.undo()] == ["Second", None]


def test_the_journal_keeps_the_latest_changes_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "CHANGES_KEPT", 3)
    for number in range(6):
        with store.transaction(f"Morning {number}", AT) as change:
            change.put(CheckIn(DAY, number))
    undone = list(itertools.takewhile(lambda label: label is not None, iter(store.undo, 0)))
    assert undone == ["Morning 5", "Morning 4", "Morning 3"]
    assert store.checkin(DAY) == CheckIn(DAY, 2)
    assert store._conn.execute("SELECT count(*) FROM change_rows").fetchone() == (3,)


def test_what_another_program_took_away_is_not_undone_by_half(store: Store, path: Path) -> None:
    with store.transaction("Sets", AT) as change:
        change.add_sets(DAY, [DOG, DOG])
    store._conn.execute("DELETE FROM sets WHERE id = 1")
    before = everything(path)
    with pytest.raises(NotPossibleError, match="“Sets” cannot be played back"):
        store.undo()
    assert everything(path) == before
    assert next_undo(store.path) == "Sets"


def test_doctor_sees_a_journal_that_cannot_be_played_back(store: Store) -> None:
    for number in range(3):
        with store.transaction(f"Morning {number}", AT) as change:
            change.put(CheckIn(DAY, number))
    store._conn.execute("UPDATE changes SET undone = 1 WHERE id = 2")
    store._conn.execute("UPDATE change_rows SET key = '[' WHERE change = 3")
    store._conn.execute("INSERT INTO recording VALUES (1)")
    assert [sentence.split("journal ")[1].split(". ")[0] for sentence in database_faults(store.path, LIBRARY)] == [
        "has a change that was never finished",
        "has lines that cannot be read",
        "has changes that were undone out of turn",
    ]
    with pytest.raises(NotPossibleError, match="what the undo journal keeps of it is damaged"):
        store.undo()
    with store.transaction("Morning 3", AT) as change:
        change.put(CheckIn(DAY, 3))
    assert store.undo() == "Morning 3"
    assert store.checkin(DAY) == CheckIn(DAY, 2)


def test_writing_a_history_tells_how_many_sets_are_written_of_those_that_differ(store: Store) -> None:
    told: list[tuple[int, int]] = []
    with store.transaction("Sets", AT) as change:
        change.add_sets(DAY, [DOG, DOG])
    history = store.history()
    mended = Session(DAY, (DOG, replace(DOG, pain=3), DOG, DOG))
    with store.transaction("Import", AT) as change:
        change.write_history(history, replace(history, sessions=(mended,)), lambda *counts: told.append(counts))
    assert told == [(1, 3), (2, 3), (3, 3)]

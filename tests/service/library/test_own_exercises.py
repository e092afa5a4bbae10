"""Exercises of one's own: made, changed, archived, deleted, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Dose, Exercise, Kind
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.history import undo_redo
from tracker.service.library import own_exercises
from tracker.service.plan import planning

TODAY = date(2026, 11, 23)
ROW = Exercise("my-", "Band row, seated", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), cues=("Shoulders down",))


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    found = open_context(tmp_path / "backtracker.db", Clock(datetime(2026, 11, 23, 7, 30)))
    yield found
    found.close()


def row(context: AppContext) -> Exercise:
    return context.exercises()["my-band-row-seated"]


def test_an_exercise_gets_its_id_from_its_name(context: AppContext) -> None:
    assert own_exercises.make(context, ROW) == "Band row, seated is in your library."
    assert row(context) == replace(ROW, id="my-band-row-seated")


@pytest.mark.parametrize(
    ("name", "taken", "id"),
    [
        ("Band row", (), "my-band-row"),
        ("Band row", ("my-band-row", "my-band-row-2"), "my-band-row-3"),
        ("Übung für den Rücken!", (), "my-ubung-fur-den-rucken"),
        ("腰", (), "my-exercise"),
        ("-- --", (), "my-exercise"),
    ],
)
def test_every_name_gives_an_id_of_its_own(name: str, taken: tuple[str, ...], id: str) -> None:
    assert own_exercises.own_id(name, taken) == id


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_stored(context: AppContext) -> None:
    wrong = replace(ROW, name=" ", start=Dose((8, 0)), ceiling=Dose((5,), hold_s=30))
    with pytest.raises(UsageError) as raised:
        own_exercises.make(context, wrong)
    for part in ("It has no name", "Start: repetitions go from 1 to 999", "Ceiling: a strength hold is at most 10 s"):
        assert part in str(raised.value)
    assert not context.store.own_exercises()


def test_two_exercises_cannot_have_one_name(context: AppContext) -> None:
    with pytest.raises(UsageError, match="already"):
        own_exercises.make(context, replace(ROW, name="bird DOG"))


def test_an_edited_exercise_keeps_its_id_and_its_history(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    planning.set_exercise(context, row(context))
    own_exercises.edit(context, replace(row(context), name="Row with a band", ceiling=Dose((15, 15))))
    assert row(context).name == "Row with a band"
    assert [item.exercise.name for item in planning.plan_items(context)] == ["Row with a band"]


def test_an_edit_that_changes_nothing_is_not_written(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    with pytest.raises(NotPossibleError, match="already"):
        own_exercises.edit(context, row(context))


def test_a_logged_exercise_stays_in_repetitions(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    in_minutes = replace(row(context), kind=Kind.CARDIO, start=Dose(minutes=5), ceiling=Dose(minutes=20))
    planning.set_exercise(context, row(context))
    with pytest.raises(UsageError, match="repetitions and stays so"):
        own_exercises.edit(context, in_minutes)


def test_a_built_in_exercise_is_neither_edited_nor_archived(context: AppContext) -> None:
    bird_dog = context.exercise("bird-dog")
    with pytest.raises(NotPossibleError, match="ships with the program"):
        own_exercises.edit(context, replace(bird_dog, name="Dog bird"))
    with pytest.raises(NotPossibleError, match="ships with the program"):
        own_exercises.archive(context, bird_dog)


def test_an_exercise_with_history_is_archived_and_leaves_the_plan_in_one_change(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    planning.set_exercise(context, row(context))
    recording.log_missing(context, TODAY)
    assert "archived" in own_exercises.archive(context, row(context))
    assert row(context).archived
    assert not planning.plan_items(context)
    assert len(context.store.day_sets(TODAY)) == 2
    undo_redo.undo(context)
    assert not row(context).archived
    assert len(planning.plan_items(context)) == 1


def test_an_exercise_of_which_nothing_was_recorded_is_deleted(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    assert "deleted" in own_exercises.archive(context, row(context))
    assert not context.store.own_exercises()
    undo_redo.undo(context)
    assert row(context).name == ROW.name


def test_no_ladder_leads_to_an_archived_exercise(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    own_exercises.make(context, replace(ROW, name="Easy row", harder="my-band-row-seated"))
    own_exercises.archive(context, row(context))
    assert context.exercises()["my-easy-row"].harder is None


def test_an_archived_exercise_can_be_brought_back(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    planning.set_exercise(context, row(context))
    own_exercises.archive(context, row(context))
    with pytest.raises(NotPossibleError, match="archived already"):
        own_exercises.archive(context, row(context))
    own_exercises.bring_back(context, row(context))
    assert not row(context).archived
    with pytest.raises(NotPossibleError, match="not archived"):
        own_exercises.bring_back(context, row(context))


def test_an_archived_exercise_does_not_come_back_under_a_name_given_away(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    planning.set_exercise(context, row(context))
    own_exercises.archive(context, row(context))
    own_exercises.make(context, ROW)
    with pytest.raises(UsageError, match="another name"):
        own_exercises.bring_back(context, row(context))

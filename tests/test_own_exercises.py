"""Exercises of one's own: made, changed, archived, deleted, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import BadCall, NotPossible
from tracker.core.model import Dose, Exercise, Kind
from tracker.service import logbook, own_exercises, planning, upkeep
from tracker.service.desk import Desk, open_desk

TODAY = date(2026, 11, 23)
ROW = Exercise("my-", "Band row, seated", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), cues=("Shoulders down",))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = open_desk(tmp_path / "backtracker.db", Clock(datetime(2026, 11, 23, 7, 30)))
    yield found
    found.close()


def row(desk: Desk) -> Exercise:
    return desk.exercises()["my-band-row-seated"]


def test_an_exercise_gets_its_id_from_its_name(desk: Desk) -> None:
    assert own_exercises.make(desk, ROW) == "Band row, seated is in your library."
    assert row(desk) == replace(ROW, id="my-band-row-seated")


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


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_stored(desk: Desk) -> None:
    wrong = replace(ROW, name=" ", start=Dose((8, 0)), ceiling=Dose((5,), hold_s=30))
    with pytest.raises(BadCall) as raised:
        own_exercises.make(desk, wrong)
    for part in ("It has no name", "Start: repetitions go from 1 to 999", "Ceiling: a strength hold is at most 10 s"):
        assert part in str(raised.value)
    assert not desk.store.own_exercises()


def test_two_exercises_cannot_have_one_name(desk: Desk) -> None:
    with pytest.raises(BadCall, match="already"):
        own_exercises.make(desk, replace(ROW, name="bird DOG"))


def test_an_edited_exercise_keeps_its_id_and_its_history(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    planning.set_exercise(desk, row(desk))
    own_exercises.edit(desk, replace(row(desk), name="Row with a band", ceiling=Dose((15, 15))))
    assert row(desk).name == "Row with a band"
    assert [item.exercise.name for item in planning.plan_items(desk)] == ["Row with a band"]


def test_an_edit_that_changes_nothing_is_not_written(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    with pytest.raises(NotPossible, match="already"):
        own_exercises.edit(desk, row(desk))


def test_a_logged_exercise_stays_in_repetitions(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    in_minutes = replace(row(desk), kind=Kind.CARDIO, start=Dose(minutes=5), ceiling=Dose(minutes=20))
    planning.set_exercise(desk, row(desk))
    with pytest.raises(BadCall, match="repetitions and stays so"):
        own_exercises.edit(desk, in_minutes)


def test_a_built_in_exercise_is_neither_edited_nor_archived(desk: Desk) -> None:
    bird_dog = desk.exercise("bird-dog")
    with pytest.raises(NotPossible, match="ships with the program"):
        own_exercises.edit(desk, replace(bird_dog, name="Dog bird"))
    with pytest.raises(NotPossible, match="ships with the program"):
        own_exercises.archive(desk, bird_dog)


def test_an_exercise_with_history_is_archived_and_leaves_the_plan_in_one_change(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    planning.set_exercise(desk, row(desk))
    logbook.log_missing(desk, TODAY)
    assert "archived" in own_exercises.archive(desk, row(desk))
    assert row(desk).archived
    assert not planning.plan_items(desk)
    assert len(desk.store.day_sets(TODAY)) == 2
    upkeep.undo(desk)
    assert not row(desk).archived
    assert len(planning.plan_items(desk)) == 1


def test_an_exercise_of_which_nothing_was_recorded_is_deleted(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    assert "deleted" in own_exercises.archive(desk, row(desk))
    assert not desk.store.own_exercises()
    upkeep.undo(desk)
    assert row(desk).name == ROW.name


def test_no_ladder_leads_to_an_archived_exercise(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    own_exercises.make(desk, replace(ROW, name="Easy row", harder="my-band-row-seated"))
    own_exercises.archive(desk, row(desk))
    assert desk.exercises()["my-easy-row"].harder is None


def test_an_archived_exercise_can_be_brought_back(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    planning.set_exercise(desk, row(desk))
    own_exercises.archive(desk, row(desk))
    with pytest.raises(NotPossible, match="archived already"):
        own_exercises.archive(desk, row(desk))
    own_exercises.bring_back(desk, row(desk))
    assert not row(desk).archived
    with pytest.raises(NotPossible, match="not archived"):
        own_exercises.bring_back(desk, row(desk))


def test_an_archived_exercise_does_not_come_back_under_a_name_given_away(desk: Desk) -> None:
    own_exercises.make(desk, ROW)
    planning.set_exercise(desk, row(desk))
    own_exercises.archive(desk, row(desk))
    own_exercises.make(desk, ROW)
    with pytest.raises(BadCall, match="another name"):
        own_exercises.bring_back(desk, row(desk))

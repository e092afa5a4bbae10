"""What hurts two weeks running is offered in exchange, rather than ever less of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.model import Answer, SetLog, SkipReason
from tracker.library import load_library
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.service.history import undo_redo
from tracker.service.plan import planning
from tracker.service.plan.swap_offer import choices_for, put_off_swap

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
EXERCISES = load_library().exercises
BY_ID = {exercise.id: exercise for exercise in EXERCISES}


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    """Three weeks with a bird dog and a bridge in the plan, and a check-in of 0 on every morning."""
    path = tmp_path / "backtracker.db"
    for exercise in ("bird-dog", "bridge"):
        then = open_context(path, Clock(NOW - timedelta(days=21)))
        planning.set_exercise(then, then.exercise(exercise))
        then.close()
    context = open_context(path, Clock(NOW))
    for back in range(21, -1, -1):
        recording.check_in(context, TODAY - timedelta(days=back), 0)
    yield context
    context.close()


def hurt(context: AppContext, back: int, pain: int, exercise: str = "bird-dog") -> None:
    """A set with a pain, some days ago."""
    with context.store.transaction("a set", at="2026-11-23T06:00:00Z") as change:
        change.add_sets(TODAY - timedelta(days=back), [SetLog(exercise, reps=5, hold_s=10, pain=pain)])


def offered(context: AppContext) -> list[str]:
    """The exercises for which a swap is offered today."""
    return [offer.exercise.id for offer in read_today_view(context, TODAY).swaps]


@pytest.mark.parametrize(("first", "second"), [(3, 10), (1, 8), (7, 14)])
def test_what_hurt_in_each_of_two_weeks_is_offered_in_exchange(context: AppContext, first: int, second: int) -> None:
    hurt(context, second, 4)
    hurt(context, first, 3)
    assert offered(context) == ["bird-dog"]


@pytest.mark.parametrize(
    "days",
    [
        [(2, 5), (5, 5)],  # one week alone
        [(3, 4), (16, 4)],  # a quiet week between
        [(3, 4), (10, 2)],  # one of them small
        [(0, 4), (10, 4)],  # today does not count yet
    ],
)
def test_a_single_sore_week_or_a_small_pain_offers_nothing(context: AppContext, days: list[tuple[int, int]]) -> None:
    for back, pain in sorted(days, reverse=True):
        hurt(context, back, pain)
    assert offered(context) == []


def test_a_pain_that_was_there_in_the_morning_is_not_put_down_to_the_exercise(context: AppContext) -> None:
    for back in (10, 3):
        recording.check_in(context, TODAY - timedelta(days=back), 3)
        hurt(context, back, 4)
    assert offered(context) == []


def test_nothing_is_offered_in_a_flare_for_what_is_locked_and_once_it_has_begun(context: AppContext) -> None:
    hurt(context, 10, 4)
    hurt(context, 3, 4)
    held = context.exercise("bird-dog")
    recording.skip(context, held, TODAY, SkipReason.TIME)
    assert offered(context) == []
    context.store.undo()
    planning.set_exercise(context, held, lock=True)
    assert offered(context) == []
    context.store.undo()
    recording.check_in(context, TODAY, 5, flare=True)
    assert offered(context) == []
    context.store.undo()
    assert offered(context) == ["bird-dog"]


def test_the_easier_rungs_come_first_then_those_of_its_kind_and_region_that_bother_least() -> None:
    choices = [each.id for each in choices_for(BY_ID["plank"], EXERCISES, {"plank", "plank-counter"})]
    assert choices == ["plank-knees", "plank-wall", "abdominal-brace", "head-press"]
    bends = [each.id for each in choices_for(BY_ID["bend-standing"], EXERCISES, {"bend-standing"})]
    assert bends[:2] == ["bend-seated", "pelvic-tilt"]
    assert "cat-camel" not in bends


def test_no_harder_rung_is_offered_and_five_at_most() -> None:
    for exercise in EXERCISES:
        choices = choices_for(exercise, EXERCISES, {exercise.id})
        assert exercise.harder not in {each.id for each in choices}
        assert len(choices) <= 5


def test_no_swap_for_now_holds_for_four_weeks_and_can_be_undone(context: AppContext) -> None:
    hurt(context, 10, 4)
    hurt(context, 3, 4)
    assert put_off_swap(context, BY_ID["bird-dog"]) == (
        "Bird dog stays in the plan. The question comes again in four weeks."
    )
    assert offered(context) == []
    undo_redo.undo(context)
    assert offered(context) == ["bird-dog"]


@pytest.mark.parametrize(("weeks", "again"), [(3, False), (4, True)])
def test_a_swap_that_was_put_off_is_offered_again_after_four_weeks(
    context: AppContext, weeks: int, *, again: bool
) -> None:
    with context.write("four weeks before") as work:
        work.put(Answer("Another exercise in place of Bird dog?", "not now", TODAY - timedelta(weeks=weeks)))
    hurt(context, 10, 4)
    hurt(context, 3, 4)
    assert (offered(context) == ["bird-dog"]) is again

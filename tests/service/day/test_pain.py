"""What the pain of an exercise leads to is the same by every way in, and is one change with the reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.engine.pain_answer import LEG, SEVERE, SMALLER, STOP, PainAnswer
from tracker.core.errors import NotPossibleError
from tracker.core.model import SetLog, Skip, SkipReason
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.history import undo_redo
from tracker.service.plan import engine_settings, planning

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
YESTERDAY = ON - timedelta(days=1)
DOG = "bird-dog"


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Two exercises are planned, and the morning had no pain."""
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    for exercise in (DOG, "bridge"):
        planning.set_exercise(context, context.exercise(exercise))
    recording.check_in(context, ON, 0)
    return context


def skips(context: AppContext) -> list[tuple[str, SkipReason, str]]:
    """What is left out today, why, and its note."""
    return [(skip.exercise, skip.reason, skip.note) for skip in context.store.history().skips if skip.date == ON]


def by_key(context: AppContext, pain: int, *, leg: bool = False) -> str:
    """Pain of an exercise of which all is logged, as a key of Today and hands-free write it."""
    recording.log_missing(context, ON, [DOG])
    message, answer = record_pain(context, ON, DOG, pain, leg=leg)
    return message if answer is None else f"{message} {answer.text}"


def by_log(context: AppContext, pain: int, *, leg: bool = False) -> str:
    """The same by `log`."""
    return recording.log_sets(context, context.exercise(DOG), ON, (), None, recording.SetDetails(pain=pain, leg=leg))


def by_set(context: AppContext, pain: int, *, leg: bool = False) -> str:
    """The same in a set that hands-free logs after the pain was said."""
    return recording.log_next(context, ON, DOG, 0, SetLog(DOG, reps=5, hold_s=10, pain=pain, leg=leg))


WAYS = (by_key, by_log, by_set)


@pytest.mark.parametrize("write", WAYS)
@pytest.mark.parametrize(
    ("pain", "leg", "answer"),
    [(2, False, None), (3, False, SMALLER), (6, False, STOP), (8, False, SEVERE), (0, True, LEG), (9, True, LEG)],
)
def test_a_pain_is_answered_alike_by_every_way_in(
    context: AppContext, write: Callable[..., str], pain: int, leg: bool, answer: PainAnswer | None
) -> None:
    message = write(context, pain, leg=leg)
    assert answer is None or message.endswith(answer.text)
    assert skips(context) == ([(DOG, SkipReason.PAIN, "")] if answer is not None and answer.skip else [])


@pytest.mark.parametrize("write", WAYS)
def test_one_undo_takes_back_the_reading_and_the_skip(context: AppContext, write: Callable[..., str]) -> None:
    write(context, 7)
    undo_redo.undo(context)
    assert skips(context) == []
    assert all(set_log.pain is None for set_log in context.store.day_sets(ON))


def test_done_answers_for_each_exercise_by_its_name(context: AppContext) -> None:
    message = recording.finish_day(context, ON, 6)
    assert message.endswith(f"Bird dog and Bridge: {STOP.text}")
    assert [exercise for exercise, _, _ in skips(context)] == [DOG, "bridge"]


def test_a_pain_is_compared_with_the_morning_and_with_the_limits_that_are_set(context: AppContext) -> None:
    recording.check_in(context, ON, 5)
    by_log(context, 6)
    assert skips(context) == []
    recording.check_in(context, ON, 0)
    engine_settings.change_settings(context, {"red_from": "4"})
    assert record_pain(context, ON, DOG, 4).answer == STOP


def test_without_a_check_in_a_pain_is_compared_with_the_mornings_before(tmp_path: Path) -> None:
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    planning.set_exercise(context, context.exercise(DOG))
    for days in range(1, 6):
        recording.check_in(context, ON - timedelta(days=days), 5)
    assert STOP.text not in by_log(context, 6)
    assert record_pain(context, ON, DOG, 7).answer == STOP


def test_a_pain_of_a_day_before_is_written_and_not_answered(context: AppContext) -> None:
    recording.log_sets(context, context.exercise(DOG), YESTERDAY, (5,), None, recording.SetDetails(pain=9, leg=True))
    assert record_pain(context, YESTERDAY, DOG, 8).answer is None
    assert context.store.history().skips == ()


def test_the_pain_that_ended_a_set_is_one_change_with_the_set_and_the_sets_before(context: AppContext) -> None:
    recording.log_next(context, ON, DOG, 0)
    before = context.store.history()
    performed = SetLog(DOG, reps=2, hold_s=10)
    record_pain(context, ON, DOG, 7, performed=performed, already=1)
    assert [(set_log.reps, set_log.pain) for set_log in context.store.day_sets(ON)] == [(5, 7), (2, 7)]
    assert skips(context) == [(DOG, SkipReason.PAIN, "")]
    undo_redo.undo(context)
    assert context.store.history() == before


def test_a_set_that_another_window_logged_meanwhile_is_not_logged_again_with_its_pain(context: AppContext) -> None:
    recording.log_next(context, ON, DOG, 0)
    record_pain(context, ON, DOG, 4, performed=SetLog(DOG, reps=2, hold_s=10), already=0)
    assert [(set_log.reps, set_log.pain) for set_log in context.store.day_sets(ON)] == [(5, 4)]


def test_a_pain_before_the_first_set_is_kept_with_the_skip_or_nowhere(context: AppContext) -> None:
    with pytest.raises(NotPossibleError, match=r"Go gently.* Log a set of Bird dog first"):
        record_pain(context, ON, DOG, 4)
    record_pain(context, ON, DOG, 1, leg=True)
    assert skips(context) == [(DOG, SkipReason.PAIN, "pain 1, further down the leg")]


def test_leg_symptoms_before_the_first_set_count_by_the_check_in(context: AppContext) -> None:
    before = context.store.history()
    message = record_pain(context, ON, DOG, 1, leg=True).message
    assert message == "Bird dog: pain 1, further down the leg, also noted in the check-in."
    advice = context.advice(ON)
    assert [care.code for care in advice.care] == ["leg_symptoms"]
    assert {verdict.code for verdict in advice.exercises} == {"leg"}
    undo_redo.undo(context)
    assert context.store.history() == before


def test_a_skip_for_another_reason_becomes_one_for_pain_and_one_for_pain_stays_as_it_is(context: AppContext) -> None:
    recording.log_next(context, ON, DOG, 0)
    recording.skip(context, context.exercise(DOG), ON, SkipReason.TIME, "late")
    record_pain(context, ON, DOG, 7)
    assert skips(context) == [(DOG, SkipReason.PAIN, "late")]
    record_pain(context, ON, DOG, 8)
    assert skips(context) == [(DOG, SkipReason.PAIN, "late")]


def test_deleting_the_skip_brings_the_exercise_back(context: AppContext) -> None:
    record_pain(context, ON, DOG, 9)
    recording.delete_last(context, ON, DOG)
    assert skips(context) == []


def test_a_pain_is_not_written_over_one_that_the_person_has_not_seen(context: AppContext) -> None:
    recording.log_missing(context, ON, [DOG])
    record_pain(context, ON, DOG, 6)
    with pytest.raises(NotPossibleError, match="changed in another window"):
        record_pain(context, ON, DOG, 1, shown=None)
    assert {set_log.pain for set_log in context.store.day_sets(ON)} == {6}
    assert context.store.history().skips == (Skip(ON, DOG, SkipReason.PAIN),)

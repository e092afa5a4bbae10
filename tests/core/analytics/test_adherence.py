"""Planned and done, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.core.analytics.adherence import DayCount, day_counts, days_done, exercise_days, is_done
from tracker.core.model import Dose, ExerciseDay, Pause, Prescription, Session, SetLog, Skip, SkipReason
from tracker.core.plan import Plan

MONDAY = date(2026, 1, 5)
TUESDAY = MONDAY + timedelta(1)
DOG = Dose((5, 3, 1), 10)
WALK = Dose(minutes=10)
STRETCH = Dose((1, 1), 20)
PLANNED = (
    Prescription("dog", MONDAY, DOG, days=(0, 2, 4)),
    Prescription("walk", MONDAY, WALK),
)


def counted(*logged: ExerciseDay, day: date = MONDAY, plan: Plan | None = None) -> DayCount:
    (count,) = day_counts(Plan(PLANNED) if plan is None else plan, logged, day, day)
    return count


@pytest.mark.parametrize(
    ("dose", "sets", "work", "done"),
    [
        (DOG, 3, 90, True),
        (DOG, 3, 40, True),
        (DOG, 3, 39, False),
        (STRETCH, 2, 20, True),
        (STRETCH, 2, 19, False),
        (DOG, 2, 90, False),
        (DOG, 4, 60, True),
        (WALK, 1, 5, True),
        (WALK, 1, 4.9, False),
        (WALK, 0, 0, False),
    ],
)
def test_done_is_every_set_and_the_work_of_the_dose_at_half(dose: Dose, sets: int, work: float, done: bool) -> None:
    assert is_done(dose, sets, work) is done


def test_half_of_decimal_seconds_is_half_though_their_sum_falls_short_of_it_in_binary() -> None:
    added = 2.3 + 2.3 + 2.3
    assert added < 6.9
    assert is_done(Dose((2, 2, 2), 2.3), 3, added)
    assert not is_done(Dose((2, 2, 2), 2.3), 3, 6.8999)


def test_sets_of_one_date_are_summed_over_sessions_with_the_highest_known_pain() -> None:
    sessions = [
        Session(TUESDAY, (SetLog("dog", 5, hold_s=10, pain=None), SetLog("walk", minutes=12))),
        Session(MONDAY, (SetLog("dog", 5),)),
        Session(TUESDAY, (SetLog("dog", 3, hold_s=10, pain=2), SetLog("dog", 1, hold_s=10, pain=0))),
    ]
    assert exercise_days(sessions) == (
        ExerciseDay(MONDAY, "dog", 1, 5, None),
        ExerciseDay(TUESDAY, "dog", 3, 90, 2),
        ExerciseDay(TUESDAY, "walk", 1, 12, None),
    )


def test_a_day_is_done_when_every_planned_exercise_is() -> None:
    walk = ExerciseDay(MONDAY, "walk", 1, 10, None)
    assert counted(walk, ExerciseDay(MONDAY, "dog", 3, 90, None)).all_done
    assert not counted(walk).all_done


def test_a_day_with_nothing_planned_is_not_done() -> None:
    assert not counted(plan=Plan(())).all_done


def test_sets_beyond_the_planned_number_do_not_count() -> None:
    count = counted(ExerciseDay(MONDAY, "dog", 7, 200, None))
    assert (count.done_sets, count.planned_sets) == (3, 4)


def test_sets_of_an_exercise_that_is_not_planned_that_day_do_not_count() -> None:
    count = counted(ExerciseDay(TUESDAY, "dog", 3, 90, None), ExerciseDay(TUESDAY, "plank", 3, 90, None), day=TUESDAY)
    assert (count.done_sets, count.planned_sets) == (0, 1)


def test_all_sets_with_too_little_work_are_counted_but_the_day_is_not_done() -> None:
    count = counted(ExerciseDay(MONDAY, "dog", 3, 30, None), ExerciseDay(MONDAY, "walk", 1, 10, None))
    assert (count.done_sets, count.planned_sets, count.all_done) == (4, 4, False)


def test_a_paused_day_is_left_out_of_both_sides() -> None:
    count = counted(ExerciseDay(MONDAY, "dog", 3, 90, None), plan=Plan(PLANNED, [Pause(MONDAY, MONDAY)]))
    assert count == DayCount(paused=True)


def test_an_exercise_skipped_for_pain_is_left_out_of_both_sides() -> None:
    skip = Skip(MONDAY, "dog", SkipReason.PAIN)
    walk, dog = ExerciseDay(MONDAY, "walk", 1, 10, None), ExerciseDay(MONDAY, "dog", 1, 50, 5)
    count = counted(walk, dog, plan=Plan(PLANNED, (), [skip]))
    assert (count.done_sets, count.planned_sets, count.all_done) == (1, 1, True)


@pytest.mark.parametrize("reason", [SkipReason.TIME, SkipReason.EQUIPMENT, SkipReason.OTHER])
def test_an_exercise_skipped_for_another_reason_stays_planned(reason: SkipReason) -> None:
    count = counted(plan=Plan(PLANNED, (), [Skip(MONDAY, "dog", reason)]))
    assert count.planned_sets == 4


def test_a_dose_changed_in_the_middle_of_a_week_is_planned_from_its_day_on() -> None:
    plan = Plan((*PLANNED, Prescription("dog", MONDAY + timedelta(2), Dose((4, 4)), days=(0, 2, 4))))
    counts = day_counts(plan, (), MONDAY - timedelta(1), MONDAY + timedelta(6))
    assert [count.planned_sets for count in counts] == [0, 4, 1, 3, 1, 3, 1, 1]


def test_a_removed_exercise_is_no_longer_planned() -> None:
    plan = Plan((*PLANNED, Prescription("walk", TUESDAY, None, removed=True)))
    assert [count.planned_sets for count in day_counts(plan, (), MONDAY, TUESDAY)] == [4, 0]


def test_sets_still_to_do_today_are_nobodys_miss() -> None:
    plan, begun = Plan(PLANNED), ExerciseDay(MONDAY, "dog", 2, 80, 0)
    (today,) = day_counts(plan, [begun], MONDAY, MONDAY, today=MONDAY)
    assert (today.planned_sets, today.done_sets, today.open) == (2, 2, True)
    assert days_done([today]) == (0, 0)
    (over,) = day_counts(plan, [begun], MONDAY, MONDAY, today=TUESDAY)
    assert (over.planned_sets, over.done_sets, over.open) == (4, 2, False)
    assert days_done([over]) == (1, 0)


def test_today_is_a_planned_day_once_all_of_it_is_done() -> None:
    logged = [ExerciseDay(MONDAY, "dog", 3, 90, 0), ExerciseDay(MONDAY, "walk", 1, 10, 0)]
    (today,) = day_counts(Plan(PLANNED), logged, MONDAY, MONDAY, today=MONDAY)
    assert (today.planned_sets, today.open, days_done([today])) == (4, False, (1, 1))

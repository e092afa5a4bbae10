"""How the days before a date went for an exercise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.building import DOG, ON, ago
from tracker.core.analytics.last_days import DAYS, DayMark, LastDays, last_days
from tracker.core.model import Dose, History, Pause, Prescription, Session, SetLog, Settings, Skip, SkipReason, Why
from tracker.core.plan import Plan

LIMIT = Settings().pain_free_limit
DOSE = Dose((5,))
PLANNED = Prescription("dog", ago(30), DOSE)
DONE = SetLog("dog", 5, pain=0)


def days_of(*sessions: Session, prescriptions: tuple[Prescription, ...] = (PLANNED,), **others: object) -> LastDays:
    history = History(exercises=(DOG,), prescriptions=prescriptions, sessions=sessions, **others)  # type: ignore[arg-type]
    return last_days(history, Plan(prescriptions, history.pauses, history.skips), {"dog"}, ON)["dog"]


def test_a_day_for_each_of_the_last_days_the_oldest_first() -> None:
    days = days_of(Session(ago(DAYS), (DONE,)), Session(ago(1), (SetLog("dog", 5, pain=4),)))
    assert days.marks == (DayMark.DONE, *[DayMark.MISSED] * (DAYS - 2), DayMark.PAINFUL)


@pytest.mark.parametrize(
    ("logged", "mark"),
    [
        (SetLog("dog", 5, pain=LIMIT + 1), DayMark.PAINFUL),
        (SetLog("dog", 5, pain=LIMIT), DayMark.DONE),
        (SetLog("dog", 5), DayMark.UNKNOWN),
        (SetLog("dog", 1, pain=0), DayMark.MISSED),
    ],
)
def test_a_day_is_marked_by_what_matters_most_of_its_sets(logged: SetLog, mark: DayMark) -> None:
    assert days_of(Session(ago(1), (logged,))).marks[-1] is mark


def test_what_was_planned_and_not_done_tells_a_pause_and_a_skip_from_a_missed_day() -> None:
    days = days_of(skips=(Skip(ago(2), "dog", SkipReason.PAIN),), pauses=(Pause(ago(1), ago(1)),))
    assert days.marks[-3:] == (DayMark.MISSED, DayMark.PAINFUL, DayMark.PAUSED)
    assert days_of(prescriptions=()).marks == (DayMark.FREE,) * DAYS


def test_the_day_of_a_step_is_marked_but_its_pain_more() -> None:
    raised = (PLANNED, Prescription("dog", ago(1), Dose((6,)), why=Why.INCREASE))
    assert days_of(prescriptions=raised).marks[-1] is DayMark.RAISED
    assert days_of(Session(ago(1), (SetLog("dog", 6, pain=5),)), prescriptions=raised).marks[-1] is DayMark.PAINFUL


def test_the_day_last_logged_may_be_longer_ago_and_the_day_itself_is_none() -> None:
    older, newer = SetLog("dog", 4, pain=1), SetLog("dog", 3, pain=0)
    days = days_of(Session(ago(40), (older,)), Session(ago(20), (newer, DONE)), Session(ON, (DONE,)))
    assert (days.last, days.last_sets) == (ago(20), (newer, DONE))
    assert days_of().last is None


def test_sessions_in_another_order_and_two_of_a_day_say_the_same() -> None:
    first, second = SetLog("dog", 2, pain=0), SetLog("dog", 3, pain=0)
    days = days_of(Session(ago(3), (first,)), Session(ago(30), (DONE,)), Session(ago(3), (second,)))
    assert (days.last, days.last_sets) == (ago(3), (first, second))
    assert days.marks[-3] is DayMark.DONE


def test_an_exercise_that_rests_is_found_though_others_were_done_since() -> None:
    history = History(sessions=tuple(Session(ago(back), (SetLog("walk", minutes=5),)) for back in range(1, 25)))
    history = History(sessions=(*history.sessions, Session(ON - timedelta(25), (DONE,))))
    found = last_days(history, Plan(()), {"walk", "dog"}, ON)
    assert (found["walk"].last, found["dog"].last) == (ago(1), ago(25))

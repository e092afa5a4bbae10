"""What a week was, and how many in a row count: every line of the rules on weeks, with its bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.building import (
    DOG,
    KNEE,
    ON,
    ago,
    going_well,
    hurt,
    morning,
    mornings,
    needs,
    prescribed,
    rested,
    sets_of,
    skipped,
    trained,
    verdict,
    weekdays,
)
from tracker.core.engine.progression import VerdictKind
from tracker.core.engine.weeks import Week, classify, days_needed
from tracker.core.model import CheckIn, Dose, History, Pause, Prescription, SetLog, Settings, Skip, SkipReason, Why
from tracker.core.plan import Plan


def clean(history: History, on: date = ON) -> int:
    return verdict(history, on=on).clean_weeks


@pytest.mark.parametrize(
    ("share", "planned", "needed"),
    [
        (0.8, 1, 1), (0.8, 2, 2), (0.8, 3, 2), (0.8, 4, 3), (0.8, 5, 4), (0.8, 6, 5), (0.8, 7, 6),
        (0.5, 1, 1), (0.5, 3, 2), (0.5, 5, 3), (1.0, 7, 7), (0.7, 5, 4), (0.7, 3, 2), (0.9, 5, 5), (0.3, 5, 2),
    ],
)  # fmt: skip
def test_a_share_of_days_is_rounded_half_up_in_decimals(share: float, planned: int, needed: int) -> None:
    assert days_needed(share)[planned] == needed


@pytest.mark.parametrize(
    ("painful", "planned", "done", "needed", "unread", "known", "week"),
    [
        (True, 0, 0, 0, 0, False, Week.PAINFUL),
        (False, 0, 3, 0, 1, False, Week.OFF),
        (False, 3, 1, 2, 1, False, Week.SHORT),
        (False, 3, 0, 0, 0, True, Week.SHORT),
        (False, 3, 2, 2, 1, True, Week.UNKNOWN),
        (False, 3, 2, 2, 0, False, Week.UNKNOWN),
        (False, 3, 2, 2, 0, True, Week.CLEAN),
    ],
)
def test_of_what_a_week_can_be_the_first_that_applies(
    painful: bool, planned: int, done: int, needed: int, unread: int, known: bool, week: Week
) -> None:
    assert classify(painful, planned, done, needed, unread, known) is week


def test_weeks_are_counted_back_from_yesterday() -> None:
    assert clean(going_well(since=13)) == 1
    assert clean(going_well(since=14)) == 2
    assert clean(going_well(since=30)) == 4


@pytest.mark.parametrize(
    ("limit", "pain", "counts"), [(0, 0, 4), (0, 1, 1), (1, 1, 4), (1, 2, 1), (2, 2, 4), (2, 3, 1)]
)
def test_a_check_in_above_the_pain_free_limit_makes_its_week_painful(limit: int, pain: int, counts: int) -> None:
    history = going_well(settings=Settings(pain_free_limit=limit))
    assert clean(morning(history, 8, pain)) == counts


@pytest.mark.parametrize(("days", "counts"), [(0, 0), (6, 0), (7, 0), (8, 1), (14, 1), (15, 2)])
def test_a_bad_morning_also_spoils_the_week_whose_last_day_it_follows(days: int, counts: int) -> None:
    assert clean(morning(going_well(), days, 1)) == counts


def test_a_check_in_flagged_as_flare_or_leg_symptoms_makes_the_week_painful() -> None:
    assert clean(morning(going_well(), 10, 0, leg=True)) == 1
    assert clean(morning(going_well(), 10, 0, flare=True)) == 1


@pytest.mark.parametrize(("days", "counts"), [(0, 4), (1, 0), (7, 0), (8, 1), (14, 1), (15, 2)])
def test_pain_in_a_set_of_any_exercise_makes_the_week_painful(days: int, counts: int) -> None:
    assert clean(hurt(going_well(DOG, KNEE), days, 1, KNEE)) == counts


def test_leg_symptoms_in_a_set_make_the_week_painful() -> None:
    assert clean(trained(going_well(DOG, KNEE), 8, "knee", SetLog("knee", 6, pain=0, leg=True))) == 1


@pytest.mark.parametrize(("days", "counts"), [(0, 4), (1, 0), (7, 0), (8, 1)])
def test_anything_skipped_for_pain_makes_the_week_painful(days: int, counts: int) -> None:
    assert clean(skipped(going_well(DOG, KNEE), days, exercise="knee")) == counts


def test_a_skip_for_another_reason_does_not_make_the_week_painful() -> None:
    assert clean(skipped(going_well(DOG, KNEE), 8, SkipReason.TIME, "knee")) == 4


def test_a_week_in_which_it_was_never_planned_is_off() -> None:
    history = going_well()
    assert clean(replace(history, pauses=(Pause(ago(14), ago(12)), Pause(ago(11), ago(9)), Pause(ago(8), ago(8))))) == 1


@pytest.mark.parametrize(
    ("planned", "rest", "counts"), [(3, 5, 4), (3, 6, 1), (4, 4, 4), (4, 5, 1), (5, 3, 4), (5, 4, 1)]
)
def test_two_of_three_three_of_four_four_of_five_planned_days_are_enough(planned: int, rest: int, counts: int) -> None:
    history = going_well()
    plan = replace(history.prescriptions[0], days=weekdays(planned))
    assert clean(rested(replace(history, prescriptions=(plan,)), range(14, 14 - rest, -1))) == counts


def test_a_day_that_was_not_planned_stands_in_for_one_that_was() -> None:
    history = going_well()
    mondays = replace(history, prescriptions=(replace(history.prescriptions[0], days=(0,)),))
    assert clean(rested(mondays, (14, 13, 11, 10, 9, 8))) == 4


def test_a_day_on_which_too_little_was_done_is_not_done() -> None:
    little = SetLog("dog", 1, hold_s=10, pain=0)
    history = going_well(settings=Settings(adherence_required=1))
    assert clean(trained(history, 8, "dog", little, little, little)) == 1
    assert clean(trained(history, 8, "dog", SetLog("dog", 3, hold_s=10, pain=0), little, little)) == 4


def test_a_day_skipped_for_pain_or_in_a_pause_is_not_planned() -> None:
    skips = [
        Skip(ago(1), "dog", SkipReason.PAIN),
        Skip(ago(2), "dog", SkipReason.TIME),
        Skip(ago(3), "knee", SkipReason.PAIN),
    ]
    plan = Plan(going_well().prescriptions, [Pause(ago(5), ago(4)), Pause(ago(5), ago(5))], skips)
    assert [plan.planned("dog", ago(day)) is None for day in range(7)] == [False, True, False, False, True, True, False]


def test_what_holds_is_known_from_its_first_day_to_its_removal() -> None:
    plan = Plan([Prescription("dog", ago(9), DOG.start), Prescription("dog", ago(3), None, removed=True)])
    in_plan = [plan.prescription_on("dog", ago(day)) for day in (10, 9, 4, 3)]
    assert [prescription is None for prescription in in_plan] == [True, False, False, True]
    assert plan.planned("dog", ago(3)) is None
    assert plan.in_plan(ago(3)) == []
    assert [prescription.dose for prescription in plan.in_plan(ago(4))] == [DOG.start]
    assert [prescription.start for prescription in plan.of["dog"]] == [ago(9), ago(3)]


def test_a_day_logged_without_a_pain_makes_the_week_unknown() -> None:
    assert clean(hurt(going_well(), 8, None)) == 1
    partly = trained(going_well(), 8, "dog", SetLog("dog", 9, hold_s=10), *sets_of("dog", DOG.start)[1:])
    assert clean(partly) == 4
    assert clean(hurt(going_well(DOG, KNEE), 8, None, KNEE)) == 4


@pytest.mark.parametrize(("missing", "counts"), [(1, 4), (2, 4), (3, 1)])
def test_of_seven_training_days_five_are_followed_by_a_check_in(missing: int, counts: int) -> None:
    assert clean(mornings(going_well(), [(13 - day, None) for day in range(missing)])) == counts


def test_the_morning_after_the_last_day_belongs_to_the_week() -> None:
    history = rested(going_well(), range(2, 8))
    assert clean(history) == 0, "short"
    daily = rested(
        replace(going_well(), prescriptions=(Prescription("dog", ago(30), DOG.start, days=(6,)),)), range(2, 8)
    )
    assert clean(daily) == 4
    assert clean(morning(daily, 0, None)) == 0


def test_a_change_of_dose_restarts_the_count_and_a_change_of_days_or_lock_does_not() -> None:
    history = going_well()
    other = Prescription("dog", ago(10), Dose((4, 4, 1), 10))
    same = Prescription("dog", ago(10), Dose((5, 3, 1), 10.0), days=weekdays(6), position=3)
    assert clean(prescribed(history, other)) == 1
    assert clean(prescribed(history, same)) == 4
    assert clean(prescribed(history, other, replace(same, start=ago(9)))) == 1
    assert clean(prescribed(history, replace(other, removed=True), replace(same, start=ago(9)))) == 1


def test_of_several_prescriptions_from_one_day_only_the_last_ever_was() -> None:
    never = Prescription("dog", ago(10), Dose((4, 4, 1), 10))
    same = Prescription("dog", ago(10), DOG.start)
    assert clean(prescribed(going_well(), never, same)) == 4
    assert clean(prescribed(going_well(), same, never)) == 1


@pytest.mark.parametrize(("first", "last", "counts"), [(12, 9, 1), (11, 9, 4), (11, 8, 1), (10, 7, 0)])
def test_a_pause_of_four_or_more_days_restarts_the_count(first: int, last: int, counts: int) -> None:
    assert clean(replace(going_well(), pauses=(Pause(ago(first), ago(last)),))) == counts


def test_the_latest_pause_is_the_one_that_ended_last() -> None:
    assert clean(replace(going_well(), pauses=(Pause(ago(20), ago(9)), Pause(ago(19), ago(16))))) == 1
    assert clean(replace(going_well(), pauses=(Pause(ago(17), ago(15)), Pause(ago(30), ago(24))))) == 3


def test_a_pause_that_has_not_ended_does_not_count_yet() -> None:
    assert clean(replace(going_well(), pauses=(Pause(ago(3), ON),))) == 4


@pytest.mark.parametrize(("gap", "counts"), [(7, 8), (8, 1)])
def test_time_away_of_eight_days_restarts_the_count(gap: int, counts: int) -> None:
    history = going_well(since=60, settings=Settings(adherence_required=0.5, weeks_required=6))
    monday = replace(history, prescriptions=(Prescription("dog", ago(60), DOG.start, days=(0,)),))
    assert clean(rested(monday, range(13 + gap - 1, 13, -1))) == counts


@pytest.mark.parametrize(
    ("weeks", "since", "kind"), [(2, 13, "hold"), (2, 14, "increase"), (3, 20, "hold"), (3, 21, "increase")]
)
def test_thirteen_days_are_too_few_and_fourteen_enough(weeks: int, since: int, kind: str) -> None:
    history = going_well(since=since, settings=Settings(weeks_required=weeks))
    assert verdict(history).verdict == kind


def test_a_leap_day_and_the_years_end_are_days_like_any_other() -> None:
    for on in (date(2024, 3, 7), date(2024, 3, 1), date(2026, 1, 5)):
        history = going_well(since=14)
        moved = replace(
            history,
            prescriptions=tuple(replace(p, start=on + (p.start - ON)) for p in history.prescriptions),
            sessions=tuple(replace(s, date=on + (s.date - ON)) for s in history.sessions),
            checkins=tuple(replace(c, date=on + (c.date - ON)) for c in history.checkins),
        )
        assert verdict(moved, on=on).verdict is VerdictKind.INCREASE


def test_an_empty_history_has_no_advice_and_one_session_ever_holds() -> None:
    assert clean(going_well(since=1)) == 0
    assert needs(going_well(since=1)) == ["pain_free_weeks", "dose_not_met"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_date_there_is_are_no_exception(day: date) -> None:
    history = History(
        exercises=(DOG,),
        prescriptions=(Prescription("dog", day, DOG.start, why=Why.START),),
        checkins=(CheckIn(day, 9),),
        pauses=(Pause(date.min, date.min), Pause(date.max, None)),
    )
    assert verdict(history, on=day).code in {"paused", "flare"}

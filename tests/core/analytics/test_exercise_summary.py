"""What was planned, done and felt, exercise by exercise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.support import oracle
from tests.support.oracle_facts import Facts, dose_sets, every_day
from tests.support.showing import Person
from tests.support.strategies import muddles
from tracker.core.analytics.adherence import exercise_days
from tracker.core.analytics.exercise_summary import ExerciseSummary, PainfulDay, exercise_summaries
from tracker.core.analytics.trends import overview
from tracker.core.model import (
    CheckIn,
    Dose,
    Exercise,
    History,
    Kind,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
)

MONDAY = date(2026, 1, 5)
SUNDAY = MONDAY + timedelta(6)
DOG = Dose((5, 3, 1), 10)
MORE = Dose((6, 3, 1), 10)
DONE = tuple(SetLog("dog", reps, hold_s=10, pain=0) for reps in DOG.reps)


def a_week(**parts: object) -> History:
    """Bird dogs on Mondays, Wednesdays and Fridays, done on Monday and Wednesday, and a pain of 0 each morning."""
    whole = {
        "exercises": (Exercise("dog", "Bird dog", Kind.STRENGTH, DOG, MORE),),
        "prescriptions": (Prescription("dog", MONDAY, DOG, days=(0, 2, 4)),),
        "sessions": (Session(MONDAY, DONE), Session(MONDAY + timedelta(2), DONE)),
        "checkins": tuple(CheckIn(MONDAY + timedelta(number), 0) for number in range(7)),
    }
    return History(**(whole | parts))  # type: ignore[arg-type]


def dog(history: History, today: date | None = None) -> ExerciseSummary:
    return exercise_summaries(history, MONDAY, SUNDAY if today is None else today, today=today)["dog"]


def hurting(pain: int | None, *, form_broke: bool = False) -> tuple[Session, ...]:
    """Monday's bird dog, the second set with `pain`."""
    return (Session(MONDAY, (DONE[0], SetLog("dog", 3, hold_s=10, pain=pain, form_broke=form_broke), DONE[2])),)


def test_a_week_of_one_exercise() -> None:
    assert dog(a_week()) == ExerciseSummary(
        planned_sets=9,
        done_sets=6,
        days=2,
        painful=(),
        pain_max=0,
        form_broke=0,
        eased_days=0,
        first_dose=DOG,
        dose=DOG,
    )


@pytest.mark.parametrize(
    ("parts", "planned_and_done"),
    [
        ({"sessions": (Session(MONDAY, DONE * 2),)}, (9, 3)),
        ({"sessions": (Session(MONDAY + timedelta(1), DONE),)}, (9, 0)),
        ({"pauses": (Pause(MONDAY, MONDAY + timedelta(1)),)}, (6, 3)),
        ({"skips": (Skip(MONDAY + timedelta(4), "dog", SkipReason.PAIN),)}, (6, 6)),
        ({"skips": (Skip(MONDAY + timedelta(4), "dog", SkipReason.TIME),)}, (9, 6)),
        ({"prescriptions": (Prescription("dog", MONDAY + timedelta(2), DOG),)}, (15, 3)),
        ({"prescriptions": ()}, (0, 0)),
    ],
    ids=["more sets", "another day", "paused", "skipped for pain", "skipped for time", "begun later", "never planned"],
)
def test_sets_are_counted_as_for_adherence(parts: dict[str, object], planned_and_done: tuple[int, int]) -> None:
    summary = dog(a_week(**parts))
    assert (summary.planned_sets, summary.done_sets) == planned_and_done


def test_of_today_what_is_still_to_do_counts_on_neither_side() -> None:
    today = MONDAY + timedelta(4)
    begun = (*a_week().sessions, Session(today, DONE[:1]))
    summary = dog(a_week(sessions=begun), today)
    assert (summary.planned_sets, summary.done_sets) == (7, 7)
    summary = dog(a_week(sessions=begun), today + timedelta(1))
    assert (summary.planned_sets, summary.done_sets) == (9, 7), "that day is over"


@pytest.mark.parametrize(
    ("pain", "morning", "provoked"),
    [(1, 0, False), (2, 0, True), (5, 4, False), (6, 4, True), (1, None, True)],
)
def test_a_pain_is_provoked_from_two_above_the_morning_on(pain: int, morning: int | None, provoked: bool) -> None:
    checkins = () if morning is None else (CheckIn(MONDAY, morning),)
    summary = dog(a_week(sessions=hurting(pain), checkins=checkins))
    assert summary.painful == (PainfulDay(MONDAY, pain, provoked),)
    assert (summary.pain_days, summary.provoked_days, summary.pain_max) == (1, int(provoked), pain)


def test_without_a_morning_a_pain_is_held_against_the_days_before() -> None:
    before = tuple(CheckIn(MONDAY - timedelta(number), 4) for number in range(1, 6))
    assert dog(a_week(sessions=hurting(5), checkins=before)).provoked_days == 0
    assert dog(a_week(sessions=hurting(6), checkins=before)).provoked_days == 1


def test_no_reading_is_no_pain_and_not_zero() -> None:
    unknown = (Session(MONDAY, (SetLog("dog", 5),)),)
    summary = dog(a_week(sessions=unknown, checkins=()))
    assert (summary.days, summary.pain_days, summary.pain_max) == (1, 0, None)


def test_sets_with_broken_form_are_counted() -> None:
    assert dog(a_week(sessions=hurting(0, form_broke=True))).form_broke == 1


def test_eased_days_are_those_on_which_it_was_planned() -> None:
    flare = (CheckIn(MONDAY, 0), CheckIn(MONDAY + timedelta(1), 7, flare=True))
    assert dog(a_week(checkins=flare)).eased_days == 2, "Wednesday and Friday"
    locked = (Prescription("dog", MONDAY, DOG, days=(0, 2, 4), locked=True),)
    assert dog(a_week(checkins=flare, prescriptions=locked)).eased_days == 0


def test_the_first_dose_and_the_dose_now() -> None:
    changed = (
        Prescription("dog", MONDAY - timedelta(7), DOG),
        Prescription("dog", MONDAY + timedelta(1), MORE),
    )
    summary = dog(a_week(prescriptions=changed))
    assert (summary.first_dose, summary.dose) == (DOG, MORE)
    removed = (*changed, Prescription("dog", MONDAY + timedelta(3), None, removed=True))
    summary = dog(a_week(prescriptions=removed))
    assert (summary.first_dose, summary.dose) == (DOG, None)


def test_they_stand_in_plan_order_and_what_has_left_the_plan_last() -> None:
    exercises = tuple(Exercise(name, name, Kind.STRENGTH, DOG, MORE) for name in ("dog", "clam", "plank", "walk"))
    prescriptions = (
        Prescription("dog", MONDAY, DOG, position=2),
        Prescription("plank", MONDAY, DOG, position=1),
        Prescription("clam", MONDAY, DOG),
        Prescription("clam", MONDAY + timedelta(1), None, removed=True),
    )
    sessions = (Session(MONDAY, (SetLog("walk", minutes=5),)), Session(MONDAY - timedelta(1), (SetLog("x", 5),)))
    history = a_week(exercises=exercises, prescriptions=prescriptions, sessions=sessions)
    assert list(exercise_summaries(history, MONDAY, SUNDAY)) == ["plank", "dog", "clam", "walk"]


@settings(max_examples=40, deadline=None)
@given(muddles())
def test_they_are_what_the_specification_says_to_the_letter(person: Person) -> None:
    """By the second reading of docs/engine.md that the engine is held against."""
    history, last = person.history, person.on
    first = last - timedelta(20)
    facts = Facts(history, last)
    for exercise, summary in exercise_summaries(history, first, last).items():
        days = every_day(first, last)
        planned = [day for day in days if Facts(history, day).planned(exercise, day)]
        sets = {day: dose_sets(dose) for day in planned if (dose := facts.dose_of(exercise, day)) is not None}
        assert summary.planned_sets == sum(sets.values())
        assert summary.done_sets == sum(min(count, len(facts.sets_of(exercise, day))) for day, count in sets.items())
        assert summary.days == sum(bool(facts.sets_of(exercise, day)) for day in days)
        hurt = [day for day in days if (facts.pain(exercise, day) or 0) > 0]
        assert (summary.pain_days, summary.provoked_days) == (
            len(hurt),
            sum(facts.provoked(exercise, day) for day in hurt),
        )
        pains = [pain for day in days if (pain := facts.pain(exercise, day)) is not None]
        assert summary.pain_max == max(pains, default=None)
        assert summary.form_broke == sum(done.form_broke for day in days for done in facts.sets_of(exercise, day))
        factors = [
            row["factor"]
            for day in planned
            for row in oracle.verdicts(Facts(history, day), history)
            if row["exercise"] == exercise
        ]
        assert summary.eased_days == sum(factor < 1 for factor in factors)
        doses = [dose for day in days if (dose := facts.dose_of(exercise, day)) is not None]
        assert summary.first_dose == (doses[0] if doses else None)
        assert summary.dose == facts.dose_of(exercise, last)


@settings(max_examples=40, deadline=None)
@given(muddles())
def test_together_they_are_the_sums_of_the_weeks(person: Person) -> None:
    history, last = person.history, person.on
    shown = overview(
        history,
        logged=exercise_days(history.sessions),
        first=last - timedelta(20),
        last=last,
        today=last,
    )
    summaries = exercise_summaries(history, shown.first, last, today=last).values()
    assert sum(summary.planned_sets for summary in summaries) == sum(week.planned_sets for week in shown.weeks)
    assert sum(summary.done_sets for summary in summaries) == sum(week.done_sets for week in shown.weeks)

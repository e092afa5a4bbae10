"""The overview that charts, commands and the report are drawn from."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor
from statistics import median

import pytest
from hypothesis import given, settings

from tests.support.showing import Person
from tests.support.strategies import muddles, people
from tracker.core.analytics.adherence import exercise_days
from tracker.core.analytics.trends import DoseChange, Overview, WorkDay, dose_changes, overview
from tracker.core.engine.flares import Flare, flares
from tracker.core.model import (
    CheckIn,
    Dose,
    ExerciseDay,
    History,
    Pause,
    Prescription,
    Session,
    SetLog,
    Skip,
    SkipReason,
    Why,
)
from tracker.core.plan import Plan

MONDAY = date(2026, 1, 5)
DOG = Dose((5, 3, 1), 10)
MORE = Dose((6, 3, 1), 10)


def overview_of(history: History, first: date, last: date) -> Overview:
    return overview(
        history,
        logged=exercise_days(history.sessions),
        first=first,
        last=last,
    )


def weeks_of(person: Person) -> Overview:
    return overview_of(person.history, person.on - timedelta(40), person.on)


def a_week(**parts: object) -> History:
    """One week of bird dogs on Mondays and Thursdays, done as planned."""
    done = tuple(SetLog("dog", reps, hold_s=10, pain=0) for reps in DOG.reps)
    whole = {
        "prescriptions": (Prescription("dog", MONDAY, DOG, days=(0, 3), why=Why.START),),
        "sessions": (Session(MONDAY, done), Session(MONDAY + timedelta(3), done)),
    }
    return History(**(whole | parts))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(muddles())
def test_the_sums_of_the_weeks_are_the_sums_of_the_days(person: Person) -> None:
    shown = weeks_of(person)
    assert [week.start for week in shown.weeks] == [shown.days[at].date for at in range(0, len(shown.days), 7)]
    assert sum(week.planned_sets for week in shown.weeks) == sum(day.planned_sets for day in shown.days)
    assert sum(week.done_sets for week in shown.weeks) == sum(day.done_sets for day in shown.days)
    assert sum(week.planned_days for week in shown.weeks) == sum(day.planned_sets > 0 for day in shown.days)
    assert sum(week.done_days for week in shown.weeks) == sum(day.done for day in shown.days)
    assert sum(week.flare_days for week in shown.weeks) == sum(day.flare for day in shown.days)
    assert sum(week.paused_days for week in shown.weeks) == sum(day.paused for day in shown.days)


@settings(max_examples=60, deadline=None)
@given(muddles())
def test_a_week_is_drawn_alike_in_every_range_that_holds_it(person: Person) -> None:
    shown = weeks_of(person)
    alone = overview_of(person.history, shown.weeks[-1].start, person.on)
    assert alone.weeks == shown.weeks[-1:]
    assert alone.days == shown.days[-len(alone.days) :]


@settings(max_examples=60, deadline=None)
@given(people())
def test_every_day_counts_what_the_page_says_when_reckoned_one_by_one(person: Person) -> None:
    history = person.history
    for day in weeks_of(person).days:
        planned, done, all_done = 0, 0, []
        for exercise in {prescription.exercise for prescription in history.prescriptions}:
            dose = planned_dose(history, exercise, day.date)
            if dose is not None:
                sets = [set_log for set_log in logged_on(history, day.date) if set_log.exercise == exercise]
                planned += dose.sets
                done += min(len(sets), dose.sets)
                work = round(sum(set_log.work for set_log in sets), 6)
                all_done.append(len(sets) >= dose.sets and work >= round(half(dose).work, 6))
        assert (day.planned_sets, day.done_sets, day.done) == (planned, done, bool(all_done) and all(all_done))
        pains = [set_log.pain for set_log in logged_on(history, day.date) if set_log.pain is not None]
        assert day.exercise_pain == (max(pains) if pains else None)
        assert day.pain == next((checkin.pain for checkin in history.checkins if checkin.date == day.date), None)
        assert day.paused == any(pause.covers(day.date) for pause in history.pauses)


def half(dose: Dose) -> Dose:
    """The dose at half, straight from the definition: never below one, and a hold where no repetition can go."""
    if not dose.reps:
        return Dose(minutes=max(1, floor(dose.minutes / 2)))
    reps = tuple(max(1, number // 2) for number in dose.reps)
    shorter = max(5, floor(dose.hold_s / 2)) if reps == dose.reps and dose.hold_s > 5 else dose.hold_s
    return Dose(reps, shorter)


def planned_dose(history: History, exercise: str, day: date) -> Dose | None:
    """What is planned of an exercise on a day, straight from the definition."""
    numbered = enumerate(history.prescriptions)
    own = [
        (prescription.start, at, prescription)
        for at, prescription in numbered
        if prescription.exercise == exercise and prescription.start <= day
    ]
    if not own:
        return None
    latest = max(own, key=lambda prescription: prescription[:2])[2]
    out = any(
        skip.exercise == exercise and skip.date == day for skip in history.skips if skip.reason is SkipReason.PAIN
    )
    if latest.removed or day.weekday() not in latest.days or out or any(pause.covers(day) for pause in history.pauses):
        return None
    return latest.dose


def logged_on(history: History, day: date) -> list[SetLog]:
    return [set_log for session in history.sessions if session.date == day for set_log in session.sets]


@settings(max_examples=60, deadline=None)
@given(people())
def test_flare_days_are_those_from_the_start_to_the_day_before_the_end(person: Person) -> None:
    shown = weeks_of(person)
    known = flares(person.history.checkins, person.history.settings, person.on)
    for day in shown.days:
        assert day.flare == any(
            flare.start <= day.date and (flare.end is None or day.date < flare.end) for flare in known
        )
    assert set(shown.flares) <= set(known)


@settings(max_examples=60, deadline=None)
@given(muddles())
def test_weeks_hold_the_median_and_the_highest_of_their_mornings(person: Person) -> None:
    shown = weeks_of(person)
    for at, week in enumerate(shown.weeks):
        mornings = [day.pain for day in shown.days[7 * at : 7 * at + 7] if day.pain is not None]
        assert week.pain_median == (median(mornings) if mornings else None)
        assert week.pain_max == max(mornings, default=None)


def test_a_week_done_as_planned_is_all_there() -> None:
    (week,) = overview_of(a_week(), MONDAY, MONDAY + timedelta(6)).weeks
    assert (week.planned_days, week.done_days, week.planned_sets, week.done_sets, week.adherence) == (2, 2, 6, 6, 1)
    assert (week.pain_median, week.pain_max, week.exercise_pain_max) == (None, None, 0)


def test_the_current_week_counts_its_days_up_to_the_last() -> None:
    shown = overview_of(a_week(), MONDAY, MONDAY + timedelta(2))
    assert [day.date for day in shown.days] == [MONDAY + timedelta(number) for number in range(3)]
    assert shown.weeks[0].planned_sets == 3
    assert [day.date for day in shown.work["dog"]] == [MONDAY]


def test_a_single_day_is_a_week_of_one_day() -> None:
    shown = overview_of(a_week(), MONDAY, MONDAY)
    assert len(shown.days) == len(shown.weeks) == 1
    assert shown.work == {"dog": (WorkDay(MONDAY, 90),)}


def test_weeks_begin_with_the_weekday_of_the_first_day() -> None:
    sunday = MONDAY - timedelta(1)
    shown = overview_of(a_week(), sunday, sunday + timedelta(9))
    assert [week.start for week in shown.weeks] == [sunday, sunday + timedelta(7)]


def test_with_no_data_every_week_is_empty_and_nothing_is_zero_per_cent() -> None:
    shown = overview_of(History(), MONDAY, MONDAY + timedelta(20))
    assert [week.adherence for week in shown.weeks] == [None, None, None]
    assert [week.pain_median for week in shown.weeks] == [None, None, None]
    assert (shown.changes, shown.flares, shown.pauses, dict(shown.work)) == ((), (), (), {})


def test_a_paused_week_has_no_adherence_rather_than_none_done() -> None:
    paused = a_week(pauses=(Pause(MONDAY, MONDAY + timedelta(6)),), sessions=())
    (week,) = overview_of(paused, MONDAY, MONDAY + timedelta(6)).weeks
    assert (week.adherence, week.planned_days, week.paused_days) == (None, 0, 7)


def test_an_open_pause_is_counted_up_to_the_last_day_and_drawn_as_open() -> None:
    shown = overview_of(a_week(pauses=(Pause(MONDAY + timedelta(4)),)), MONDAY, MONDAY + timedelta(8))
    assert [week.paused_days for week in shown.weeks] == [3, 2]
    assert shown.pauses == (Pause(MONDAY + timedelta(4)),)


def test_pauses_and_flares_outside_the_range_are_not_drawn() -> None:
    history = a_week(
        pauses=(Pause(MONDAY, MONDAY + timedelta(6)), Pause(MONDAY + timedelta(14))),
        checkins=(
            CheckIn(MONDAY, 7, flare=True),
            CheckIn(MONDAY + timedelta(3), 0),
            CheckIn(MONDAY + timedelta(7), 0),
        ),
    )
    shown = overview_of(history, MONDAY + timedelta(7), MONDAY + timedelta(13))
    assert (shown.pauses, shown.flares) == ((), ())


def test_a_flare_that_began_before_the_range_is_drawn_in_full() -> None:
    shown = overview_of(
        a_week(checkins=(CheckIn(MONDAY, 7, flare=True),)), MONDAY + timedelta(7), MONDAY + timedelta(9)
    )
    assert shown.flares == (Flare(MONDAY, None),)
    assert shown.weeks[0].flare_days == 3


@pytest.mark.parametrize("year", [2020, 2026])
def test_years_of_53_iso_weeks_have_each_of_them_once(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    shown = overview_of(a_week(), first, last)
    assert len(shown.weeks) == 53
    assert {week.start.isocalendar().week for week in shown.weeks} == set(range(1, 54))


def test_a_year_of_parts_of_weeks_keeps_each_share() -> None:
    sets = {MONDAY + timedelta(7 * number): number % 4 for number in range(52)}
    logged = [ExerciseDay(day, "dog", count, 30 * count, 0) for day, count in sets.items() if count]
    shown = overview(
        History(prescriptions=(Prescription("dog", MONDAY, DOG, days=(0,)),)),
        logged=logged,
        first=MONDAY,
        last=MONDAY + timedelta(363),
    )
    assert [week.adherence for week in shown.weeks] == [number % 4 / 3 for number in range(52)]


def test_dose_changes_are_those_of_the_dose_alone() -> None:
    start = Prescription("dog", MONDAY, DOG, why=Why.START)
    history = History(
        prescriptions=(
            start,
            Prescription("dog", MONDAY + timedelta(1), DOG, days=(0,), locked=True),
            Prescription("dog", MONDAY + timedelta(2), MORE, why=Why.INCREASE),
            Prescription("dog", MONDAY + timedelta(3), None, removed=True),
            Prescription("dog", MONDAY + timedelta(4), None, removed=True),
            Prescription("dog", MONDAY + timedelta(5), DOG, why=Why.CLINICIAN),
            Prescription("dog", MONDAY + timedelta(60), MORE),
        )
    )
    assert overview_of(history, MONDAY, MONDAY + timedelta(6)).changes == (
        DoseChange(MONDAY, "dog", Why.START, None, DOG),
        DoseChange(MONDAY + timedelta(2), "dog", Why.INCREASE, DOG, MORE),
        DoseChange(MONDAY + timedelta(3), "dog", Why.MANUAL, MORE, None),
        DoseChange(MONDAY + timedelta(5), "dog", Why.CLINICIAN, None, DOG),
    )


def test_a_change_knows_the_dose_from_before_the_range() -> None:
    history = History(
        prescriptions=(
            Prescription("dog", MONDAY, DOG),
            Prescription("dog", MONDAY + timedelta(8), MORE, why=Why.INCREASE),
        )
    )
    (change,) = overview_of(history, MONDAY + timedelta(7), MONDAY + timedelta(13)).changes
    assert (change.before, change.after) == (DOG, MORE)


def test_work_of_exercises_never_planned_is_drawn_too() -> None:
    session = Session(MONDAY, (SetLog("walk", minutes=12.5), SetLog("plank", 2, hold_s=10)))
    shown = overview_of(History(sessions=(session,)), MONDAY, MONDAY)
    assert shown.work == {"plank": (WorkDay(MONDAY, 20),), "walk": (WorkDay(MONDAY, 12.5),)}


def test_a_skip_for_pain_takes_the_exercise_out_of_the_week() -> None:
    skipped = a_week(skips=(Skip(MONDAY + timedelta(3), "dog", SkipReason.PAIN),))
    (week,) = overview_of(skipped, MONDAY, MONDAY + timedelta(6)).weeks
    assert (week.planned_days, week.planned_sets, week.adherence) == (1, 3, 1)


def test_what_is_raised_and_lowered_on_one_day_is_one_change_or_none() -> None:
    start, day = Prescription("dog", MONDAY, DOG), MONDAY + timedelta(2)
    raised, back = Prescription("dog", day, MORE, why=Why.INCREASE), Prescription("dog", day, DOG)
    assert dose_changes(Plan([start, raised, back]), day, day) == ()
    lower = Prescription("dog", day, Dose((4, 2, 1), 10))
    assert [change.after for change in dose_changes(Plan([start, raised, lower]), day, day)] == [lower.dose]

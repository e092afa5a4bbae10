"""*What must never happen, for any history and any date*, line by line, as properties of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.support.living import falls_too_far, live_on
from tests.support.made_up import KNOWN
from tests.support.oracle import care
from tests.support.oracle_facts import Facts, every_day
from tests.support.showing import Person
from tests.support.strategies import muddles, people
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import Verdict, advise
from tracker.core.model import CheckIn, Dose, History, Kind, Session, SetLog, Skip, SkipReason, Why

T = TypeVar("T")
QUICK = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example, HealthCheck.filter_too_much)
# Each example is weeks of days: shrinking a failure would take minutes and make it hardly smaller.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
often = settings(max_examples=100, deadline=None, suppress_health_check=QUICK)
sometimes = settings(max_examples=50, deadline=None, suppress_health_check=QUICK)


def verdicts(history: History, on: date) -> tuple[Verdict, ...]:
    """The verdicts alone, without playing forward."""
    return AdviceEngine(history).advise(on, earliest=False).exercises


def increases(history: History, on: date) -> list[Verdict]:
    """The verdicts that raise something."""
    return [verdict for verdict in verdicts(history, on) if verdict.verdict == "increase"]


def window(history: History, on: date) -> list[date]:
    """The days of the last `weeks_required` weeks, and `on`."""
    return every_day(on - timedelta(days=7 * history.settings.weeks_required), on)


def with_checkin(history: History, checkin: CheckIn) -> History:
    """The history with a check-in in place of the one of its date."""
    return replace(history, checkins=(*(c for c in history.checkins if c.date != checkin.date), checkin))


def bad_checkin(history: History, day: date, pain: int) -> History:
    return with_checkin(history, CheckIn(day, pain))


def flare(history: History, day: date, pain: int) -> History:
    return with_checkin(history, CheckIn(day, 0, flare=True))


def leg_in_the_morning(history: History, day: date, pain: int) -> History:
    return with_checkin(history, CheckIn(day, 0, leg=True))


def bad_set(history: History, day: date, pain: int) -> History:
    return replace(history, sessions=(*history.sessions, Session(day, (SetLog("camel", 1, pain=pain),))))


def leg_in_a_set(history: History, day: date, pain: int) -> History:
    return replace(history, sessions=(*history.sessions, Session(day, (SetLog("camel", 1, pain=0, leg=True),))))


def skip_for_pain(history: History, day: date, pain: int) -> History:
    return replace(history, skips=(*history.skips, Skip(day, "camel", SkipReason.PAIN)))


# 1


@pytest.mark.parametrize(
    "reading",
    [bad_checkin, flare, leg_in_the_morning, bad_set, leg_in_a_set, skip_for_pain],
    ids=lambda reading: reading.__name__,
)
@sometimes
@given(people(), st.data())
def test_no_increase_within_the_weeks_required_after_a_reading_above_the_limit_a_flare_leg_symptoms_or_a_skip_for_pain(
    reading: Callable[[History, date, int], History], person: Person, data: st.DataObject
) -> None:
    history, on = person
    day = data.draw(st.sampled_from(window(history, on)))
    pain = data.draw(st.integers(history.settings.pain_free_limit + 1, 10))
    assert increases(reading(history, day, pain), on) == []


# 2


@often
@given(people())
def test_no_increase_without_a_check_in_on_the_day(person: Person) -> None:
    history, on = person
    assert increases(replace(history, checkins=tuple(c for c in history.checkins if c.date != on)), on) == []


@often
@given(people())
def test_no_increase_with_an_unknown_week_in_the_window(person: Person) -> None:
    history, on = person
    facts = Facts(history, on)
    for raised in increases(history, on):
        weeks = [facts.week(raised.exercise, k + 1) for k in range(history.settings.weeks_required)]
        assert set(weeks) == {"clean"}


@sometimes
@given(people())
def test_no_increase_where_no_set_of_the_last_weeks_has_a_pain(person: Person) -> None:
    history, on = person
    unknown = tuple(
        replace(session, sets=tuple(replace(done, pain=None) for done in session.sets))
        for session in history.sessions
        if session.date in window(history, on)
    )
    older = tuple(session for session in history.sessions if session.date not in window(history, on))
    assert increases(replace(history, sessions=older + unknown), on) == []


# 3


@settings(max_examples=12, deadline=None, suppress_health_check=QUICK, phases=NO_SHRINKING)
@given(people())
def test_increases_of_one_exercise_are_weeks_apart_and_few_rise_within_seven_days(person: Person) -> None:
    history, _ = person
    rises = live_on(history, days=70)
    for exercise in {rung for _, _, rung in rises}:
        days = [day for day, _, raised in rises if raised == exercise]
        for earlier, later in pairwise(days):
            assert (later - earlier).days >= 7 * history.settings.weeks_required
    # A rung that turns an exercise into cardio is cardio: its prescription takes no room.
    for day, _, _ in rises:
        week = {rung for then, _, rung in rises if 0 <= (then - day).days < 7}
        within = [rung for rung in week if KNOWN[rung].kind != Kind.CARDIO]
        assert len(within) <= history.settings.max_increases_per_week


# 4


def amount(dose: Dose) -> float:
    """The repetitions or minutes of a dose."""
    return sum(dose.reps) if dose.reps else float(dose.minutes)


@often
@given(people())
def test_an_increase_adds_at_most_a_tenth_or_one_load_step_at_start_reps_or_one_rung(person: Person) -> None:
    history, on = person
    for raised in increases(history, on):
        assert raised.proposed is not None
        exercise, now, then = KNOWN[raised.exercise], raised.dose, raised.proposed.dose
        if raised.proposed.exercise != exercise.id:
            assert raised.code == "variation"
            assert raised.proposed.exercise == exercise.harder
            assert then == KNOWN[raised.proposed.exercise].start
        elif then.load_kg != now.load_kg:
            assert then.reps == exercise.start.reps
            assert then.hold_s == now.hold_s
            assert then.load_kg == pytest.approx(now.load_kg + exercise.load_step_kg)
        else:
            assert then.hold_s == now.hold_s
            assert len(then.reps) == len(now.reps)
            assert all(later >= earlier for later, earlier in zip(then.reps, now.reps, strict=True))
            assert 0 < amount(then) - amount(now) <= max(1, amount(now) / 10) + 1e-9


# 5


@often
@given(people() | muddles())
def test_a_stretch_is_never_increased_and_a_locked_exercise_never_changed(person: Person) -> None:
    history, on = person
    facts = Facts(history, on)
    for verdict in verdicts(history, on):
        prescription = facts.prescription_on(verdict.exercise, on)
        assert prescription is not None
        if prescription.locked:
            assert verdict.verdict == "hold"
            assert verdict.proposed is None
        if KNOWN[verdict.exercise].kind == Kind.STRETCH:
            assert verdict.verdict != "increase"


@often
@given(people() | muddles())
def test_nothing_is_raised_while_paused_in_a_flare_or_after_it_or_after_a_layoff(person: Person) -> None:
    history, on = person
    facts = Facts(history, on)
    for raised in increases(history, on):
        assert facts.state() == "normal"
        assert facts.factor(raised.exercise)[0] == 1


@often
@given(people() | muddles())
def test_nothing_is_raised_within_four_weeks_of_a_step_back_or_beside_care_or_while_the_leg_eases_it(
    person: Person,
) -> None:
    history, on = person
    facts = Facts(history, on)
    raised = {verdict.exercise for verdict in increases(history, on)}
    first = on - timedelta(days=27)
    stepped_back = {p.exercise for p in facts.prescriptions if p.why is Why.STEP_BACK and first <= p.start <= on}
    assert not raised & stepped_back
    assert not raised or not set(care(facts)) - {"not_improving"}
    assert not raised or facts.leg_factor() is None


@sometimes
@given(people(), st.integers(0, 27))
def test_a_step_back_in_any_history_holds_an_increase_of_its_exercise(person: Person, days: int) -> None:
    history, on = person
    start = on - timedelta(days=days)
    for raised in increases(history, on):
        prescription = Facts(history, start).prescription_on(raised.exercise, start)
        if prescription is not None:
            stepped = replace(prescription, start=start, dose=raised.dose, why=Why.STEP_BACK)
            worse = replace(history, prescriptions=(*history.prescriptions, stepped))
            assert raised.exercise not in {verdict.exercise for verdict in increases(worse, on)}


@often
@given(people())
def test_nothing_is_raised_with_raise_doses_off(person: Person) -> None:
    history, on = person
    assert increases(replace(history, settings=replace(history.settings, raise_doses=False)), on) == []


# 6


def takes_worsening_away(history: History, changed: History, on: date) -> bool:
    """Whether mornings that get worse are told of in the first history and not in the second."""
    return "worsening" in care(Facts(history, on)) and "worsening" not in care(Facts(changed, on))


@often
@given(people(), st.data())
def test_raising_a_pain_reading_of_the_last_weeks_never_gives_more_increases(
    person: Person, data: st.DataObject
) -> None:
    history, on = person
    days = window(history, on)
    mornings = [c for c in history.checkins if c.date in days and c.pain < 10]
    sets = [
        (at, place)
        for at, session in enumerate(history.sessions)
        if session.date in days
        for place, done in enumerate(session.sets)
        if done.pain is not None and done.pain < 10
    ]
    readings: list[CheckIn | tuple[int, int]] = [*mornings, *sets]
    assume(readings)
    chosen = data.draw(st.sampled_from(readings))
    if isinstance(chosen, CheckIn):
        worse = with_checkin(history, replace(chosen, pain=data.draw(st.integers(chosen.pain + 1, 10))))
    else:
        at, place = chosen
        session = history.sessions[at]
        pain = session.sets[place].pain
        assert pain is not None
        hurt = replace(session.sets[place], pain=data.draw(st.integers(pain + 1, 10)))
        changed = replace(session, sets=(*session.sets[:place], hurt, *session.sets[place + 1 :]))
        worse = replace(history, sessions=(*history.sessions[:at], changed, *history.sessions[at + 1 :]))
    assert len(increases(worse, on)) <= len(increases(history, on)) or takes_worsening_away(history, worse, on)


# 7


@often
@given(people(), st.data())
def test_deleting_a_pain_free_check_in_of_the_last_weeks_never_gives_more_increases(
    person: Person, data: st.DataObject
) -> None:
    history, on = person
    limit, days = history.settings.pain_free_limit, window(history, on)
    good = [c for c in history.checkins if c.date in days and c.pain <= limit and not c.flare and not c.leg]
    assume(good)
    gone = data.draw(st.sampled_from(good))
    fewer = replace(history, checkins=tuple(c for c in history.checkins if c is not gone))
    assert len(increases(fewer, on)) <= len(increases(history, on)) or takes_worsening_away(history, fewer, on)


# 8


def shuffled(data: st.DataObject, items: Sequence[T]) -> tuple[T, ...]:
    """The items in another order."""
    return tuple(data.draw(st.randoms(use_true_random=False)).sample(items, len(items)))


@sometimes
@given(people() | muddles(), st.data())
def test_advice_is_the_same_whatever_the_order_in_which_things_are_listed(person: Person, data: st.DataObject) -> None:
    history, on = person
    sessions = shuffled(data, history.sessions)
    other = replace(
        history,
        sessions=tuple(replace(s, sets=tuple(sorted(s.sets, key=lambda done: done.exercise))) for s in sessions),
        checkins=shuffled(data, history.checkins),
        skips=shuffled(data, history.skips),
        declined=shuffled(data, history.declined),
        pauses=shuffled(data, history.pauses),
    )
    assert advise(other, on) == advise(history, on)


# 9


@often
@given(muddles())
def test_advise_never_raises_an_exception(person: Person) -> None:
    history, on = person
    assert advise(history, on).date == on


@pytest.mark.parametrize(
    "first",
    [date(1, 1, 1), date(1900, 1, 1), date(9998, 11, 1), date(9999, 11, 1)],
    ids=["the calendar's first year", "the first year", "the last year", "the calendar's last year"],
)
@settings(max_examples=25, deadline=None, suppress_health_check=QUICK)
@given(st.data())
def test_advise_never_raises_an_exception_at_the_ends_of_the_calendar(first: date, data: st.DataObject) -> None:
    history, on = data.draw(muddles(first))
    assert advise(history, on).date == on


# 10


@often
@given(people() | muddles())
def test_no_step_back_proposes_less_than_half_the_start_or_another_dose_of_a_stretch(person: Person) -> None:
    history, on = person
    facts = Facts(history, on)
    for verdict in verdicts(history, on):
        if verdict.verdict == "step_back":
            assert not falls_too_far(facts, verdict)


def test_an_empty_history_has_advice_for_nothing() -> None:
    advice = advise(History(), date(2026, 1, 5))
    assert (advice.state, advice.exercises, advice.care) == ("normal", (), ())

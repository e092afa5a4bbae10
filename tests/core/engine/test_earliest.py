"""When the next step can come, and what of a history it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.building import (
    DOG,
    HINGE,
    KNEE,
    LIBRARY,
    ON,
    PLANK,
    SQUARES,
    WALK,
    ago,
    going_well,
    hurt,
    morning,
    mornings,
    prescribed,
    rested,
    sets_of,
    skipped,
    trained,
    weekdays,
)
from tests.support.showing import Person
from tests.support.strategies import people, random_person
from tracker.core.engine.progression import Advice, AdviceEngine, advise
from tracker.core.model import (
    CheckIn,
    Decline,
    Dose,
    History,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    SkipReason,
    Why,
)


def earliest(history: History, exercise: str = "dog", on: date = ON) -> int | None:
    """In how many days the exercise may rise."""
    first = next(verdict.earliest for verdict in advise(history, on).exercises if verdict.exercise == exercise)
    return None if first is None else (first - on).days


def test_what_rises_today_is_possible_today() -> None:
    assert earliest(going_well()) == 0


def test_a_new_plan_rises_after_two_clean_weeks_and_days_that_are_met() -> None:
    assert earliest(going_well(since=0)) == 14
    assert earliest(going_well(since=5)) == 9
    assert earliest(going_well(since=0, settings=Settings(weeks_required=6))) == 42


def test_a_missing_check_in_of_today_is_taken_to_be_painless() -> None:
    assert earliest(morning(going_well(), 0, None)) == 0


def test_the_check_in_of_today_is_the_one_that_is_there() -> None:
    assert earliest(morning(going_well(), 0, 1)) == 15
    assert earliest(morning(going_well(), 0, None)) == 0


@pytest.mark.parametrize("days", [1, 5, 14])
def test_a_pain_clears_two_weeks_and_a_day_later(days: int) -> None:
    assert earliest(morning(going_well(), days, 2)) == 15 - days


def test_what_is_logged_today_stands_in_the_way_today_and_is_taken_back_after_it() -> None:
    assert earliest(hurt(going_well(), 0, 2)) == 1
    assert earliest(skipped(going_well(), 0)) == 15
    assert earliest(skipped(going_well(), 0, SkipReason.TIME)) == 0


def test_sets_of_today_are_replaced_by_todays_whole_dose() -> None:
    little = trained(going_well(since=1), 0, "dog", SetLog("dog", 1, pain=0, form_broke=True))
    assert earliest(little) == earliest(going_well(since=1)) == 13


def test_a_stretch_a_locked_exercise_and_the_top_of_the_range_never_rise() -> None:
    assert earliest(going_well(KNEE), "knee") is None
    assert earliest(going_well(SQUARES, dose=Dose((8, 6, 4), 10)), "squares") is None
    assert earliest(going_well(settings=Settings(raise_doses=False))) is None
    history = going_well()
    assert earliest(replace(history, prescriptions=(replace(history.prescriptions[0], locked=True),))) is None


def test_increases_are_accepted_as_they_are_offered_and_take_their_turns() -> None:
    history = going_well(DOG, PLANK, HINGE, settings=Settings(max_increases_per_week=1))
    assert [earliest(history, name) for name in ("dog", "plank", "hinge")] == [0, 7, 14]
    history = replace(history, settings=Settings(max_increases_per_week=2))
    assert [earliest(history, name) for name in ("dog", "plank", "hinge")] == [0, 0, 7]


def test_a_variation_that_is_accepted_opens_its_rung_to_no_other() -> None:
    step = replace(PLANK, id="step", ceiling=Dose((4, 4, 4)), harder="squares")
    history = going_well(DOG, step, dose=DOG.ceiling, since=40)
    history = replace(history, exercises=(*LIBRARY, step))
    assert [earliest(history, name) for name in ("dog", "step")] == [0, None]


def test_a_declined_step_is_offered_again_after_a_week() -> None:
    assert earliest(replace(going_well(), declined=(Decline(ago(2), "dog"),))) == 5


def test_a_pause_that_has_begun_is_waited_for_and_an_open_one_for_ever() -> None:
    assert earliest(replace(going_well(), pauses=(Pause(ago(1), ago(-1)),))) == 2
    assert earliest(replace(going_well(), pauses=(Pause(ago(1), ago(-2)),))) == 17
    assert earliest(replace(going_well(), pauses=(Pause(ago(0), ago(-1)),))) == 2
    assert earliest(replace(going_well(), pauses=(Pause(ago(1), None),))) is None


def test_what_is_planned_for_later_is_not_looked_at() -> None:
    history = going_well(since=10)
    later = replace(
        prescribed(history, Prescription("dog", ago(-2), Dose((1,)))),
        checkins=(*history.checkins, CheckIn(ago(-1), 9)),
        declined=(Decline(ago(-3), "dog"),),
        sessions=(*history.sessions, Session(ago(-1), (SetLog("dog", 5, pain=9),))),
    )
    later = skipped(later, -2)
    assert advise(later, ON) == advise(history, ON)
    assert earliest(later) == 4


def test_a_pause_that_is_written_for_days_to_come_is_waited_for() -> None:
    history = going_well(since=10)
    assert earliest(history) == 4
    assert earliest(replace(history, pauses=(Pause(ago(-1), ago(-3)),))) == 4
    assert earliest(replace(history, pauses=(Pause(ago(-1), ago(-4)),))) == 19
    assert earliest(replace(history, pauses=(Pause(ago(-4), ago(-4)),))) == 5
    assert earliest(replace(history, pauses=(Pause(ago(-1), None),))) is None
    planned = replace(history, pauses=(Pause(ago(-1), ago(-4)),))
    assert without(advise(planned, ON), "earliest") == without(advise(history, ON), "earliest")


def test_a_step_back_and_care_stand_in_the_way_of_days_to_come() -> None:
    stepped = prescribed(going_well(), Prescription("dog", ago(20), DOG.start, why=Why.STEP_BACK))
    assert earliest(stepped) == 8
    assert earliest(mornings(going_well(settings=Settings(pain_free_limit=2)), [(day, 2) for day in range(1, 7)])) == 3


def test_a_flare_settles_and_its_eased_days_are_played_at_the_eased_dose() -> None:
    flare = morning(going_well(), 0, 0, flare=True)
    assert earliest(flare) == 15
    assert earliest(morning(going_well(), 3, 7)) == 12
    strict = going_well(settings=Settings(adherence_required=1))
    assert earliest(morning(strict, 0, 0, flare=True)) == 15, "a day that was done as eased is a day done"
    assert earliest(morning(strict, 1, 0, flare=True)) == 14
    assert earliest(morning(strict, 2, 0, flare=True)) == 13


def test_planned_days_alone_are_trained() -> None:
    history = going_well(since=0)
    rarely = replace(history, prescriptions=(replace(history.prescriptions[0], days=weekdays(1)),))
    assert earliest(rarely) == 14
    never = replace(history, prescriptions=(replace(history.prescriptions[0], days=()),))
    assert earliest(never) is None


def test_minutes_that_are_no_whole_number_are_trained_in_full() -> None:
    assert earliest(going_well(WALK, dose=Dose(minutes=12.5), since=3), "walk") == 11


def test_nothing_is_looked_for_beyond_twelve_weeks_or_the_last_date() -> None:
    weeks = 6
    settings = Settings(weeks_required=weeks, max_increases_per_week=1)
    many = going_well(*(replace(PLANK, id=f"p{at}") for at in range(9)), since=0, settings=settings)
    many = replace(many, exercises=tuple(replace(PLANK, id=f"p{at}") for at in range(9)))
    assert [earliest(many, f"p{at}") for at in (0, 6, 7)] == [42, 84, None]
    end = date.max - timedelta(10)
    new = History(exercises=LIBRARY, prescriptions=(Prescription("dog", end, DOG.start),))
    assert earliest(new, on=end) is None


def test_advice_without_looking_ahead_is_the_same_but_for_that_date() -> None:
    index = AdviceEngine(going_well(DOG, KNEE, since=9))
    ahead, plain = index.advise(ON), index.advise(ON, earliest=False)
    assert ahead != plain
    assert without(ahead, "earliest") == without(plain, "earliest")


def test_looking_ahead_leaves_the_index_as_it_was() -> None:
    for seed in range(3000, 3030):
        history, on = random_person(seed)
        index = AdviceEngine(history)
        first = index.advise(on)
        assert index.advise(on) == first
        assert index.advise(on - timedelta(9)) == AdviceEngine(history).advise(on - timedelta(9))


def without(advice: Advice, *fields: str) -> Advice:
    """The advice with some numbers of its verdicts blotted out."""
    blank: dict[str, None] = dict.fromkeys(fields)
    return replace(advice, exercises=tuple(replace(verdict, **blank) for verdict in advice.exercises))  # type: ignore[arg-type]


def windowed(history: History, on: date) -> History:
    """The history with only the sets of the last twenty weeks, and of each exercise's five logged days before them."""
    first = on - timedelta(weeks=20)
    older: dict[str, set[date]] = {}
    for session in history.sessions:
        for set_log in session.sets:
            if session.date < first:
                older.setdefault(set_log.exercise, set()).add(session.date)
    kept = {name: set(sorted(days)[-5:]) for name, days in older.items()}
    return replace(
        history,
        sessions=tuple(
            replace(s, sets=tuple(set_log for set_log in s.sets if s.date >= first or s.date in kept[set_log.exercise]))
            for s in history.sessions
        ),
    )


def lengthened(history: History, weeks: int) -> History:
    """The history with its first half moved so many weeks back."""
    days = sorted({session.date for session in history.sessions})
    half = days[len(days) // 2] if days else date.min
    back = timedelta(weeks=weeks)
    sessions = tuple(replace(s, date=s.date - back) if s.date < half else s for s in history.sessions)
    plan = tuple(replace(p, start=p.start - back) if p.start < half else p for p in history.prescriptions)
    checkins = tuple(replace(c, date=c.date - back) if c.date < half else c for c in history.checkins)
    return replace(history, sessions=sessions, prescriptions=plan, checkins=checkins)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(people())
def test_a_window_of_the_history_gives_the_same_advice(person: Person) -> None:
    history, on = person
    for weeks in (0, 16, 40):
        longer = lengthened(history, weeks)
        assert without(advise(windowed(longer, on), on), "clean_weeks") == without(advise(longer, on), "clean_weeks")


def test_a_window_of_a_long_clean_history_gives_the_same_advice() -> None:
    for history in (
        going_well(DOG, PLANK, KNEE, since=400),
        rested(going_well(DOG, PLANK, since=400), range(1, 200)),
        morning(rested(going_well(DOG, PLANK, since=400), range(3, 300)), 250, 0, flare=True),
        morning(rested(rested(going_well(DOG, PLANK, since=400), range(1, 290)), range(1, 300), "plank"), 300, 9),
    ):
        short = windowed(history, ON)
        assert short != history
        assert without(advise(short, ON), "clean_weeks") == without(advise(history, ON), "clean_weeks")


def test_the_advice_of_a_day_rests_on_nothing_later() -> None:
    painful = hurt(going_well(DOG, KNEE, since=20), 6, 4)
    away = rested(going_well(DOG, KNEE, since=60), range(8, 38))
    for history, days in ((painful, range(8, 3, -1)), (away, range(42, 36, -1))):
        engine = AdviceEngine(history)
        for on in map(ago, days):
            known = replace(
                history,
                sessions=tuple(s for s in history.sessions if s.date <= on),
                checkins=tuple(c for c in history.checkins if c.date <= on),
            )
            assert engine.advise(on) == advise(known, on)


def test_a_history_of_the_whole_calendar_costs_no_more_than_its_records() -> None:
    history = going_well(since=3)
    early = date(1, 1, 3)
    odd = replace(
        prescribed(history, Prescription("dog", early, DOG.start)),
        sessions=(
            *history.sessions,
            Session(early, sets_of("dog", DOG.start)),
            Session(date.max, sets_of("dog", DOG.start)),
        ),
        pauses=(Pause(date(1, 1, 1), date(900, 1, 1)),),
    )
    assert [verdict.clean_weeks for verdict in advise(odd, ON).exercises] == [0]

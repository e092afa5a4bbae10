"""When a flare starts and ends, what a layoff is, and by how much today's dose is eased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.building import (
    DOG,
    KNEE,
    ON,
    PLANK,
    advised,
    ago,
    going_well,
    hurt,
    morning,
    mornings,
    prescribed,
    rested,
    trained,
    verdict,
)
from tracker.core.engine.flares import Flare, flares
from tracker.core.engine.progression import State, VerdictKind, today_dose
from tracker.core.model import CheckIn, Dose, History, Pause, Prescription, SetLog, Settings

DAY = date(2026, 3, 1)


def flare_days(
    *pains: int | str | None, settings: Settings | None = None, on: int | None = None
) -> list[tuple[int, int | None]]:
    """The first and last+1 of each flare, for the pains of days 0, 1, …; None is a day without, `f` a flagged 0."""
    checkins = [
        CheckIn(DAY + timedelta(day), 0 if pain == "f" else int(pain), flare=pain == "f")
        for day, pain in enumerate(pains)
        if pain is not None
    ]
    last = DAY + timedelta(len(pains) - 1 if on is None else on)
    spans = flares(reversed(checkins), settings or Settings(), last)
    return [((flare.start - DAY).days, None if flare.end is None else (flare.end - DAY).days) for flare in spans]


@pytest.mark.parametrize(
    ("pains", "spans"),
    [
        ((0, "f"), [(1, None)]),
        ((5,), []),
        ((6,), [(0, None)]),
        ((1, 1, 1, 1, 6), [(4, None)]),
        ((1, 1, 1, 1, 1, 4), [(5, None)]),
        ((1, 1, 1, 1, 1, 3), []),
        ((0, 0, 0, 0, 0, 3), []),
        ((0, 0, 0, 0, 0, 4), [(5, None)]),
        ((5, 5, 5, 5, 5, 6), []),
        ((4, 4, 4, 4, 4, 6), [(5, None)]),
        ((4, 4, 4, 4, 4, 7), [(5, None)]),
        ((5, 5, 5, 5, 5, 7), [(5, None)]),
        ((3, 3, 3, 4, 4, 4, 6), [(6, None)]),
        ((4, 4, 4, 5, 5, 5, 6), []),
        ((1, 2, 1, 2, 1, 2, 5), [(6, None)]),
        ((1, 2, 1, 2, 1, 2, 4), []),
    ],
)
def test_a_flare_starts_when_flagged_or_red_or_at_least_four_and_three_above_the_baseline(
    pains: tuple[int | str | None, ...], spans: list[tuple[int, int | None]]
) -> None:
    assert flare_days(*pains) == spans


def test_a_pain_that_counts_as_free_starts_no_flare_unless_it_is_red() -> None:
    steady = Settings(pain_free_limit=5, amber_from=6, red_from=8)
    assert flare_days(1, 1, 1, 1, 1, 5, settings=steady) == []
    assert flare_days(1, 1, 1, 1, 1, 6, settings=steady) == [(5, None)]
    assert flare_days(1, 1, 1, 1, 1, 8, settings=steady) == [(5, None)]


def test_the_baseline_is_of_fourteen_days_and_needs_five() -> None:
    old = [1, 1, 1, 1, 1] + [None] * 9
    assert flare_days(*old, 4) == [(14, None)]
    assert flare_days(*old, None, 4) == []
    assert flare_days(None, 1, 1, 1, 1, 4) == []


@pytest.mark.parametrize(
    ("after", "end"),
    [
        ((2, 2), 2),
        ((2, 3, 2), None),
        ((2, 3, 2, 2), 4),
        ((2, None, None, 2), 4),
        ((2, "f", 2, 1), 4),
        ((3, 3), None),
        ((0,), None),
    ],
)
def test_without_a_baseline_a_flare_ends_on_the_second_check_in_in_a_row_of_at_most_two(
    after: tuple[int | str | None, ...], end: int | None
) -> None:
    assert flare_days("f", *after) == [(0, end)]


def test_with_a_baseline_a_flare_settles_within_one_of_the_baseline_of_the_day_it_started() -> None:
    usual = [3, 3, 3, 3, 3]
    assert flare_days(*usual, 7, 4, 4) == [(5, 7)]
    assert flare_days(*usual, 7, 5, 5) == [(5, None)]
    assert flare_days(0, 0, 0, 0, 0, 4, 1, 1) == [(5, 7)]
    assert flare_days(0, 0, 0, 0, 0, 4, 2, 2) == [(5, None)]
    assert flare_days(0, 0, 0, 0, 0, 4, 2, 2, settings=Settings(pain_free_limit=2)) == [(5, 7)]


def test_a_flare_that_does_not_settle_ends_after_28_days_and_is_a_new_level() -> None:
    high: list[int | str | None] = ["f", *[5] * 28]
    assert flare_days(*high, on=27) == [(0, None)]
    assert flare_days(*high, on=28) == [(0, 28)]
    assert flare_days("f", on=28) == [(0, 28)]
    (flare,) = flares([CheckIn(DAY, 0, flare=True)], Settings(), DAY + timedelta(28))
    assert flare == Flare(DAY, DAY + timedelta(28), timed_out=True)


def test_a_flare_that_settles_on_its_28th_day_has_settled() -> None:
    checkins = [CheckIn(DAY, 0, flare=True), CheckIn(DAY + timedelta(27), 0), CheckIn(DAY + timedelta(28), 0)]
    assert flares(checkins, Settings(), DAY + timedelta(40)) == (Flare(DAY, DAY + timedelta(28), timed_out=False),)


def test_no_flare_starts_on_the_day_one_ends() -> None:
    high: list[int | str | None] = ["f", *[5] * 27, "f"]
    assert flare_days(*high) == [(0, 28)]
    assert flare_days(*high, "f") == [(0, 28), (29, None)]
    assert flare_days("f", *[None] * 28, "f") == [(0, 28), (29, None)]


def test_check_ins_after_the_day_are_not_looked_at() -> None:
    assert flare_days("f", 0, 0, "f", on=1) == [(0, None)]


def test_a_flare_halves_every_dose_for_today_and_leaves_the_plan() -> None:
    history = morning(going_well(DOG, KNEE), 0, 6)
    assert advised(history).state is State.FLARE
    for name, half in (("dog", Dose((2, 1, 1), 10)), ("knee", Dose((3,)))):
        eased = verdict(history, name)
        assert (eased.verdict, eased.code, eased.factor, today_dose(eased)) == (VerdictKind.EASE, "flare", 0.5, half)
    assert verdict(history).dose == DOG.start


@pytest.mark.parametrize(("sessions", "state"), [(0, "after_flare"), (1, "after_flare"), (2, "normal")])
def test_after_a_flare_three_quarters_until_two_training_days_have_gone_by(sessions: int, state: str) -> None:
    history = morning(going_well(since=60), 10, 0, flare=True)
    settled = mornings(history, [(day, None) for day in range(4, 10)] + [(3, 0), (2, 0)])
    rest = rested(settled, [2, 1][: 2 - sessions])
    assert advised(rest).state == state
    assert (verdict(rest).code, verdict(rest).factor) == (
        ("after_flare", 0.75) if state == "after_flare" else ("pain_free_weeks", 1.0)
    )


def test_on_the_day_a_flare_ends_it_is_over_but_its_training_has_yet_to_come() -> None:
    history = mornings(going_well(), [(2, 0), (1, 0), (0, 0)])
    assert advised(morning(history, 2, 0, flare=True)).state is State.AFTER_FLARE


def test_a_pause_comes_before_a_flare() -> None:
    history = replace(morning(going_well(), 0, 9), pauses=(Pause(ago(1), None),))
    assert advised(history).state is State.PAUSED
    paused = verdict(history)
    assert (paused.verdict, paused.code, paused.factor, paused.proposed) == (VerdictKind.HOLD, "paused", 1.0, None)


@pytest.mark.parametrize(
    ("gap", "since", "factor"),
    [
        (7, 0, 1.0), (8, 0, 0.9), (13, 0, 0.9), (14, 0, 0.75), (27, 0, 0.75), (28, 0, 0.5),
        (8, 1, 1.0), (13, 1, 1.0), (14, 1, 0.75), (27, 1, 0.75), (14, 2, 1.0),
        (28, 1, 0.5), (28, 2, 0.75), (28, 3, 0.75), (28, 4, 1.0), (60, 3, 0.75),
    ],
)  # fmt: skip
def test_after_a_layoff_the_dose_comes_back_by_steps(gap: int, since: int, factor: float) -> None:
    history = going_well(since=90)
    away = rested(history, range(since + 1, since + gap))
    assert verdict(away).factor == factor
    if factor < 1:
        assert (verdict(away).verdict, verdict(away).code) == (VerdictKind.EASE, "layoff")


def test_of_two_gaps_the_one_that_asks_for_less_counts() -> None:
    history = rested(going_well(since=90), [*range(23, 50), *range(10, 22), *range(2, 9)])
    assert verdict(history).factor == 0.75
    assert verdict(rested(going_well(since=90), [*range(13, 60), *range(1, 12)])).factor == 0.5


@pytest.mark.parametrize(("last", "factor"), [(7, 1.0), (8, 0.9)])
def test_a_single_day_is_enough_for_a_layoff(last: int, factor: float) -> None:
    history = going_well(since=90)
    assert verdict(rested(history, [day for day in range(91) if day != last])).factor == factor


def test_an_exercise_that_was_never_logged_has_no_layoff() -> None:
    new = prescribed(going_well(), Prescription("knee", ago(20), KNEE.start))
    assert verdict(new, "knee").verdict is VerdictKind.HOLD


def test_sets_of_today_do_not_end_a_layoff() -> None:
    assert verdict(trained(rested(going_well(), range(1, 8)), 0, "dog", SetLog("dog", 5, pain=0))).factor == 0.9


@pytest.mark.parametrize(
    ("pain", "days", "verdict_code"),
    [(6, 1, "red"), (6, 2, "red"), (6, 3, "pain_free_weeks"), (5, 1, "pain_free_weeks"), (9, 2, "red")],
)
def test_one_red_day_among_the_last_two_with_a_pain_eases_to_seven_tenths(
    pain: int, days: int, verdict_code: str
) -> None:
    eased = verdict(hurt(going_well(), days, pain))
    assert eased.code == verdict_code
    assert eased.factor == (0.7 if verdict_code == "red" else 1.0)


def test_days_without_a_pain_do_not_push_a_red_day_out() -> None:
    assert verdict(hurt(hurt(hurt(going_well(), 3, 6), 2, None), 1, 0)).code == "red"


@pytest.mark.parametrize(("days", "code"), [(14, "red"), (15, "pain_free_weeks")])
def test_a_red_day_is_of_the_last_fourteen_days(days: int, code: str) -> None:
    weekly = rested(going_well(since=60), [*range(9, 14), *range(15, 20)])
    unread = hurt(weekly, days, 6) if days == 14 else hurt(rested(weekly, [14]), 15, 6)
    for day in range(1, 9):
        unread = hurt(unread, day, None)
    assert verdict(unread).code == code


def test_a_red_day_before_the_dose_counts_no_more() -> None:
    new = Prescription("dog", ago(1), Dose((4, 3, 1), 10))
    assert verdict(prescribed(hurt(going_well(), 2, 6), new)).factor == 1.0
    assert verdict(prescribed(hurt(going_well(), 1, 6), new)).factor == 0.7


@pytest.mark.parametrize(("before", "code"), [(4, "red"), (5, "pain_free_weeks"), (None, "red")])
def test_pain_is_provoked_when_two_above_the_morning(before: int | None, code: str) -> None:
    usual = mornings(going_well(), [(day, before) for day in range(1, 31)])
    assert verdict(hurt(usual, 1, 6)).code == code


def test_without_a_morning_pain_is_provoked_when_two_above_the_baseline_and_without_that_always() -> None:
    used_to = mornings(going_well(), [(day, 5) for day in range(2, 31)])
    assert verdict(morning(hurt(used_to, 1, 6), 1, None)).code == "pain_free_weeks"
    assert verdict(morning(hurt(used_to, 1, 7), 1, None)).code == "red"
    few = mornings(used_to, [(day, None) for day in range(6, 16)])
    assert verdict(morning(hurt(few, 1, 6), 1, None)).code == "red"


def test_of_equal_factors_the_first_in_the_table_gives_the_code() -> None:
    away = rested(going_well(since=60), range(1, 30))
    assert verdict(morning(away, 0, 9)).code == "flare"
    over = mornings(rested(going_well(since=60), range(1, 20)), [(1, 0), (0, 0)])
    assert (verdict(morning(over, 2, 0, flare=True)).code, verdict(over).code) == ("after_flare", "layoff")
    red = hurt(morning(going_well(), 2, 0, flare=True), 1, 6)
    assert verdict(red).code == "red", "7/10 is less than 3/4"


def leg_mornings(history: History, *days: int) -> History:
    """The same with leg symptoms on mornings so many days ago."""
    for day in days:
        history = morning(history, day, 0, leg=True)
    return history


@pytest.mark.parametrize(
    ("days", "factor"),
    [
        ((0,), 0.5),
        ((2,), 0.5),
        ((3,), 1.0),
        ((1, 3, 6), 0.5),
        ((1, 7), 0.75),
        ((1, 34), 0.75),
        ((1, 35), 0.5),
        ((1, *range(7, 20)), 0.75),
        ((1, *range(7, 21)), 1.0),
        ((7,), 1.0),
    ],
)
def test_leg_symptoms_ease_by_half_where_they_are_new_and_less_where_they_are_known(
    days: tuple[int, ...], factor: float
) -> None:
    eased = verdict(leg_mornings(going_well(since=60), *days))
    assert eased.factor == factor
    assert (eased.code == "leg") == (factor < 1)


def test_leg_symptoms_in_a_set_of_any_exercise_ease_from_the_next_day_on() -> None:
    sore = SetLog("knee", 6, pain=0, leg=True)
    history = going_well(DOG, KNEE, since=60)
    assert verdict(trained(history, 0, "knee", sore)).factor == 1
    assert verdict(trained(history, 1, "knee", sore)).code == "leg"
    assert verdict(trained(trained(history, 1, "knee", sore), 20, "knee", sore)).factor == 0.75
    both = leg_mornings(trained(history, 20, "knee", sore), 1, 20)
    assert verdict(both).factor == 0.75, "one day, however often it is flagged on it"


def test_a_beginners_dose_is_not_eased_for_time_away() -> None:
    away = rested(going_well(PLANK, since=60), range(1, 30), "plank")
    assert verdict(away, "plank").factor == 1
    more = replace(away, prescriptions=(replace(away.prescriptions[0], dose=Dose((9, 8, 8))),))
    assert (verdict(more, "plank").code, verdict(more, "plank").factor) == ("layoff", 0.5)
    heavier = replace(away, prescriptions=(replace(away.prescriptions[0], dose=Dose((4, 4, 4), load_kg=1)),))
    assert verdict(heavier, "plank").factor == 0.5
    less = replace(away, prescriptions=(replace(away.prescriptions[0], dose=Dose((9, 7, 7))),))
    assert verdict(less, "plank").factor == 1


def test_a_rung_that_was_in_the_plan_all_along_is_eased_for_time_away_at_its_start() -> None:
    away = rested(going_well(since=60), range(1, 30))
    assert verdict(away).factor == 0.5
    out = Prescription("dog", ago(20), None, removed=True)
    back = Prescription("dog", ago(10), DOG.start)
    assert verdict(prescribed(away, out, back)).factor == 1
    new = replace(away, prescriptions=(Prescription("dog", ago(10), DOG.start),))
    assert verdict(new).factor == 1
    assert verdict(replace(away, exercises=(DOG,))).factor == 1, "it is the harder rung of none"


def test_the_day_asked_about_is_a_day_of_its_own() -> None:
    assert advised(morning(going_well(), 0, 9), ON - timedelta(1)).state is State.NORMAL

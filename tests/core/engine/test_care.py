"""When to see somebody, and that the words send there without alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.building import DOG, KNEE, ON, advised, ago, going_well, hurt, morning, mornings, trained
from tracker.core.engine.advice import Care
from tracker.core.model import CheckIn, Dose, History, Prescription, SetLog, Settings


def codes(history: History) -> list[str]:
    return [care.code for care in advised(history).care]


def test_where_all_goes_well_there_is_nothing_to_say() -> None:
    assert codes(going_well()) == []


@pytest.mark.parametrize(("days", "applies"), [(0, True), (2, True), (3, False), (-1, False)])
def test_leg_symptoms_of_the_last_three_days(days: int, applies: bool) -> None:
    assert (codes(morning(going_well(), days, 0, leg=True)) == ["leg_symptoms"]) == applies
    assert (
        codes(trained(going_well(), days, "knee", SetLog("knee", 6, pain=0, leg=True))) == ["leg_symptoms"]
    ) == applies


@pytest.mark.parametrize(
    ("days", "pain", "applies"), [(0, 8, True), (2, 8, True), (3, 8, False), (0, 7, False), (-1, 9, False)]
)
def test_severe_pain_of_the_last_three_days(days: int, pain: int, applies: bool) -> None:
    assert ("severe_pain" in codes(morning(going_well(), days, pain))) == applies
    assert ("severe_pain" in codes(hurt(going_well(DOG, KNEE), days, pain, KNEE))) == applies


@pytest.mark.parametrize(
    ("first", "second", "pain", "applies"), [(0, 13, 6, True), (0, 14, 6, False), (1, 2, 5, False)]
)
def test_provoked_red_pain_on_two_days_of_the_last_fourteen(first: int, second: int, pain: int, applies: bool) -> None:
    history = hurt(hurt(going_well(DOG, KNEE), first, pain), second, pain, KNEE)
    assert ("repeated_red" in codes(history)) == applies


def test_red_pain_on_one_day_or_not_provoked_is_not_repeated() -> None:
    assert codes(hurt(hurt(going_well(DOG, KNEE), 3, 7), 3, 7, KNEE)) == []
    usual = mornings(going_well(), [(day, 5) for day in range(31)])
    assert codes(hurt(hurt(usual, 3, 6), 5, 6)) == []
    assert codes(hurt(hurt(usual, 3, 7), 5, 7)) == ["repeated_red"]


def test_red_pain_counts_across_a_change_of_dose() -> None:
    history = hurt(hurt(going_well(), 3, 6), 5, 6)
    changed = replace(history, prescriptions=(*history.prescriptions, Prescription("dog", ago(4), Dose((2,)))))
    assert codes(changed) == ["repeated_red"]


@pytest.mark.parametrize(("started", "applies"), [(13, False), (14, True), (28, True), (55, True), (56, False)])
def test_a_flare_that_is_not_settling_for_two_weeks_or_timed_out_in_the_last_four(started: int, applies: bool) -> None:
    history = going_well(since=70)
    still = mornings(history, [(day, 5) for day in range(started)])
    assert ("flare_not_settling" in codes(morning(still, started, 0, flare=True))) == applies


def test_a_flare_that_settled_is_settled() -> None:
    assert codes(morning(going_well(), 20, 0, flare=True)) == []
    today = mornings(going_well(since=70), [(day, 5) for day in range(2, 20)])
    assert codes(morning(today, 20, 0, flare=True)) == ["worsening"]
    assert codes(morning(morning(today, 20, 0, flare=True), 1, 5)) == ["flare_not_settling", "worsening"]


@pytest.mark.parametrize(
    ("now", "then", "applies"),
    [
        ((2,) * 7, (0,) * 7, True),
        ((1,) * 7, (0,) * 7, False),
        ((2, 2, 2, 2), (0,) * 5, False),
        ((2,) * 5, (0,) * 5, True),
        ((2,) * 5, (0,) * 4, False),
        ((2, 2, 2, 3, 3, 3), (1,) * 7, False),
    ],
)
def test_mornings_at_least_two_worse_than_three_weeks_before(
    now: tuple[int, ...], then: tuple[int, ...], applies: bool
) -> None:
    checkins = [CheckIn(ago(day), pain) for day, pain in enumerate(now)]
    checkins += [CheckIn(ago(27 - day), pain) for day, pain in enumerate(then)]
    checkins += [CheckIn(ago(28), 9), CheckIn(ago(20), 9), CheckIn(ago(7), 9)]
    history = History(settings=Settings(amber_from=5, red_from=8), checkins=tuple(checkins))
    assert ("worsening" in codes(history)) == applies


SIX_WEEKS = 42


@pytest.mark.parametrize(
    ("changed", "limit", "applies"),
    [
        ([], 0, True),
        ([], 2, True),
        ([], 3, False),
        ([(day, 1) for day in range(4)], 0, False),
        ([(day, 2) for day in range(14, 18)], 0, False),
        ([(35, None), (36, None)], 0, True),
        ([(35, None), (36, None), (37, None)], 0, False),
        ([(day, 5) for day in range(35, 42)], 0, False),
        ([(day, 4) for day in range(35, 42)], 0, True),
    ],
)
def test_six_weeks_of_mornings_at_three_or_more_that_do_not_become_easier(
    changed: list[tuple[int, int | None]], limit: int, applies: bool
) -> None:
    settings = Settings(pain_free_limit=limit, amber_from=6, red_from=8)
    steady = mornings(going_well(since=60, settings=settings), [(day, 3) for day in range(SIX_WEEKS)])
    assert ("not_improving" in codes(mornings(steady, changed))) == applies


def test_pain_that_does_not_improve_stops_no_step_where_it_counts_as_free() -> None:
    settings = Settings(pain_free_limit=2, amber_from=6, red_from=8)
    steady = mornings(going_well(since=60, settings=settings), [(day, 3) for day in range(SIX_WEEKS)])
    assert codes(steady) == ["not_improving"]
    assert "care" not in [need.code for need in advised(steady).exercises[0].needs]


def test_a_flare_that_timed_out_is_told_of_also_where_another_has_begun_since() -> None:
    long = mornings(going_well(since=70), [(day, 5) for day in range(10, 38)])
    history = morning(morning(long, 38, 0, flare=True), 2, 0, flare=True)
    assert "flare_not_settling" in codes(history)
    (text,) = [care.text for care in advised(history).care if care.code == "flare_not_settling"]
    assert "The last flare had not settled after four weeks." in text


def test_care_comes_in_the_order_of_the_rules() -> None:
    bad = mornings(going_well(since=60), [(day, 5) for day in range(14)])
    bad = morning(morning(bad, 14, 5, flare=True), 1, 9, leg=True)
    bad = hurt(hurt(bad, 3, 9), 5, 9)
    assert codes(bad) == ["leg_symptoms", "severe_pain", "repeated_red", "flare_not_settling", "worsening"]


def test_every_word_of_care_sends_to_a_professional_and_the_urgent_ones_to_emergency_care() -> None:
    bad = mornings(going_well(since=60), [(day, 5) for day in range(14)])
    bad = hurt(hurt(morning(morning(bad, 14, 5, flare=True), 1, 9, leg=True), 3, 9), 5, 9)
    for care in advised(bad).care:
        assert "doctor or physical therapist" in care.text
        assert ("your emergency number" in care.text) == (care.code in {"leg_symptoms", "severe_pain"})


def test_only_pain_down_the_leg_that_nobody_was_told_of_is_talked_about_before_going_on() -> None:
    assert Care("leg_symptoms", "Pain down the leg.").before_going_on
    assert not Care("leg_symptoms", "Pain down the leg.", seen=ON).before_going_on
    assert not Care("severe_pain", "A pain of 8.").before_going_on

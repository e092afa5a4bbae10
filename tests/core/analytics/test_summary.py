"""The sentences beneath the charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analytics.summary import (
    adherence_sentence,
    noise_band,
    pain_sentence,
    percent,
    period,
    reason,
    work_sentence,
)
from tracker.core.analytics.trends import DoseChange, Overview, overview
from tracker.core.model import CheckIn, Dose, ExerciseDay, History, Pause, Prescription, Why

MONDAY = date(2026, 1, 5)
TWO = Dose((5, 5))
THREE = Dose((6, 5))


def drawn(
    weeks: int,
    *,
    done: int = 0,
    pains: Sequence[int | None] = (),
    pauses: tuple[Pause, ...] = (),
    prescriptions: tuple[Prescription, ...] = (Prescription("dog", MONDAY, TWO),),
    works: Sequence[int] = (),
) -> Overview:
    """Weeks of two sets a day, done on the first `done` days, with the pain of each morning, and work where given."""
    days = [MONDAY + timedelta(number) for number in range(7 * weeks)]
    logged = [ExerciseDay(day, "dog", 2, 10, None) for day in days[:done]]
    logged += [ExerciseDay(day, "walk", 1, work, None) for day, work in zip(days, works, strict=False)]
    checkins = tuple(CheckIn(day, pain) for day, pain in zip(days, pains, strict=False) if pain is not None)
    history = History(prescriptions=prescriptions, pauses=pauses, checkins=checkins)
    return overview(history, logged=logged, first=MONDAY, last=days[-1])


def test_adherence_is_told_in_sets_and_whole_days() -> None:
    shown = drawn(4, done=21)
    assert adherence_sentence(shown, today=shown.last) == (
        "75 % of what was planned in the last 4 weeks: 42 of 56 sets, and everything on 21 of 28 days."
    )


def test_paused_days_are_named_beside_adherence() -> None:
    shown = drawn(2, done=7, pauses=(Pause(MONDAY + timedelta(7), MONDAY + timedelta(13)),))
    assert adherence_sentence(shown).endswith("7 of 7 days. Seven days were paused and left out.")
    paused_day = drawn(2, done=7, pauses=(Pause(MONDAY + timedelta(8), MONDAY + timedelta(8)),))
    assert adherence_sentence(paused_day).endswith("One day was paused and left out.")


def test_a_range_that_is_paused_throughout_says_so() -> None:
    shown = drawn(4, pauses=(Pause(MONDAY),))
    assert adherence_sentence(shown, today=shown.last) == "Paused in the last 4 weeks: nothing was planned."


def test_an_empty_plan_is_no_missed_exercise() -> None:
    shown = drawn(4, prescriptions=())
    assert adherence_sentence(shown, today=shown.last) == "Nothing was planned in the last 4 weeks."


@pytest.mark.parametrize(
    ("late", "end"),
    [
        (1, "3 in the first 28 days, 1 in the last: 2 points lower."),
        (
            2,
            "3 in the first 28 days, 2 in the last: a difference of less than 2 points is normal day-to-day variation.",
        ),
        (3, "3 in the first 28 days, 3 in the last: no change."),
        (6, "3 in the first 28 days, 6 in the last: 3 points higher."),
    ],
)
def test_pain_differs_only_from_two_points_on(late: int, end: str) -> None:
    assert pain_sentence(drawn(12, pains=[3] * 28 + [3] * 28 + [late] * 28)).endswith(end)


@pytest.mark.parametrize(("mornings", "compared"), [(4, False), (5, True)])
def test_pain_is_compared_from_five_mornings_on_each_side(mornings: int, compared: bool) -> None:
    few: list[int | None] = [2] * mornings + [None] * (28 - mornings)
    assert ("too few to compare" not in pain_sentence(drawn(12, pains=[*few, *few, *([2] * 28)]))) is compared
    assert ("too few to compare" not in pain_sentence(drawn(12, pains=[*([2] * 28), *few, *few]))) is compared


def test_pain_tells_its_range_and_how_many_mornings_it_rests_on() -> None:
    assert pain_sentence(drawn(1, pains=[0, 4, 1])) == (
        "Median morning pain 1, from 0 to 4, on 3 of 7 mornings; too few to compare beginning and end."
    )


def test_a_pain_of_zero_is_a_reading_and_none_is_none() -> None:
    assert pain_sentence(drawn(1, pains=[0])).startswith("Morning pain 0 on 1 of 7 mornings;")
    week = drawn(1, pains=[0])
    since = week.first + timedelta(4)
    assert "of 3 mornings" in pain_sentence(week, since), "which are those that could be asked for"
    assert pain_sentence(drawn(1)) == "No morning's pain is recorded in this time."


@pytest.mark.parametrize(("pains", "band"), [([4], (3, 5)), ([0], (0, 1)), ([10], (9, 10)), ([1, 2], (0.5, 2.5))])
def test_the_band_of_normal_variation_is_about_its_median(pains: list[int], band: tuple[float, float]) -> None:
    assert noise_band(drawn(1, pains=pains)) == band


def test_without_a_reading_there_is_no_band() -> None:
    assert noise_band(drawn(1)) is None


@pytest.mark.parametrize(
    ("works", "sentence"),
    [
        ([], "Walk was not logged in this time."),
        ([10], "Walk was logged once, on 5 January 2026."),
        ([10, 10], "Walk was logged on 2 days, usually 10 a day."),
        ([10] * 9 + [12] * 9, "Walk was logged on 18 days; usually 12 a day, at first 10."),
    ],
)
def test_work_compares_what_is_usual_now_with_the_beginning(works: list[int], sentence: str) -> None:
    assert work_sentence(drawn(4, works=works), "walk", "Walk") == sentence


@pytest.mark.parametrize(("steps", "times"), [(1, "once"), (2, "twice"), (3, "three times")])
def test_work_counts_the_steps_of_its_dose(steps: int, times: str) -> None:
    changes = tuple(
        Prescription("dog", MONDAY + timedelta(day), (TWO, THREE)[day % 2], why=Why.INCREASE)
        for day in range(steps + 1)
    )
    sentence = work_sentence(drawn(4, done=20, prescriptions=changes), "dog", "Bird dog")
    assert sentence == f"Bird dog was logged on 20 days, usually 10 a day; its dose changed {times}."


@given(st.integers(0, 500), st.integers(1, 500))
def test_per_cent_is_0_only_for_nothing_and_100_only_for_everything(part: int, whole: int) -> None:
    part = min(part, whole)
    shown = percent(part, whole)
    assert (shown == 0) == (part == 0)
    assert (shown == 100) == (part == whole)
    assert abs(shown - 100 * part / whole) <= 1


@pytest.mark.parametrize(
    ("weeks", "now", "before"),
    [
        (1, "this week", "in the week to 11 January 2026"),
        (12, "in the last 12 weeks", "in the 12 weeks to 29 March 2026"),
        (53, "in the last year", "in the year to 10 January 2027"),
        (260, "in the last 260 weeks", "in the 260 weeks to 29 December 2030"),
        (522, "in the last 10 years", "in the 10 years to 6 January 2036"),
        (60, "in the last 60 weeks", "in the 60 weeks to 28 February 2027"),
    ],
)
def test_a_period_is_named_by_its_length_and_its_end(weeks: int, now: str, before: str) -> None:
    shown = drawn(weeks)
    assert period(shown, today=shown.last) == now
    assert period(shown) == before


@pytest.mark.parametrize(
    ("why", "before", "after", "words"),
    [
        (Why.START, None, TWO, "start of the plan"),
        (Why.START, THREE, TWO, "a starter plan"),
        (Why.INCREASE, TWO, THREE, "a small step up, after pain-free weeks"),
        (Why.INCREASE, None, TWO, "a harder variation, after pain-free weeks"),
        (Why.STEP_BACK, THREE, TWO, "a step back, after pain during the exercise"),
        (Why.STEP_BACK, None, TWO, "an easier variation, after pain during the exercise"),
        (Why.MANUAL, TWO, THREE, "changed by hand"),
        (Why.MANUAL, None, THREE, "added to the plan"),
        (Why.MANUAL, THREE, None, "taken out of the plan"),
        (Why.CLINICIAN, None, THREE, "prescribed by a professional"),
        (Why.CLINICIAN, TWO, THREE, "prescribed by a professional"),
    ],
)
def test_every_change_of_dose_has_its_reason(why: Why, before: Dose | None, after: Dose | None, words: str) -> None:
    assert reason(DoseChange(MONDAY, "dog", why, before, after)) == words


def test_a_step_that_nothing_was_done_with_yet_does_not_count() -> None:
    changes = tuple(
        Prescription("dog", MONDAY + timedelta(day), dose, why=Why.INCREASE) for day, dose in ((0, TWO), (20, THREE))
    )
    sentence = work_sentence(drawn(4, done=20, prescriptions=changes), "dog", "Bird dog")
    assert sentence == "Bird dog was logged on 20 days, usually 10 a day."

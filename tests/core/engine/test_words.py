"""The sentences of a verdict: they carry the dates and numbers it rests on, and scold and frighten nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.building import (
    DOG,
    HINGE,
    KNEE,
    PLANK,
    SQUARES,
    advised,
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
    verdict,
)
from tests.support.strategies import random_person
from tracker.core.engine.progression import advise
from tracker.core.model import Decline, Dose, History, Pause, Prescription, SetLog, Settings, Why


def why_text(history: History, exercise: str = "dog") -> str:
    return " ".join(verdict(history, exercise).why)


def test_an_increase_names_its_weeks_the_days_done_and_the_step() -> None:
    assert verdict(going_well()).why == (
        "Two pain-free weeks, 19 January to 1 February: no reading above 0.",
        "14 of 14 planned days done.",
        "The whole dose was done on 31 January and 1 February.",
        "Proposed: 6·3·1 × 10 s in place of 5·3·1 × 10 s.",
    )


def test_days_done_beyond_the_plan_are_not_counted_up() -> None:
    history = going_well()
    rarely = replace(history, prescriptions=(replace(history.prescriptions[0], days=(0, 2, 4)),))
    assert "6 of 6 planned days done." in why_text(rested(rarely, (14, 13)))


def test_a_variation_names_three_weeks_and_both_exercises() -> None:
    text = why_text(going_well(dose=DOG.ceiling))
    assert "Three pain-free weeks, 12 January to 1 February" in text
    assert "Proposed: Bird dog with squares, 4·2·1 × 10 s, in place of Bird dog." in text


@pytest.mark.parametrize(
    ("history", "text"),
    [
        (morning(going_well(), 4, 2), "There was a pain of 2 on 29 January; two pain-free weeks are needed after it"),
        (hurt(going_well(), 4, 2), "There was a pain of 2 during an exercise on 29 January; two pain-free weeks are"),
        (morning(going_well(), 3, 0, leg=True), "pain, numbness or tingling further down the leg on 30 January"),
        (mornings(morning(going_well(), 9, 0, flare=True), []), "There was a flare marked on 24 January"),
        (skipped(going_well(), 3), "There was an exercise left out for pain on 30 January; two pain-free weeks are"),
        (
            going_well(since=9),
            "This dose began on 24 January; two pain-free weeks at it are needed, so not before 7 February.",
        ),
        (
            replace(going_well(), pauses=(Pause(ago(12), ago(5)),)),
            "until 28 January; two pain-free weeks are needed after that, so not before 12 February.",
        ),
        (
            rested(going_well(since=60), range(5, 13)),
            "It was taken up again on 29 January; two pain-free weeks are needed from then, so not before 12 February.",
        ),
        (
            prescribed(going_well(SQUARES), Prescription("dog", ago(21), DOG.start)),
            "0 of 7 planned days done, 26 January to 1 February; 6 are needed.",
        ),
        (rested(going_well(), (9, 10)), "5 of 7 planned days done, 19 January to 25 January; 6 are needed."),
        (rested(morning(going_well(), 15, 1), (9, 10)), "5 of 7 planned days done, 19 January to 25 January"),
        (hurt(going_well(), 9, None), "Pain wasn't recorded on 24 January; only days with a reading count"),
        (
            mornings(going_well(), [(day, None) for day in (8, 9, 10)]),
            "4 of 7 training days with a check-in the next morning, 19 January to 25 January; 5 are needed.",
        ),
        (
            prescribed(going_well(), Prescription("dog", ago(7), DOG.start, days=())),
            "Nothing of it was planned, 26 January to 1 February.",
        ),
        (morning(hurt(going_well(), 10, 2), 3, 1), "There was a pain of 1 on 30 January"),
        (prescribed(morning(going_well(), 9, 1), Prescription("dog", ago(5), Dose((4,), 10))), "This dose began on"),
    ],
)  # fmt: skip
def test_what_stands_against_clean_weeks_is_named_with_its_dates(history: History, text: str) -> None:
    (blocked,) = [need.text for need in verdict(history).needs if need.code == "pain_free_weeks"]
    assert text in blocked


@pytest.mark.parametrize(
    ("history", "exercise", "text"),
    [
        (going_well(settings=Settings(raise_doses=False)), "dog", "switched off in the settings"),
        (going_well(KNEE), "knee", "A stretch is never raised."),
        (going_well(KNEE, dose=Dose((10,))), "knee", "It stays where it is comfortable."),
        (morning(going_well(), 0, None), "dog", "Today's check-in is not there yet."),
        (hurt(going_well(), 0, 3), "dog", "Not today: a pain of 3 during an exercise on 2 February."),
        (morning(going_well(), 0, 1), "dog", "Not today: a pain of 1 on 2 February."),
        (skipped(going_well(), 0), "dog", "Not today: an exercise left out for pain on 2 February."),
        (going_well(since=20, dose=DOG.ceiling), "dog", "three pain-free weeks in a row"),
        (trained(going_well(), 1, "dog", *sets_of("dog", Dose((4,)))), "dog", "Complete every set on two sessions"),
        (trained(going_well(), 1, "dog", SetLog("dog", 9, form_broke=True)), "dog", "Form broke on 1 February."),
        (
            replace(going_well(), declined=(Decline(ago(2), "dog"), Decline(ago(5), "dog"))),
            "dog",
            "Put off on 31 January; offered again from 7 February.",
        ),
        (going_well(DOG, PLANK, HINGE, SQUARES), "squares", "at most 3 exercises may rise within seven days"),
        (
            prescribed(going_well(), Prescription("dog", ago(9), DOG.start, why=Why.STEP_BACK)),
            "dog",
            "It went a step back on 24 January and has four weeks to settle, so not before 21 February.",
        ),
        (
            mornings(going_well(settings=Settings(pain_free_limit=2)), [(day, 2) for day in range(7)]),
            "dog",
            "No step up for now, because of mornings that have got worse.",
        ),
        (morning(going_well(), 1, 0, leg=True), "dog", "further down the leg was noted on 1 February: do less until"),
        (hurt(hurt(going_well(), 1, 6), 2, 6), "dog", "Today's dose is that already."),
        (morning(going_well(dose=Dose((1, 1))), 0, 9), "dog", "leave it out today if it is not comfortable"),
        (morning(going_well(), 0, 9), "dog", "A flare began on 2 February"),
        (mornings(morning(going_well(), 2, 0, flare=True), []), "dog", "The flare ended on 2 February"),
        (hurt(going_well(), 1, 7), "dog", "It brought on a pain of 7 on 1 February."),
        (rested(going_well(since=60), range(1, 10)), "dog", "After a gap of 10 days, begin with less and work back to"),
        (hurt(hurt(going_well(), 1, 7), 3, 6), "dog", "It brought on a pain of 6 on 30 January and 7 on 1 February."),
        (hurt(hurt(going_well(), 1, 3), 2, 4), "dog", "It brought on a pain of 4 on 31 January and 3 on 1 February."),
        (replace(going_well(), pauses=(Pause(ago(3)),)), "dog", "The plan is paused"),
    ],
)  # fmt: skip
def test_every_reason_has_its_words(history: History, exercise: str, text: str) -> None:
    assert text in why_text(history, exercise)


def test_locked_doses_send_to_whoever_set_them_and_a_minimum_to_a_professional() -> None:
    history = going_well()
    locked = replace(history, prescriptions=(replace(history.prescriptions[0], locked=True),))
    assert "ask whoever set it" in why_text(locked)
    least = hurt(hurt(replace(going_well(dose=Dose((1,))), exercises=(DOG,)), 1, 4), 2, 4)
    assert "Leave it out for now or swap it for another, and ask a doctor or physical therapist" in why_text(least)


def test_an_eased_dose_is_for_today_only() -> None:
    assert "Only for today: 2·1·1 × 10 s in place of 5·3·1 × 10 s." in why_text(morning(going_well(), 0, 9))


FRIGHTENING = ("danger", "injur", "damage", "harm", "never again", "fail", "must", "wrong", "prescribed", "bad")


def test_no_sentence_scolds_or_frightens_and_each_is_a_sentence() -> None:
    for seed in range(7000, 7060):
        history, on = random_person(seed)
        advice = advise(history, on)
        texts = [text for part in advice.exercises for text in part.why] + [part.text for part in advice.care]
        for text in texts:
            assert not text[0].islower(), text
            assert text.endswith("."), text
            assert not any(word in text.lower() for word in FRIGHTENING), text


def test_every_verdict_has_a_why_and_a_hold_by_conditions_says_each_of_them() -> None:
    for seed in range(7100, 7160):
        history, on = random_person(seed)
        for row in advise(history, on).exercises:
            assert row.why
            if row.needs and not {need.code for need in row.needs} & {"raises_off", "stretch", "top_of_range"}:
                assert row.why == tuple(need.text for need in row.needs)


def test_where_no_step_can_ever_come_no_date_is_held_out() -> None:
    full = replace(PLANK, ceiling=PLANK.start)
    for history, exercise, why in (
        (hurt(going_well(KNEE), 2, 2, KNEE), "knee", ("A stretch is never raised.",)),
        (
            replace(hurt(going_well(full), 2, 2, full), exercises=(full,)),
            "plank",
            ("This is the top of its range, and there is no next step.",),
        ),
        (
            hurt(going_well(settings=Settings(raise_doses=False)), 2, 2),
            "dog",
            ("Steps up are switched off in the settings.",),
        ),
    ):
        assert verdict(history, exercise).why == why
        assert "pain_free_weeks" in {need.code for need in verdict(history, exercise).needs}


def test_a_pain_of_today_is_named_once() -> None:
    assert verdict(morning(going_well(), 0, 3)).why == (
        "Not today: a pain of 3 on 2 February.",
        "Two pain-free weeks are needed after today, so not before 17 February.",
    )


def test_readings_above_the_limit_week_after_week_are_given_no_date() -> None:
    steady = going_well()
    for days in (2, 9, 16, 23):
        steady = morning(steady, days, 3)
    assert verdict(steady).why == (
        "Each of the last four weeks had something above your limit; two pain-free weeks in a row are needed.",
    )
    assert "There was a pain of 3 on 31 January" in why_text(morning(steady, 16, 0))


def test_a_smaller_dose_for_today_beside_a_step_back_is_said_to_be_so_whatever_is_answered() -> None:
    before = Prescription("dog", ago(60), Dose((4, 3, 1), 10))
    text = why_text(hurt(hurt(prescribed(going_well(), before), 1, 6), 2, 6))
    assert "Proposed: 4·3·1 × 10 s in place of 5·3·1 × 10 s." in text
    assert "Whatever you answer, only for today: 3·2·1 × 10 s in place of 5·3·1 × 10 s." in text


def test_an_exercise_that_is_better_left_out_has_a_smaller_dose_for_who_does_it_all_the_same() -> None:
    text = why_text(hurt(hurt(replace(going_well(dose=Dose((2, 1), 10)), exercises=(DOG,)), 1, 6), 2, 6))
    assert "there is no easier exercise to go back to. Leave it out for now" in text
    assert "If you do it today: 1·1 × 10 s in place of 2·1 × 10 s." in text
    smallest = why_text(hurt(hurt(replace(going_well(dose=Dose((1,))), exercises=(DOG,)), 1, 6), 2, 6))
    assert smallest.endswith("ask a doctor or physical therapist about it.")


def test_a_flare_that_lasted_four_weeks_is_not_said_to_have_ended() -> None:
    long = mornings(going_well(since=70), [(day, 5) for day in range(29)])
    text = why_text(morning(long, 29, 5, flare=True))
    assert "Four weeks have passed since the flare began on 4 January: two training days at less" in text


def test_a_year_that_is_not_this_one_is_named() -> None:
    assert "31 December 2025" in why_text(morning(going_well(since=60, settings=Settings(weeks_required=6)), 33, 1))
    assert advised(going_well()).date == ago(0)

"""The promises that the shipped library makes to the people who use it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tracker.core.model import EVERY_DAY, MAX_STRENGTH_HOLD_S, Dose, Exercise, Kind
from tracker.core.session.pace import parse_pace
from tracker.library import StarterPlan, ladder, load_library
from tracker.library.contents_check import library_faults

LIBRARY = load_library()
BY_ID = {exercise.id: exercise for exercise in LIBRARY.exercises}

# Databases hold these for ever: a new one is added here, none is renamed or taken away.
IDS = """
    abdominal-brace dead-bug-heel-taps dead-bug dead-bug-slow head-press curl-up curl-up-elbows-up bird-dog-leg bird-dog
    bird-dog-squares clam clam-band bridge single-leg-bridge side-bridge-wall side-bridge-knees side-bridge
    side-bridge-leg-lift plank-wall plank-knees plank hip-hinge hip-hinge-loaded sit-to-stand squat split-squat wall-sit
    band-press band-row step-up standing-leg-lift breathing pelvic-tilt knee-rolls cat-camel open-book press-up-elbows
    press-up back-bend-standing sciatic-slider seated-rotation standing-pelvic-tilt bottom-to-heels knee-to-chest
    double-knee-to-chest figure-four figure-four-seated hamstring-towel hamstring-chair hip-flexor hip-flexor-standing
    calf-wall chest-doorway walk bike heel-slides plank-counter bridge-march suitcase-carry lift-from-chair
    lift-from-floor floor-rise heel-to-toe-stand one-leg-stand bend-seated bend-standing prone-lying
"""

SCARE_WORDS = (
    "danger", "damag", "injur", "harm", "never", "ruptur", "slipped", "crush", "wear and tear", "worst", "fragile",
    "risk", "unsafe", "must not", "forbid", "ruin", "destroy", "degenerat", "weak back", "bad back", "emergency",
)  # fmt: skip

END_RANGE_BENDING = {"knee-to-chest", "double-knee-to-chest", "bottom-to-heels"}


def _texts() -> Iterator[str]:
    for exercise in LIBRARY.exercises:
        yield from (exercise.name, *exercise.cues, exercise.pace, exercise.caution)
    for plan in LIBRARY.plans:
        yield from (plan.name, plan.summary)
    for left in LIBRARY.left_out:
        yield from (left.name, left.why)


def _of(*kinds: Kind) -> list[Exercise]:
    return [exercise for exercise in LIBRARY.exercises if exercise.kind in kinds]


def test_what_ships_has_no_faults() -> None:
    assert library_faults() == []


def test_every_id_that_ever_shipped_is_there_and_each_new_one_is_noted() -> None:
    assert set(BY_ID) == set(IDS.split())


def test_there_is_enough_of_each_kind() -> None:
    assert len(LIBRARY.exercises) >= 40
    assert len(_of(Kind.STRENGTH)) >= 18
    assert len(_of(Kind.STRETCH, Kind.MOBILITY)) >= 14
    assert BY_ID["walk"].kind is Kind.CARDIO


def test_no_strength_hold_is_longer_than_ten_seconds() -> None:
    for exercise in _of(Kind.STRENGTH):
        assert max(exercise.start.hold_s, exercise.ceiling.hold_s) <= MAX_STRENGTH_HOLD_S, exercise.id


def test_a_stretch_is_brief() -> None:
    for exercise in _of(Kind.STRETCH):
        assert exercise.start.hold_s <= 20, exercise.id
        assert exercise.ceiling.work <= 60, exercise.id


def test_every_stretch_says_to_ease_off_or_stop() -> None:
    for exercise in _of(Kind.STRETCH):
        assert re.search(r"if it hurts|[Ss]top short of", " ".join(exercise.cues)), exercise.id


@pytest.mark.parametrize("exercise_id", ["curl-up", "bird-dog", "side-bridge"])
def test_the_big_three_go_from_5_3_1_to_8_6_4_in_holds_of_ten_seconds(exercise_id: str) -> None:
    assert BY_ID[exercise_id].start == Dose((5, 3, 1), 10)
    assert BY_ID[exercise_id].ceiling == Dose((8, 6, 4), 10)


def test_a_weight_is_added_only_where_there_is_one() -> None:
    for exercise in LIBRARY.exercises:
        assert bool(exercise.load_step_kg) == ("weight" in exercise.equipment), exercise.id


def test_no_text_frightens() -> None:
    for text in _texts():
        assert not [word for word in SCARE_WORDS if re.search(rf"\b{word}", text.casefold())], text


def test_no_text_says_prescribed_of_what_no_professional_prescribed() -> None:
    assert not [text for text in _texts() if "prescri" in text.casefold()]


def test_cues_and_cautions_are_written_as_a_reader_expects() -> None:
    for exercise in LIBRARY.exercises:
        assert exercise.caution.endswith("."), exercise.id
        for cue in exercise.cues:
            assert cue[0].isupper(), cue
            assert not cue.endswith("."), cue


def test_what_is_left_out_is_listed_with_what_to_do_instead() -> None:
    named = " ".join(left.name for left in LIBRARY.left_out).casefold()
    for wanted in ("sit-ups", "leg raise", "toe touches", "russian twist", "superman", "roman chair", "bounc"):
        assert wanted in named
    assert not {left.name.casefold() for left in LIBRARY.left_out} & {each.name.casefold() for each in BY_ID.values()}


def test_the_three_starter_plans_are_there() -> None:
    assert [plan.id for plan in LIBRARY.plans][:3] == ["gentle-start", "big-three", "standing"]


@pytest.mark.parametrize("plan", LIBRARY.plans, ids=lambda plan: plan.id)
def test_a_starter_plan_begins_with_strength_and_has_stretches_and_no_end_range_bending(plan: StarterPlan) -> None:
    exercises = [BY_ID[entry.exercise] for entry in plan.entries]
    assert exercises[0].kind is Kind.STRENGTH
    assert any(exercise.kind is Kind.STRETCH for exercise in exercises)
    assert not END_RANGE_BENDING & {exercise.id for exercise in exercises}
    blocks = [exercise.kind is Kind.STRENGTH for exercise in exercises]
    assert blocks == sorted(blocks, reverse=True), "strength is one block"


def test_the_standing_plan_needs_no_floor() -> None:
    (plan,) = (plan for plan in LIBRARY.plans if plan.id == "standing")
    for entry in plan.entries:
        exercise = BY_ID[entry.exercise]
        assert "mat" not in exercise.equipment
        assert "kneeling" not in exercise.bothers


def test_the_gentle_plan_has_only_first_rungs() -> None:
    (plan,) = (plan for plan in LIBRARY.plans if plan.id == "gentle-start")
    for entry in plan.entries:
        assert ladder(LIBRARY.exercises, entry.exercise)[0].id == entry.exercise


@pytest.mark.parametrize("plan", LIBRARY.plans, ids=lambda plan: plan.id)
def test_the_minutes_of_a_starter_plan_are_honest(plan: StarterPlan) -> None:
    longest = max(
        sum(_seconds(BY_ID[entry.exercise], entry.dose) for entry in plan.entries if day in entry.days)
        for day in EVERY_DAY
    )
    assert longest / 60 == pytest.approx(plan.minutes, rel=0.15)


def _seconds(exercise: Exercise, dose: Dose) -> float:
    """Getting into place, every repetition at its pace on each side, the change of sides, and rests between sets."""
    into_place, other_side, rest = 10, 5, 30
    if exercise.in_minutes:
        return into_place + float(dose.minutes) * 60
    repetition = sum(phase.seconds for phase in parse_pace(exercise.pace, dose.hold_s))
    sides = 2 if exercise.per_side else 1
    moving = sum(dose.reps) * repetition * sides
    return into_place + moving + dose.sets * (sides - 1) * other_side + (dose.sets - 1) * rest

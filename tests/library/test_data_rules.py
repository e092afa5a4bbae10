"""The rules by which the shipped exercises are written: doses, ladders, tags, sources."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tracker.core.figure.body import Skeleton, solve
from tracker.core.model import Exercise, Kind
from tracker.core.session.pace import parse_pace
from tracker.library import ladder, load_library
from tracker.library.figures import shipped

LIBRARY = load_library()
BY_ID = {exercise.id: exercise for exercise in LIBRARY.exercises}
COMMON_PRACTICE = "Common practice; no single source"

# Words of a caution, and the tag by which somebody whom this bothers can hide the exercise.
CAUTIONS = {
    r"arching": "arching",
    r"bending": "bending",
    r"sitting bothers": "sitting",
    r"standing bothers": "standing",
    r"balance": "balance",
    r"hip replacement|outer hip|on the hip": "hips",
    r"shoulders? ": "shoulders",
    r"sore neck": "neck",
    r"sore wrists": "wrists",
}

# What each rung asks more of than the one before it.
HARDER_BY = {
    ("abdominal-brace", "heel-slides"): "a leg moves",
    ("heel-slides", "dead-bug-heel-taps"): "both legs are held up",
    ("dead-bug-heel-taps", "dead-bug"): "the leg is long, and an arm moves",
    ("dead-bug", "dead-bug-slow"): "it takes twice as long",
    ("head-press", "curl-up"): "the shoulders rise",
    ("curl-up", "curl-up-elbows-up"): "the elbows no longer carry",
    ("plank-wall", "plank-counter"): "the body is flatter",
    ("plank-counter", "plank-knees"): "the body is flatter",
    ("plank-knees", "plank"): "the lever is longer",
    ("side-bridge-wall", "side-bridge-knees"): "the body is flatter",
    ("side-bridge-knees", "side-bridge"): "the lever is longer",
    ("side-bridge", "side-bridge-leg-lift"): "one foot carries",
    ("bird-dog-leg", "bird-dog"): "an arm moves, too",
    ("bird-dog", "bird-dog-squares"): "hand and foot move while the back is still",
    ("bridge", "bridge-march"): "one foot leaves the floor",
    ("bridge-march", "single-leg-bridge"): "the lifted leg is long",
    ("clam", "clam-band"): "a band",
    ("hip-hinge", "hip-hinge-loaded"): "a weight",
    ("sit-to-stand", "squat"): "no seat to rest on",
    ("squat", "split-squat"): "most of the weight on one leg",
    ("lift-from-chair", "lift-from-floor"): "a longer way down",
    ("heel-to-toe-stand", "one-leg-stand"): "one foot carries",
    ("bend-seated", "bend-standing"): "no seat under the pelvis",
    ("prone-lying", "press-up-elbows"): "more of an arch",
}


def _pairs() -> set[tuple[str, str]]:
    return {(exercise.id, exercise.harder) for exercise in LIBRARY.exercises if exercise.harder}


def _last_pose(exercise_id: str) -> Skeleton:
    """The joints in the position that the exercise works towards."""
    figure = shipped().get(exercise_id)
    assert figure is not None
    return solve(figure.poses[figure.moves[0][-1]])


def _steepness(joints: Skeleton) -> float:
    """How steep the body stands from the hip to the neck: its rise for each unit across."""
    hip, neck = joints["hip"], joints["neck"]
    return abs(neck[1] - hip[1]) / abs(neck[0] - hip[0])


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda exercise: exercise.id)
def test_what_a_caution_names_can_be_filtered_by(exercise: Exercise) -> None:
    for words, tag in CAUTIONS.items():
        if re.search(words, exercise.caution):
            assert tag in exercise.bothers, words


def test_a_stretch_begins_at_ten_seconds_or_more_as_shorter_ones_do_little_and_none_is_ever_raised() -> None:
    for exercise in LIBRARY.exercises:
        if exercise.kind is Kind.STRETCH:
            assert exercise.start.hold_s >= 10 or (exercise.start.hold_s == 0 and sum(exercise.start.reps) > 2), (
                exercise.id
            )


def test_every_rung_of_a_ladder_asks_more_than_the_one_before() -> None:
    assert _pairs() == set(HARDER_BY)


def test_a_ladder_is_the_same_from_each_of_its_rungs() -> None:
    for easier, harder in HARDER_BY:
        rungs = ladder(LIBRARY.exercises, easier)
        assert rungs == ladder(LIBRARY.exercises, harder)
        assert (BY_ID[easier], BY_ID[harder]) in pairwise(rungs)


@pytest.mark.parametrize("rungs", ["plank-wall plank-counter plank-knees", "side-bridge-wall side-bridge-knees"])
def test_on_harder_rungs_of_planks_and_side_bridges_the_body_is_flatter(rungs: str) -> None:
    steep = [_steepness(_last_pose(rung)) for rung in rungs.split()]
    assert all(after < before for before, after in pairwise(steep)), steep


@pytest.mark.parametrize(("easier", "harder"), sorted(_pairs()))
def test_a_rung_that_holds_as_long_or_is_loaded_as_much_does_not_begin_where_the_one_before_ends(
    easier: str, harder: str
) -> None:
    top, first = BY_ID[easier].ceiling, BY_ID[harder].start
    assert first.work <= top.work or first.hold_s > top.hold_s
    assert first.load_kg <= top.load_kg or not top.load_kg


def test_a_slow_dead_bug_is_slower_than_a_dead_bug() -> None:
    usual, slow = (sum(phase.seconds for phase in parse_pace(BY_ID[i].pace, 0)) for i in ("dead-bug", "dead-bug-slow"))
    assert slow >= 2 * usual


def test_a_walk_is_about_a_hundred_steps_a_minute() -> None:
    phases = parse_pace(BY_ID["walk"].pace, 0)
    assert 60 * len(phases) / sum(phase.seconds for phase in phases) == pytest.approx(100)
    assert any("100 steps a minute" in cue for cue in BY_ID["walk"].cues)


@pytest.mark.parametrize("exercise", ladder(LIBRARY.exercises, "curl-up"), ids=lambda exercise: exercise.id)
def test_every_curl_up_changes_the_bent_knee(exercise: Exercise) -> None:
    assert any("other knee" in cue for cue in exercise.cues)


def test_every_source_is_a_title_with_its_year_and_authors_or_says_that_there_is_none() -> None:
    exercises = [(each.name, each.source) for each in LIBRARY.exercises]
    for name, sources in exercises + [(each.name, each.source) for each in LIBRARY.left_out]:
        for source in sources.split("; "):
            known = re.fullmatch(r"(holds from )?[A-Z].{5,} \((19|20)\d\d\), [A-Z].+", source)
            assert known or source in COMMON_PRACTICE, (name, source)


def test_nothing_that_is_left_out_is_only_put_off() -> None:
    for left in LIBRARY.left_out:
        assert "for later" not in left.why, left.name


def test_what_the_missing_lifts_and_bends_lead_to_can_be_practised() -> None:
    assert [rung.id for rung in ladder(LIBRARY.exercises, "bend-seated")] == ["bend-seated", "bend-standing"]
    assert [rung.id for rung in ladder(LIBRARY.exercises, "lift-from-chair")] == ["lift-from-chair", "lift-from-floor"]


def test_the_big_three_plan_says_for_whom_it_is_and_what_to_do_where_it_is_too_hard() -> None:
    (plan,) = (plan for plan in LIBRARY.plans if plan.id == "big-three")
    assert "For a back used to exercise" in plan.summary
    assert "too hard" in plan.summary


def test_one_plan_has_the_breathing() -> None:
    assert any(entry.exercise == "breathing" for plan in LIBRARY.plans for entry in plan.entries)

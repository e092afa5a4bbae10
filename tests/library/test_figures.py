"""Every built-in exercise as a figure: it is there, it is a body, and it stays on the floor and in the frame."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import acos, degrees, dist, hypot
from pathlib import Path

import pytest

from tests.support.figures import figure_ids
from tracker.core.errors import FileError
from tracker.core.figure.body import CHAINS, FOOT, HALF_WIDTH, SIDES, SPINE, Point, Pose, Skeleton, blend, solve
from tracker.core.figure.drawing import draw, radius_of
from tracker.core.figure.motion import Figure, pose_at
from tracker.core.figure.raster import DOTS_ACROSS, DOTS_DOWN, Ink
from tracker.core.model import Exercise
from tracker.core.session.pace import Phase, parse_pace
from tracker.library import load_library
from tracker.library.figures import Figures, shipped

EXERCISES = load_library().exercises
SIZES = ((24, 10), (60, 24))
SAMPLES = 6


def figure_of(exercise: Exercise) -> Figure:
    figure = shipped().get(exercise.id)
    assert figure is not None, exercise.id
    return figure


def phases_of(exercise: Exercise) -> tuple[Phase, ...]:
    return parse_pace(exercise.pace, exercise.start.hold_s)


def repetition(exercise: Exercise) -> Iterator[Pose]:
    figure, phases = figure_of(exercise), phases_of(exercise)
    for index in range(len(phases)):
        for sample in range(SAMPLES + 1):
            yield pose_at(figure, phases, index, sample / SAMPLES)


def bones(joints: Skeleton) -> Iterator[tuple[str, float, float]]:
    """Each bone, how long it is, and how long it should be."""
    for (_, start, _), (bone, end, length) in pairwise((("", "hip", 0.0), *SPINE)):
        yield bone, dist(joints[start], joints[end]), length
    for side in SIDES:
        for chain, lengths in CHAINS.values():
            for (start, end), length in zip(pairwise(chain), lengths, strict=True):
                yield end, dist(joints[f"{side}_{start}"], joints[f"{side}_{end}"]), length
        yield "foot", dist(joints[f"{side}_ankle"], joints[f"{side}_toe"]), FOOT
        for joint, centre in (("hip", "hip"), ("shoulder", "neck")):
            yield joint, dist(joints[centre], joints[f"{side}_{joint}"]), HALF_WIDTH[joint]


def steps(figure: Figure) -> Iterator[list[Skeleton]]:
    """From each pose to the next, where the joints are on the way."""
    for before, move in zip((figure.moves[-1], *figure.moves), figure.moves, strict=False):
        for start, end in pairwise((before[-1], *move)):
            poses = (blend(figure.poses[start], figure.poses[end], part / SAMPLES) for part in range(SAMPLES + 1))
            yield [solve(pose) for pose in poses]


def bone(joints: Skeleton, start: str, end: str) -> Point:
    (ax, ay, az), (bx, by, bz) = joints[start], joints[end]
    return bx - ax, by - ay, bz - az


def turned(before: Point, after: Point) -> float:
    """The angle between two bones."""
    cosine = sum(a * b for a, b in zip(before, after, strict=True)) / hypot(*before) / hypot(*after)
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def bent_forwards(joints: Skeleton, side: str) -> float:
    """How far a knee is bent the way that knees do not bend, 0 to 1."""
    ax, ay, az = bone(joints, f"{side}_hip", f"{side}_knee")
    bx, by, bz = bone(joints, f"{side}_knee", f"{side}_ankle")
    hinge = bone(joints, "far_hip", "near_hip")
    across = (ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    return sum(a * b for a, b in zip(across, hinge, strict=True)) / hypot(*hinge) / (4.2 * 4.1)


each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


def test_the_figures_are_those_of_the_library_and_have_no_fault() -> None:
    assert all(shipped().get(exercise) for exercise in figure_ids())
    assert set(figure_ids()) == {exercise.id for exercise in EXERCISES}


@each_exercise
def test_a_figure_has_a_move_for_every_moving_phase_of_the_pace(exercise: Exercise) -> None:
    assert len(figure_of(exercise).moves) == sum(not phase.hold for phase in phases_of(exercise))


@each_exercise
def test_a_repetition_ends_where_it_began(exercise: Exercise) -> None:
    poses = list(repetition(exercise))
    assert poses[0] == poses[-1] == figure_of(exercise).start


@each_exercise
def test_a_figure_does_not_jump_from_phase_to_phase(exercise: Exercise) -> None:
    figure, phases = figure_of(exercise), phases_of(exercise)
    for index in range(len(phases)):
        end = pose_at(figure, phases, index, 1)
        assert end == pose_at(figure, phases, (index + 1) % len(phases), 0)


@each_exercise
def test_bones_keep_their_length(exercise: Exercise) -> None:
    for pose in repetition(exercise):
        for bone, length, asked in bones(solve(pose)):
            assert length == pytest.approx(asked), bone


@each_exercise
def test_nothing_sinks_into_the_floor_and_what_is_on_it_stays_there(exercise: Exercise) -> None:
    figure = figure_of(exercise)
    if not figure.floor:
        return
    for pose in repetition(exercise):
        joints = solve(pose)
        above = {name: point[1] - radius_of(name) for name, point in joints.items()}
        assert min(above.values()) > -0.3, min(above, key=lambda name: above[name])
        for joint in figure.contact:
            assert abs(above[joint]) < 0.3, joint


@each_exercise
def test_a_limb_takes_the_short_way_from_pose_to_pose(exercise: Exercise) -> None:
    for way in steps(figure_of(exercise)):
        for side in SIDES:
            for chain in (*(joints for joints, _ in CHAINS.values()), ("ankle", "toe")):
                for start, end in pairwise(chain):
                    directions = [bone(joints, f"{side}_{start}", f"{side}_{end}") for joints in way]
                    there = sum(turned(before, after) for before, after in pairwise(directions))
                    assert there < turned(directions[0], directions[-1]) + 60, f"{side} {end}"


@each_exercise
def test_no_knee_bends_forwards(exercise: Exercise) -> None:
    for way in steps(figure_of(exercise)):
        for joints in way:
            for side in SIDES:
                assert bent_forwards(joints, side) < 0.5, side


@pytest.mark.parametrize(("cols", "rows"), SIZES)
@each_exercise
def test_a_figure_stays_inside_its_frame(exercise: Exercise, cols: int, rows: int) -> None:
    figure = figure_of(exercise)
    for pose in list(repetition(exercise))[::3]:
        for other_side in (False, True):
            frame = draw(figure, pose, cols, rows, other_side=other_side)
            width, height = cols * DOTS_ACROSS, rows * DOTS_DOWN
            for ink in (Ink.NEAR, Ink.FAR, Ink.WORKING):
                for x, y in frame.dots(ink):
                    assert 0 < x < width - 1, (ink, x)
                    assert 0 < y < height - 1, (ink, y)


def test_a_bird_dog_has_a_flat_back_and_the_opposite_arm_and_leg_out_level() -> None:
    figure = shipped().get("bird-dog")
    assert figure is not None
    joints = solve(figure.poses["reach"])
    for out, from_joint in (("far_hand", "far_shoulder"), ("near_ankle", "near_hip")):
        assert abs(joints[out][1] - joints[from_joint][1]) < 0.6
    assert abs(joints["neck"][1] - joints["hip"][1]) < 0.7
    assert joints["near_ankle"][0] < joints["hip"][0] < joints["neck"][0] < joints["far_hand"][0]
    still = solve(figure.poses["start"])
    for kept in ("near_hand", "far_knee"):
        assert dist(joints[kept], still[kept]) < 0.01


@pytest.mark.parametrize(
    ("exercise", "side"), [("bird-dog", 1), ("bird-dog", -1), ("bird-dog-squares", 1), ("dead-bug", 1)]
)
def test_an_arm_that_reaches_past_the_head_is_not_hidden_by_it(exercise: str, side: int) -> None:
    figure = shipped().get(exercise)
    assert figure is not None
    across, up = (side * step for step in figure.depth)
    for joints in map(solve, figure.stills):
        flat = {name: (x + across * z, y + up * z) for name, (x, y, z) in joints.items()}
        for start, end in pairwise(("far_shoulder", "far_elbow", "far_hand")):
            (ax, ay), (bx, by) = flat[start], flat[end]
            spots = [(ax + (bx - ax) * part / 9, ay + (by - ay) * part / 9) for part in range(10)]
            assert min(dist(spot, flat["head"]) for spot in spots) > 0.9 * radius_of("head")


def test_a_band_press_takes_the_hands_away_while_nothing_else_moves() -> None:
    figure = shipped().get("band-press")
    assert figure is not None
    near, out = (solve(figure.poses[name]) for name in ("start", "out"))
    assert out["near_hand"][0] - near["near_hand"][0] > 2
    assert {name for name in near if dist(near[name], out[name]) > 0.01} == {
        f"{side}_{joint}" for side in SIDES for joint in ("elbow", "hand")
    }


def test_a_seated_rotation_turns_the_chest_to_the_viewer_and_leaves_the_knees() -> None:
    figure = shipped().get("seated-rotation")
    assert figure is not None
    wide = {name: abs(bone(solve(pose), "near_shoulder", "far_shoulder")[0]) for name, pose in figure.poses.items()}
    assert wide["start"] < 1 < 2 < wide["turn"]
    start, turn = (solve(figure.poses[name]) for name in ("start", "turn"))
    assert all(start[f"{side}_knee"] == turn[f"{side}_knee"] for side in SIDES)


def test_a_camel_rounds_the_back_up_and_a_cat_lets_it_sink() -> None:
    figure = shipped().get("cat-camel")
    assert figure is not None
    middle = {name: solve(pose)["chest"][1] - solve(pose)["hip"][1] for name, pose in figure.poses.items()}
    assert middle["round"] > 1 > 0 > middle["sink"]


def test_the_low_back_is_off_the_floor_before_a_pelvic_tilt_and_on_it_after() -> None:
    figure = shipped().get("pelvic-tilt")
    assert figure is not None
    gap = {name: solve(pose)["waist"][1] - solve(pose)["hip"][1] for name, pose in figure.poses.items()}
    assert gap["start"] > 0.5
    assert gap["flat"] == pytest.approx(0, abs=0.05)


def test_a_press_up_lifts_the_chest_over_long_arms_while_the_hips_stay_down() -> None:
    figure = shipped().get("press-up")
    assert figure is not None
    low, high = solve(figure.poses["start"]), solve(figure.poses["up"])
    assert high["hip"] == low["hip"]
    assert high["neck"][1] - low["neck"][1] > 3
    assert dist(high["near_shoulder"], high["near_hand"]) > 0.9 * sum(CHAINS["arm"][1])


@pytest.mark.parametrize("exercise", ["figure-four", "figure-four-seated"])
def test_in_a_figure_four_one_ankle_lies_on_the_other_knee(exercise: str) -> None:
    figure = shipped().get(exercise)
    assert figure is not None
    for pose in figure.stills:
        joints = solve(pose)
        assert dist(joints["near_ankle"], joints["far_knee"]) < 1.2


BASE = {
    "poses": {
        "lying": {
            "anchor": "hip", "at": [0, 0.6], "spine": 180, "head": 175, "hips": [0, 90], "shoulders": [0, 90],
            "arms": [0, 0], "legs": [0, 0], "feet": 80,
        }
    }
}  # fmt: skip
GOOD = {"moves": ["up", "down"], "poses": {"up": {"base": "lying", "legs": [90, 90]}, "down": {"base": "lying"}}}


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {toml(field)}" for name, field in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def read_figure(folder: Path, table: Mapping[str, object]) -> Figure | None:
    """The figure of a file with these fields, beside a `base.toml` with those of BASE."""
    for name, fields in (("base", BASE), ("hop", table)):
        lines = (f"{field} = {toml(value)}" for field, value in fields.items())
        (folder / f"{name}.toml").write_text("\n".join(lines))
    return Figures(folder).get("hop")


def test_a_pose_of_a_base_and_what_is_different_is_enough(tmp_path: Path) -> None:
    assert read_figure(tmp_path, GOOD) is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"colour": "red"}, "colour is no field"),
        ({"view": "behind"}, "view is side or front"),
        ({"moves": []}, "moves is a list with the pose"),
        ({"moves": ["up", "away"]}, "a pose 'away'"),
        ({"working": ["tail"]}, "working names 'tail'"),
        ({"contact": ["tail"]}, "contact names 'tail'"),
        ({"floor": "no"}, "floor is true or false"),
        ({"depth": "deep"}, "depth is 2 numbers"),
        ({"props": ["sofa"]}, "not 'sofa'"),
        ({"props": [{"points": [[0, 0]]}]}, "points of a line are 2 or more"),
        ({"props": [{"shape": "cloud"}]}, "props[0].shape: shape is"),
        ({"props": [{"points": [["near_hand"], [0, 0]]}]}, "props[0].points[0].point: point is 2 or 3 numbers"),
        ({"poses": "all"}, "poses is an object"),
        ({"poses": {"up": {"base": "flying"}, "down": {"base": "lying"}}}, "no pose 'flying'"),
        ({"poses": {"up": {"base": "down"}, "down": {"base": "up"}}}, "no pose"),
        ({"poses": {"up": {"head": 3}, "down": {"base": "lying"}}}, "poses.up.anchor: anchor is missing"),
        (
            {"poses": {"up": {"base": "lying", "head": "high"}, "down": {"base": "lying"}}},
            "poses.up.head: head is",
        ),
        ({"poses": {"up": {"base": "lying", "arms": 3}, "down": {"base": "lying"}}}, "is two directions"),
        ({"poses": {"up": {"base": "lying", "anchor": "tail"}, "down": {"base": "lying"}}}, "anchor is a joint"),
        (
            {"poses": {"up": {"base": "lying", "arms": {"to": [9, 9], "bend": 0}}, "down": {"base": "lying"}}},
            "short of where it reaches",
        ),
    ],
)
def test_a_fault_of_a_figure_is_named(wrong: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=re.escape(said)):
        read_figure(tmp_path, GOOD | wrong)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("")
    (tmp_path / "hop.toml").write_text('view = "behind"\nmoves = ["up"]\nworking = ["tail"]\n')
    with pytest.raises(FileError, match=r"hop\.toml: view: view is .*pose 'up'.*working names 'tail'"):
        Figures(tmp_path).get("hop")


def test_a_file_that_is_no_toml_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("")
    (tmp_path / "hop.toml").write_text("view = ")
    with pytest.raises(FileError, match=r"hop\.toml cannot be read"):
        Figures(tmp_path).get("hop")


def test_an_exercise_without_a_file_has_no_figure(tmp_path: Path) -> None:
    assert Figures(tmp_path).get("my-hop") is None
    assert shipped().get("base") is None


def test_a_file_that_is_like_another_has_what_differs() -> None:
    plain, weighted = shipped().get("hip-hinge"), shipped().get("hip-hinge-loaded")
    assert plain is not None
    assert weighted is not None
    assert weighted.moves == plain.moves
    assert weighted.props != plain.props


def test_a_file_that_is_like_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("")
    (tmp_path / "hop.toml").write_text('like = "skip"\n')
    with pytest.raises(FileError, match=r"skip\.toml cannot be read"):
        Figures(tmp_path).get("hop")

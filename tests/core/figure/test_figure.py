"""Dots, motion and stills of a figure, apart from the figures that ship."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.figure.body import Pose, Reaching, Turned, blend, exchanged, solve
from tracker.core.figure.drawing import draw, measured
from tracker.core.figure.motion import Figure, Prop, PropShape, View, phase_at, pose_at
from tracker.core.figure.raster import Frame, Ink, Raster
from tracker.core.figure.stills import grid, stills
from tracker.core.model import Glyphs
from tracker.core.session.pace import Phase, parse_pace

UP, DOWN, RIGHT = (90.0, 0.0), (-90.0, 0.0), (0.0, 0.0)


def standing(arm: float) -> Pose:
    """Upright with both arms at an angle."""
    turns = dict.fromkeys(("pelvis", "lumbar", "thorax", "head"), UP)
    turns |= {"hips": (0.0, 90.0), "shoulders": (0.0, 90.0), "near_foot": RIGHT, "far_foot": RIGHT}
    arms = dict.fromkeys(("near_arm", "far_arm"), Turned((arm, 0), (arm, 0)))
    return Pose("near_ankle", (0, 0.35, 0.75), turns, arms | dict.fromkeys(("near_leg", "far_leg"), Turned(DOWN, DOWN)))


def figure(view: View = View.SIDE, working: str = "near_upper_arm", props: tuple[Prop, ...] = ()) -> Figure:
    poses = {"low": standing(-90), "level": standing(0), "high": standing(90)}
    moves = (("level", "high"), ("level", "low"))
    return measured(Figure(poses, moves, props, frozenset({working}), frozenset(), view, (-0.4, -0.15), False, True))


def text(frame: Frame, glyphs: Glyphs) -> list[str]:
    return ["".join(run for run, _ in line) for line in frame.lines(glyphs)]


def test_a_level_bar_is_a_row_of_braille() -> None:
    raster = Raster(3, 1)
    raster.bar(Ink.NEAR, (0, 0.5), (6, 0.5), 0.5)
    assert text(raster.frame(), Glyphs.BRAILLE) == ["⠉⠉⠉"]
    assert text(raster.frame(), Glyphs.BLOCKS) == ["▀▀▀"]


def test_in_blocks_a_gap_stays_open_and_a_thin_line_stays() -> None:
    raster = Raster(2, 1)
    raster.bar(Ink.NEAR, (0.5, 1), (0.5, 1), 1.0)
    raster.bar(Ink.NEAR, (0, 3.5), (2, 3.5), 0.5)
    raster.bar(Ink.FAR, (2, 3.5), (4, 3.5), 0.5)
    assert text(raster.frame(), Glyphs.BLOCKS) == ["▀▄"]


def test_a_dot_that_touches_no_other_is_tidied_away() -> None:
    raster = Raster(4, 2)
    raster.bar(Ink.FAR, (1.5, 1.5), (1.5, 1.5), 0.5)
    raster.bar(Ink.FAR, (5.5, 4.5), (6.5, 5.5), 0.5)
    raster.tidy(Ink.FAR)
    assert raster.frame().dots(Ink.FAR) == [(5, 4), (6, 5)]


def test_a_cell_has_the_ink_that_matters_most() -> None:
    raster = Raster(2, 1)
    raster.bar(Ink.PROP, (0, 3.5), (4, 3.5), 0.5)
    raster.bar(Ink.WORKING, (0.5, 0.5), (0.5, 0.5), 0.5)
    assert [ink for _, ink in raster.frame().lines()[0]] == [Ink.WORKING, Ink.PROP]


@settings(deadline=None, max_examples=60)
@given(*[st.floats(-40, 80)] * 4, st.floats(0.5, 6))
def test_a_bar_has_no_gaps_and_stays_on_the_grid(ax: float, ay: float, bx: float, by: float, wide: float) -> None:
    raster = Raster(20, 10)
    raster.bar(Ink.NEAR, (ax, ay), (bx, by), wide)
    dots = raster.frame().dots(Ink.NEAR)
    assert all(0 <= x < 40 and 0 <= y < 40 for x, y in dots)
    rows = {y for _, y in dots}
    assert not rows or rows == set(range(min(rows), max(rows) + 1))


def test_a_hold_stays_where_the_move_before_it_ended() -> None:
    moved, phases = figure(), parse_pace("3 s up, hold, 3 s down", 10)
    assert pose_at(moved, phases, 1, 0.2) == pose_at(moved, phases, 1, 0.9) == moved.poses["high"]


def test_a_move_passes_its_poses_and_slows_at_both_ends() -> None:
    moved, phases = figure(), parse_pace("4 s up, 4 s down", 0)
    heights = [solve(pose_at(moved, phases, 0, part / 4))["near_hand"][1] for part in range(5)]
    assert pose_at(moved, phases, 0, 0.5) == moved.poses["level"]
    assert heights == sorted(heights)
    assert heights[1] - heights[0] < heights[2] - heights[1]


@pytest.mark.parametrize("pace", ["3 s all of it", "1 s a, 1 s b, 1 s c", "1 s a, 1 s b, 1 s c, 1 s d, 1 s e"])
def test_a_pace_with_other_phases_still_closes_the_loop_without_a_jump(pace: str) -> None:
    moved, phases = figure(), parse_pace(pace, 0)
    for index in range(len(phases)):
        assert pose_at(moved, phases, index, 1) == pose_at(moved, phases, (index + 1) % len(phases), 0)
    assert pose_at(moved, phases, len(phases) - 1, 1) == moved.start


def test_time_runs_through_the_phases_again_and_again() -> None:
    phases = (Phase("up", 3, hold=False), Phase("hold", 10, hold=True), Phase("down", 2, hold=False))
    assert phase_at(phases, 1.5) == (0, 0.5)
    assert phase_at(phases, 8) == (1, 0.5)
    assert phase_at(phases, 15 * 4 + 14) == (2, 0.5)


def test_the_other_side_seen_from_the_side_works_with_the_other_limb() -> None:
    moved = figure()
    this, other = (draw(moved, moved.poses["level"], 30, 14, other_side=side) for side in (False, True))
    assert len(this.dots(Ink.WORKING)) > len(other.dots(Ink.WORKING)) > 0


def test_the_other_side_seen_from_the_front_is_the_mirror_image() -> None:
    moved = figure(View.FRONT)
    this, other = (draw(moved, moved.poses["level"], 30, 14, other_side=side) for side in (False, True))
    assert {(59 - x, y) for x, y in this.dots(Ink.NEAR)} == set(other.dots(Ink.NEAR))


def test_near_limbs_are_drawn_heavier_than_far_ones() -> None:
    frame = draw(figure(working="head"), standing(0), 40, 18)
    assert len(frame.dots(Ink.FAR)) > 0
    assert len(frame.dots(Ink.NEAR)) > 3 * len(frame.dots(Ink.FAR))


def test_a_band_is_seen_where_it_crosses_the_trunk() -> None:
    ends = ((-3.0, 12.0, 0.0), (3.0, 12.0, 0.0))
    dots = {}
    for shape in (PropShape.LINE, PropShape.BAND):
        crossed = figure(working="head", props=(Prop(shape, ends),))
        dots[shape] = len(draw(crossed, crossed.poses["high"], 60, 24).dots(Ink.NEAR))
    assert dots[PropShape.BAND] < dots[PropShape.LINE]


def test_a_far_arm_is_seen_on_the_trunk_when_it_crosses_before_it_and_not_when_behind() -> None:
    faced = figure(View.FRONT, working="thorax")
    ahead, behind = (
        replace(standing(-90), limbs={**standing(-90).limbs, "far_arm": Reaching((0.3, 12, z), DOWN)}) for z in (2, -2)
    )
    chest = {
        name: len(draw(faced, pose, 60, 24).dots(Ink.WORKING)) for name, pose in (("seen", ahead), ("hidden", behind))
    }
    assert chest["seen"] < chest["hidden"]


def test_near_and_far_exchanged_twice_is_the_same_body() -> None:
    pose = blend(standing(-90), standing(30), 0.4)
    again = solve(exchanged(exchanged(pose)))
    assert {name: pytest.approx(point) for name, point in solve(pose).items()} == again


def test_stills_fill_the_room_with_every_pose_that_can_be_read() -> None:
    moved = figure()
    assert grid(moved, 3, 60, 12) == (3, 1)
    assert grid(moved, 3, 20, 60) == (1, 3)
    assert grid(moved, 3, 12, 7) == (1, 1)
    for cols, rows in ((60, 12), (20, 60), (12, 7), (61, 13)):
        lines = stills(moved, cols, rows)
        assert 0 < len(lines) <= rows
        assert all(sum(len(run) for run, _ in line) <= cols for line in lines)

"""A figure as lines: the same bones at the same places as in dots."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

import pytest

from tests.core.figure.test_figure import figure, standing
from tests.support.figures import figure_ids
from tracker.core.figure.drawing import draw
from tracker.core.figure.motion import Figure, Prop, PropShape
from tracker.core.figure.raster import DOTS_ACROSS, DOTS_DOWN, Ink
from tracker.core.figure.vector import Ring, ThickLine, VectorPicture, draw_lines
from tracker.library.figures import shipped

# A pose on the way, or a stick along the back, may stand out by less than the gap between two pictures.
MARGIN = 5


def bars(picture: VectorPicture) -> Iterator[ThickLine]:
    return (shape for part in picture.parts for shape in part if isinstance(shape, ThickLine))


def distance(bar: ThickLine, x: float, y: float) -> float:
    """From a spot to the middle line of a bar."""
    (ax, ay), (bx, by) = bar.start, bar.end
    dx, dy = bx - ax, by - ay
    along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy) if (dx, dy) != (0, 0) else 0.0
    part = min(max(along, 0.0), 1.0)
    return hypot(x - ax - part * dx, y - ay - part * dy)


def test_the_arm_that_rises_in_dots_rises_in_lines() -> None:
    moving = figure()
    low, level, high = (draw_lines(moving, standing(angle), 10) for angle in (-90, 0, 90))
    tops = [min(bar.end[1] for bar in bars(picture) if bar.ink is Ink.WORKING) for picture in (low, level, high)]
    assert tops[0] > tops[1] > tops[2]


@pytest.mark.parametrize("exercise", ["bird-dog", "knee-rolls", "band-row", "walk"])
def test_every_dot_of_the_body_lies_on_a_line_of_it(exercise: str) -> None:
    moving = shipped().get(exercise)
    assert moving is not None
    picture = draw_lines(moving, moving.start, 10)
    cols = 60
    frame = draw(moving, moving.start, cols, round(cols * DOTS_ACROSS * picture.height / picture.width / DOTS_DOWN) + 1)
    scale = picture.width / (cols * DOTS_ACROSS)
    left = (frame.rows * DOTS_DOWN - picture.height / scale) / 2
    for ink in (Ink.NEAR, Ink.WORKING, Ink.FAR):
        own = [bar for bar in bars(picture) if bar.ink is ink]
        for x, y in frame.dots(ink):
            spot = (x + 0.5) * scale, (y + 0.5 - left) * scale
            assert any(distance(bar, *spot) <= bar.radius + scale for bar in own), (ink, x, y)


def test_all_that_is_drawn_lies_in_the_picture() -> None:
    for exercise in figure_ids():
        moving = shipped().get(exercise)
        assert moving is not None
        for pose in moving.stills[:2]:
            picture = draw_lines(moving, pose, 10)
            for bar in bars(picture):
                for x, y in (bar.start, bar.end):
                    assert -MARGIN <= x <= picture.width + MARGIN, exercise
                    assert -MARGIN <= y <= picture.height + MARGIN, exercise


def test_parts_lie_before_one_another_in_the_order_of_the_dots() -> None:
    picture = draw_lines(figure(), standing(0), 10)
    inks = [{shape.ink for shape in part} for part in picture.parts]
    assert inks[0] == {Ink.PROP}, "the floor is behind everything"
    assert inks.index({Ink.FAR}) < next(place for place, ink in enumerate(inks) if Ink.NEAR in ink)


def test_a_ring_is_a_ring() -> None:
    wheel = figure(props=(Prop(PropShape.RING, ((1.0, 1.0, 0.0),), 1.0),))
    rings = [shape for part in draw_lines(wheel, wheel.start, 10).parts for shape in part if isinstance(shape, Ring)]
    assert [ring.radius for ring in rings] == [pytest.approx(10)]


@pytest.mark.parametrize("exercise", figure_ids())
def test_the_two_positions_of_an_exercise_that_moves_differ(exercise: str) -> None:
    moving = shipped().get(exercise)
    assert isinstance(moving, Figure)
    drawn = {draw_lines(moving, pose, 10) for pose in moving.stills[:2]}
    assert len(drawn) == min(len(moving.stills), 2)

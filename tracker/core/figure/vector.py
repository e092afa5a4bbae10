"""A figure as lines and circles, for paper: the same drawing as in dots, at any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.core.figure.body import Pose
from tracker.core.figure.drawing import draw_on, size_of
from tracker.core.figure.motion import Figure
from tracker.core.figure.raster import Ink, Spot


@dataclass(frozen=True, slots=True)
class ThickLine:
    """A line with round ends, `radius` to each side; a disc where it begins and ends at one spot."""

    ink: Ink
    start: Spot
    end: Spot
    radius: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle drawn with a line of `width`."""

    ink: Ink
    centre: Spot
    radius: float
    width: float


Part = tuple[ThickLine | Ring, ...]


@dataclass(frozen=True, slots=True)
class VectorPicture:
    """A picture of `width` × `height` units, y downwards: its parts, each before those that come earlier."""

    width: float
    height: float
    parts: tuple[Part, ...]


class _VectorCanvas:
    """Collects what is drawn, part by part."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._parts: list[list[ThickLine | Ring]] = []

    def picture(self) -> VectorPicture:
        return VectorPicture(self.width, self.height, tuple(tuple(part) for part in self._parts if part))

    def begin_part(self) -> None:
        self._parts.append([])

    def bar(self, ink: Ink, start: Spot, end: Spot, radius: float) -> None:
        self._parts[-1].append(ThickLine(ink, start, end, radius))

    def ring(self, ink: Ink, centre: Spot, radius: float, width: float) -> None:
        self._parts[-1].append(Ring(ink, centre, radius, width))

    def clear(self, inks: Iterable[Ink], start: Spot, end: Spot, radius: float) -> None:
        """Parts are told apart by their outlines."""


def draw_lines(figure: Figure, pose: Pose, units: float) -> VectorPicture:
    """The figure in `pose`, `units` to a tenth of a metre, with room for all of its movement."""
    width, height = size_of(figure)
    canvas = _VectorCanvas(width * units, height * units)
    draw_on(canvas, figure, pose)
    return canvas.picture()

"""A figure in two positions as SVG: outlined, the body white, what is behind it light, what works grey."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.figure.motion import Figure
from tracker.core.figure.raster import Ink
from tracker.core.figure.vector import Part, Ring, ThickLine, VectorPicture, draw_lines

UNITS = 10.0
OUTLINE = 1.6
THINNEST = 1.6
GAP = 6.0
# Width to height of the room that the style sheet gives the picture.
ROOM = 2.3


def figure_svg(figure: Figure, label: str) -> str:
    """Both positions beside or above each other, whichever draws them larger; `label` is the name of the exercise."""
    pictures = [draw_lines(figure, pose, UNITS) for pose in figure.stills[:2]]
    places, width, height = _arranged(pictures)
    groups = "".join(
        f'<g transform="translate({x:.1f} {y:.1f})">{"".join(_lines(picture))}</g>'
        for picture, (x, y) in zip(pictures, places, strict=True)
    )
    return f'<svg viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="{label}">{groups}</svg>'


def _arranged(pictures: list[VectorPicture]) -> tuple[list[tuple[float, float]], float, float]:
    """Where each picture goes, and the width and height of all."""
    width, height = pictures[0].width, pictures[0].height
    count = len(pictures)
    across, down = count * width + (count - 1) * GAP, count * height + (count - 1) * GAP
    if max(across / ROOM, height) <= max(width / ROOM, down):
        return [(number * (width + GAP), 0.0) for number in range(count)], across, height
    return [(0.0, number * (height + GAP)) for number in range(count)], width, down


def _lines(picture: VectorPicture) -> Iterator[str]:
    for part in picture.parts:
        yield from _outlines(part)
        yield from _insides(part)


def _outlines(part: Part) -> Iterator[str]:
    """The outline of a part of the body, or a thing as it is."""
    for shape in part:
        if isinstance(shape, Ring):
            (x, y), radius = shape.centre, shape.radius
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" stroke-width="{THINNEST}" class="{shape.ink}"/>'
        elif shape.ink is Ink.PROP:
            yield _line(shape, max(2 * shape.radius, THINNEST), shape.ink)
        else:
            yield _line(shape, 2 * shape.radius + OUTLINE, "outline")


def _insides(part: Part) -> Iterator[str]:
    for shape in part:
        if isinstance(shape, ThickLine) and shape.ink is not Ink.PROP:
            yield _line(shape, 2 * shape.radius - OUTLINE, shape.ink)


def _line(shape: ThickLine, width: float, style: str) -> str:
    """A line with round ends; the smallest step keeps a disc from being no line at all."""
    (ax, ay), (bx, by) = shape.start, shape.end
    x = bx if (ax, ay) != (bx, by) else bx + 0.01
    return f'<path d="M{ax:.1f} {ay:.1f}L{x:.2f} {by:.1f}" stroke-width="{width:.1f}" class="{style}"/>'

"""Dots: layers of ink on a grid, thick lines and discs into them, and the characters that show them.

A layer is one whole number per row of dots, bit 0 at the left, so that a run of dots is one operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, hypot, sqrt

DOTS_ACROSS, DOTS_DOWN = 2, 4
Spot = tuple[float, float]
Run = tuple[str, "Ink | None"]
Show = Callable[[int, int, int, int], str]

_LEFT, _RIGHT = (0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)
_BRAILLE = tuple(
    tuple((bits & 1) * _LEFT[row] + (bits >> 1) * _RIGHT[row] for bits in range(4)) for row in range(DOTS_DOWN)
)
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


class Ink(StrEnum):
    """What a dot belongs to; of several in a cell the first named here colours it."""

    WORKING = "working"
    NEAR = "near"
    FAR = "far"
    PROP = "prop"


class Glyphs(StrEnum):
    """The characters that dots are shown with."""

    BRAILLE = "braille"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture of `cols` × `rows` cells, 2 × 4 dots each, as layers of ink."""

    cols: int
    rows: int
    layers: dict[Ink, list[int]]

    def dots(self, ink: Ink) -> list[tuple[int, int]]:
        """The (x, y) of every dot of `ink`, y downwards."""
        return [
            (x, y) for y, row in enumerate(self.layers[ink]) for x in range(self.cols * DOTS_ACROSS) if row >> x & 1
        ]

    def lines(self, glyphs: Glyphs = Glyphs.BRAILLE) -> list[list[Run]]:
        """Each row of cells as runs of text in one ink, None where it is blank."""
        show = _braille if glyphs is Glyphs.BRAILLE else _blocks
        return [self._line(row * DOTS_DOWN, show) for row in range(self.rows)]

    def _line(self, top: int, show: Show) -> list[Run]:
        inks: list[tuple[Ink, int]] = []
        a, b, c, d = (0, 0, 0, 0)
        for ink, rows in self.layers.items():
            first, second, third, fourth = rows[top : top + DOTS_DOWN]
            if dots := first | second | third | fourth:
                inks.append((ink, dots))
                a, b, c, d = a | first, b | second, c | third, d | fourth
        runs: list[Run] = []
        text, before = "", None
        for shift in range(0, self.cols * DOTS_ACROSS, DOTS_ACROSS):
            now = None
            for ink, dots in inks:
                if dots >> shift & 3:
                    now = ink
                    break
            if now is not before:
                runs.append((text, before))
                text, before = "", now
            text += show(a >> shift & 3, b >> shift & 3, c >> shift & 3, d >> shift & 3) if now else " "
        return [run for run in (*runs, (text, before)) if run[0]]


class Raster:
    """A frame being drawn; whatever lies outside it is cut off."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self._width, self._height = cols * DOTS_ACROSS, rows * DOTS_DOWN
        self._layers = {ink: [0] * self._height for ink in Ink}

    def frame(self) -> Frame:
        """What was drawn."""
        return Frame(self.cols, self.rows, self._layers)

    def bar(self, ink: Ink, start: Spot, end: Spot, radius: float) -> None:
        """A line with round ends, `radius` to each side."""
        rows = self._layers[ink]
        for y, run in self._runs(start, end, radius):
            rows[y] |= run

    def ring(self, ink: Ink, centre: Spot, radius: float, width: float) -> None:
        """A circle drawn with a line of `width`."""
        inner = dict(self._runs(centre, centre, radius - width))
        rows = self._layers[ink]
        for y, run in self._runs(centre, centre, radius):
            rows[y] |= run & ~inner.get(y, 0)

    def clear(self, ink: Ink, start: Spot, end: Spot, radius: float) -> None:
        """Takes away what is of `ink` where a line would be."""
        rows = self._layers[ink]
        for y, run in self._runs(start, end, radius):
            rows[y] &= ~run

    def _runs(self, start: Spot, end: Spot, radius: float) -> Iterator[tuple[int, int]]:
        """(row, bits) of a line with round ends: on each row of dots it is one run."""
        (ax, ay), (bx, by) = start, end
        long = hypot(bx - ax, by - ay)
        nx, ny = ((ay - by) / long * radius, (bx - ax) / long * radius) if long else (0.0, 0.0)
        edges = ((ax + nx, ay + ny, bx + nx, by + ny), (ax - nx, ay - ny, bx - nx, by - ny))
        top, bottom = max(ceil(min(ay, by) - radius - 0.5), 0), floor(max(ay, by) + radius - 0.5)
        for row in range(top, min(bottom, self._height - 1) + 1):
            y = row + 0.5
            xs: list[float] = []
            for cx, cy in (start, end):
                if abs(y - cy) <= radius:
                    half = sqrt(radius * radius - (y - cy) ** 2)
                    xs += (cx - half, cx + half)
            for x1, y1, x2, y2 in edges:
                if y1 != y2 and min(y1, y2) <= y <= max(y1, y2):
                    xs.append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
            if xs:
                left, right = max(ceil(min(xs) - 0.5), 0), min(floor(max(xs) - 0.5), self._width - 1)
                if left <= right:
                    yield row, (1 << right + 1) - (1 << left)


def _braille(a: int, b: int, c: int, d: int) -> str:
    return chr(0x2800 | _BRAILLE[0][a] | _BRAILLE[1][b] | _BRAILLE[2][c] | _BRAILLE[3][d])


def _blocks(a: int, b: int, c: int, d: int) -> str:
    return _BLOCKS[(a | b) | (c | d) << 2]

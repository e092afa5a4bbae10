"""Dots on a grid: layers of ink, drawing thick lines and discs into them, and the characters that show them.

A layer is one whole number per row of dots, bit 0 at the left, so that a run of dots is one operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice
from math import ceil, floor, hypot, sqrt

from tracker.core.model import Glyphs

DOTS_ACROSS, DOTS_DOWN = 2, 4
SLACK = 1e-9
Spot = tuple[float, float]
Run = tuple[str, "Ink | None"]


class Ink(StrEnum):
    """What a dot belongs to; of several in a cell the first named here colours it."""

    WORKING = "working"
    NEAR = "near"
    FAR = "far"
    PROP = "prop"


# The character of a cell by its eight dots, two bits to a row of dots, the upper left one the lowest.
_DOTS_OF_BRAILLE = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
_BLOCK_BY_QUARTERS = " ▀▀▀▄▌██▄█▐█▄███"


def _block(cell: int) -> str:
    """The block for a cell: two dots fill a quarter, so that gaps stay open; where none has two, one does."""
    upper, lower = cell & 0b00110011, cell >> 2 & 0b00110011
    both = upper & lower
    filled = both or upper | lower
    return _BLOCK_BY_QUARTERS[filled & 3 | filled >> 2]


_CELLS = {
    Glyphs.BRAILLE: tuple(
        chr(0x2800 + sum(dot for bit, dot in enumerate(_DOTS_OF_BRAILLE) if cell >> bit & 1)) for cell in range(256)
    ),
    Glyphs.BLOCKS: tuple(_block(cell) for cell in range(256)),
}


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
        cells = _CELLS[glyphs]
        return [self._line(row * DOTS_DOWN, cells) for row in range(self.rows)]

    def _line(self, top: int, cells: tuple[str, ...]) -> list[Run]:
        inked = [(ink, rows) for ink, layer in self.layers.items() if any(rows := layer[top : top + DOTS_DOWN])]
        if not inked:
            return [(" " * self.cols, None)]
        a, b, c, d = 0, 0, 0, 0
        text: list[str] = [" "] * self.cols
        inks: list[Ink | None] = [None] * self.cols
        for ink, (first, second, third, fourth) in reversed(inked):
            a, b, c, d = a | first, b | second, c | third, d | fourth
            dots = first | second | third | fourth
            while dots:
                cell = (dots & -dots).bit_length() - 1 >> 1
                inks[cell], shift = ink, 2 * cell
                text[cell] = cells[
                    a >> shift & 3 | (b >> shift & 3) << 2 | (c >> shift & 3) << 4 | (d >> shift & 3) << 6
                ]
                dots &= -4 << shift
        rest = iter(text)
        return [("".join(islice(rest, len(list(run)))), ink) for ink, run in groupby(inks)]


class Raster:
    """A frame being drawn; whatever lies outside it is cut off."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self._width, self._height = cols * DOTS_ACROSS, rows * DOTS_DOWN
        self._layers = {ink: [0] * self._height for ink in Ink}

    @property
    def width(self) -> int:
        """Dots across."""
        return self._width

    @property
    def height(self) -> int:
        """Dots down."""
        return self._height

    def begin_part(self) -> None:
        """Nothing to do: what is drawn later covers what was drawn before."""

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

    def clear(self, inks: Iterable[Ink], start: Spot, end: Spot, radius: float) -> None:
        """Clear the dots of `inks` where a line would be."""
        layers = [self._layers[ink] for ink in inks]
        for y, run in self._runs(start, end, radius):
            for rows in layers:
                rows[y] &= ~run

    def tidy(self, ink: Ink) -> None:
        """Clear the dots of `ink` that touch no other: remains of a limb behind another one."""
        rows = self._layers[ink]
        wide = [row | row << 1 | row >> 1 for row in (0, *rows, 0)]
        for y, row in enumerate(rows):
            rows[y] &= row << 1 | row >> 1 | wide[y] | wide[y + 2]

    def _runs(self, start: Spot, end: Spot, radius: float) -> Iterator[tuple[int, int]]:
        """(row, bits) of a line with round ends: on each row of dots it is one run.

        Downwards, each of its two edges is the arc around the upper end, then straight, then the arc around the lower.
        """
        (ax, ay), (bx, by) = (start, end) if start[1] <= end[1] else (end, start)
        across, down = bx - ax, by - ay
        long = hypot(across, down) or 1.0
        nx, ny = down / long * radius, across / long * radius
        slope = across / down if down else 0.0
        square = radius * radius + SLACK
        top, bottom = max(ceil(ay - radius - 0.5), 0), min(floor(by + radius - 0.5), self._height - 1)
        for row in range(top, bottom + 1):
            y = row + 0.5
            if y <= ay + ny:
                left = ax - sqrt(square - (y - ay) ** 2)
            elif y >= by + ny:
                left = bx - sqrt(square - (y - by) ** 2)
            else:
                left = ax - nx + (y - ay - ny) * slope
            if y <= ay - ny:
                right = ax + sqrt(square - (y - ay) ** 2)
            elif y >= by - ny:
                right = bx + sqrt(square - (y - by) ** 2)
            else:
                right = ax + nx + (y - ay + ny) * slope
            first, last = max(ceil(left - 0.5), 0), min(floor(right - 0.5), self._width - 1)
            if first <= last:
                yield row, (2 << last) - (1 << first)

"""Charts drawn with plotext; nothing else imports it.

plotext gives a picture as text with escape codes alone. It is given a number instead of a colour for each ink, and the
numbers are read back from its escape codes. Without this a change of theme would draw every chart anew. Where the codes
have another form, the marks are drawn without their colours.

plotext rounds points, lines and bars each in its own way, so that equal values can stand in different rows. Only axes
and lines of braille are its own; points, bars and rules are put into their cells here, by one formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby, product
from math import ceil
from operator import attrgetter
from threading import Lock
from typing import Any

from tracker.compat.partial_import import PLOTEXT_UNUSED, import_without
from tracker.tui.widgets.charts.layout import day_columns, fitting_ticks, is_crowded, rows_of
from tracker.tui.widgets.charts.spec import Bar, ChartInk, ChartPoint, ChartSpec, Series

Cell = tuple[str, ChartInk | None]
Rows = list[list[Cell]]

ESCAPE_CODE = re.compile(r"\x1b\[([0-9;]*)m")
INKS = tuple(ChartInk)
CROWDED = "·"
RULE = "┈"
HALF_EIGHTH = 1 / 16
EIGHTHS = "▁▂▃▄▅▆▇█"
# A value on the border of two cells must not fall into the lower one for a rounding error.
ROUNDING = 1e-9
# Columns of the usual bar from which on each gives up one as a gap to the next, so that all gaps are equal.
ROOMY = 2

_lock = Lock()
_plotext: Any = None


def load() -> None:
    """Load plotext, for which no key should wait: call it in a thread once the first screen is up."""
    global _plotext
    with _lock:
        if _plotext is None:
            plotext = import_without("plotext", PLOTEXT_UNUSED)
            plotext.terminal.limit(False, False)  # else a chart is cut to the size of the terminal it was started in
            _plotext = plotext


def is_loaded() -> bool:
    """Whether plotext is loaded, so that drawing takes milliseconds."""
    return _plotext is not None


def draw(plot: ChartSpec, width: int, height: int) -> Rows:
    """The marks of `plot` with their axes as `height` rows of `width` cells."""
    load()
    with _lock:
        return _ChartDrawer(_plotext, plot, width, height).marks()


class _ChartDrawer:
    """plotext's one global figure, set up for one plot; used while the lock is taken."""

    def __init__(self, plotext: Any, plot: ChartSpec, width: int, height: int) -> None:
        self._plotext, self._figure, self._plot = plotext, plotext.figure, plot
        self._width, self._height = width, height
        self._left, self._columns = day_columns(plot, width)
        self._rows = rows_of(plot, self._columns, height)

    def marks(self) -> Rows:
        """Everything that has a glyph, as cells: plotext draws axes and lines, all else is put into its cell here."""
        self._begin()
        for series in filter(attrgetter("lines"), self._plot.series):
            self._lines(series)
        cells = self._cells()
        for bar in self._plot.bars:
            self._bar(cells, bar)
        for rule, column in product(self._plot.rules, range(self._left, self._left + self._columns)):
            self._put(cells, self._rule_row(rule.height), column, (RULE, rule.ink), over=False)
        # Where points crowd, what they add up to goes over them; elsewhere a line must not hide a point.
        for series in self._plot.series:
            if not series.lines:
                self._points(cells, series)
        return cells

    def _row(self, y: float) -> int:
        return self._rows - 1 - min(int(y * self._rows / self._plot.top + ROUNDING), self._rows - 1)

    def _rule_row(self, y: float) -> int:
        """The row of a rule: that of the points of its value, or the last one that a bar of its value fills."""
        return self._row(y - self._plot.top / self._rows * HALF_EIGHTH) if self._plot.bars else self._row(y)

    def _column(self, x: float) -> int:
        return self._left + min(int((x + 0.5) * self._columns / self._plot.days), self._columns - 1)

    def _put(self, cells: Rows, row: int, column: int, cell: Cell, *, over: bool) -> None:
        if 0 <= row < len(cells) and 0 <= column < len(cells[row]) and (over or cells[row][column][0] in (" ", RULE)):
            cells[row][column] = cell

    def _begin(self) -> None:
        figure, plot = self._figure, self._plot
        figure.clear()
        figure.plot_size(self._width, self._height)
        figure.canvas("default")
        figure.axes(False)
        figure.axes(True, axis="x", side="lower", pixel=self._pixel(ChartInk.AXIS))
        x, y = figure.ruler("x"), figure.ruler("y")
        ticks = fitting_ticks(plot, self._columns)
        for ruler, low, high in ((x, -0.5, plot.days - 0.5), (y, 0, plot.top)):
            ruler.lim(low, high).alignment(lim="edge").pixel(self._pixel(ChartInk.AXIS))
        x.ticks([plot.x(day) for day, _ in ticks], [label for _, label in ticks])
        y.ticks([at for at, _ in plot.y_ticks], [f"{label} " for _, label in plot.y_ticks])

    def _pixel(self, ink: ChartInk) -> Any:
        return self._plotext.pixel(INKS.index(ink) + 1)

    def _bar(self, cells: Rows, bar: Bar) -> None:
        """Fill the cells of a bar from 0 on, its last one by eighths, with a column between it and the next."""
        share = self._columns / self._plot.days
        begin, end = (round((x + 0.5) * share) for x in (bar.left, bar.right))
        end -= (bar.right - bar.left) * share >= ROOMY
        eighths = max(round(bar.height * self._rows * 8 / self._plot.top), 1)
        for up in range(min(ceil(eighths / 8), self._rows)):
            glyph = EIGHTHS[min(eighths - 8 * up, 8) - 1]
            for column in range(begin, max(end, begin + 1)):
                self._put(cells, self._rows - 1 - up, self._left + column, (glyph, bar.ink), over=False)

    def _points(self, cells: Rows, series: Series) -> None:
        small = is_crowded(self._plot, series, self._columns)
        cell = CROWDED if small else series.glyph, series.ink
        for x, y in chain.from_iterable(series.runs):
            self._put(cells, self._row(y), self._column(x), cell, over=not small)

    def _lines(self, series: Series) -> None:
        runs = [self._outline(run) for run in series.runs]
        points = list(chain.from_iterable(runs))
        if not points:
            return
        marker = self._plotext.marker("braille", self._pixel(series.ink))
        signal = self._figure.signal(*map(list, zip(*points, strict=True)), marker=marker)
        signal.lines()
        for at in accumulate(map(len, runs[:-1]), initial=0):
            signal.line(at, False)
        self._figure.draw(signal)

    def _outline(self, run: Sequence[ChartPoint]) -> list[ChartPoint]:
        """The first, lowest, highest and last point for each column of dots: plotext takes its time over each."""
        share = 2 * self._columns / self._plot.days
        outline: list[ChartPoint] = []
        for _, column in groupby(run, key=lambda point: int((point[0] + 0.5) * share)):
            points = list(column)
            low, high = (extreme(points, key=lambda point: point[1]) for extreme in (min, max))
            outline += dict.fromkeys((points[0], low, high, points[-1]))
        return outline

    def _cells(self) -> Rows:
        lines = self._figure.build().string().split("\n")[: self._height]  # there is one newline too many
        return [list(_read(line)) for line in lines]


def _read(line: str) -> Iterator[Cell]:
    """The characters of a line of plotext's, each with the ink whose number it was coloured with."""
    ink: ChartInk | None = None
    for index, part in enumerate(ESCAPE_CODE.split(line)):
        if index % 2 == 0:
            for glyph in part:
                yield glyph, ink
        elif part == "0":
            ink = None
        elif part.startswith("38;5;"):
            number = int(part[5:])
            ink = INKS[number - 1] if 0 < number <= len(INKS) else None

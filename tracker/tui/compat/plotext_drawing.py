"""Charts drawn with plotext; nothing else imports it.

plotext gives a picture as text with escape codes alone. It is given a number instead of a colour for each ink, and the
numbers are read back from its escape codes. Without this a change of theme would draw every chart anew. Where the codes
have another form, the marks are drawn without their colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from threading import Lock
from typing import Any

from tracker.compat.partial_import import PLOTEXT_UNUSED, import_without
from tracker.tui.widgets.charts.layout import day_columns, fitting_ticks, is_crowded
from tracker.tui.widgets.charts.spec import Bar, ChartInk, ChartPoint, ChartSpec, Rule, Series

Cell = tuple[str, ChartInk | None]
Rows = list[list[Cell]]

ESCAPE_CODE = re.compile(r"\x1b\[([0-9;]*)m")
INKS = tuple(ChartInk)
CROWDED = "·"
# Half columns for which a bar gets a gap of a whole one, and of half of one; narrower bars stand side by side.
ROOMY, TIGHT = 6, 4

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
        self._columns = day_columns(plot, width)[1]

    def marks(self) -> Rows:
        """Everything that has a glyph, as cells."""
        self._begin()
        for rule in self._plot.rules:
            self._rule(rule)
        for ink, bars in groupby(self._plot.bars, key=lambda bar: bar.ink):
            self._bars(ink, bars)
        # Where points crowd, what they add up to goes over them; elsewhere a line must not hide a point.
        for series in sorted(self._plot.series, key=self._is_crowded, reverse=True):
            self._series(series)
        return self._cells()

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

    def _marker(self, ink: ChartInk, glyph: str) -> Any:
        return self._plotext.marker(glyph, self._pixel(ink))

    def _rule(self, rule: Rule) -> None:
        self._figure.line(rule.height, "horizontal", pixel=self._pixel(rule.ink), style="dotted")

    def _bars(self, ink: ChartInk, bars: Iterable[Bar]) -> None:
        """Draws them as one line of their upper edges, filled down to the axis: plotext takes its time over each."""
        points = [(x, bar.height) for bar in bars for x in self._edges(bar)]
        signal = self._figure.signal(*map(list, zip(*points, strict=True)), marker=self._marker(ink, "hd"))
        signal.density("full", scope="both").lines().fillx()
        for at in range(0, len(points), 2):
            signal.line(at, False)
        self._figure.draw(signal)

    def _edges(self, bar: Bar) -> tuple[float, float]:
        # In halves of columns, in which these markers are drawn: else rounding would close the gap to the next bar.
        halves = 2 * self._columns / self._plot.days
        left, right = (round((x + 0.5) * halves) for x in (bar.left, bar.right))
        gap = 2 if right - left >= ROOMY else 1 if right - left >= TIGHT else 0
        return (left + 0.5) / halves - 0.5, (max(right - gap, left + 1) - 0.5) / halves - 0.5

    def _series(self, series: Series) -> None:
        runs = [self._outline(run) for run in series.runs] if series.lines else [self._visible(series)]
        points = [point for run in runs for point in run]
        if not points:
            return
        glyph = "braille" if series.lines else CROWDED if self._is_crowded(series) else series.glyph
        signal = self._figure.signal(*map(list, zip(*points, strict=True)), marker=self._marker(series.ink, glyph))
        if series.lines:
            signal.lines()
            at = 0
            for run in runs:
                signal.line(at, False)
                at += len(run)
        self._figure.draw(signal)

    def _is_crowded(self, series: Series) -> bool:
        return is_crowded(self._plot, series, self._columns)

    # Fifty years have many more points than there are cells, and plotext takes its time over each.

    def _visible(self, series: Series) -> list[ChartPoint]:
        """The points of a series without those that would fall on the same cell."""
        share = self._columns / self._plot.days
        return list({(int((x + 0.5) * share), y): (x, y) for run in series.runs for x, y in run}.values())

    def _outline(self, run: Sequence[ChartPoint]) -> list[ChartPoint]:
        """The first, lowest, highest and last point of a line for each column of braille dots."""
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

"""Charts: a `ChartSpec` drawn with plotext, in the colours of the theme; nothing else in the program uses plotext.

plotext is given a number instead of a colour for each ink, and the numbers are read back from what it has drawn. So a
change of theme restyles the characters without drawing them anew. Points, bars, rules and the tinted areas behind them
are put into their cells here. There is no colour in this file, only names that the theme gives one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, chain, groupby, pairwise, product
from math import ceil
from operator import attrgetter
from threading import Lock
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events, work
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.compat.partial_import import PLOTEXT_UNUSED, import_without
from tracker.tui.widgets.chart_spec import AxisTick, Bar, ChartInk, ChartPoint, ChartSpec, Series
from tracker.tui.widgets.day_messages import DayChosen, DayPointed

Cell = tuple[str, ChartInk | None]
Rows = list[list[Cell]]
Areas = list[list[ChartInk | None]]
# The ink, that of the area behind it, and whether the cursor is there.
Look = tuple[ChartInk | None, ChartInk | None, bool]

SMALLEST = (24, 5)
COLOUR = re.compile(r"\x1b\[([0-9;]*)m")
INKS = tuple(ChartInk)
TEXTURE = "░"
CROWDED = "·"
FEWEST_ROWS = 8
RULE = "┈"
EIGHTHS = "▁▂▃▄▅▆▇█"
# A value on the border of two cells must not fall into the lower one for a rounding error.
ROUNDING = 1e-9
# Columns from which on a bar gives up one as a gap to the next.
ROOMY = 3
# Points for each column that has any, from which on they are crowded.
CROWD = 1.25
# What the inks look like. Styles of the widget's own would be worked out anew, each, for every key that is pressed.
MARKS = {
    ChartInk.AXIS: "$foreground-muted",
    ChartInk.RULE: "$foreground 25%",
    ChartInk.FULL: "$success",
    ChartInk.BAR: "$success",
    ChartInk.NOW: "$accent",
    ChartInk.MISSED: "$foreground-muted",
    ChartInk.PAIN: "$accent",
    ChartInk.MEDIAN: "bold $secondary",
    ChartInk.BAND: "$foreground-muted",
    ChartInk.STEP: "bold $success",
    ChartInk.FLARE: "bold $error",
    ChartInk.PAUSE: "$foreground-muted",
    ChartInk.WORK: "$accent",
    ChartInk.PLANNED: "$secondary",
    ChartInk.DURING: "$error",
    ChartInk.LEG: "bold $warning",
}
TINTS = {ChartInk.BAND: "on $secondary 15%", ChartInk.FLARE: "on $error 14%", ChartInk.PAUSE: "on $foreground 8%"}
POINTED = "on $foreground 22%"

_lock = Lock()
_loaded: Any = None


def warm_up() -> None:
    """Loads plotext, for which no key should wait: call it in a thread once the first screen is up."""
    global _loaded
    with _lock:
        if _loaded is None:
            plotext = import_without("plotext", PLOTEXT_UNUSED)
            plotext.terminal.limit(False, False)  # else a chart is cut to the size of the terminal it was started in
            _loaded = plotext


def is_warm() -> bool:
    """Whether plotext is loaded, so that drawing takes milliseconds."""
    return _loaded is not None


def draw(plot: ChartSpec, width: int, height: int) -> Rows:
    """Draws `plot` in `width` × `height` cells: the marks with their axes."""
    warm_up()
    with _lock:
        return _ChartDrawer(_loaded, plot, width, height).marks()


def areas(plot: ChartSpec, width: int, height: int) -> Areas:
    """The inks with which the cells of the same picture are tinted; of areas on top of each other the last."""
    left, columns = canvas(plot, width)
    rows = rows_of(plot, columns, height)
    tints: Areas = [[None] * width for _ in range(height)]
    for span in plot.spans:
        begin, end = ((x + 0.5) * columns / plot.days for x in (span.left, span.right))
        low, high = (y * rows / plot.top for y in (span.low, span.high))
        for row in tints[rows - ceil(high) : rows - int(low)]:
            cells = slice(left + int(begin), left + max(ceil(end), int(begin) + 1))
            row[cells] = [span.ink] * len(row[cells])
    return tints


def canvas(plot: ChartSpec, width: int) -> tuple[int, int]:
    """The column in which the days begin, and the number of columns they have."""
    left = max((len(label) for _, label in plot.y_ticks), default=-1) + 1
    return left, max(width - left, 1)


def rows_of(plot: ChartSpec, columns: int, height: int) -> int:
    """The number of rows above the axis, of `height` with the line of dates if there is room for any."""
    return max(height - (2 if fitting(plot, columns) else 1), 1)


def fitting(plot: ChartSpec, columns: int) -> tuple[AxisTick, ...]:
    """The finest of the choices of dates whose labels keep two columns between them."""
    for choice in plot.x_ticks:
        starts = ((plot.x(day) * columns / plot.days, len(label)) for day, label in choice)
        if all(after - before >= length + 2 for (before, length), (after, _) in pairwise(starts)):
            return choice
    return ()


def crowded(plot: ChartSpec, series: Series, columns: int) -> bool:
    """Whether there are many more points than columns in which they are."""
    share = columns / plot.days
    points = [x for run in series.runs for x, _ in run]
    return series.crowds and len(points) > CROWD * len({int((x + 0.5) * share) for x in points})


class _ChartDrawer:
    """plotext's one figure, set up for one plot; used while the lock is held."""

    def __init__(self, plotext: Any, plot: ChartSpec, width: int, height: int) -> None:
        self._plotext, self._figure, self._plot, self._width, self._height = (
            plotext,
            plotext.figure,
            plot,
            width,
            height,
        )
        self._left, self._columns = canvas(plot, width)
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
            self._put(cells, self._row(rule.height), column, (RULE, rule.ink), over=False)
        # Where points crowd, what they add up to goes over them; elsewhere a line must not hide a point.
        for series in self._plot.series:
            if not series.lines:
                self._points(cells, series)
        return cells

    def _row(self, y: float) -> int:
        return self._rows - 1 - min(int(y * self._rows / self._plot.top + ROUNDING), self._rows - 1)

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
        ticks = fitting(plot, self._columns)
        for ruler, low, high in ((x, -0.5, plot.days - 0.5), (y, 0, plot.top)):
            ruler.lim(low, high).alignment(lim="edge").pixel(self._pixel(ChartInk.AXIS))
        x.ticks([plot.x(day) for day, _ in ticks], [label for _, label in ticks])
        y.ticks([at for at, _ in plot.y_ticks], [f"{label} " for _, label in plot.y_ticks])

    def _pixel(self, ink: ChartInk) -> Any:
        return self._plotext.pixel(INKS.index(ink) + 1)

    def _marker(self, ink: ChartInk, glyph: str) -> Any:
        return self._plotext.marker(glyph, self._pixel(ink))

    def _bar(self, cells: Rows, bar: Bar) -> None:
        """Fill the cells of a bar from 0 on, its last one by eighths, with a column between it and the next."""
        share = self._columns / self._plot.days
        begin, end = (round((x + 0.5) * share) for x in (bar.left, bar.right))
        end -= end - begin >= ROOMY
        eighths = max(round(bar.height * self._rows * 8 / self._plot.top), 1)
        for up in range(min(ceil(eighths / 8), self._rows)):
            glyph = EIGHTHS[min(eighths - 8 * up, 8) - 1]
            for column in range(begin, max(end, begin + 1)):
                self._put(cells, self._rows - 1 - up, self._left + column, (glyph, bar.ink), over=False)

    def _points(self, cells: Rows, series: Series) -> None:
        is_crowded = self._is_crowded(series)
        cell = CROWDED if is_crowded else series.glyph, series.ink
        for x, y in chain.from_iterable(series.runs):
            self._put(cells, self._row(y), self._column(x), cell, over=not is_crowded)

    def _lines(self, series: Series) -> None:
        runs = [self._outline(run) for run in series.runs]
        points = list(chain.from_iterable(runs))
        if not points:
            return
        signal = self._figure.signal(*map(list, zip(*points, strict=True)), marker=self._marker(series.ink, "braille"))
        signal.lines()
        for at in accumulate(map(len, runs[:-1]), initial=0):
            signal.line(at, False)
        self._figure.draw(signal)

    def _is_crowded(self, series: Series) -> bool:
        return crowded(self._plot, series, self._columns)

    def _outline(self, run: Sequence[ChartPoint]) -> list[ChartPoint]:
        """The first, lowest, highest and last point for each column of dots: plotext takes its time over each."""
        share = 2 * self._columns / self._plot.days
        kept: list[ChartPoint] = []
        for _, column in groupby(run, key=lambda point: int((point[0] + 0.5) * share)):
            together = list(column)
            low, high = (extreme(together, key=lambda point: point[1]) for extreme in (min, max))
            kept += dict.fromkeys((together[0], low, high, together[-1]))
        return kept

    def _cells(self) -> Rows:
        lines = self._figure.build().string().split("\n")[: self._height]  # there is one newline too many
        return [list(_read(line)) for line in lines]


def _read(line: str) -> Iterator[Cell]:
    """The characters of a line of plotext's, each with the ink whose number it was coloured with."""
    ink: ChartInk | None = None
    for index, part in enumerate(COLOUR.split(line)):
        if index % 2 == 0:
            for glyph in part:
                yield glyph, ink
        elif part == "0":
            ink = None
        elif part.startswith("38;5;"):
            number = int(part[5:])
            ink = INKS[number - 1] if 0 < number <= len(INKS) else None


class Chart(Widget):
    """Draws `plot` in all the room it has; `cursor` is the day pointed at.

    What plotext drew is kept until the plot or the size changes, and the strips until the theme or the cursor does, so
    a repaint costs nothing.
    """

    DEFAULT_CSS = "Chart { height: 1fr; }"

    plot: reactive[ChartSpec | None] = reactive[ChartSpec | None](None)
    cursor: reactive[date | None] = reactive[date | None](None)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[ChartSpec, int, int, Rows, Areas] | None = None
        self._strips: list[Strip] | None = None
        self._styles: dict[Look, Style] = {}

    class Warmed(Message):
        """plotext is loaded."""

    @property
    def description(self) -> str:
        """The chart in words, for whoever cannot see it."""
        return self.plot.description if self.plot is not None else ""

    def render_line(self, y: int) -> Strip:
        if self._strips is None:
            self._strips = self._paint()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def watch_plot(self) -> None:
        self._strips = None

    def watch_cursor(self) -> None:
        self._strips = None

    def on_resize(self) -> None:
        self._strips = None
        self.refresh()  # it may have been shown at its new size before it heard of that

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips = None

    def _paint(self) -> list[Strip]:
        width, height = self.size
        if self.plot is None or width < SMALLEST[0] or height < SMALLEST[1]:
            return []
        if not is_warm():
            self._load()
            return []
        legend = self._legend(self.plot, width)[: max(height - FEWEST_ROWS, 0)]
        wanted = self.plot, width, height - len(legend)
        if self._drawn is None or self._drawn[:3] != wanted:
            self._drawn = (*wanted, draw(*wanted), areas(*wanted))
        marks, tints = self._drawn[3:]
        pointed = self._columns_of(self.plot, self.cursor)
        rows = [self._strip(*each, pointed) for each in zip(marks[:-1], tints[:-1], strict=True)]
        return [*rows, self._strip(marks[-1], tints[-1], range(0)), *legend]  # the dates are not pointed at

    def _legend(self, plot: ChartSpec, width: int) -> list[Strip]:
        """What the marks mean, in as many lines as it takes."""
        lines: list[list[Segment]] = []
        left, columns = canvas(plot, width)
        small = {series.ink for series in plot.series if crowded(plot, series, columns)}
        room = 0
        for key in plot.keys:
            needed = len(key.glyph) + len(key.words) + 3
            if needed > room:
                lines.append([Segment(" " * left, self.rich_style)])
                room = width - left + 2
            area = key.ink if key.ink is ChartInk.BAND else None
            glyph = CROWDED if key.ink in small else key.glyph
            lines[-1].append(Segment(glyph, self._style((key.ink, area, False))))
            lines[-1].append(Segment(" ", self.rich_style))
            lines[-1].append(Segment(f"{key.words}  ", self._style((ChartInk.AXIS, None, False))))
            room -= needed
        return [Strip(line).adjust_cell_length(width, self.rich_style) for line in lines]

    @work(thread=True)
    def _load(self) -> None:
        warm_up()
        self.post_message(self.Warmed())

    def on_chart_warmed(self) -> None:
        self._strips = None
        self.refresh()

    def _columns_of(self, plot: ChartSpec, day: date | None) -> range:
        if day is None or not plot.first <= day <= plot.last:
            return range(0)
        left, columns = canvas(plot, self.size.width)
        x, share = plot.x(day), columns / plot.days
        if share < 1:  # days share columns, and its mark is in that of its middle
            return range(left + int((x + 0.5) * share), left + int((x + 0.5) * share) + 1)
        return range(left + ceil(x * share - 0.5), left + ceil((x + 1) * share - 0.5))

    def _strip(self, row: list[Cell], tints: list[ChartInk | None], pointed: range) -> Strip:
        cells = [
            (self._shown(glyph, area), (None if glyph == " " else ink, area, at in pointed))
            for at, ((glyph, ink), area) in enumerate(zip(row, tints, strict=True))
        ]
        return Strip(
            [
                Segment("".join(glyph for glyph, _ in run), self._style(key))
                for key, run in groupby(cells, key=lambda cell: cell[1])
            ],
            len(cells),
        )

    def _shown(self, glyph: str, area: ChartInk | None) -> str:
        """Without colour the band is no tint, so it is a texture."""
        return TEXTURE if glyph == " " and area is ChartInk.BAND and self.app.no_color else glyph

    def _style(self, look: Look) -> Style:
        if look not in self._styles:
            self._styles[look] = self._mixed(*look)
        return self._styles[look]

    def _mixed(self, ink: ChartInk | None, area: ChartInk | None, pointed: bool) -> Style:
        style = self.visual_style
        for said in (TINTS.get(area) if area else None, MARKS[ink] if ink else None, POINTED if pointed else None):
            if said is not None:
                style += self.app.stylesheet.parse_style(said)
        return style.rich_style

    def on_click(self, event: events.Click) -> None:
        """Points at the day under the mouse, or chooses it where it is pointed at already."""
        if self.plot is None:
            return
        left, columns = canvas(self.plot, self.size.width)
        column = event.get_content_offset_capture(self).x - left
        if column < 0:
            return
        day = self.plot.day_at((column + 0.5) / columns)
        pointed = self._columns_of(self.plot, self.cursor)
        again = column + left in pointed
        self.post_message(DayChosen(self.cursor) if again and self.cursor is not None else DayPointed(day))

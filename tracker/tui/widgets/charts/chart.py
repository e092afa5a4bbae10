"""The chart widget: a `ChartSpec` in the colours of the theme; there is no colour in this file, only names of them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual import events, work
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.compat.plotext_drawing import CROWDED, Cell, Rows, draw, is_loaded, load
from tracker.tui.widgets.charts.layout import Areas, area_inks, day_columns, is_crowded
from tracker.tui.widgets.charts.spec import ChartInk, ChartSpec
from tracker.tui.widgets.day_messages import DayChosen, DayPointed

# The ink, that of the area behind it, and whether the cursor is there.
Look = tuple[ChartInk | None, ChartInk | None, bool]

# Columns and rows below which nothing is drawn.
SMALLEST = (24, 5)
TEXTURE = "░"
FEWEST_ROWS = 8
# The style of each ink, in the form of a style sheet. As component classes of the widget they would be computed again
# with every key.
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


class Chart(Widget):
    """Draws `plot` in all the room it has; `cursor` is the day pointed at.

    What plotext drew is kept until the plot or the size changes, and the strips until the theme or the cursor does.
    """

    DEFAULT_CSS = "Chart { height: 1fr; }"

    plot: reactive[ChartSpec | None] = reactive[ChartSpec | None](None)
    cursor: reactive[date | None] = reactive[date | None](None)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[ChartSpec, int, int, Rows, Areas] | None = None
        self._strips: list[Strip] | None = None
        self._styles: dict[Look, Style] = {}

    class PlotextLoaded(Message):
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
        if not is_loaded():
            self._load()
            return []
        legend = self._legend(self.plot, width)[: max(height - FEWEST_ROWS, 0)]
        picture = self.plot, width, height - len(legend)
        if self._drawn is None or self._drawn[:3] != picture:
            self._drawn = (*picture, draw(*picture), area_inks(*picture))
        marks, tints = self._drawn[3:]
        pointed = self._columns_of(self.plot, self.cursor)
        rows = [self._strip(row, inks, pointed) for row, inks in zip(marks[:-1], tints[:-1], strict=True)]
        return [*rows, self._strip(marks[-1], tints[-1], range(0)), *legend]  # the dates are not pointed at

    def _legend(self, plot: ChartSpec, width: int) -> list[Strip]:
        """What the marks mean, in as many lines as it takes."""
        lines: list[list[Segment]] = []
        left, columns = day_columns(plot, width)
        small = {series.ink for series in plot.series if is_crowded(plot, series, columns)}
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
        load()
        self.post_message(self.PlotextLoaded())

    def on_chart_plotext_loaded(self) -> None:
        self._strips = None
        self.refresh()

    def _columns_of(self, plot: ChartSpec, day: date | None) -> range:
        if day is None or not plot.first <= day <= plot.last:
            return range(0)
        left, columns = day_columns(plot, self.size.width)
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
        for name in (TINTS.get(area) if area else None, MARKS[ink] if ink else None, POINTED if pointed else None):
            if name is not None:
                style += self.app.stylesheet.parse_style(name)
        return style.rich_style

    def on_click(self, event: events.Click) -> None:
        """Points at the day under the mouse, or chooses it where it is pointed at already."""
        if self.plot is None:
            return
        left, columns = day_columns(self.plot, self.size.width)
        column = event.get_content_offset_capture(self).x - left
        if column < 0:
            return
        day = self.plot.day_at((column + 0.5) / columns)
        pointed = self._columns_of(self.plot, self.cursor)
        again = column + left in pointed
        self.post_message(DayChosen(self.cursor) if again and self.cursor is not None else DayPointed(day))

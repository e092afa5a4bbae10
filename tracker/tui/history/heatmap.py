"""A year of days as a heat map: a column for each week, a row for each weekday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.core import wording
from tracker.core.analytics.trends import DayTrend
from tracker.tui.widgets.day_messages import DayChosen, DayPointed

LABELS = 4
MONTHS_ROW = 1
ROWS = MONTHS_ROW + 7
ROOM_FOR_KEYS = ROWS + 2
MOST_WEEKS = 53
FEWEST_WEEKS = 12
WEEKDAY_LABELS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


LABEL, POINTED = "$foreground-muted", "reverse bold"


class Level(Enum):
    """How a day went, as its glyph, its words and its style: no two are told apart by colour alone."""

    ALL = "■", "all done", "$success"
    MOST = "▪", "at least half", "$success 80%"
    SOME = "▫", "less", "$success 60%"
    NONE = "○", "none", "$foreground 45%"
    FLARE = "▲", "flare", "bold $error"
    PAUSED = "═", "paused", "$foreground 45%"
    FREE = "·", "nothing planned", "$foreground 35%"
    UNKNOWN = " ", "", LABEL

    def __init__(self, glyph: str, said: str, style: str) -> None:
        self.glyph, self.said, self.style = glyph, said, style


def level(day: DayTrend | None, today: date) -> Level:
    """How `day` went; a flare before anything else, and today is not yet missed."""
    if day is None:
        return Level.UNKNOWN
    if day.flare:
        return Level.FLARE
    if day.paused:
        return Level.PAUSED
    if not day.planned_sets or (day.date == today and not day.done_sets):
        return Level.FREE
    if day.done_sets >= day.planned_sets:
        return Level.ALL
    if not day.done_sets:
        return Level.NONE
    return Level.MOST if 2 * day.done_sets >= day.planned_sets else Level.SOME


def weeks_shown(width: int, weeks: int) -> tuple[int, int]:
    """How many of `weeks` fit into `width` columns, and how wide each is: two columns, or one where that shows more."""
    room = max(width - LABELS, 1)
    wanted = min(weeks, MOST_WEEKS)
    return (wanted, 2) if 2 * wanted <= room else (min(wanted, room), 1)


class Heatmap(Widget, can_focus=True):
    """Shows the last weeks of `days`; the arrows move `cursor`, and a second click or `enter` chooses its day."""

    HELP = "Each square is a day. The arrows go from day to day, and `enter` opens the day on Today."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "point(-1)", "Day before", show=False, id="heatmap.up"),
        Binding("down", "point(1)", "Day after", show=False, id="heatmap.down"),
        Binding("left", "point(-7)", "Week before", show=False, id="heatmap.left"),
        Binding("right", "point(7)", "Week after", show=False, id="heatmap.right"),
        Binding("enter", "choose", "Open day", tooltip="Open this day on Today", id="heatmap.choose"),
    ]

    DEFAULT_CSS = "Heatmap { height: 1fr; }"

    days: reactive[tuple[DayTrend, ...]] = reactive[tuple[DayTrend, ...]](())
    cursor: reactive[date | None] = reactive[date | None](None)
    today: reactive[date] = reactive(date.max)

    def __init__(self) -> None:
        super().__init__()
        self._strips: list[Strip] | None = None
        self._by_date: Mapping[date, DayTrend] = {}
        self.description = ""

    def render_line(self, y: int) -> Strip:
        if self._strips is None:
            self._strips = self._paint()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def watch_days(self, days: tuple[DayTrend, ...]) -> None:
        self._by_date = {day.date: day for day in days}
        self._strips = None

    def watch_cursor(self) -> None:
        self._strips = None

    def watch_today(self) -> None:
        self._strips = None

    def on_resize(self) -> None:
        self._strips = None
        self.refresh()  # it may have been shown at its new size before it heard of that

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips = None

    def show(self, days: tuple[DayTrend, ...], today: date, description: str) -> None:
        """Shows `days`, the last of which may be `today`; `description` says them in words."""
        self.today, self.days, self.description = today, days, description

    @property
    def mondays(self) -> tuple[date, ...]:
        """The weeks that there is room for, oldest first."""
        if not self.days:
            return ()
        first, last = self.days[0].date, self.days[-1].date
        newest = last - timedelta(last.weekday())
        weeks = (newest - first + timedelta(first.weekday())).days // 7 + 1
        count, _ = weeks_shown(self.size.width, max(weeks, FEWEST_WEEKS))
        return tuple(newest - timedelta(7 * back) for back in range(count - 1, -1, -1))

    def action_point(self, days: int) -> None:
        """Moves the cursor by `days`, from the newest day if it was nowhere, and keeps it among the days shown."""
        if not self.days:
            return
        shown, last = self.mondays, self.days[-1].date
        day = last if self.cursor is None else self.cursor + timedelta(days)
        self.post_message(DayPointed(min(max(day, shown[0], self.days[0].date), last)))

    def action_choose(self) -> None:
        """Chooses the day under the cursor."""
        if self.cursor is not None:
            self.post_message(DayChosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset_capture(self)
        day = self._day_at(offset.x, offset.y)
        if day is not None:
            self.post_message(DayChosen(day) if day == self.cursor else DayPointed(day))

    def _day_at(self, x: int, y: int) -> date | None:
        mondays = self.mondays
        _, wide = weeks_shown(self.size.width, len(mondays))
        column, row = (x - LABELS) // wide, y - MONTHS_ROW
        if not (0 <= column < len(mondays) and 0 <= row < 7):
            return None
        day = mondays[column] + timedelta(row)
        return day if day in self._by_date else None

    def _paint(self) -> list[Strip]:
        mondays = self.mondays
        if not mondays:
            return []
        _, wide = weeks_shown(self.size.width, len(mondays))
        label = self._style(LABEL)
        months = Segment(_months(mondays, wide), label)
        rows = [Strip([Segment(" " * LABELS, label), months])]
        for weekday, name in enumerate(WEEKDAY_LABELS):
            rows.append(Strip([Segment(name.ljust(LABELS), label), *self._week_row(mondays, weekday, wide)]))
        if self.size.height >= ROOM_FOR_KEYS:
            rows += [Strip([]), self._keys()]
        return [row.adjust_cell_length(self.size.width, self.rich_style) for row in rows]

    def _week_row(self, mondays: Sequence[date], weekday: int, wide: int) -> list[Segment]:
        days = [monday + timedelta(weekday) for monday in mondays]
        cells = [(level(self._by_date.get(day), self.today), day == self.cursor) for day in days]
        segments = []
        for (how, pointed), run in groupby(cells):
            style = self._style(how.style)
            if pointed:
                # Only the first column of a day: the gap after it would make the cursor a bar.
                segments.append(Segment(how.glyph, self._style(how.style, POINTED)))
                segments.append(Segment(" " * (wide - 1), self.rich_style))
            else:
                segments.append(Segment(how.glyph.ljust(wide) * len(list(run)), style))
        return segments

    def _keys(self) -> Strip:
        """The legend, with the levels that occur and as many as there is room for."""
        present = {level(day, self.today) for day in self.days}
        segments = [Segment(" " * LABELS, self.rich_style)]
        room = self.size.width - LABELS
        for each in Level:
            room -= len(each.said) + 4
            if each in present and each.said and room >= -2:
                segments += [
                    Segment(f"{each.glyph} ", self._style(each.style)),
                    Segment(f"{each.said}  ", self._style(LABEL)),
                ]
        return Strip(segments)

    def _style(self, *said: str) -> Style:
        return sum(map(self.app.stylesheet.parse_style, said), self.visual_style).rich_style


def _months(mondays: Sequence[date], wide: int) -> str:
    """The names of the months above the weeks in which they begin, leaving out what would touch the one before."""
    line = ""
    for column, monday in enumerate(mondays):
        sunday = monday + timedelta(6)
        if sunday.day <= 7 and column * wide >= len(line):
            name = wording.MONTHS[sunday.month - 1][:3]
            line = f"{line.ljust(column * wide)}{name} "
    return line[: len(mondays) * wide]

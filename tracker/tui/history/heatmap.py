"""A year of days as a heat map: a column a week, a row a weekday."""

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
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tracker.core import wording
from tracker.core.analytics.ranges import week_start
from tracker.core.analytics.trends import DayTrend
from tracker.tui.widgets.day_messages import DayChosen, DayPointed

LABELS = 4
MONTHS_ROW = 1
ROWS = MONTHS_ROW + 7
ROOM_FOR_KEYS = ROWS + 2
MOST_WEEKS = 53
FEWEST_WEEKS = 12

LABEL, POINTED = "$foreground-muted", "reverse bold"


class Level(Enum):
    """How a day went: its glyph, its words and its style. The glyphs differ too, for screens without colour."""

    ALL = "■", "all done", "$success"
    MOST = "▪", "at least half", "$success 80%"
    SOME = "▫", "less", "$success 60%"
    NONE = "○", "none", "$foreground-muted"
    FLARE = "▲", "flare", "bold $error"
    PAUSED = "═", "paused", "$foreground-muted"
    FREE = "·", "nothing planned", "$foreground-disabled"
    OPEN = "◇", "today", "$accent"
    UNKNOWN = " ", "", LABEL

    def __init__(self, glyph: str, words: str, style: str) -> None:
        self.glyph, self.words, self.style = glyph, words, style


def level(day: DayTrend | None, today: date) -> Level:
    """How `day` went; a flare comes before anything else, and today is not missed yet."""
    if day is None:
        return Level.UNKNOWN
    if day.flare:
        return Level.FLARE
    if day.paused:
        return Level.PAUSED
    if not day.planned_sets or (day.date == today and not day.done_sets):
        return Level.FREE
    if day.open:
        return Level.OPEN
    if day.done_sets >= day.planned_sets:
        return Level.ALL
    if not day.done_sets:
        return Level.NONE
    return Level.MOST if 2 * day.done_sets >= day.planned_sets else Level.SOME


def weeks_shown(width: int, weeks: int) -> tuple[int, int]:
    """How many of `weeks` fit into `width` columns, and how wide each is: two columns, or one if that shows more."""
    room = max(width - LABELS, 1)
    weeks_wanted = min(weeks, MOST_WEEKS)
    return (weeks_wanted, 2) if 2 * weeks_wanted <= room else (min(weeks_wanted, room), 1)


class Heatmap(Widget, can_focus=True):
    """The last weeks of `days`. The arrows move `cursor`; `enter` or a second click opens its day."""

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

    def __init__(self, first_weekday: int = 0) -> None:
        """`first_weekday` is that of the top row, Monday being 0."""
        super().__init__()
        self._first_weekday = first_weekday
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
        """Show `days`, the last of which may be `today`; `description` is the same in words."""
        self.today, self.days, self.description = today, days, description

    @property
    def week_starts(self) -> tuple[date, ...]:
        """The first days of the weeks shown, oldest first."""
        if not self.days:
            return ()
        first, last = self.days[0].date, self.days[-1].date
        newest = week_start(last, self._first_weekday)
        weeks = (newest - week_start(first, self._first_weekday)).days // 7 + 1
        count, _ = weeks_shown(self.size.width, max(weeks, FEWEST_WEEKS))
        return tuple(newest - timedelta(7 * weeks_ago) for weeks_ago in range(count - 1, -1, -1))

    def action_point(self, days: int) -> None:
        """Move the cursor by `days`, from the newest day if there is none, within the days shown."""
        if not self.days:
            return
        shown, last = self.week_starts, self.days[-1].date
        day = last if self.cursor is None else self.cursor + timedelta(days)
        self.post_message(DayPointed(min(max(day, shown[0], self.days[0].date), last)))

    def action_choose(self) -> None:
        if self.cursor is not None:
            self.post_message(DayChosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset_capture(self)
        day = self._day_at(offset.x, offset.y)
        if day is not None:
            self.post_message(DayChosen(day) if day == self.cursor else DayPointed(day))

    def cursor_offset(self) -> Offset:
        """Where the day under the cursor stands, for the terminal's own cursor."""
        starts = self.week_starts
        _, wide = weeks_shown(self.size.width, len(starts))
        days = 0 if self.cursor is None or not starts else max((self.cursor - starts[0]).days, 0)
        return Offset(LABELS + days // 7 * wide, MONTHS_ROW + days % 7)

    def _day_at(self, x: int, y: int) -> date | None:
        starts = self.week_starts
        _, wide = weeks_shown(self.size.width, len(starts))
        column, row = (x - LABELS) // wide, y - MONTHS_ROW
        if not (0 <= column < len(starts) and 0 <= row < 7):
            return None
        day = starts[column] + timedelta(row)
        return day if day in self._by_date else None

    def _paint(self) -> list[Strip]:
        starts = self.week_starts
        if not starts:
            return []
        _, wide = weeks_shown(self.size.width, len(starts))
        label = self._style(LABEL)
        months = Segment(_months(starts, wide, self.size.width - LABELS), label)
        rows = [Strip([Segment(" " * LABELS, label), months])]
        for row in range(7):
            # Every other row is named, so that the names can be told from each other at a glance.
            name = "" if row % 2 else wording.weekday(starts[0] + timedelta(row))[:3]
            rows.append(Strip([Segment(name.ljust(LABELS), label), *self._week_row(starts, row, wide)]))
        if self.size.height >= ROOM_FOR_KEYS:
            rows += [Strip([]), *self._keys()]
        return [row.adjust_cell_length(self.size.width, self.rich_style) for row in rows]

    def _week_row(self, starts: Sequence[date], row: int, wide: int) -> list[Segment]:
        days = [start + timedelta(row) for start in starts]
        cells = [(level(self._by_date.get(day), self.today), day == self.cursor) for day in days]
        segments = []
        for (day_level, pointed), run in groupby(cells):
            style = self._style(day_level.style)
            if pointed:
                # Only the first column of a day: the gap after it would make the cursor a bar.
                segments.append(Segment(day_level.glyph, self._style(day_level.style, POINTED)))
                segments.append(Segment(" " * (wide - 1), self.rich_style))
            else:
                segments.append(Segment(day_level.glyph.ljust(wide) * len(list(run)), style))
        return segments

    def _keys(self) -> list[Strip]:
        """The legend of the levels that occur, on as many lines as there is room for."""
        present = {level(day, self.today) for day in self.days}
        lines: list[list[Segment]] = [[]]
        whole = room = self.size.width - LABELS
        for entry in Level:
            if entry in present and entry.words:
                width = len(entry.words) + 4
                if width - 2 > room:
                    lines.append([])
                    room = whole
                room -= width
                lines[-1] += [
                    Segment(f"{entry.glyph} ", self._style(entry.style)),
                    Segment(f"{entry.words}  ", self._style(LABEL)),
                ]
        indent = Segment(" " * LABELS, self.rich_style)
        return [Strip([indent, *line]) for line in lines][: self.size.height - ROWS - 1]

    def _style(self, *styles: str) -> Style:
        return sum(map(self.app.stylesheet.parse_style, styles), self.visual_style).rich_style


def _months(starts: Sequence[date], wide: int, room: int) -> str:
    """The month names above the weeks in which they begin, without those that would touch another or be cut."""
    line = ""
    for column, start in enumerate(starts):
        end = start + timedelta(6)
        name = wording.MONTHS[end.month - 1][:3]
        if end.day <= 7 and len(line) <= column * wide <= room - len(name):
            line = f"{line.ljust(column * wide)}{name} "
    return line

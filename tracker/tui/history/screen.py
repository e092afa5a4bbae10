"""History: adherence, pain, function, a year of days, and the work of an exercise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from tracker.core import wording
from tracker.core.analytics.ranges import Range, Reach, earlier, later, reaching, weeks_to
from tracker.core.errors import UserError
from tracker.tui.history import text as text
from tracker.tui.history.chart_pane import ChartPane
from tracker.tui.history.heatmap import MOST_WEEKS, Heatmap
from tracker.tui.history.source import HistoryData, HistorySource
from tracker.tui.history.views import ADHERENCE, SHARING, TABS, WORK, YEAR, draw_view
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.charts.chart import Chart
from tracker.tui.widgets.day_messages import DayChosen, DayPointed
from tracker.tui.widgets.text.set_text import set_text
from tracker.tui.widgets.text.split_line import SplitLine

WIDE, HIGH = 120, 36
PADDING = 2  # left and right of the lines above the charts
MORE = "…"


class HistoryScreen(AppScreen):
    """The charts, one at a time or, on a large terminal, four of the six at once."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]

    HELP = """\
Up and down choose the chart, then the exercise; left and right move to earlier and later weeks, [b]r[/b] looks \
further back. [b],[/b] and [b].[/b] point at a day, and [b]enter[/b] opens it on Today, where anything can be mended. \
[b]tab[/b] goes into the map of the year, where the arrows move from day to day. Behind the weeks, … says that earlier \
ones are still being added up.

[b]a[/b] asks the record whether days with an exercise go with another pain the next morning.

The band in the pain chart is normal day-to-day variation, 1 point above and below the median of its week: a \
difference within it may well be none. That in the chart of function is 2 points about where your activities began, or \
3 where there is one: within it, scores differ by themselves.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "view(1)", "Next chart", key_display="↓", tooltip="The next chart", id="history.next"),
        Binding("up,k", "view(-1)", "Chart before", show=False, tooltip="The chart before", id="history.previous"),
        Binding("left", "earlier", "Weeks", key_display="← →", tooltip="Earlier weeks", id="history.earlier"),
        Binding("right", "later", "Later", show=False, tooltip="Later weeks", id="history.later"),
        Binding("r", "reach", "Range", tooltip="4 weeks, 12 weeks, a year, all", id="history.range"),
        Binding("comma", "day(-1)", "Day", key_display=", .", tooltip="Point at the day before",
                id="history.day_before"),
        Binding("full_stop", "day(1)", "Day after", show=False, tooltip="Point at the day after",
                id="history.day_after"),
        Binding("a", "ask", "Ask", id="history.ask",
                tooltip="Ask the record what goes with another pain the next morning"),
        Binding("enter", "open_day", "Open day", tooltip="Open the day pointed at on Today", id="history.open"),
        Binding("n", "app.therapist_questions", "Questions for your therapist", show=False, id="history.question",
                tooltip="Noted for your doctor or therapist, and what they answered"),
        Binding("escape", "leave", "Back", show=False, tooltip="Out of the map, or point at no day", id="history.back"),
    ]  # fmt: skip

    def __init__(self, source: HistorySource) -> None:
        super().__init__(id="history")
        self._source = source
        self._reach = Reach.TWELVE_WEEKS
        self._requested: Reach | Range = self._reach
        self._view, self._exercise = ADHERENCE, ""
        self._data: HistoryData | None = None
        self._year: HistoryData | None = None
        self._weeks = self._reaching(self._reach, source.today(), None)
        self._undrawn: set[str] = set()
        self._cursor: date | None = None

    def body(self) -> ComposeResult:
        yield SplitLine(id="views")
        yield SplitLine(id="ranges")
        with Container(id="charts"):
            for view in TABS:
                chart = Heatmap(self._source.first_weekday) if view == YEAR else Chart()
                yield ChartPane(view, chart, current=view == self._view)
        yield Static(id="day", markup=False)

    async def reload(self) -> None:
        self._load()

    def on_resize(self, _: Resize) -> None:
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        """Read the weeks and draw them, then the year.

        Very many years are drawn as far as they are summed up, and again each time these have doubled.
        """
        weeks_drawn = 0
        while (data := await self._read_data(self._requested, weeks_drawn)) is not None:
            self._show_data(data)
            if not weeks_drawn:
                self.call_after_refresh(self._load_year)
            if not data.more:
                break
            weeks_drawn = len(data.overview.weeks)

    @work(exclusive=True, group="year")
    async def _load_year(self) -> None:
        data = await self._read_data(weeks_to(self._weeks.last, MOST_WEEKS, self._source.first_weekday))
        if data is not None:
            self._show_year(data)
            with suppress(UserError):  # asked for by nobody yet; who asks is told
                await self._source.prepare()

    async def _read_data(self, requested: Reach | Range, weeks_drawn: int = 0) -> HistoryData | None:
        """The data of these weeks; None if the program was left, or if reading failed, which the person is told."""
        try:
            data = await self._source.read(requested, weeks_drawn)
        except UserError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return None
        return None if self.is_closing else data

    def _show_data(self, data: HistoryData) -> None:
        if data is not self._data:
            self._data = data
            if not isinstance(self._requested, Range):
                self._weeks = self._reaching(self._requested, data.today, data.first_day)
            if self._exercise not in data.overview.work:
                self._exercise = next(iter(data.overview.work), "")
            self._undrawn |= TABS.keys() - {YEAR}
            self._point(self._cursor)
        self._draw()

    def _show_year(self, data: HistoryData) -> None:
        if data is not self._year:
            self._year = data
            self._undrawn.add(YEAR)
            self._draw()

    # What is drawn

    def _draw(self) -> None:
        """Draw what is visible and out of date."""
        charts = self.query_one("#charts")
        for view in SHARING:  # where one chart is shown alone, the class would only have all of them styled again
            charts.set_class(self._shows_all and view == self._view, f"-{view}")
        for view in self._undrawn.intersection(TABS if self._shows_all else (self._view,)):
            self._undrawn.remove(view)
            data = self._year if view == YEAR else self._data
            if data is not None:
                draw_view(self._pane(view), data, self._exercise)
        self._draw_header()

    def cursor_widget(self) -> Widget | None:
        """The day pointed at, else the chart that is chosen, by its title; in the map the map itself."""
        if self.focused is not None:
            return None
        if self._cursor is not None:
            return self.query_one("#day")
        return self._pane(self._view) if self._shows_all else self.query_one("#ranges")

    @property
    def _shows_all(self) -> bool:
        """Whether there is room for four charts, three of the six taking turns in one place."""
        return self.app.size.width >= WIDE and self.app.size.height >= HIGH

    def _draw_header(self) -> None:
        """Draw the two lines above the charts: the choice of charts and of weeks."""
        earlier = (("◂", "@click=screen.earlier"), " ") if self._has_earlier else ()
        later = (" ", ("▸", "@click=screen.later")) if self._has_later else ()
        shown = _short_span(*self._shown_days, self._today) + (
            " …" if self._data is not None and self._data.more else ""
        )
        views, ranges = self.query_one("#views", SplitLine), self.query_one("#ranges", SplitLine)
        views.right = Content.assemble(*earlier, shown, *later)
        room = self.size.width - 2 * PADDING - views.right.cell_length - 1
        views.left = _choices(_about(TABS, self._view, room), self._view, "show")
        ranges.left = Content("" if self._shows_all else self._pane(self._view).title).stylize("bold")
        ranges.right = _choices({reach.name: reach.label for reach in Reach}, self._reach.name, "range")

    @property
    def _shown_days(self) -> tuple[date, date]:
        """First and last day of the weeks shown; for the map alone, of the days it has."""
        year = self._year
        if year is None or self._view != YEAR or self._shows_all:
            return self._first_shown, self._weeks.last
        return max(year.overview.first, year.first_day or date.min), year.overview.last

    @property
    def _first_shown(self) -> date:
        """The first day of the charts, which begin with the week of the first day of which anything is known."""
        return self._weeks.first if self._data is None else self._data.overview.first

    @property
    def _today(self) -> date:
        return self._source.today()

    def _pane(self, view: str) -> ChartPane:
        return self.query_one(f"#{view}", ChartPane)

    # Which chart

    def action_view(self, step: int) -> None:
        """Go to the next chart or the one before; after the year come the exercises, one by one."""
        exercises = list(self._data.overview.work) if self._data is not None else []
        stops = [(view, "") for view in TABS if view != WORK] + [(WORK, exercise) for exercise in exercises or [""]]
        current = (self._view, self._exercise if self._view == WORK else "")
        self._go_to(*stops[(stops.index(current) + step) % len(stops)])

    def action_show(self, view: str) -> None:
        self._go_to(view, self._exercise if view == WORK else "")

    def on_chart_pane_picked(self, event: ChartPane.Picked) -> None:
        self.action_show(event.view)

    def _go_to(self, view: str, exercise: str) -> None:
        if exercise not in ("", self._exercise):
            self._exercise = exercise
            self._undrawn.add(WORK)
        self._pane(self._view).remove_class("-current")
        self._view = view
        self._pane(view).add_class("-current")
        if view != YEAR and isinstance(self.focused, Heatmap):
            self.set_focus(None)
        self._draw()

    # Questions to the record

    @work(exclusive=True, group="ask")
    async def action_ask(self) -> None:
        """Show the questions that can be put to the record."""
        from tracker.service.history.record_questions import record_questions
        from tracker.tui.history.ask import RecordQuestions

        try:
            questions = await self.read(record_questions)
        except UserError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return
        await self.app.push_screen(RecordQuestions(questions))

    # Which weeks

    def action_reach(self) -> None:
        """Show the next longer range; after the whole history four weeks again."""
        reaches = list(Reach)
        self.action_range(reaches[(reaches.index(self._reach) + 1) % len(reaches)].name)

    def action_range(self, name: str) -> None:
        """Show a range that ends today."""
        self._reach = self._requested = Reach[name]
        self._weeks = self._reaching(self._reach, self._today, self._first_day)
        self._load()

    def _reaching(self, reach: Reach, today: date, oldest: date | None) -> Range:
        return reaching(reach, today, oldest, self._source.first_weekday)

    def action_earlier(self) -> None:
        """Move back by the length of the range."""
        if self._has_earlier:
            self._move(earlier(self._weeks))

    def action_later(self) -> None:
        """Move forward by the length of the range, at most to today."""
        if self._has_later:
            self._move(later(self._weeks, self._today))

    def _move(self, weeks: Range) -> None:
        self._weeks = weeks
        self._requested = self._reach if weeks.last == self._today else weeks
        self._load()

    @property
    def _first_day(self) -> date | None:
        return self._data.first_day if self._data is not None else None

    @property
    def _has_earlier(self) -> bool:
        return self._first_day is not None and self._first_day < self._first_shown

    @property
    def _has_later(self) -> bool:
        return self._weeks.last < self._today

    # Which day

    def action_day(self, step: int) -> None:
        """Move the cursor by `step` days, at first to the newest."""
        first, last = self._first_shown, self._weeks.last
        if self._cursor is None or not first <= self._cursor <= last:
            self._point(last)
        else:
            self._point(min(max(self._cursor + timedelta(step), first), last))

    def action_open_day(self) -> None:
        if self._cursor is not None:
            self.post_message(DayChosen(self._cursor))

    def action_leave(self) -> None:
        """Leave the heat map, or remove the cursor."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self._point(None)

    def on_day_pointed(self, event: DayPointed) -> None:
        self._point(event.day)

    def _point(self, day: date | None) -> None:
        self._cursor = day
        for chart in self.query(Chart):
            chart.cursor = day
        self.query_one(Heatmap).cursor = day
        set_text(self.query_one("#day", Static), self._day_text(day))

    def _day_text(self, day: date | None) -> str:
        for data in (self._data, self._year):
            if day is not None and data is not None and data.overview.first <= day <= data.overview.last:
                trend = data.overview.days[(day - data.overview.first).days]
                sentence = text.day_sentence(trend, data.overview.changes, data.names, today=self._today)
                scores = [text.scores_sentence(scores) for scores in data.function if scores.date == day]
                return " ".join([sentence, *scores])
        return ""


def _short_span(first: date, last: date, today: date) -> str:
    """`31 Aug to 22 Nov`, each with its year where that is not the one of `today`; a single day alone."""
    shown = (first,) if first == last else (first, last)
    days = (wording.short_day(day) + ("" if day.year == today.year else f" {day.year}") for day in shown)
    return " to ".join(days)


def _about(labels: Mapping[str, str], chosen: str, room: int) -> Mapping[str, str]:
    """The labels, or the most of them around the chosen one that fit into `room` cells; `…` leads to its neighbour."""
    names = list(labels)
    first, last = 0, len(names) - 1
    while True:
        shown = {name: labels[name] for name in names[first : last + 1]}
        if first:
            shown = {names[first - 1]: MORE, **shown}
        if last + 1 < len(names):
            shown[names[last + 1]] = MORE
        if _choices(shown, chosen, "show").cell_length <= room or first == last:
            return shown
        if names.index(chosen) - first > last - names.index(chosen):
            first += 1
        else:
            last -= 1


def _choices(labels: Mapping[str, str], chosen: str, action: str) -> Content:
    """The labels in a row, each a link to `action`, the chosen one set off."""
    parts = []
    for name, label in labels.items():
        style = "bold underline $primary" if name == chosen else f"@click=screen.{action}('{name}')"
        parts.append(Content.styled(label, style))
    return Content("  ").join(parts)

"""History: what was done of what was planned, the pain of the mornings, a year of days, and the work of an exercise."""

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
from textual.widgets import Static

from tracker.core import wording
from tracker.core.analytics import summary
from tracker.core.analytics.ranges import Range, Reach, earlier, later, reaching, weeks_to
from tracker.core.errors import UserError
from tracker.tui.history import text as said
from tracker.tui.history.chart_builders import adherence_chart_spec, pain_chart_spec, work_chart_spec
from tracker.tui.history.chart_pane import ChartPane
from tracker.tui.history.heatmap import MOST_WEEKS, Heatmap
from tracker.tui.history.source import HistorySource, Seen
from tracker.tui.screen import AppScreen
from tracker.tui.widgets.chart import Chart
from tracker.tui.widgets.day_messages import DayChosen, DayPointed
from tracker.tui.widgets.split_line import SplitLine

ADHERENCE, PAIN, YEAR, WORK = "adherence", "pain", "year", "work"
TABS = {ADHERENCE: "Adherence", PAIN: "Pain", YEAR: "Year", WORK: "Work"}
WIDE, HIGH = 120, 36


class HistoryScreen(AppScreen):
    """One chart at a time where there is little room, all four where there is much."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]

    HELP = """\
Up and down choose the chart, then the exercise; left and right move to earlier and later weeks, [b]r[/b] looks \
further back. [b],[/b] and [b].[/b] point at a day, and [b]enter[/b] opens it on Today, where anything can be mended. \
[b]tab[/b] goes into the map of the year, where the arrows move from day to day. Behind the weeks, … says that earlier \
ones are still being added up.

The band in the pain chart is 2 points wide: a smaller difference between two readings may well be none.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "view(1)", "Next chart", key_display="↓", tooltip="The next chart", id="history.next"),
        Binding("up,k", "view(-1)", "Chart before", show=False, tooltip="The chart before", id="history.previous"),
        Binding("left", "earlier", "Weeks", key_display="← →", tooltip="Earlier weeks", id="history.earlier"),
        Binding("right", "later", "Later", show=False, tooltip="Later weeks", id="history.later"),
        Binding("r", "reach", "Range", tooltip="4 weeks, 12 weeks, a year, all", id="history.range"),
        Binding(
            "comma", "day(-1)", "Day", key_display=", .", tooltip="Point at the day before", id="history.day_before"
        ),
        Binding(
            "full_stop", "day(1)", "Day after", show=False, tooltip="Point at the day after", id="history.day_after"
        ),
        Binding("enter", "open_day", "Open day", tooltip="Open the day pointed at on Today", id="history.open"),
        Binding("escape", "leave", "Back", show=False, tooltip="Out of the map, or point at no day", id="history.back"),
    ]

    def __init__(self, source: HistorySource) -> None:
        super().__init__(id="history")
        self._source = source
        self._reach = Reach.TWELVE_WEEKS
        self._wanted: Reach | Range = self._reach
        self._view, self._exercise = ADHERENCE, ""
        self._seen: Seen | None = None
        self._year: Seen | None = None
        self._weeks = reaching(self._reach, source.today(), None)
        self._undrawn: set[str] = set()
        self._cursor: date | None = None

    def body(self) -> ComposeResult:
        """What stands between the bar and the keys."""
        yield SplitLine(id="views")
        yield SplitLine(id="ranges")
        with Container(id="charts"):
            for view in TABS:
                yield ChartPane(view, Heatmap() if view == YEAR else Chart(), current=view == self._view)
        yield Static(id="day", markup=False)

    async def reload(self) -> None:
        """Read again and draw again, after something was written or a day has passed."""
        self._load()

    def on_resize(self, _: Resize) -> None:
        self._draw()

    @work(exclusive=True)
    async def _load(self) -> None:
        """Reads what is wanted and draws it; the map of the year, which needs more, has to wait for that.

        Very many years are drawn as far as they are known, and again when these are twice as many, up to all of them.
        """
        drawn = 0
        while (seen := await self._see(self._wanted, drawn)) is not None:
            self._take(seen)
            if not drawn:
                self.call_after_refresh(self._load_year)
            if not seen.more:
                break
            drawn = len(seen.overview.weeks)

    @work(exclusive=True, group="year")
    async def _load_year(self) -> None:
        seen = await self._see(weeks_to(self._weeks.last, MOST_WEEKS))
        if seen is not None:
            self._take_year(seen)
            with suppress(UserError):  # asked for by nobody yet; who asks is told
                await self._source.prepare()

    async def _see(self, wanted: Reach | Range, drawn: int = 0) -> Seen | None:
        """What there is to draw; None where the person was told why it could not be read."""
        try:
            return await self._source.see(wanted, drawn)
        except UserError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return None

    def _take(self, seen: Seen) -> None:
        if seen is not self._seen:
            self._seen = seen
            self._weeks = Range(seen.overview.first, seen.overview.last)
            if self._exercise not in seen.overview.work:
                self._exercise = next(iter(seen.overview.work), "")
            self._undrawn |= {ADHERENCE, PAIN, WORK}
            self._point(self._cursor)
        self._draw()

    def _take_year(self, seen: Seen) -> None:
        if seen is not self._year:
            self._year = seen
            self._undrawn.add(YEAR)
            self._draw()

    # What is drawn

    def _draw(self) -> None:
        """Draws what can be seen and is not drawn yet."""
        for view in self._undrawn.intersection(TABS if self._shows_all else (self._view,)):
            self._undrawn.remove(view)
            seen = self._year if view == YEAR else self._seen
            if seen is not None:
                self._draw_view(view, seen)
        self._label()

    @property
    def _shows_all(self) -> bool:
        """Whether there is room for all charts."""
        return self.app.size.width >= WIDE and self.app.size.height >= HIGH

    def _draw_view(self, view: str, seen: Seen) -> None:
        overview, today, pane = seen.overview, seen.today, self._pane(view)
        nothing = said.NO_HISTORY if seen.first_day is None else None
        if view == ADHERENCE:
            sentence = summary.adherence_sentence(overview, today=today)
            pane.say("Adherence by week", sentence, nothing or said.adherence_missing(overview))
            pane.query_one(Chart).plot = adherence_chart_spec(overview, sentence)
        elif view == PAIN:
            sentence = summary.pain_sentence(overview, seen.first_day)
            pane.say("Pain in the morning", sentence, nothing or said.pain_missing(overview))
            pane.query_one(Chart).plot = pain_chart_spec(overview, sentence)
        elif view == YEAR:
            sentence = summary.adherence_sentence(overview, today=today)
            pane.say("A year of days", sentence, nothing or said.year_missing(overview))
            known = (seen.first_day - overview.first).days if seen.first_day is not None else 0
            pane.query_one(Heatmap).show(overview.days[max(known, 0) :], today, sentence)
        elif self._exercise:
            name = seen.names.get(self._exercise, self._exercise)
            sentence = summary.work_sentence(overview, self._exercise, name)
            pane.say(f"{name} · {seen.units.get(self._exercise, 'work')}", sentence, nothing)
            pane.query_one(Chart).plot = work_chart_spec(overview, self._exercise, sentence)
        else:
            pane.say("Work", "", nothing or said.NO_WORK)

    def _label(self) -> None:
        """Writes the two lines above the charts: which there are and which is shown, and the same for the weeks."""
        back = "[@click=screen.earlier]◂[/] " if self._may_go_back else ""
        on = " [@click=screen.later]▸[/]" if self._may_go_on else ""
        shown = _short_span(*self._shown_days, self._today) + (
            " …" if self._seen is not None and self._seen.more else ""
        )
        views, ranges = self.query_one("#views", SplitLine), self.query_one("#ranges", SplitLine)
        views.left = _choices(TABS, self._view, "show")
        views.right = Content.from_markup(f"{back}$shown{on}", shown=shown)
        ranges.left = Content("" if self._shows_all else self._pane(self._view).title).stylize("bold")
        ranges.right = _choices({reach.name: reach.label for reach in Reach}, self._reach.name, "range")

    @property
    def _shown_days(self) -> tuple[date, date]:
        """First and last of the weeks of the charts; of the map alone its own, as far as anything is known of them."""
        year = self._year
        if year is None or self._view != YEAR or self._shows_all:
            return self._weeks.first, self._weeks.last
        return max(year.overview.first, year.first_day or date.min), year.overview.last

    @property
    def _today(self) -> date:
        return self._source.today()

    def _pane(self, view: str) -> ChartPane:
        return self.query_one(f"#{view}", ChartPane)

    # Which chart

    def action_view(self, step: int) -> None:
        """Goes to the next chart or the one before; after the year come the exercises, one by one."""
        exercises = list(self._seen.overview.work) if self._seen is not None else []
        stops = [(ADHERENCE, ""), (PAIN, ""), (YEAR, ""), *((WORK, each) for each in exercises or [""])]
        here = (self._view, self._exercise if self._view == WORK else "")
        self._go(*stops[(stops.index(here) + step) % len(stops)])

    def action_show(self, view: str) -> None:
        """Goes to one chart."""
        self._go(view, self._exercise if view == WORK else "")

    def on_chart_pane_picked(self, event: ChartPane.Picked) -> None:
        self.action_show(event.view)

    def _go(self, view: str, exercise: str) -> None:
        if exercise not in ("", self._exercise):
            self._exercise = exercise
            self._undrawn.add(WORK)
        self._pane(self._view).remove_class("-current")
        self._view = view
        self._pane(view).add_class("-current")
        if view != YEAR and isinstance(self.focused, Heatmap):
            self.set_focus(None)
        self._draw()

    # Which weeks

    def action_reach(self) -> None:
        """Looks further back, and from the whole history back to four weeks."""
        reaches = list(Reach)
        self.action_range(reaches[(reaches.index(self._reach) + 1) % len(reaches)].name)

    def action_range(self, name: str) -> None:
        """Shows a range that ends today."""
        self._reach = self._wanted = Reach[name]
        self._weeks = reaching(self._reach, self._today, self._first_day)
        self._load()

    def action_earlier(self) -> None:
        """Moves back by a whole range, as long as something is known of the time before."""
        if self._may_go_back:
            self._move(earlier(self._weeks))

    def action_later(self) -> None:
        """Moves forward by a whole range, at most up to today."""
        if self._may_go_on:
            self._move(later(self._weeks, self._today))

    def _move(self, weeks: Range) -> None:
        self._weeks = weeks
        self._wanted = self._reach if weeks.last == self._today else weeks
        self._load()

    @property
    def _first_day(self) -> date | None:
        return self._seen.first_day if self._seen is not None else None

    @property
    def _may_go_back(self) -> bool:
        return self._first_day is not None and self._first_day < self._weeks.first

    @property
    def _may_go_on(self) -> bool:
        return self._weeks.last < self._today

    # Which day

    def action_day(self, step: int) -> None:
        """Points at the day before or after, first of all at the newest."""
        first, last = self._weeks.first, self._weeks.last
        if self._cursor is None or not first <= self._cursor <= last:
            self._point(last)
        else:
            self._point(min(max(self._cursor + timedelta(step), first), last))

    def action_open_day(self) -> None:
        """Opens the day pointed at on Today."""
        if self._cursor is not None:
            self.post_message(DayChosen(self._cursor))

    def action_leave(self) -> None:
        """Leaves the map of the year, or points at no day any more."""
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
        line, told = self.query_one("#day", Static), self._day_words(day)
        if told != line.content:
            line.update(told)

    def _day_words(self, day: date | None) -> str:
        for seen in (self._seen, self._year):
            if day is not None and seen is not None and seen.overview.first <= day <= seen.overview.last:
                trend = seen.overview.days[(day - seen.overview.first).days]
                return said.day_sentence(trend, seen.overview.changes, seen.names, today=self._today)
        return ""


def _short_span(first: date, last: date, today: date) -> str:
    """`31 Aug to 22 Nov`, each with its year where that is not the one of `today`."""
    days = (wording.short_day(day) + ("" if day.year == today.year else f" {day.year}") for day in (first, last))
    return " to ".join(days)


def _choices(labels: Mapping[str, str], chosen: str, action: str) -> Content:
    """The labels in a row, each a thing to click on, the chosen one set off."""
    parts = []
    for name, label in labels.items():
        style = "bold underline $primary" if name == chosen else f"@click=screen.{action}('{name}')"
        parts.append(Content.from_markup(f"[{style}]$label[/]", label=label))
    return Content("  ").join(parts)

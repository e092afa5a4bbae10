"""History: what was done of what was planned, the pain of the mornings, a year of days, and the work of an exercise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar, Protocol

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core import summary, words
from tracker.core.errors import Problem
from tracker.core.ranges import Range, Reach, earlier, later, reaching, weeks_to
from tracker.core.trends import Overview
from tracker.tui import history_words as said
from tracker.tui.base import DeskScreen
from tracker.tui.plots import adherence_plot, pain_plot, work_plot
from tracker.tui.widgets.chart import Chart
from tracker.tui.widgets.days import DayChosen, DayPointed
from tracker.tui.widgets.heatmap import MOST_WEEKS, Heatmap
from tracker.tui.widgets.pane import ChartPane

ADHERENCE, PAIN, YEAR, WORK = "adherence", "pain", "year", "work"
TABS = {ADHERENCE: "Adherence", PAIN: "Pain", YEAR: "Year", WORK: "Work"}
REACHES = tuple(Reach)


class HistorySource(Protocol):
    """Where the screen gets what it draws."""

    async def overview(self, first: date, last: date) -> Overview:
        """Everything to draw of these days."""

    async def first_day(self) -> date | None:
        """The first day of which anything is known."""

    def today(self) -> date:
        """The current day."""

    def names(self) -> Mapping[str, str]:
        """The names of the exercises by their ids."""


class HistoryScreen(DeskScreen):
    """One chart at a time where there is little room, all four where there is much."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]

    HELP = """
    # History

    Up and down choose the chart, then the exercise; left and right move to earlier and later weeks, `r` looks further
    back. `,` and `.` point at a day, and `enter` opens it on Today, where anything can be mended. `tab` goes into the
    map of the year, where the arrows move from day to day.

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
        self._view, self._exercise = ADHERENCE, ""
        self._first_day: date | None = None
        self._today = source.today()
        self._shown = reaching(self._reach, self._today, None)
        self._kept: dict[Range, Overview] = {}
        self._overview: Overview | None = None
        self._cursor: date | None = None

    def body(self) -> ComposeResult:
        """What stands between the bar and the keys."""
        with Horizontal(classes="bar"):
            yield Static(id="tabs")
            yield Static(id="shown")
        with Horizontal(classes="bar"):
            yield Static(id="title")
            yield Static(id="ranges")
        with Horizontal(id="charts"):
            with Vertical(classes="column"):
                yield ChartPane(ADHERENCE, Chart())
                yield ChartPane(YEAR, Heatmap())
            with Vertical(classes="column"):
                yield ChartPane(PAIN, Chart())
                yield ChartPane(WORK, Chart())
        yield Static(id="day", markup=False)

    def on_mount(self) -> None:
        self._mark_view()

    async def reload(self) -> None:
        """Read again and draw again, after something was written or a day has passed."""
        today = self._source.today()
        if self._shown.last == self._today != today:
            self._shown = reaching(self._reach, today, self._first_day)
        self._today = today
        self._kept.clear()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        try:
            self._first_day = await self._source.first_day()
            if self._reach is Reach.ALL:
                self._shown = reaching(self._reach, self._today, self._first_day)
            year = await self._get(weeks_to(self._shown.last, MOST_WEEKS))
            self._overview = await self._get(self._shown)
        except Problem as problem:
            self.notify(str(problem), severity="error", markup=False)
            return
        self._draw(self._overview, year)

    async def _get(self, days: Range) -> Overview:
        if days not in self._kept:
            self._kept[days] = await self._source.overview(days.first, days.last)
        return self._kept[days]

    def _draw(self, overview: Overview, year: Overview) -> None:
        names, nothing = self._source.names(), said.NO_HISTORY if self._first_day is None else None
        adherence = summary.adherence_sentence(overview, today=self._today)
        pain = summary.pain_sentence(overview)
        exercise = self._choose_exercise(overview)
        name = names.get(exercise, exercise)
        done = summary.work_sentence(overview, exercise, name)
        self._show(ADHERENCE, "Adherence by week", adherence, nothing or said.adherence_missing(overview))
        self._show(PAIN, "Pain in the morning", pain, nothing or said.pain_missing(overview))
        self._show(
            YEAR,
            "A year of days",
            summary.adherence_sentence(year, today=self._today),
            nothing or said.year_missing(year),
        )
        self._show(WORK, f"Work: {name}" if exercise else "Work", done, nothing or (None if exercise else said.NO_WORK))
        self._chart(ADHERENCE).plot = adherence_plot(overview, adherence)
        self._chart(PAIN).plot = pain_plot(overview, pain)
        self._chart(WORK).plot = work_plot(overview, exercise, done) if exercise else None
        heatmap = self.query_one(Heatmap)
        heatmap.today, heatmap.days, heatmap.description = self._today, year.days, self._pane(YEAR).sentence
        self._point(self._cursor)
        self._mark_view()

    def _show(self, view: str, title: str, sentence: str, missing: str | None) -> None:
        self._pane(view).say(title, sentence, missing)

    def _pane(self, view: str) -> ChartPane:
        return self.query_one(f"#{view}", ChartPane)

    def _chart(self, view: str) -> Chart:
        return self._pane(view).query_one(Chart)

    def _choose_exercise(self, overview: Overview) -> str:
        """The chosen exercise where it was logged, otherwise the first that was."""
        if self._exercise not in overview.work:
            self._exercise = next(iter(overview.work), "")
        return self._exercise

    # Which chart

    def action_view(self, step: int) -> None:
        """Goes to the next chart or the one before; after the year come the exercises, one by one."""
        exercises = list(self._overview.work) if self._overview is not None else []
        stops = [(ADHERENCE, ""), (PAIN, ""), (YEAR, ""), *((WORK, each) for each in exercises or [""])]
        here = (self._view, self._exercise if self._view == WORK else "")
        self._go(*stops[(stops.index(here) + step) % len(stops)])

    def action_show(self, view: str) -> None:
        """Goes to one chart."""
        self._go(view, self._exercise if view == WORK else "")

    def on_chart_pane_picked(self, event: ChartPane.Picked) -> None:
        self.action_show(event.view)

    def _go(self, view: str, exercise: str) -> None:
        changed = exercise not in ("", self._exercise)
        self._view, self._exercise = view, exercise or self._exercise
        if view != YEAR and isinstance(self.focused, Heatmap):
            self.set_focus(None)
        self._mark_view()
        if changed:
            self._load()

    def _mark_view(self) -> None:
        for pane in self.query(ChartPane):
            pane.set_class(pane.view == self._view, "-current")
        for column in self.query(".column"):
            column.set_class(any(pane.view == self._view for pane in column.query(ChartPane)), "-current")
        self.query_one("#tabs", Static).update(_choices(TABS, self._view, "show"))
        self.query_one("#title", Static).update(Content(self._pane(self._view).title))
        labels = {reach.name: reach.label for reach in REACHES}
        self.query_one("#ranges", Static).update(_choices(labels, self._reach.name, "range"))
        back = "[@click=screen.earlier]◂[/] " if self._may_go_back else ""
        on = " [@click=screen.later]▸[/]" if self._may_go_on else ""
        shown = _short_span(self._shown.first, self._shown.last, self._today)
        self.query_one("#shown", Static).update(Content.from_markup(f"{back}$shown{on}", shown=shown))

    # Which weeks

    def action_reach(self) -> None:
        """Looks further back, and from the whole history back to four weeks."""
        self.action_range(REACHES[(REACHES.index(self._reach) + 1) % len(REACHES)].name)

    def action_range(self, name: str) -> None:
        """Shows a range that ends today."""
        self._reach = Reach[name]
        self._shown = reaching(self._reach, self._today, self._first_day)
        self._load()

    def action_earlier(self) -> None:
        """Moves back by a whole range, as long as something is known of the time before."""
        if self._may_go_back:
            self._shown = earlier(self._shown)
            self._load()

    def action_later(self) -> None:
        """Moves forward by a whole range, at most up to today."""
        if self._may_go_on:
            self._shown = later(self._shown, self._today)
            self._load()

    @property
    def _may_go_back(self) -> bool:
        return self._first_day is not None and self._first_day < self._shown.first

    @property
    def _may_go_on(self) -> bool:
        return self._shown.last < self._today

    # Which day

    def action_day(self, step: int) -> None:
        """Points at the day before or after, first of all at the newest."""
        first, last = self._shown.first, self._shown.last
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
        self.query_one("#day", Static).update(Content(self._day_words(day)))

    def _day_words(self, day: date | None) -> str:
        known = {each.date: (each, kept) for kept in self._kept.values() for each in kept.days}
        if day is None or day not in known:
            return ""
        trend, kept = known[day]
        return said.day_sentence(trend, kept.changes, self._source.names(), today=self._today)


def _short_span(first: date, last: date, today: date) -> str:
    """`31 Aug to 22 Nov`, each with its year where that is not the one of `today`."""
    days = [words.short_day(day) + ("" if day.year == today.year else f" {day.year}") for day in (first, last)]
    return " to ".join(days)


def _choices(labels: Mapping[str, str], chosen: str, action: str) -> Content:
    """The labels in a row, each a thing to click on, the chosen one set off."""
    parts = []
    for name, label in labels.items():
        style = "bold underline $primary" if name == chosen else f"@click=screen.{action}('{name}')"
        parts.append(Content.from_markup(f"[{style}]$label[/]", label=label))
    return Content("  ").join(parts)

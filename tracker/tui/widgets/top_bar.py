"""The bar at the top: the name, the four screens, the date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import wording

if TYPE_CHECKING:
    from tracker.tui.exchange_watcher import LastMet

MODES = (("today", "Today"), ("library", "Library"), ("history", "History"), ("plan", "Plan"))
NAME = " Backtracker "
WIDTH_WITH_NAME = 60
HERE = "bold $background on $primary"


class TopBar(Widget):
    """`here` is the mode of its screen, `past_day` the day that it shows where that is not today.

    A click on a name goes to that screen.
    """

    DEFAULT_CSS = "TopBar { height: 1; background: $panel; color: $foreground; }"

    today: reactive[date] = reactive(date.min)
    past_day: reactive[date | None] = reactive[date | None](None)
    met: reactive[LastMet | None] = reactive(None)

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here

    def on_mount(self) -> None:
        self.today = self.app.today  # type: ignore[attr-defined]

    def render(self) -> Content:
        names = [(f" {title} ", HERE if mode == self.here else "") for mode, title in MODES]
        line = Content.assemble((self._title, "bold $primary"), *names)
        shown = self.past_day or self.today
        weekday = wording.weekday(shown)[:3]
        day = f" {weekday} {wording.day(shown, today=self.today)} "
        if line.cell_length + len(day) >= self.size.width:
            day = f" {weekday} {wording.short_day(shown)} "
        met = self._met_text()
        if met and line.cell_length + len(met) + len(day) < self.size.width:
            day = f"{met} {day}"
        room = self.size.width - line.cell_length
        if len(day) > room:
            return line
        style = "bold $background on $warning" if self.past_day else ""
        return Content.assemble(line, " " * (room - len(day)), (day, style))

    def _met_text(self) -> str:
        """When something of another machine came last: `laptop 07:10`, or its day where it was not today."""
        if self.met is None or self.past_day:
            return ""
        moment = datetime.fromisoformat(self.met.at).astimezone()
        return f" {self.met.name} {f'{moment:%H:%M}' if moment.date() == self.today else wording.short_day(moment)} "

    @property
    def _title(self) -> str:
        return NAME if self.size.width >= WIDTH_WITH_NAME else " "

    async def on_click(self, event: Click) -> None:
        event.stop()
        start = len(self._title)
        for mode, title in MODES:
            if start <= event.x < start + len(title) + 2:
                await self.app.switch_mode(mode)
            start += len(title) + 2

"""A picker of weekdays."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core.model import EVERY_DAY
from tracker.core.wording import DAY_NAMES, week_from
from tracker.tui.widgets.forms.checkbox import OFF, ON

CELL = 6


class DayPicker(Widget, can_focus=True):
    """`days` are the weekdays chosen, Monday being 0; the arrows move, `space` switches one, `a` all.

    `first_weekday` stands first; `cursor` counts from there.
    """

    BINDINGS = [
        Binding("left", "move(-1)", "Day before", id="days.left", show=False),
        Binding("right", "move(1)", "Day after", id="days.right", show=False),
        Binding("space", "switch", "Switch the day", id="days.switch", show=False),
        Binding("a", "switch_all", "Every day", id="days.all", show=False),
    ]
    DEFAULT_CSS = """
    DayPicker { height: 1; width: 44; }
    """

    days: reactive[tuple[int, ...]] = reactive(EVERY_DAY)
    cursor: reactive[int] = reactive(0)

    def __init__(self, days: tuple[int, ...], first_weekday: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._week = week_from(first_weekday)
        self.set_reactive(DayPicker.days, days)

    def render(self) -> Content:
        return Content.assemble(*(self._day(place, day) for place, day in enumerate(self._week)))

    def cursor_offset(self) -> Offset:
        """Where the day under the cursor stands, for the terminal's own cursor."""
        return Offset(CELL * self.cursor, 0)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, by: int) -> None:
        self.cursor = (self.cursor + by) % len(EVERY_DAY)

    def action_switch(self) -> None:
        self._switch(self._week[self.cursor])

    def action_switch_all(self) -> None:
        """Choose every day, or none if every day was chosen."""
        self.days = () if self.days == EVERY_DAY else EVERY_DAY

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and offset.x // CELL in EVERY_DAY:
            self.cursor = offset.x // CELL
            self._switch(self._week[self.cursor])

    def _switch(self, day: int) -> None:
        self.days = tuple(weekday for weekday in EVERY_DAY if (weekday in self.days) != (weekday == day))

    def _day(self, place: int, day: int) -> Content:
        on = day in self.days
        text = Content(f"{ON if on else OFF} {DAY_NAMES[day][:3]}").stylize("$success" if on else "$foreground-muted")
        selected = self.has_focus and place == self.cursor
        return Content.assemble(text.stylize("reverse") if selected else text, " " * (CELL - text.cell_length))

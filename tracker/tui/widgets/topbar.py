"""The bar at the top: the name, the four screens, the date."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.events import Click
from textual.widget import Widget

from tracker.core import words

MODES = (("today", "Today"), ("library", "Library"), ("history", "History"), ("plan", "Plan"))
NAME = " Backtracker "


class TopBar(Widget):
    """Shows which screen this is; a click on a name goes there."""

    COMPONENT_CLASSES = {"topbar--name", "topbar--here", "topbar--there"}
    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; color: $foreground; }
    TopBar > .topbar--name { color: $primary; text-style: bold; background: $panel; }
    TopBar > .topbar--here { color: $background; background: $primary; text-style: bold; }
    TopBar > .topbar--there { color: $foreground; background: $panel; }
    """

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here

    def render(self) -> RenderResult:
        """One line, the date at its right end."""
        line = Text(NAME if self.size.width >= 56 else " ", self.get_component_rich_style("topbar--name"), end="")
        for mode, title in MODES:
            part = "here" if mode == self.here else "there"
            style = self.get_component_rich_style(f"topbar--{part}")
            line.append(f" {title} ", style + Style.from_meta({"@click": f"app.switch_mode('{mode}')"}))
        date = self._date()
        gap = self.size.width - line.cell_len - len(date) - 1
        if gap >= 0:
            line.append(" " * gap + date + " ", self.get_component_rich_style("topbar--there"))
        return line

    def _date(self) -> str:
        today = self.app.today  # type: ignore[attr-defined]
        return f"{words.weekday(today)[:3]} {words.day(today, today=today)}"

    def on_click(self, event: Click) -> None:
        """The names answer by themselves; a click beside them does nothing."""
        event.stop()

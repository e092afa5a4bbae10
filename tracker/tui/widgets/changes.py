"""What was changed of the plan, line by line: when, why, and what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widgets import Static

ChangeRow = tuple[str, str, str]


class Changes(Static):
    """`rows`, of a date, a reason and what was changed."""

    COMPONENT_CLASSES = {"changes--day", "changes--reason"}
    DEFAULT_CSS = """
    Changes {
        height: auto;
        & > .changes--day { color: $foreground-muted; }
        & > .changes--reason { color: $accent; }
    }
    """

    rows: reactive[Sequence[ChangeRow]] = reactive[Sequence[ChangeRow]]((), layout=True)

    def render(self) -> RenderResult:
        """The last column keeps its lines to itself."""
        day, reason = (self.get_component_rich_style(f"changes--{part}", partial=True) for part in ("day", "reason"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column()
        for when, why, what in self.rows:
            table.add_row(Text(when, day), Text(why, reason), Text(what))
        return table

"""What was changed of the plan, line by line: when, why, and what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive

from tracker.tui.widgets.text_table import TextRow, TextTable

ChangeRow = tuple[str, str, str]


class Changes(TextTable):
    """`changes`, of a date, a reason and what was changed."""

    COMPONENT_CLASSES = {"changes--day", "changes--reason"}
    DEFAULT_CSS = """
    Changes {
        & > .changes--day { color: $foreground-muted; }
        & > .changes--reason { color: $accent; }
    }
    """
    GAP = 2

    changes: reactive[Sequence[ChangeRow]] = reactive[Sequence[ChangeRow]](())

    def watch_changes(self) -> None:
        """They are others."""
        self.changed()

    def rows(self) -> Sequence[TextRow]:
        """The last column keeps its lines to itself."""
        day, reason = (self.get_component_rich_style(f"changes--{part}", partial=True) for part in ("day", "reason"))
        return [(Text(when, day), Text(why, reason), Text(what)) for when, why, what in self.changes]

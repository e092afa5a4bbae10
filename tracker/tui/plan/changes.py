"""The changes of the plan as a table: date, reason, change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive

from tracker.tui.widgets.text.text_table import TextRow, TextTable

ChangeRow = tuple[str, str, str]


class Changes(TextTable):
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
        self.changed()

    def rows(self) -> Sequence[TextRow]:
        day, reason = (self.get_component_rich_style(f"changes--{part}", partial=True) for part in ("day", "reason"))
        return [
            (Text(date_text, day), Text(reason_text, reason), Text(change))
            for date_text, reason_text, change in self.changes
        ]

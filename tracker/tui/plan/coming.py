"""What comes next for each exercise of the plan, when the plan may grow, and the starter plans."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive

from tracker.tui.widgets.text.text_table import TextRow, TextTable


class Coming(TextTable):
    """A table of names and what is said of each; a paragraph has the empty name."""

    COMPONENT_CLASSES = {"coming--name"}
    DEFAULT_CSS = "Coming { & > .coming--name { color: $accent; } }"
    GAP = 2

    lines: reactive[Sequence[tuple[str, str]]] = reactive[Sequence[tuple[str, str]]](())

    def watch_lines(self) -> None:
        self.changed()

    def rows(self) -> Sequence[TextRow]:
        style = self.get_component_rich_style("coming--name", partial=True)
        return [(Text(name, style), Text(words)) if name else (Text(words),) for name, words in self.lines]

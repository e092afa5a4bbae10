"""How an exercise is done: its cues, its pace, and what to take care of."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import RenderResult
from textual.reactive import reactive
from textual.widgets import Static

from tracker.core.model import Exercise


class Cues(Static):
    """The form of `exercise`, each cue on lines of its own."""

    COMPONENT_CLASSES = {"cues--pace", "cues--caution"}
    DEFAULT_CSS = """
    Cues {
        height: auto;
        & > .cues--pace { color: $accent; }
        & > .cues--caution { color: $foreground-muted; }
    }
    """

    exercise: reactive[Exercise | None] = reactive[Exercise | None](None, layout=True)

    def render(self) -> RenderResult:
        """Form first."""
        if self.exercise is None:
            return ""
        table = Table.grid(padding=(0, 1, 0, 0))
        for cue in self.exercise.cues:
            table.add_row("·", Text(cue))
        pace, caution = (self.get_component_rich_style(f"cues--{part}", partial=True) for part in ("pace", "caution"))
        below = [Text(self.exercise.pace, pace), Text(self.exercise.caution, caution)]
        return Group(table, *(text for text in below if text))

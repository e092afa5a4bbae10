"""How an exercise is done: its cues, its pace, and its caution."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.reactive import reactive

from tracker.core.model import Exercise
from tracker.tui.widgets.text.text_table import TextRow, TextTable


class Cues(TextTable):
    COMPONENT_CLASSES = {"cues--pace", "cues--caution"}
    DEFAULT_CSS = """
    Cues {
        & > .cues--pace { color: $accent; }
        & > .cues--caution { color: $foreground-muted; }
    }
    """

    exercise: reactive[Exercise | None] = reactive[Exercise | None](None)

    def watch_exercise(self) -> None:
        self.changed()

    def rows(self) -> Sequence[TextRow]:
        if self.exercise is None:
            return []
        pace, caution = (self.get_component_rich_style(f"cues--{part}", partial=True) for part in ("pace", "caution"))
        below = [Text(self.exercise.pace, pace), Text(self.exercise.caution, caution)]
        return [*((Text("·"), Text(cue)) for cue in self.exercise.cues), *((text,) for text in below if text)]

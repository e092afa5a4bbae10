"""An exercise's ledger: a row of its last days, a glyph for each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from tracker.core import words
from tracker.core.last_days import LastDays


class Mark(Enum):
    """How a day went for one exercise, as the name of its style, its glyph and its words."""

    DONE = "done", "●", "done"
    MISSED = "missed", "○", "missed"
    PAINFUL = "painful", "▲", "painful"
    UNKNOWN = "unknown", "?", "without a reading"
    RAISED = "raised", "↑", "raised"
    PAUSED = "paused", "═", "paused"
    FREE = "free", "·", "not planned"

    def __init__(self, style: str, glyph: str, said: str) -> None:
        self.style, self.glyph, self.said = style, glyph, said


def marks_of(days: LastDays) -> tuple[Mark, ...]:
    """The marks of some days, as they are drawn."""
    return tuple(Mark[mark.name] for mark in days.marks)


def strip_words(marks: Sequence[Mark]) -> str:
    """`14 days: 10 done, 2 missed, 1 painful, 1 raised.`"""
    counts = [f"{marks.count(mark)} {mark.said}" for mark in Mark if mark in marks]
    return f"{words.count(len(marks), 'day')}: {', '.join(counts)}." if counts else "No days yet."


class LedgerStrip(Widget):
    """Shows `marks`, oldest first, followed by how many days they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"strip--length", *(f"strip--{mark.style}" for mark in Mark)}

    DEFAULT_CSS = """
    LedgerStrip {
        height: 1;
        & > .strip--length { color: $foreground-muted; }
        & > .strip--done { color: $success; }
        & > .strip--missed { color: $foreground-muted; }
        & > .strip--painful { color: $error; }
        & > .strip--unknown { color: $warning; }
        & > .strip--raised { color: $primary; text-style: bold; }
        & > .strip--paused { color: $foreground-muted; }
        & > .strip--free { color: $foreground-muted; }
    }
    """

    marks: reactive[tuple[Mark, ...]] = reactive[tuple[Mark, ...]](())

    @property
    def description(self) -> str:
        """The strip in words, for whoever cannot see it."""
        return strip_words(self.marks)

    def watch_marks(self) -> None:
        self.tooltip = self.description

    def render(self) -> Content:
        glyphs = [(mark.glyph, self._style(mark.style)) for mark in self.marks]
        return Content.assemble(*glyphs, (f" {words.count(len(self.marks), 'day')}", self._style("length")))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"strip--{name}", partial=True)

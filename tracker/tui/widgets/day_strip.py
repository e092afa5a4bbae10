"""The last days of an exercise in a row, a glyph for each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tracker.core import wording
from tracker.core.analytics.last_days import LastDays


class Mark(Enum):
    """How a day went for one exercise: style, glyph and words."""

    DONE = "$success", "●", "done"
    MISSED = "$foreground-muted", "○", "missed"
    PAINFUL = "$error", "✚", "painful"
    UNKNOWN = "$warning", "?", "without a reading"
    RAISED = "bold $primary", "↑", "raised"
    PAUSED = "$foreground-muted", "═", "paused"
    FREE = "$foreground-muted", "·", "not planned"

    def __init__(self, style: str, glyph: str, words: str) -> None:
        self.style, self.glyph, self.words = style, glyph, words


def marks_of(days: LastDays) -> tuple[Mark, ...]:
    """The marks of the last days of an exercise."""
    return tuple(Mark[mark.name] for mark in days.marks)


def strip_text(marks: Sequence[Mark]) -> str:
    """`14 days: 10 done, 2 missed, 1 painful, 1 raised.`"""
    counts = [f"{marks.count(mark)} {mark.words}" for mark in Mark if mark in marks]
    return f"{wording.count(len(marks), 'day')}: {', '.join(counts)}." if counts else "No days yet."


class DayStrip(Widget):
    """Shows `marks`, oldest first, and how many days they are."""

    DEFAULT_CSS = "DayStrip { height: 1; }"

    marks: reactive[tuple[Mark, ...]] = reactive[tuple[Mark, ...]](())

    @property
    def description(self) -> str:
        """The strip in words, for whoever cannot see it."""
        return strip_text(self.marks)

    def watch_marks(self) -> None:
        self.tooltip = self.description

    def render(self) -> Content:
        glyphs = [(mark.glyph, mark.style) for mark in self.marks]
        return Content.assemble(*glyphs, (f" {wording.count(len(self.marks), 'day')}", "$foreground-muted"))

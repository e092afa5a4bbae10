"""The last look at what goes to the terminal: a name or a note can hold a control sequence, and none gets through."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.core.escape_control import escape_control


class ControlCharFilter(LineFilter):
    """Takes out of every line drawn what a terminal would obey; such characters have no width, so nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """The segments without them."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment if segment.control else Segment(_harmless(segment.text), segment.style) for segment in segments]


def _harmless(text: str) -> str:
    return "".join(each if escape_control(each) == each else " " * cell_len(each) for each in text)

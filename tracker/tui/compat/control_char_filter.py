"""Control characters kept from the terminal.

Without this a name or a note that holds a control sequence is obeyed by the terminal: Textual writes the text of a
widget as it is, so that `ESC ] 0 ;` in a note sets the title of the window.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tracker.core.escape_control import escape_control


class ControlCharFilter(LineFilter):
    """Replaces in every line drawn what a terminal would obey by as many spaces as it has cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """The segments without control characters."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_printable(segment.text), segment.style) for segment in segments
        ]


def _printable(text: str) -> str:
    return "".join(char if escape_control(char) == char else " " * cell_len(char) for char in text)

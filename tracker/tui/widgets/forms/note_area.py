"""The field of a form for a note of one or more lines."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import TextArea


class NoteArea(TextArea):
    """A note: enter saves the form, alt+enter or ctrl+j breaks the line, and what is pasted keeps its lines."""

    BINDINGS = [
        Binding("enter", "screen.save", "Save", id="note.save", show=False, priority=True),
        Binding(
            "alt+enter,shift+enter,ctrl+j", "break_line", "New line", id="note.break_line", show=False, priority=True
        ),
    ]

    def __init__(self, text: str, *, placeholder: str = "") -> None:
        super().__init__(text, id="note", compact=True, placeholder=placeholder)
        self.move_cursor(self.document.end)

    def action_break_line(self) -> None:
        self.insert("\n")

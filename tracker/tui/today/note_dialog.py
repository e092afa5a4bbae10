"""The dialog in which a note is written."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from tracker.core.model import MAX_TEXT
from tracker.tui.compat.early_exit import Dialog


class NoteDialog(Dialog[str | None]):
    """Returns the note, or None if it was cancelled."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Leave", id="note.leave")]

    def __init__(self, about: str, text: str) -> None:
        super().__init__()
        self._about = about
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = f"Note: {self._about}".replace("[", "\\[")
            box.border_subtitle = "enter save · esc leave"
            yield Input(self._text, max_length=MAX_TEXT, placeholder="What is worth remembering")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

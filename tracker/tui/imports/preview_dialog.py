"""The dialog that shows what an import would store."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tracker.tui.dialogs.page import Page


class PreviewDialog(Page[bool]):
    """Shows lines, and returns whether the person said yes to `question`."""

    heading = "Import a file"
    BINDINGS = [
        Binding("enter", "dismiss(True)", "Yes", id="import_preview.yes"),
        Binding("escape,q", "dismiss(False)", "Leave", id="import_preview.leave", key_display="esc"),
    ]

    def __init__(self, lines: Sequence[str], question: str) -> None:
        super().__init__()
        self._lines = lines
        self.hint = f"enter {question} · ↑ ↓ scroll · esc leave"

    def parts(self) -> ComposeResult:
        yield Static("\n".join(self._lines), id="lines", markup=False)

"""The dialog that shows what an import would store."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.tui.compat.early_exit import Dialog


class PreviewDialog(Dialog[bool]):
    """Shows lines, and returns whether the person said yes to `question`."""

    BINDINGS = [
        Binding("enter", "dismiss(True)", "Yes", id="import_preview.yes"),
        Binding("escape,q", "dismiss(False)", "Leave", id="import_preview.leave", key_display="esc"),
    ]

    def __init__(self, title: str, lines: Sequence[str], question: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._question = question

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = self._title
            box.border_subtitle = f"enter {self._question} · ↑ ↓ scroll · esc leave"
            yield Static("\n".join(self._lines), id="lines", markup=False)

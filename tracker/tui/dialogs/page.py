"""A page to read in front of a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from tracker.tui.compat.early_exit import Dialog, Result


class Page(Dialog[Result]):
    """A page that scrolls. A subclass gives its `heading` and its `parts`; `kind` is a class of its style sheet."""

    heading = ""
    hint = "↑ ↓ scroll · esc close"
    kind = ""

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes=f"dialog {self.kind}") as box:
            box.border_title, box.border_subtitle = Content(self.heading), self.hint
            yield from self.parts()

    def parts(self) -> ComposeResult:
        """What stands on the page, from top to bottom."""
        raise NotImplementedError

"""Updating a Static only where its text has changed."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def set_text(widget: Static, text: str | Content) -> None:
    """Show `text`; the screen is laid out again only where it is another text than before."""
    if widget.content != text:
        widget.update(text)


def show_text(widget: Static, text: str | Content) -> None:
    """Show `text`; where it is empty, hide the widget."""
    set_text(widget, text)
    widget.display = bool(text)

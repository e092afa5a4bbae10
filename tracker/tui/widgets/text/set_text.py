"""Updating a Static with as little as possible moved and drawn again."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def set_text(widget: Static, text: str | Content) -> None:
    """Show `text`; the screen is laid out again only where it is another text than before."""
    if widget.content != text:
        widget.update(text)


def set_text_in_place(widget: Static, text: str | Content) -> None:
    """Show `text` where `widget` stands, which never becomes lower: nothing else moves or has to be drawn again.

    Its height is `auto`, without padding above or below. `set_text_anew` lets it become lower.
    """
    height = widget.size.height if widget.display else 0
    if not height:
        set_text(widget, text)
        return
    if widget.content == text:
        return
    widget.update(text, layout=False)
    lines = widget.get_content_height(widget.container_size, widget.app.size, widget.content_size.width)
    if lines < height:
        widget.styles.min_height = height
    elif lines > height:
        widget.refresh(layout=True)


def set_text_anew(widget: Static, text: str | Content) -> None:
    """Show `text`; the widget is as high as it needs, whatever `set_text_in_place` has shown."""
    widget.styles.min_height = None
    set_text(widget, text)


def show_text(widget: Static, text: str | Content) -> None:
    """Show `text`; where it is empty, hide the widget."""
    set_text(widget, text)
    widget.display = bool(text)

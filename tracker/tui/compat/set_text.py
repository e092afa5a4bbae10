"""Words into their place."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static


def put(place: Static, words: str | Content) -> None:
    """Show words where they are not shown already; all is laid out anew only where they take other room."""
    if place.content != words:
        lines = _lines(place)
        place.update(words, layout=False)
        if lines is None or lines != _lines(place):
            place.refresh(layout=True)


def _lines(place: Static) -> int | None:
    """How many lines its words take; None where it is not shown."""
    width = place.content_size.width
    return place.get_content_height(Size(0, 0), Size(0, 0), width) if width else None

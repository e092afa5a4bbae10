"""Words into their place."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def put(place: Static, words: str | Content) -> None:
    """Show words where they are not shown already; an update has the whole screen laid out and drawn anew."""
    if place.content != words:
        place.update(words)

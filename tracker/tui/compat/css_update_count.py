"""A new screen styled once.

Without this each first visit to a main screen takes longer: Textual counts how often its style sheets have changed,
takes a screen that is new for one that missed a change, and styles the screen that is left and then the new one again.
Where Textual has no such count, nothing is done.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def mark_as_styled(screen: Screen[Any]) -> None:
    """Say that a screen that is not mounted yet knows all style sheets; it is styled when it is mounted."""
    count = getattr(screen.app, "_css_update_count", None)
    if count is not None:
        screen._css_update_count = count

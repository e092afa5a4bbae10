"""Screens that are styled and laid out once when they open.

Textual lays a screen out when it is shown, then sends it the size that it has just got, upon which it is laid out again
and, where it has breakpoints, styled again.
"""

from __future__ import annotations

from typing import Any, TypeVar

from textual.app import App
from textual.events import Event, Mount, Resize
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class Fitted:
    """What makes a screen one of these; it stands before the screen among the bases."""

    fitted_to: Size | None = None
    app: App[Any]

    async def on_event(self, event: Event) -> None:
        """One that opens as the program is left is made without its parts, so nothing is done with them."""
        if not (isinstance(event, Mount) and self.app._exit):  # noqa: SLF001
            await super().on_event(event)  # type: ignore[misc]

    async def _on_resize(self, event: Resize) -> None:
        """Its first size is the one that it was laid out for a moment ago."""
        if event.size == self.fitted_to:
            event.prevent_default()
        self.fitted_to = None


class Dialog(Fitted, ModalScreen[Result]):
    """A question or a page in front of a screen."""


def fit(screen: Screen[Any], size: Size) -> None:
    """Give a screen that is about to be shown the classes of its breakpoints for a terminal of this size."""
    across, down = screen.HORIZONTAL_BREAKPOINTS or (), screen.VERTICAL_BREAKPOINTS or ()
    for length, breakpoints in ((size.width, across), (size.height, down)):
        screen.add_class(*[name for at, name in breakpoints if length >= at][-1:])
    if isinstance(screen, Fitted):
        screen.fitted_to = size

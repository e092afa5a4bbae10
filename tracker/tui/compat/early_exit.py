"""Screens that open while the program is being left.

Without this, `q` typed at once after a key that opens a screen ends the program with a traceback: Textual mounts such a
screen without composing it, and what its code looks for is not there. Where Textual no longer has `App._exit`, nothing
is kept from being mounted.
"""

from __future__ import annotations

from typing import Any, TypeVar

from textual.app import App
from textual.css.query import NoMatches
from textual.events import Event, Mount
from textual.screen import ModalScreen
from textual.widget import MountError

from tracker.tui.compat.first_layout import FirstLayoutScreen

Result = TypeVar("Result")


def _is_exiting(app: App[Any]) -> bool:
    return bool(getattr(app, "_exit", False))


class EarlyExitApp(App[None]):
    """An app that is left without a traceback while a screen opens."""

    def _handle_exception(self, error: Exception) -> None:
        """Ignore that parts of a screen are missing, or are mounted on one that is not there, while the app exits."""
        if not (_is_exiting(self) and isinstance(error, NoMatches | MountError)):
            super()._handle_exception(error)


class EarlyExitScreen:
    """A mixin that stands before the screen among the bases: once the program is left, it is not mounted."""

    app: App[Any]

    async def on_event(self, event: Event) -> None:
        """Pass on all events but the mounting of a screen of a program that is being left."""
        if not (isinstance(event, Mount) and _is_exiting(self.app)):
            await super().on_event(event)  # type: ignore[misc]


class Dialog(EarlyExitScreen, ModalScreen[Result], FirstLayoutScreen[Result]):
    """A question or a page in front of a screen.

    `ModalScreen` stands first among Textual's classes, since a style sheet knows only the first of the bases.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]

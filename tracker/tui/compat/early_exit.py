"""Screens that open while the program is being left.

Without this, `q` typed at once after a key that opens a screen ends the program with a traceback: Textual mounts such a
screen without composing it, and what `on_mount` looks for is not there.
"""

from __future__ import annotations

from typing import Any, TypeVar

from textual.app import App
from textual.events import Event, Mount
from textual.screen import ModalScreen

Result = TypeVar("Result")


class EarlyExitScreen:
    """A mixin that stands before the screen among the bases: once the program is left, it is not mounted."""

    app: App[Any]

    async def on_event(self, event: Event) -> None:
        """Pass on all events but the mounting of a screen of a program that is being left."""
        if not (isinstance(event, Mount) and self.app._exit):  # noqa: SLF001
            await super().on_event(event)  # type: ignore[misc]


class Dialog(EarlyExitScreen, ModalScreen[Result]):
    """A question or a page in front of a screen."""

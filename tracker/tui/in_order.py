"""Keys that are answers or numbers, taken in the order in which they were typed.

A key passes the screen on its way up to the app, where the bindings are. Of two keys that come at once, as over a slow
line, the second is with the screen before the first has reached its binding; so a screen takes its keys at the app too.
"""

from __future__ import annotations

from textual import events
from textual.app import App


class TakesKeys:
    """A screen that may want a key before any binding has it."""

    async def take_key(self, key: str) -> bool:
        """Do what the key says here; False where it says nothing."""
        raise NotImplementedError


class KeysInOrder(App[None]):
    """An app that asks its screen before its bindings."""

    async def on_key(self, event: events.Key) -> None:
        """Give the key to the screen, and to the bindings only where that does not take it."""
        if isinstance(self.screen, TakesKeys) and await self.screen.take_key(event.key):
            event.prevent_default()

"""Keys that are taken in the order in which they were typed, each by what the one before it has opened.

A key goes from the widget with the focus up to the app, where the bindings are, through a queue at each step. Of keys
that come at once, as over a slow line, Textual sends the second on its way before the first has reached its binding: to
a screen that the first is about to leave.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

# How often a key's way is followed: behind the key, behind what it was made into there, as an input that is sent, and
# behind what that was made into, as the choice in a list that the input searches.
LAPS = 3


class TakesKeys:
    """A screen that may want a key before any binding has it."""

    async def take_key(self, key: str) -> bool:
        """Do what the key says here; False where it says nothing."""
        raise NotImplementedError


class LetsKeysWait(ModalScreen[None]):
    """Stands behind a question and the next one, which the keys are for; to be seen is what was there before."""

    DEFAULT_CSS = "LetsKeysWait { background: transparent; }"

    def on_screen_suspend(self) -> None:
        """Something has opened that they may be for."""
        cast(KeyQueueApp, self.app).let_keys_come()


class KeyQueueApp(App[None]):
    """An app that takes one key after the other, and asks its screen before its bindings."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._under_way = False

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while one before it is still under way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            await self._next_key()
        else:
            await super().on_event(event)

    def let_keys_come(self) -> None:
        """Send the keys that wait to the screen that is there now, when it is made."""
        self._when_made(self._next_key)

    async def _next_key(self) -> None:
        if self._under_way or not self._typed or isinstance(self.screen, LetsKeysWait):
            return
        self._under_way = True
        way = [*(self.focused or self.screen).ancestors_with_self]
        await super().on_event(self._typed.popleft())
        self._follow(way * LAPS)

    def _follow(self, way: Sequence[MessagePump]) -> None:
        """Go this way behind a key; what is gone meanwhile, as a list that was left with the key, is passed by."""
        for number, step in enumerate(way, 1):
            if step.call_later(self._follow, way[number:]):
                return
        self._when_made(self._dealt_with)

    async def _dealt_with(self) -> None:
        self._under_way = False
        await self._next_key()

    def _when_made(self, then: Callable[[], Awaitable[None]]) -> None:
        """Call `then` when the screen is made that is there now, as one that a key has opened."""
        if not (self.screen_stack and self.screen.call_later(self.call_later, then)):
            self.call_later(then)

    async def on_key(self, event: events.Key) -> None:
        """Give the key to the screen, and to the bindings only where that does not take it."""
        if isinstance(self.screen, TakesKeys) and await self.screen.take_key(event.key):
            event.prevent_default()

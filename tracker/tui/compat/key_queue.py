"""Keys taken in the order in which they were typed, each by the screen that the one before it has opened.

A key goes from the widget with the focus up to the app, where the bindings are, through a message queue at each step.
Without this, of keys that come at once, as over a slow line, the second is on its way before the first has reached its
binding, and goes to a screen that the first is about to leave (Textual's issue 6605 is the same fault within an input).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

# How often the path of a key is walked behind it: behind the key, behind the message that it was made into there, as an
# input that is submitted, and behind what that was made into, as the choice in a list that the input searches.
ROUNDS = 3


class KeyInterceptor:
    """A screen that may take a key before any binding has it."""

    async def take_key(self, key: str) -> bool:
        """Do what the key means here; False where it means nothing."""
        raise NotImplementedError


class KeyHoldScreen(ModalScreen[None]):
    """Transparent, and holds back keys: it stands behind one question and the next, which the keys are for."""

    DEFAULT_CSS = "KeyHoldScreen { background: transparent; }"

    def on_screen_suspend(self) -> None:
        """Something has opened that the keys may be for."""
        cast(KeyQueueApp, self.app).release_keys()


class KeyQueueApp(App[None]):
    """An app that takes one key after the other, and asks its screen before its bindings."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting_keys: deque[events.Key] = deque()
        self._key_in_progress = False

    @property
    def has_keys_pending(self) -> bool:
        """Whether a key is in progress or waits for one that is."""
        return self._key_in_progress or bool(self._waiting_keys)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while one before it is in progress."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._waiting_keys.append(event)
            await self._send_next_key()
        else:
            await super().on_event(event)

    def release_keys(self) -> None:
        """Send the keys that wait to the screen that is in front now, once it is composed."""
        self._when_screen_is_composed(self._send_next_key)

    async def _send_next_key(self) -> None:
        if self._key_in_progress or not self._waiting_keys or isinstance(self.screen, KeyHoldScreen):
            return
        self._key_in_progress = True
        path = [*(self.focused or self.screen).ancestors_with_self]
        await super().on_event(self._waiting_keys.popleft())
        self._follow_key(path * ROUNDS)

    def _follow_key(self, path: Sequence[MessagePump]) -> None:
        """Pass through the queue of each node behind a key; a node that is gone meanwhile is left out."""
        for number, node in enumerate(path, 1):
            if node.call_later(self._follow_key, path[number:]):
                return
        self._when_screen_is_composed(self._finish_key)

    async def _finish_key(self) -> None:
        self._key_in_progress = False
        await self._send_next_key()

    def _when_screen_is_composed(self, callback: Callable[[], Awaitable[None]]) -> None:
        if not (self.screen_stack and self.screen.call_later(self.call_later, callback)):
            self.call_later(callback)

    async def on_key(self, event: events.Key) -> None:
        """Give the key to the screen, and to the bindings only where that does not take it."""
        if isinstance(self.screen, KeyInterceptor) and await self.screen.take_key(event.key):
            event.prevent_default()

"""Keys that are taken in the order in which they were typed, each by what the one before it has opened.

A key goes from the widget with the focus up to the app, where the bindings are, through a queue at each step. Of keys
that come at once, as over a slow line, Textual sends the second on its way before the first has reached its binding: to
a screen that the first is about to leave.
"""

from __future__ import annotations

from collections import deque
from typing import cast

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.timer import Timer

# A key whose end was never heard of, as when the widget that had it is gone, holds the others up no longer than this.
PATIENCE_S = 0.5


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
        self.app.call_later(cast(KeysInOrder, self.app).next_key)


class Passed(Message):
    """Follows a key on its way, and what the key was made into on a second one: a choice, an input."""

    def __init__(self, first: MessagePump, *, again: bool) -> None:
        super().__init__()
        self.first = first
        self.again = again


class KeysInOrder(App[None]):
    """An app that takes one key after the other, and asks its screen before its bindings."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key] = deque()
        self._under_way = False
        self._patience: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while one before it is still under way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._under_way:
            await self.next_key()
        elif self._patience is None:
            self._patience = self.set_timer(PATIENCE_S, self.next_key)

    async def next_key(self) -> None:
        """Send the next key on its way, if there is one."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._under_way = bool(self._typed) and not isinstance(self.screen, LetsKeysWait)
        if self._under_way:
            first = self.focused or self.screen
            await super().on_event(self._typed.popleft())
            self._follow(first, again=True)

    def _follow(self, first: MessagePump, *, again: bool) -> None:
        follower = Passed(first, again=again)
        follower.set_sender(first)
        if not first.post_message(follower):
            self._let_the_next_come()

    def on_passed(self, message: Passed) -> None:
        """A key was dealt with."""
        if message.again:
            self._follow(message.first, again=False)
        else:
            self._let_the_next_come()

    def _let_the_next_come(self) -> None:
        """When the screen is made that the key may have opened."""
        if self.screen_stack:
            self.screen.call_later(self.call_later, self.next_key)

    async def on_key(self, event: events.Key) -> None:
        """Give the key to the screen, and to the bindings only where that does not take it."""
        if isinstance(self.screen, TakesKeys) and await self.screen.take_key(event.key):
            event.prevent_default()

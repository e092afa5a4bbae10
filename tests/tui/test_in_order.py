"""Keys that were typed ahead go on, whatever became of the one before."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.message_pump import MessagePump

from tracker.tui import in_order

TYPED = ("a", "b", "c")


class Forgetful(in_order.KeysInOrder):
    """Never hears that a key was dealt with, as when the widgets that had them went; notes the keys it got."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[str] = []
        self.got_all = asyncio.Event()

    def _follow(self, first: MessagePump, *, again: bool) -> None:
        pass

    async def on_key(self, event: events.Key) -> None:
        self.got.append(event.key)
        if len(self.got) == len(TYPED):
            self.got_all.set()


async def test_keys_typed_at_once_go_on_though_nothing_is_heard_of_any_and_no_other_key_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_order, "PATIENCE_S", 0.01)
    app = Forgetful()
    async with app.run_test():
        for key in TYPED:
            app.post_message(events.Key(key, key))
        await asyncio.wait_for(app.got_all.wait(), 10)
    assert tuple(app.got) == TYPED

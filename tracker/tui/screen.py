"""What the main screens share: the database, the bars at top and bottom, and messages to the person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from textual.app import ComposeResult
from textual.timer import Timer

from tracker.core.errors import UserError
from tracker.service.context import AppContext
from tracker.tui.compat.css_update_count import mark_as_styled
from tracker.tui.compat.early_exit import EarlyExitScreen
from tracker.tui.compat.first_layout import FirstLayoutScreen
from tracker.tui.protocols import TrackerApp, in_units, tracker_app
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.message_line import MessageLine
from tracker.tui.widgets.top_bar import TopBar

T = TypeVar("T")
MESSAGE_SECONDS = 10.0
MESSAGE_ROUNDS = 3


def _nothing() -> None:
    pass


class AppScreen(EarlyExitScreen, FirstLayoutScreen[None]):
    """A main screen: it asks the context for values, draws them, and draws them again when anybody has written.

    `in_front` says whether it is made and nothing stands before it; `day` is the past day that it shows, if any.
    """

    _message_timer: Timer | None = None
    in_front = False
    day: date | None = None

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-standing"), (40, "-high")]

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        mark_as_styled(self)

    def compose(self) -> ComposeResult:
        """The top bar, the body, a message, and the keys."""
        yield TopBar(self.id or "")
        yield from self.body()
        yield MessageLine()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What the screen shows between the bars."""
        yield from ()

    @property
    def tracker(self) -> TrackerApp:
        """The app, as screens see it."""
        return tracker_app(self)

    @property
    def is_closing(self) -> bool:
        """Whether the program was left while something was asked, so that there is nothing to draw on."""
        return not self.app.is_running

    async def read(self, work: Callable[[AppContext], T]) -> T:
        """What `work` returns, called with the context in the database's thread."""
        return await self.tracker.database.run(work)

    async def read_or_none(self, work: Callable[[AppContext], T], *, quiet: bool = False) -> T | None:
        """What `work` returns; None where the program was left, or UserError raised, which is said unless `quiet`."""
        try:
            value = await self.read(work)
        except UserError as problem:
            if not quiet:
                self.say(str(problem), problem=True)
            return None
        return None if self.is_closing else value

    async def execute(
        self,
        work: Callable[[AppContext], str],
        *,
        on_written: Callable[[], None] = _nothing,
        on_drawn: Callable[[], None] = _nothing,
    ) -> bool:
        """Let `work` write, show the sentence it returns, and draw the screen again.

        False where it raised UserError, which is said, or where the program was left.
        `on_written` is called before drawing and `on_drawn` after, both before the terminal shows anything.
        """
        message = await self.read_or_none(work)
        if message is None:
            return False
        with self.app.batch_update():  # the sentence and what it tells of appear at once
            on_written()
            self.say(message)
            await self.reload()
            on_drawn()
            await self.flush_messages()
        return True

    async def flush_messages(self) -> None:
        """Let the messages that changed widgets have sent be handled, so that one layout takes in all of them."""
        for _ in range(MESSAGE_ROUNDS):
            await asyncio.sleep(0)

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Show a sentence above the keys for a while, in place of the one before."""
        self.query_one(MessageLine).say(in_units(self, sentence), problem=problem)
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE_SECONDS, self._hide_message)

    def say_written(self, message: str | None) -> None:
        """Show what a form has written; None where it was left."""
        if message is not None:
            self.say(message)

    def _hide_message(self) -> None:
        for line in self.query(MessageLine):
            line.hide()

    def clear_message(self) -> None:
        """Say no longer what was said last."""
        for line in self.query(MessageLine):
            line.clear()

    async def reload(self) -> None:
        """Read again and draw again; called when the screen is shown and when anybody has written."""

    async def on_screen_resume(self) -> None:
        """Draw what is there now, whichever screen or window wrote it."""
        if not self.in_front:  # the event comes twice when a mode is new
            self.in_front = True
            await self.reload()

    def on_screen_suspend(self) -> None:
        """Another screen is in front of it; what was said last is not said again when it comes back."""
        self.in_front = False
        self.clear_message()

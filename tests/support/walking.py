"""Getting about in the program, for tests: press keys and wait until all is read and drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from tracker.tui.app import BacktrackerApp
from tracker.tui.today.screen import TodayScreen

Shown = TypeVar("Shown", bound=Screen[Any])


async def settled(pilot: Pilot[None]) -> None:
    """Nothing is read or drawn any more: what was asked is answered, what that led to is done, and asked once more."""
    app = pilot.app
    assert isinstance(app, BacktrackerApp)
    for _ in range(2):
        while isinstance(app.screen, TodayScreen) and app.screen.forecast_pending:
            await pilot.pause(0.01)
        await app.database.run(lambda context: None)
        while len(app.workers):
            await pilot.pause(0.01)
        await pilot.pause()
        while app.screen._layout_required or app.screen._callbacks:
            await pilot.pause(0.01)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what comes a moment after all is drawn, as room to scroll in does."""
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("waited in vain")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys one after the other, and wait until they have had their effect."""
    await pilot.press(*keys)
    await settled(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text where the cursor is, in place of what is marked there."""
    names = {" ": "space", ",": "comma", ".": "full_stop", "-": "minus", "+": "plus"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


async def walk(pilot: Pilot[None], kind: type[Shown], *keys: str) -> Shown:
    """Press the keys and give the screen that is there then, which is of a kind."""
    await settled(pilot)
    await press(pilot, *keys)
    screen = pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen

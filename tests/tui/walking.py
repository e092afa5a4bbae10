"""Getting about in the program, for tests: press keys and wait until all is read and drawn."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

Shown = TypeVar("Shown", bound=Screen[Any])


async def settled(pilot: Pilot[None]) -> None:
    """Nothing is read or drawn any more."""
    await pilot.pause()
    while len(pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys one after the other, each when the last has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text where the cursor is, in place of what is marked there."""
    for letter in text:
        await pilot.press({" ": "space", ",": "comma", ".": "full_stop", "-": "minus", "+": "plus"}.get(letter, letter))
    await settled(pilot)


async def walk(pilot: Pilot[None], kind: type[Shown], *keys: str) -> Shown:
    """Press the keys and give the screen that is there then, which is of a kind."""
    await settled(pilot)
    await press(pilot, *keys)
    screen = pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen

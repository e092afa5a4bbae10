"""Getting about in the program, for tests: press keys and wait until all is read and drawn."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from tests.support.waiting import settled

Shown = TypeVar("Shown", bound=Screen[Any])


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

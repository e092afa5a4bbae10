"""Every screen and dialog at sizes from 1×1 to 300×100 in any order: nothing ends the program.

`python -m tests.tools.resize_storms STORMS [SEED]` is the long run: so many storms, each some sizes in one place; it
prints where and after which sizes the program ended.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from textual.app import App

from tests.tools.random_keys import NOW, begin
from tracker.clock import Clock
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker

Size = tuple[int, int]

LARGEST: Size = (300, 100)
SIZES_IN_A_STORM = 12
# The keys that lead to each place from Today, by its name.
PLACES: dict[str, tuple[str, ...]] = {
    "Today": (),
    "a day before": ("comma",),
    "a question": ("c",),
    "a note": ("n",),
    "reasons": ("w",),
    "what is logged": ("enter", "e"),
    "an entry": ("enter", "e", "enter"),
    "warning signs": ("exclamation_mark",),
    "help": ("question_mark",),
    "commands": ("colon",),
    "hands-free": ("space",),
    "hands-free, pain": ("space", "p"),
    "Library": ("L",),
    "Library, search": ("L", "slash", "b"),
    "Library, filters": ("L", "f"),
    "Library, another rung": ("L", "x"),
    "Library, own exercise": ("L", "n"),
    "Library, left out": ("L", "o"),
    "Library, dose": ("L", "enter"),
    "Plan": ("P",),
    "Plan, dose": ("P", "enter"),
    "Plan, as text": ("P", "e"),
    "Plan, pause": ("P", "p"),
    "Plan, settings": ("P", "o"),
    "Plan, starter plans": ("P", "s"),
    "Plan, all changes": ("P", "c"),
    "History": ("H",),
    "History, a year": ("H", *"jjjj"),
    "History, work": ("H", *"jjjjj"),
}
# How many storms there are until every place has had one with each history.
ROUND = 3 * len(PLACES)


def sizes(chance: random.Random, count: int) -> list[Size]:
    """Sizes of a terminal; small ones, which are harder, as often as large ones."""
    limits = [chance.choice([(8, 8), (40, 15), (100, 30), LARGEST]) for _ in range(count)]
    return [(chance.randint(1, width), chance.randint(1, height)) for width, height in limits]


async def storm(database: Path, keys: Sequence[str], storm_sizes: Iterable[Size]) -> None:
    """Go where `keys` lead, then through the sizes, and leave; a crash names the sizes."""
    worker = DatabaseWorker(database, Clock(NOW + timedelta(hours=1)))
    app: App[None] = BacktrackerApp(worker, Config(animation=False))
    tried: list[str] = []
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("escape", *keys)
            for width, height in storm_sizes:
                tried.append(f"{width}x{height}")
                await pilot.resize_terminal(width, height)
                await pilot.pause()
    except Exception as error:
        error.add_note(f"keys {' '.join(keys)}, sizes {' '.join(tried)}")
        raise
    finally:
        worker.close()


def run(folder: Path, storms: Iterable[int], seed: int) -> None:
    """The storms of these numbers, with a history and a place for each number in turn."""
    names = list(PLACES)
    for number in storms:
        chance = random.Random(f"{seed} {number}")
        database = folder / f"{number}.db"
        begin(database, number)
        name = names[number % len(names)]
        try:
            asyncio.run(storm(database, PLACES[name], sizes(chance, SIZES_IN_A_STORM)))
        except Exception as error:
            error.add_note(f"storm {number}, {name}")
            raise


def main() -> None:
    """Run as many storms as the call says."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            run(Path(folder), [number], seed)
    print(f"{count} storms of {SIZES_IN_A_STORM} sizes each, nothing ended")


if __name__ == "__main__":
    main()

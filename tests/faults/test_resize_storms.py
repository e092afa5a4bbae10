"""Whatever sizes a terminal is given in whatever order, every screen and dialog goes on."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.tools.random_keys import begin
from tests.tools.resize_storms import PLACES, sizes, storm

SMALLEST = [(5, 2), (7, 1), (2, 30), (20, 1)]


@pytest.mark.parametrize("place", PLACES)
def test_a_screen_or_dialog_survives_the_smallest_and_some_random_sizes(place: str, tmp_path: Path) -> None:
    database = tmp_path / "backtracker.db"
    begin(database, 0)
    chance = random.Random(place)
    asyncio.run(storm(database, PLACES[place], [(1, 1), *chance.sample(SMALLEST, 2), *sizes(chance, 1)]))

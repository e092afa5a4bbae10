"""Whatever is pressed in whatever order at whatever size, the app goes on and the file stays sound."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.faults import random_keys_in_terminal
from tests.faults.random_keys import HISTORIES, NOW, session
from tracker.clock import Clock
from tracker.service.desk import open_desk
from tracker.storage import check_file


@pytest.mark.parametrize("seed", [0, 1])
def test_some_hundred_random_keys_and_sizes_do_no_harm(tmp_path: Path, seed: int) -> None:
    database = tmp_path / "backtracker.db"
    desk = open_desk(database, Clock(NOW))
    HISTORIES[seed](desk)
    desk.close()
    pressed = asyncio.run(session(database, NOW, random.Random(seed), 150))
    assert len(pressed) > 50
    assert check_file(database) == []


@pytest.mark.pty
def test_some_random_keys_typed_to_the_installed_program_end_well(tmp_path: Path) -> None:
    assert random_keys_in_terminal.run(tmp_path / "person", 100, 1) >= 100

"""Every set that was shown as logged is there, whatever killed the program in which moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.database_faults import database_faults
from tests.support.killing import NOW
from tests.tools import killing_in_terminal
from tracker.clock import Clock
from tracker.service.context import open_context
from tracker.service.plan import planning

KILLS = int(os.environ.get("BACKTRACKER_KILLS", "200"))
# Each needs a start of the program.
KILLS_IN_TERMINAL = 6


def test_every_set_that_was_shown_as_logged_outlives_two_hundred_kills(tmp_path: Path) -> None:
    database = tmp_path / "backtracker.db"
    context = open_context(database, Clock(NOW))
    planning.set_exercise(context, context.exercise("bird-dog"))
    context.close()
    killed = subprocess.run(
        [sys.executable, "-m", "tests.support.killing", str(database), str(KILLS), "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == 0, killed.stderr
    acknowledged = json.loads(killed.stdout)
    context = open_context(database, Clock(NOW))
    stored = Counter(logged.note for logged in context.store.day_sets(NOW.date()))
    context.close()
    assert len(acknowledged) > KILLS / 2
    assert set(acknowledged) <= stored.keys()
    assert set(stored.values()) == {1}
    # Each program was killed before it could say so of one set more, at most.
    assert len(stored) - len(acknowledged) <= KILLS
    assert database_faults(database) == []


@pytest.mark.pty
def test_every_set_that_the_program_showed_in_a_terminal_outlives_its_kill(tmp_path: Path) -> None:
    assert killing_in_terminal.run(tmp_path, KILLS_IN_TERMINAL, 7) > 0

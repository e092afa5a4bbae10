"""Several programs write at once: nothing that was confirmed is lost, and nothing is doubled."""

from __future__ import annotations

import os
from pathlib import Path

from tests.tools import writers

SECONDS = float(os.environ.get("BACKTRACKER_TOGETHER_SECONDS", "6"))


def test_two_interfaces_and_a_loop_of_commands_lose_and_double_nothing(tmp_path: Path) -> None:
    outcome = writers.run(tmp_path / "backtracker.db", SECONDS)
    assert outcome.errors == ("", "", "")
    assert outcome.stored == outcome.confirmed
    assert outcome.faults == ()
    assert all(any(note.startswith(name) for note in outcome.confirmed) for name in writers.NAMES), "each of them wrote"

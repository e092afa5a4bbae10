"""Several programs write at once: nothing is lost, nothing doubled, and nobody is told that the database is locked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.support.killing import NOW
from tracker.clock import Clock
from tracker.service.context import open_context
from tracker.service.plan import planning
from tracker.storage.backup.health import check_file

SECONDS = os.environ.get("BACKTRACKER_TOGETHER_SECONDS", "6")
NAMES = ("one window", "another window", "commands")


def test_two_interfaces_and_a_loop_of_commands_lose_and_double_nothing(tmp_path: Path) -> None:
    database = tmp_path / "backtracker.db"
    context = open_context(database, Clock(NOW))
    planning.set_exercise(context, context.exercise("bird-dog"))
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.writing", str(database), name, SECONDS],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in NAMES
    ]
    ended = [program.communicate() for program in programs]
    assert [errors for _, errors in ended] == ["", "", ""]
    logged = {
        f"{name}-{number}" for name, (count, _) in zip(NAMES, ended, strict=True) for number in range(json.loads(count))
    }
    stored = Counter(logged.note for logged in context.store.day_sets(NOW.date()))
    assert stored == Counter(logged)
    assert all(any(note.startswith(name) for note in logged) for name in NAMES), "each of them wrote"
    assert context.store.can_undo() is not None
    context.close()
    assert check_file(database) == []

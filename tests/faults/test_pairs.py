"""Two commands at the same moment do what they do one after the other, in one order or the other."""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path

import pytest

from tests.tools import pairs
from tests.tools.random_keys import NOW
from tracker.paths import DATABASE_VARIABLE

SAMPLE = 6


def test_two_commands_at_once_do_what_they_do_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKTRACKER_NOW", NOW.isoformat())
    monkeypatch.setenv(DATABASE_VARIABLE, "")  # the pairs set it
    monkeypatch.setattr(sys, "argv", [])
    every = list(itertools.combinations_with_replacement(pairs.COMMANDS, 2))
    assert pairs.run(tmp_path, random.sample(every, SAMPLE), 1) == []

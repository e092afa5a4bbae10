"""A person's folders, empty at first, in which the program is started as it is installed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pty.terminal import PROGRAM, Terminal

MONDAY = "2026-11-23T07:30"


class Home:
    """Starts the interface, and runs commands, with the same folders and clock."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "BACKTRACKER_NOW": MONDAY,
        }

    def start(self, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        """The interface in a terminal."""
        return Terminal(self.environment | environment, columns=columns, rows=rows)

    def run(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run([PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def answer(self, *words: str) -> Any:
        """The JSON that a command answers with."""
        return json.loads(self.run(*words, "--json"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Folders in which there is nothing yet."""
    return Home(tmp_path)

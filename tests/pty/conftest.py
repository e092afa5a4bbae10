"""A person's folders, empty at first, in which the program is started as it is installed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support import moved_clock
from tests.support.moved_clock import MovedClock
from tests.support.terminal import PROGRAM, RIGHT, Terminal
from tests.support.today import boxes

PYTHON = Path(sys.executable)
SHELL = Path("/bin/sh")
MONDAY = "2026-11-23T07:30"
# One repetition of the brace: 2 s brace, 2 s held, 2 s let go.
BRACE_S = 6


class Home:
    """Starts the interface, and runs commands, with the same folders and clock."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "data" / "backtracker" / "backtracker.db"
        self.config = folder / "config" / "backtracker" / "config.toml"
        self.clock = MovedClock(folder / "clock", datetime.fromisoformat(MONDAY))
        self.environment = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "BACKTRACKER_NOW": MONDAY,
            moved_clock.FILE_VARIABLE: str(self.clock.file),
        }

    def start(self, columns: int = 80, rows: int = 24, *, slow: bool = False, **environment: str) -> Terminal:
        """The interface in a terminal."""
        return Terminal(self.environment | environment, columns=columns, rows=rows, slow=slow)

    def start_by_clock(self, *words: str, columns: int = 80, rows: int = 24) -> Terminal:
        """The interface, or a command, by the clock that can be moved."""
        return Terminal(self.environment, moved_clock.__file__, *words, columns=columns, rows=rows, program=PYTHON)

    def start_in_shell(self, columns: int = 80, rows: int = 24) -> Terminal:
        """The same, started by hand in a shell."""
        names = {"PS1": "$ ", "PYTHON": str(PYTHON), "PROGRAM": moved_clock.__file__}
        terminal = Terminal(self.environment | names, "-i", columns=columns, rows=rows, program=SHELL)
        terminal.press('"$PYTHON" "$PROGRAM"\r', "Backtracker")
        return terminal

    def run(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run([PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def answer(self, *words: str) -> Any:
        """The JSON that a command answers with."""
        return json.loads(self.run(*words, "--json"))

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What is on disk, asked in SQL by somebody who knows nothing of the program."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(question).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Folders in which there is nothing yet."""
    return Home(tmp_path)


@pytest.fixture
def home_with_plan(home: Home) -> Home:
    """Folders with a plan of clams, and this morning's check-in."""
    home.run("plan", "set", "clam", "--reps", "8,8,8")
    home.run("checkin", "0")
    return home


@pytest.fixture
def home_with_brace(home: Home) -> Home:
    """Folders with a plan of three sets that take six seconds each, and this morning's check-in."""
    home.run("plan", "set", "abdominal-brace", "--reps", "1,1,1", "--hold", "2")
    home.run("checkin", "0")
    return home


def run_first_set(home: Home, terminal: Terminal) -> None:
    """Hands-free until the first set is shown as logged."""
    terminal.until(boxes("Abdominal brace", "□□□"))
    terminal.press(" ", "□□□ set 1 of 3")
    terminal.press(RIGHT, "rep 1 of 1")
    home.clock.glides(BRACE_S + 0.5)
    terminal.until("■□□ set 2 of 3")

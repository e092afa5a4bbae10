"""Running commands as a person does, without a new process for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tracker.cli import main
from tracker.clock import Clock
from tracker.service.context import open_context

NOW = "2026-11-22T07:30:00"


@dataclass(frozen=True)
class CommandResult:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its whole stdout as one JSON document."""
        return json.loads(self.out)


class Backtracker:
    """Runs commands on one database; `at` sets the clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: Path) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.database = database
        monkeypatch.setenv("BACKTRACKER_DB", str(database))
        self.at(NOW)

    def at(self, now: str) -> None:
        """Let it be `now` from here on."""
        self._monkeypatch.setenv("BACKTRACKER_NOW", now)

    def begin(self) -> None:
        """Make an empty database, as the interface does."""
        open_context(self.database, Clock.from_environment()).close()

    def __call__(self, *words: str | Path, fails: int | None = 0) -> CommandResult:
        """Run a command, which must end with status `fails`; a failure is one line on stderr and no traceback.

        Where `fails` is None it may end well or with any failure that the person can mend.
        """
        self._monkeypatch.setattr(sys, "argv", ["backtracker", *(str(word) for word in words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = self._capsys.readouterr()
        message = CommandResult(int(ended.value.code or 0), printed.out, printed.err)
        assert message.status in ((0, 1, 2) if fails is None else (fails,)), printed
        if message.status:
            assert message.err.count("\n") == 1, printed
            assert message.err.startswith("backtracker: ")
            assert message.out == "" or "doctor" in words, "which lists what it found"
        return message


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Backtracker:
    """Commands on a database that is not there yet."""
    folder = tmp_path / "new folder"
    folder.mkdir(mode=0o700)
    return Backtracker(monkeypatch, capsys, folder / "backtracker.db")


@pytest.fixture
def planned(run: Backtracker) -> Backtracker:
    """Commands on a database with a plan of bird dogs and knee rolls."""
    run("plan", "set", "bird-dog")
    run("plan", "set", "knee-rolls")
    return run


Runner = Callable[..., CommandResult]

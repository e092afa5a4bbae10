"""A context and an app on a database made for the test, at a time that stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.service.context import AppContext, open_context
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker

SUNDAY = datetime(2026, 11, 22, 7, 30)
MONDAY = datetime(2026, 11, 23, 7, 30)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "backtracker.db"


@pytest.fixture
def context(database: Path) -> AppContext:
    """The context of an evening before, for writing what the test begins with."""
    return open_context(database, Clock(MONDAY))


MakeApp = Callable[..., BacktrackerApp]


@pytest.fixture
def make_app(database: Path) -> MakeApp:
    """An app on the database, at `now`."""

    def make(now: datetime = MONDAY, config: Config | None = None) -> BacktrackerApp:
        return BacktrackerApp(DatabaseWorker(database, Clock(now)), config or Config(animation=False))

    return make

"""What holds for all tests."""

from __future__ import annotations

import importlib
import os
import re
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import textual.constants
from hypothesis import HealthCheck, settings
from textual.app import App
from textual.pilot import Pilot

from tests.support.waiting import idle, keep_cursors_on, keys_taken, resized, settled, text_of
from tracker.core.model import Exercise
from tracker.storage.store import Store

# An example takes as long as the machine needs.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("any machine")

# What a person may have set that steers the program, its libraries, Python or the shell's answers; each test sets what
# it is about. Of Python's own, where modules are found and how strings are hashed is left.
STEERING = re.compile(
    r"BACKTRACKER_(DB|NOW)|_BACKTRACKER_COMPLETE|EDITOR|VISUAL|PAGER|XDG_(CONFIG|DATA|CACHE|STATE)_HOME"
    r"|NO_COLOR|FORCE_COLOR|CLICOLOR(_FORCE)?|COLORTERM|TTY_.*|COLUMNS|LINES|ESCDELAY|TEXTUAL(?!_SNAPSHOT_).*"
    r"|LC_.*|LANG|LANGUAGE|PYTHON(?!PATH$|HOME$|PYCACHEPREFIX$|HASHSEED$).*"
)
SAID_FOR_S = 3600.0
# What ends a program, and may be ignored by whoever starts the tests.
ENDING = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP)


def pytest_configure() -> None:
    """Let no variable of this machine, and no signal ignored by whoever started the tests, change what they see."""
    for name in list(os.environ):
        if STEERING.fullmatch(name):
            del os.environ[name]
    os.environ["LANG"] = "C.UTF-8"
    importlib.reload(textual.constants)  # a plugin has loaded it, with what was set before
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_IGN:  # as in a job that a script runs in the background
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def pytest_xdist_auto_num_workers() -> int | None:
    """Half as many workers again as there are cores: a test of the interface waits for timers a quarter of its time."""
    named = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return None if named else max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how to have the same order of the tests again."""
    seed = config.getoption("randomly_seed", None)
    if seed is not None:
        terminalreporter.write_line(f"The same order again: make test ARGS='--randomly-seed={seed}'")


@pytest.fixture(autouse=True, scope="session")
def _cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder for the tests and the programs that they start, instead of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def _empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new database, as the program makes it."""
    path = tmp_path_factory.mktemp("empty") / "backtracker.db"
    Store(path, ()).close()
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _quick_creation(_empty_database: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new database be a copy of an empty one: hundreds of statements would make it, thousands of times.

    Where the making itself is tested, a fixture of this name lets it be.
    """

    def create(path: Path, exercises: tuple[Exercise, ...]) -> None:
        path.touch(mode=0o600)
        path.write_bytes(_empty_database)

    monkeypatch.setattr("tracker.storage.store._create", create)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that compare with a snapshot, so that they can be left out."""
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.picture)


@pytest.fixture(autouse=True)
def _patient_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot wait until what it does has had its effect, however slow the machine is."""
    press_only, resize_only = Pilot.press, Pilot.resize_terminal

    async def press(pilot: Pilot[Any], *keys: str) -> None:
        await press_only(pilot, *keys)
        await keys_taken(pilot.app)

    async def resize_terminal(pilot: Pilot[Any], width: int, height: int) -> None:
        await resize_only(pilot, width, height)
        await resized(pilot.app)

    monkeypatch.setattr(Pilot, "press", press)
    monkeypatch.setattr(Pilot, "resize_terminal", resize_terminal)
    # What is said stays until a test has looked at it.
    monkeypatch.setattr(App, "NOTIFICATION_TIMEOUT", SAID_FOR_S)
    monkeypatch.setattr("tracker.tui.screen.MESSAGE_SECONDS", SAID_FOR_S)
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
    monkeypatch.setattr("textual.app.wait_for_idle", idle)


@pytest.fixture
def snap_compare(snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    """Compares with the picture that was agreed once the app is at rest; a failure says what the screen showed."""

    def compare(
        app: App[Any],
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[Any]], Awaitable[object]] = settled,
    ) -> bool:
        seen = ""

        async def run_until_rest(pilot: Pilot[Any]) -> None:
            nonlocal seen
            await run_before(pilot)
            keep_cursors_on(app)
            await settled(pilot)
            seen = text_of(app)

        if not snap_compare(app, terminal_size=terminal_size, run_before=run_until_rest):
            raise AssertionError(f"not the picture that was agreed; the screen showed\n{seen}")
        return True

    return compare

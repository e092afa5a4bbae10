"""A database, a clock and a person who types lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.plain_lines import ScriptedConsole, SteppingClock, Typed
from tracker.cli.session.session import hold_session
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.plan import planning
from tracker.tui.config import Config

MONDAY = datetime(2026, 11, 23, 7, 30)

Talk = Callable[..., ScriptedConsole]


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    """A database in which there is nothing yet."""
    opened = open_context(tmp_path / "x.db", SteppingClock(MONDAY))
    yield opened
    opened.close()


@pytest.fixture
def planned(context: AppContext) -> AppContext:
    """A plan of three exercises, and the first run answered."""
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    for exercise in ("bird-dog", "heel-slides", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise))
    return context


@pytest.fixture
def talk(context: AppContext) -> Talk:
    """Holds a session in which these lines are typed, to the end of them."""

    def hold(*typed: Typed, preferences: Config | None = None) -> ScriptedConsole:
        assert isinstance(context.clock, SteppingClock)
        console = ScriptedConsole(context.clock, typed)
        assert hold_session(context, console, preferences or Config()) == 0
        return console

    return hold

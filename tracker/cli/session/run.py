"""Opens the database and holds a session in plain lines on standard input and output."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import paths
from tracker.cli.output import exchange_lines
from tracker.cli.session.console import StandardConsole
from tracker.cli.session.session import hold_session
from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.service.context import AppContext, open_context
from tracker.service.files.daily_backup import daily_backup
from tracker.tui.config import read_config

if TYPE_CHECKING:
    from tracker.speech.announcer import Announcer

# What a shell makes of a program that a signal ended.
SIGNALLED = 128


def run_session(database: Path, *, backups: bool = True, exchanges: bool = True, voice: bool = False) -> int:
    """Hold a session; returns the exit status. With `backups` the database is copied on the first start of a day.

    With `exchanges` what other machines wrote comes in before the first question, and what was recorded goes out at the
    end. With `voice`, or where the person turned it on in the configuration, the timed session is spoken too.
    Raises UserError where the database or the configuration cannot be used.
    """
    preferences = read_config(paths.config(), interface=False)
    console = StandardConsole()
    with closing(open_context(database, Clock.from_environment())) as context, console.signals_leave():
        if backups:
            try:
                daily_backup(database, context.today())
            except UserError as problem:
                console.say(str(problem))
        announcer = _announcer(preferences.voice, turn_on=voice)
        exchanges = exchanges and context.store.is_exchanged()
        try:
            lines = _exchange(context, console) if exchanges else ()
            number = hold_session(context, console, preferences, announcer)
        finally:
            if announcer is not None:
                announcer.close()
            if exchanges:
                _exchange(context, console, lines)
    return SIGNALLED + number if number else 0


def _exchange(context: AppContext, console: StandardConsole, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Exchange with other machines; say, and return, what came of it but for the lines that were said `before`."""
    lines = tuple(line for line in exchange_lines(context) if line not in before)
    for line in lines:
        console.say(line)
    return lines


def _announcer(voice: str, *, turn_on: bool) -> Announcer | None:
    from tracker.speech.announcer import Announcer  # most sessions in plain lines are read, not spoken

    announcer = Announcer(voice)
    if turn_on:
        announcer.turn_on()
    return announcer if announcer.on else None

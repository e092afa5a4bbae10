"""Exchanges with other machines while the interface is open: looks in a thread, and merges in another process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.service.context import AppContext, open_context

LOOK_SECONDS = 3.0
# An exchange that takes longer has come upon a folder that does not answer.
LONGEST_SECONDS = 300.0


class LastMet(NamedTuple):
    """The other machine of which something came last, and when (UTC)."""

    name: str
    at: str


class ExchangeWatcher:
    """Looks every few seconds whether there is something to exchange, and has it done.

    `tell` is called in the thread of the watcher with what is to be said and the machine that was met last. Nothing
    that the folder does, or does not do, holds the interface up.
    """

    def __init__(
        self,
        database: Path,
        clock: Clock,
        tell: Callable[[Sequence[str], LastMet | None], None],
        *,
        seconds: float = LOOK_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._seconds = seconds
        self._left = Event()
        self._hindrance = ""
        self._thread = Thread(target=self._run, name="exchange", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more. What was written last is exchanged by a process of its own, for which nobody waits."""
        self._left.set()

    def _run(self) -> None:
        try:
            with closing(open_context(self._database, self._clock, create=False)) as context:
                met: LastMet | None = None
                while not self._left.is_set():
                    if context.store.is_exchanged():
                        met = self._look(context, met)
                    self._left.wait(self._seconds)
                if context.store.is_exchanged() and _has_work(context):
                    _leave_to_another_process(self._database)
        except UserError as problem:
            self._tell([str(problem)], None)

    def _look(self, context: AppContext, met: LastMet | None) -> LastMet | None:
        from tracker.service.sync import setting_up

        lines: list[str] = []
        if missing := setting_up.missing_folder(context):
            lines = self._if_new(missing)
        elif setting_up.has_work(context):
            lines = self._exchange()
        machine = setting_up.last_met(context)
        now = None if machine is None else LastMet(*machine)
        if lines or now != met:
            self._tell(lines, now)
        return now

    def _exchange(self) -> list[str]:
        """Have it done; what is to be said."""
        try:
            done = subprocess.run(
                _command(self._database), capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return []  # tried again at the next look
        return [*done.stdout.splitlines(), *self._if_new(done.stderr.strip() if done.returncode == 1 else "")]

    def _if_new(self, hindrance: str) -> list[str]:
        """What hinders an exchange, which is said once, until it is another thing."""
        before, self._hindrance = self._hindrance, hindrance
        return [hindrance] if hindrance not in ("", before) else []


def _has_work(context: AppContext) -> bool:
    from tracker.service.sync.setting_up import has_work

    return has_work(context)


def _command(database: Path) -> list[str]:
    return [sys.executable, "-m", "tracker.service.sync.run_once", str(database)]


def _leave_to_another_process(database: Path) -> None:
    nowhere = subprocess.DEVNULL
    subprocess.Popen(_command(database), stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)

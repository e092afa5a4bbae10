"""Writes a hands-free session to the database, in order, while the session goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from tracker.core.errors import StorageError, UserError
from tracker.core.model import Exercise, SetLog
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow
from tracker.service.day.session_log import SessionLog, Write

T = TypeVar("T")


class RunWork(Protocol):
    """Runs a function with the context in the database's thread."""

    def __call__(self, work: Callable[[AppContext], T], /) -> Awaitable[T]:
        """What `work` returns. Raises UserError."""


class SessionRecorder(SessionLog):
    """Queues what is to be written at once; `write` writes the queue, one entry after the other.

    `on_queued` is called after each entry that is added, `on_written` with the message of each that was written,
    `on_refused` with the reason where one was not, as where another window logged the same set.
    """

    def __init__(
        self,
        rows: Sequence[DayRow],
        on: date,
        run: RunWork,
        on_queued: Callable[[], None],
        on_written: Callable[[str], None],
        on_refused: Callable[[str], None],
    ) -> None:
        super().__init__(rows, on)
        self._run = run
        self._on_queued = on_queued
        self._on_written = on_written
        self._on_refused = on_refused
        self._writing = asyncio.Lock()

    @property
    def waiting(self) -> bool:
        return self.next_entry is not None

    def add(self, entry: Write, set_log: SetLog | None = None) -> None:
        super().add(entry, set_log)
        self._on_queued()

    def form_broke(self, exercise: Exercise) -> bool:
        queued = super().form_broke(exercise)
        if not queued:
            self._on_refused(f"No set of {exercise.name} is done yet.")
        return queued

    async def write(self) -> None:
        """Write the queue. Raises StorageError; the entry that failed is then tried again the next time."""
        async with self._writing:
            while self.next_entry is not None:
                try:
                    self._on_written(await self._run(self.next_entry))
                except StorageError:
                    raise
                except UserError as problem:
                    self._on_refused(str(problem))
                self.written()

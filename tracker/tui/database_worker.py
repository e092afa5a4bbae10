"""The one thread in which the database is read and written, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from tracker.clock import Clock
from tracker.service.context import AppContext, open_context, warm_up

T = TypeVar("T")

# A key waits no longer for another program, even behind a read that waits too: within a second it says so.
LOCK_WAIT_S = 0.45


class DatabaseWorker:
    """Runs work with the context, one piece after the other in the order asked.

    It begins to open the database; `wait` tells how that went. With `exchanges` it is exchanged with other machines
    while it is open, where that is set up. Raises UsageError for a clock that is none.
    """

    def __init__(
        self, database: Path, clock: Clock | None = None, *, backups: bool = False, exchanges: bool = False
    ) -> None:
        self.clock = clock or Clock.from_environment()
        self.path = database
        self.exchanges = exchanges
        self._backups = backups
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._context: Future[AppContext] = self._thread.submit(
            partial(open_context, database, self.clock, lock_wait_s=LOCK_WAIT_S)
        )

    def wait(self) -> None:
        """Wait until the database is open. Raises StorageError where it cannot be."""
        self._context.result()

    async def run(self, work: Callable[[AppContext], T]) -> T:
        """What `work` returns with the context, or raises there."""
        return await asyncio.wrap_future(self._thread.submit(lambda: work(self._context.result())))

    def warm_up(self) -> None:
        """Load what the first write needs, and look the file over; called from a thread that nobody waits for."""
        warm_up()
        self._context.result().store.precheck_integrity()

    def back_up(self, today: date) -> None:
        """Copy the database if a copy is due; called from a thread that nobody waits for. Raises StorageError."""
        if self._backups:
            from tracker.service.files.daily_backup import daily_backup

            daily_backup(self.path, today)

    def close(self) -> None:
        """Finish what was asked, then close the database."""
        if not self._context.cancel() and self._context.exception() is None:
            self._thread.submit(lambda: self._context.result().close())
        self._thread.shutdown()

"""The one thread in which the database is read and written, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tracker.clock import Clock
from tracker.service.desk import Desk, open_desk, warm_up

T = TypeVar("T")


class Backroom:
    """Runs work at the desk, one piece after the other in the order asked."""

    def __init__(self, opened: Callable[[], Desk], clock: Clock) -> None:
        self.clock = clock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._desk: Future[Desk] = self._thread.submit(opened)

    @classmethod
    def open(cls, database: Path, clock: Clock | None = None) -> Backroom:
        """Begin to open the database; `wait` tells how that went. Raises BadCall for a clock that is none."""
        the_clock = clock or Clock.from_environment()
        return cls(lambda: open_desk(database, the_clock), the_clock)

    def wait(self) -> None:
        """Wait until the database is open. Raises StorageProblem where it cannot be."""
        self._desk.result()

    async def ask(self, work: Callable[[Desk], T]) -> T:
        """What `work` returns at the desk, or raises there."""
        return await asyncio.wrap_future(self._thread.submit(lambda: work(self._desk.result())))

    def warm_up(self) -> None:
        """Load what the first write needs; called from a thread that nobody waits for."""
        warm_up()

    def close(self) -> None:
        """Finish what was asked, then close the database."""
        if not self._desk.cancel() and self._desk.exception() is None:
            self._thread.submit(lambda: self._desk.result().close())
        self._thread.shutdown()

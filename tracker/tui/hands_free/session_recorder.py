"""Writes a hands-free session to the database, in order, while the session goes on."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from tracker.core.errors import StorageError, UserError
from tracker.core.model import Exercise, SetLog
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow
from tracker.service.day.pain import record_pain
from tracker.service.day.recording import log_next, set_form_broke

T = TypeVar("T")


class RunWork(Protocol):
    """Runs a function with the context in the database's thread."""

    def __call__(self, work: Callable[[AppContext], T], /) -> Awaitable[T]:
        """What `work` returns. Raises UserError."""


class SessionRecorder:
    """Queues what is to be written at once; `write` writes the queue, one entry after the other.

    `on_disk` has, for each set of an exercise that is on disk, whether it was done in part. `on_written` is called with
    the message of each entry that was written, `on_refused` with the reason where one was not, as where another window
    logged the same set.
    """

    def __init__(
        self,
        rows: Sequence[DayRow],
        on: date,
        run: RunWork,
        on_written: Callable[[str], None],
        on_refused: Callable[[str], None],
    ) -> None:
        self._planned = {row.exercise.id: row.planned_sets for row in rows}
        self._recorded = Counter({row.exercise.id: len(row.logged) for row in rows})
        self.on_disk: dict[str, list[bool]] = {
            row.exercise.id: [self._in_part(set_log, number) for number, set_log in enumerate(row.logged)]
            for row in rows
        }
        self._pains: dict[str, tuple[int, bool]] = {}
        self._on = on
        self._run = run
        self._on_written = on_written
        self._on_refused = on_refused
        self._pending: deque[tuple[Callable[[AppContext], str], SetLog | None]] = deque()
        self._writing = asyncio.Lock()

    @property
    def waiting(self) -> bool:
        return bool(self._pending)

    @property
    def sets_on_disk(self) -> int:
        return sum(map(len, self.on_disk.values()))

    def log(self, exercise: Exercise, set_log: SetLog) -> None:
        """Queue a set, with the pain that was reported of its exercise, if any."""
        on, logged_count = self._on, self._recorded[exercise.id]
        pain, leg = self._pains.get(exercise.id, (None, False))
        with_pain = replace(set_log, pain=pain, leg=leg)
        self._recorded[exercise.id] += 1
        self._add(lambda context: log_next(context, on, exercise.id, logged_count, with_pain), with_pain)

    def form_broke(self, exercise: Exercise) -> None:
        """Queue that form broke in the last set of an exercise."""
        on = self._on
        if self._recorded[exercise.id]:
            self._add(lambda context: set_form_broke(context, on, exercise.id))
        else:
            self._on_refused(f"No set of {exercise.name} is done yet.")

    def pain(
        self, exercise: Exercise, pain: int, *, leg: bool, left_out: bool = False, performed: SetLog | None = None
    ) -> None:
        """Queue the pain of an exercise, for the sets that are there and those to come.

        If the exercise is left out for it, `performed` is what was done of its last set, if anything.
        """
        on, logged_count = self._on, self._recorded[exercise.id]
        self._pains[exercise.id] = (pain, leg)
        if performed is not None:
            self._recorded[exercise.id] += 1
        if left_out or self._recorded[exercise.id]:
            self._add(
                lambda context: (
                    record_pain(
                        context, on, exercise.id, pain, leg=leg, performed=performed, already=logged_count
                    ).message
                ),
                performed,
            )

    async def write(self) -> None:
        """Write the queue. Raises StorageError; the entry that failed is then tried again the next time."""
        async with self._writing:
            while self._pending:
                work, set_log = self._pending[0]
                try:
                    self._on_written(await self._run(work))
                except StorageError:
                    raise
                except UserError as problem:
                    self._on_refused(str(problem))
                if set_log is not None:  # refused is a set that is there already
                    on_disk = self.on_disk[set_log.exercise]
                    on_disk.append(self._in_part(set_log, len(on_disk)))
                self._pending.popleft()

    def _add(self, work: Callable[[AppContext], str], set_log: SetLog | None = None) -> None:
        self._pending.append((work, set_log))

    def _in_part(self, set_log: SetLog, number: int) -> bool:
        """Whether the set, counted from 0, is less than what was planned for it."""
        planned = self._planned[set_log.exercise]
        return number < len(planned) and set_log.work < planned[number].work

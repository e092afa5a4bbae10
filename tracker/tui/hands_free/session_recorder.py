"""What is to be written down of a hands-free session, in order, while the session itself goes on."""

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


class Ask(Protocol):
    """Has work done at the context."""

    def __call__(self, work: Callable[[AppContext], T], /) -> Awaitable[T]:
        """What `work` returns; raises UserError."""


class SessionRecorder:
    """Takes notes at once, and has them written when `write` is awaited, one after the other.

    `logged` counts the sets of each exercise that are on disk. `said` is called with the sentence of each note that was
    written, `refused` with why one is not wanted, as where another window wrote the same set.
    """

    def __init__(
        self,
        rows: Sequence[DayRow],
        on: date,
        ask: Ask,
        said: Callable[[str], None],
        refused: Callable[[str], None],
    ) -> None:
        self.logged = Counter({row.exercise.id: len(row.logged) for row in rows})
        self._noted = Counter(self.logged)
        self._felt: dict[str, tuple[int, bool]] = {}
        self._on = on
        self._ask = ask
        self._said = said
        self._refused = refused
        self._notes: deque[tuple[Callable[[AppContext], str], str | None]] = deque()
        self._writing = asyncio.Lock()

    @property
    def waiting(self) -> bool:
        """Whether something is not on disk yet."""
        return bool(self._notes)

    def log(self, exercise: Exercise, done: SetLog) -> None:
        """Note a set, with the pain that was said of its exercise, if any."""
        on, already = self._on, self._noted[exercise.id]
        pain, leg = self._felt.get(exercise.id, (None, False))
        felt = replace(done, pain=pain, leg=leg)
        self._noted[exercise.id] += 1
        self._note(lambda context: log_next(context, on, exercise.id, already, felt), exercise.id)

    def form_broke(self, exercise: Exercise) -> None:
        """Note that form broke in the last set of an exercise."""
        on = self._on
        if self._noted[exercise.id]:
            self._note(lambda context: set_form_broke(context, on, exercise.id))
        else:
            self._refused(f"No set of {exercise.name} is done yet.")

    def pain(
        self, exercise: Exercise, pain: int, *, leg: bool, left_out: bool = False, performed: SetLog | None = None
    ) -> None:
        """Note the pain of an exercise, for the sets that are there and those that come.

        Where it is left out for that, `performed` is what was done of its last set, if anything.
        """
        on, already = self._on, self._noted[exercise.id]
        self._felt[exercise.id] = (pain, leg)
        if performed is not None:
            self._noted[exercise.id] += 1
        if left_out or self._noted[exercise.id]:
            self._note(
                lambda context: (
                    record_pain(context, on, exercise.id, pain, leg=leg, performed=performed, already=already).message
                ),
                None if performed is None else exercise.id,
            )

    async def write(self) -> None:
        """Have everything written. Raises StorageError; what was being written is then tried again the next time."""
        async with self._writing:
            while self._notes:
                work, logs = self._notes[0]
                try:
                    self._said(await self._ask(work))
                except StorageError:
                    raise
                except UserError as problem:
                    self._refused(str(problem))
                if logs is not None:  # refused is a set that is there already
                    self.logged[logs] += 1
                self._notes.popleft()

    def _note(self, work: Callable[[AppContext], str], logs: str | None = None) -> None:
        self._notes.append((work, logs))

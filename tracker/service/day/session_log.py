"""What a timed session has to write, in order; it is written while the session goes on."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tracker.core.model import Exercise, SetLog
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow
from tracker.service.day.pain import record_pain
from tracker.service.day.recording import log_next, set_form_broke

Write = Callable[[AppContext], str]


class SessionLog:
    """Queues entries; `next_entry` is the one to write now, and `written` takes it off the queue.

    `on_disk` has, for each set of an exercise that is on disk, whether it was done in part.
    """

    def __init__(self, rows: Sequence[DayRow], on: date) -> None:
        self._planned = {row.exercise.id: row.planned_sets for row in rows}
        self._recorded = Counter({row.exercise.id: len(row.logged) for row in rows})
        self.on_disk: dict[str, list[bool]] = {
            row.exercise.id: [self._in_part(set_log, number) for number, set_log in enumerate(row.logged)]
            for row in rows
        }
        self._pains: dict[str, tuple[int, bool]] = {}
        self._on = on
        self._pending: deque[tuple[Write, SetLog | None]] = deque()

    @property
    def next_entry(self) -> Write | None:
        """What is to be written next; it returns the sentence that says so. None where nothing waits."""
        return self._pending[0][0] if self._pending else None

    @property
    def sets_on_disk(self) -> int:
        """How many sets of the day are on disk."""
        return sum(map(len, self.on_disk.values()))

    def written(self) -> None:
        """The next entry is on disk, or was refused, as a set is that is there already."""
        set_log = self._pending.popleft()[1]
        if set_log is not None:
            on_disk = self.on_disk[set_log.exercise]
            on_disk.append(self._in_part(set_log, len(on_disk)))

    def log(self, exercise: Exercise, set_log: SetLog) -> None:
        """Queue a set, with the pain that was reported of its exercise, if any."""
        on, logged_count = self._on, self._recorded[exercise.id]
        pain, leg = self._pains.get(exercise.id, (None, False))
        with_pain = replace(set_log, pain=pain, leg=leg)
        self._recorded[exercise.id] += 1
        self.add(lambda context: log_next(context, on, exercise.id, logged_count, with_pain), with_pain)

    def form_broke(self, exercise: Exercise) -> bool:
        """Queue that form broke in the last set of an exercise; False where it has none."""
        on = self._on
        if not self._recorded[exercise.id]:
            return False
        self.add(lambda context: set_form_broke(context, on, exercise.id))
        return True

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
            self.add(
                lambda context: (
                    record_pain(
                        context, on, exercise.id, pain, leg=leg, performed=performed, already=logged_count
                    ).message
                ),
                performed,
            )

    def add(self, entry: Write, set_log: SetLog | None = None) -> None:
        """Queue an entry; with `set_log` it is one more set."""
        self._pending.append((entry, set_log))

    def _in_part(self, set_log: SetLog, number: int) -> bool:
        """Whether the set, counted from 0, is less than what was planned for it."""
        planned = self._planned[set_log.exercise]
        return number < len(planned) and set_log.work < planned[number].work

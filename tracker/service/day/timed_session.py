"""A timed session under way: where it stands, what the person does in it, and what is to be written of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.core.engine.pain_answer import PainAnswer, pain_answer
from tracker.core.model import Exercise, Number, SetLog, Settings
from tracker.core.session.pacer import Pacer
from tracker.core.session.timeline import RemainingWork, Stage, Timeline, TimelinePosition
from tracker.service.day.day_view import DayRow
from tracker.service.day.session_log import SessionLog


class TimedSession:
    """Runs the missing sets of `rows`; what is to be written is queued in `log`.

    `usual` is the pain that readings are compared with (`usual_pain`), None if unknown; `settings` say from where it
    stops an exercise. `seconds` is a clock in seconds that never goes back.
    """

    def __init__(
        self,
        rows: Sequence[DayRow],
        log: SessionLog,
        *,
        usual: Number | None,
        settings: Settings,
        seconds: Callable[[], float],
    ) -> None:
        works = [RemainingWork(row.exercise, len(row.logged), row.missing) for row in rows if row.missing]
        self.pacer = Pacer(Timeline.of(works), seconds)
        self.log = log
        self._usual = usual
        self._settings = settings

    @property
    def position(self) -> TimelinePosition | None:
        """Where it stands; None once all is done."""
        return self.pacer.position

    def tick(self) -> bool:
        """Advance to now and queue the sets that have ended; whether it paused because the clock has leapt."""
        was_paused = self.pacer.paused
        for timed_set in self.pacer.tick():
            self.log.log(timed_set.exercise, timed_set.planned)
        return self.pacer.paused and not was_paused

    def next_step(self) -> int:
        """Begin without waiting longer, or end the set here; returns how many sets were left without a repetition."""
        return self._leave(self.pacer.next_step)

    def next_exercise(self) -> int:
        """Go on with the next exercise; returns how many sets were left without a repetition."""
        return self._leave(self.pacer.leave_exercise)

    def end(self) -> int:
        """Queue what was done of the set under way; returns 1 where that was nothing."""
        return self._leave(self.pacer.leave_set)

    def form_broke(self) -> bool:
        """End the set as broken form; while resting, mark the set before. False where none is done yet."""
        position = self.position
        if position is None:
            return False
        if position.step.leads_in:
            return self.log.form_broke(self.last_done(position))
        done = self.pacer.leave_set(attempted=True)
        if done is not None:
            self.log.log(position.timed_set.exercise, replace(done, form_broke=True))
        return True

    def last_done(self, position: TimelinePosition) -> Exercise:
        """What pain is about: while getting ready for the first set of an exercise, still the one before."""
        fresh = position.step.stage is Stage.READY and position.step.set_index > 0
        return (self.pacer.timeline.timed_sets[position.step.set_index - 1] if fresh else position.timed_set).exercise

    def pain(self, exercise: Exercise, pain: int, *, leg: bool) -> PainAnswer | None:
        """Queue the pain of an exercise, which may end it; returns what is to be said to it."""
        answer = pain_answer(exercise.kind, pain, leg=leg, usual=self._usual, settings=self._settings)
        left_out = answer is not None and answer.skip
        performed = self._stop(exercise) if left_out else None
        self.log.pain(exercise, pain, leg=leg, left_out=left_out, performed=performed)
        return answer

    def _stop(self, exercise: Exercise) -> SetLog | None:
        """Leave an exercise for pain; returns what was done of its set."""
        position = self.position
        if position is None or position.timed_set.exercise.id != exercise.id:
            return None
        return self.pacer.leave_exercise(attempted=True)

    def _leave(self, leave: Callable[[], SetLog | None]) -> int:
        before, done = self.position, leave()
        if before is None:
            return 0
        if done is not None:
            self.log.log(before.timed_set.exercise, done)
            return 0
        after = self.position
        next_set = len(self.pacer.timeline.timed_sets) if after is None else after.step.set_index
        return next_set - before.step.set_index

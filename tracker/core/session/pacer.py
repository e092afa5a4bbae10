"""A hands-free session under way: a timeline, and how far along it the person is.

Time is what an ever-growing count of seconds says since the session was last touched, never a sum of ticks, so that it
does not drift. Where the count leaps, because the program was stopped or the machine slept, the session pauses instead
of racing through sets that nobody did.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.core.model import SetLog
from tracker.core.session.timeline import TimedSet, Timeline, TimelinePosition

LEAP_S = 2
BACK_INTO_PLACE_S = 3
JUST_BEGUN_S = 2


class Pacer:
    """Goes through a timeline; `seconds` is any count of seconds that never goes back.

    It stands still between calls of `tick`: everything else is about the moment of the last one. `moves` counts how
    often the person has moved it, by going on, back, or past something.
    """

    def __init__(self, timeline: Timeline, seconds: Callable[[], float]) -> None:
        self.timeline = timeline
        self.elapsed = 0.0
        self.paused = False
        self.moves = 0
        self._seconds = seconds
        self._seen = seconds()
        self._from = 0.0
        self._since = self._seen

    @property
    def position(self) -> TimelinePosition | None:
        """Where it stands; None once all is done."""
        return self.timeline.at(self.elapsed)

    @property
    def back_in(self) -> float:
        """Seconds until it goes on after a pause, while the person gets back into place; 0 otherwise."""
        return 0.0 if self.paused else max(0.0, self._since - self._seen)

    def tick(self) -> tuple[TimedSet, ...]:
        """Advance to now; returns the sets that ended since the last call."""
        now = self._seconds()
        jumped = now - self._seen > LEAP_S
        self._seen = now
        if self.paused:
            return ()
        if jumped:
            self.pause()
            return ()
        before = self.elapsed
        self.elapsed = self._from + max(0.0, now - self._since)
        return tuple(self.timeline.timed_sets[set_index] for set_index in self.timeline.finished(before, self.elapsed))

    def pause(self) -> None:
        """Stop the clock until `resume`."""
        self.paused = True

    def resume(self) -> None:
        """Go on from where it stands; in the middle of work, after a few seconds to get back into place."""
        self.paused = False
        position = self.position
        self._move_to(self.elapsed)
        if position is not None and position.step.working:
            self._since += BACK_INTO_PLACE_S

    def longer(self) -> bool:
        """One second more to get into place; False where nothing is waited for."""
        position = self.position
        if position is None or position.step.working:
            return False
        self.timeline = self.timeline.longer(position.index, 1)
        return True

    def back(self) -> None:
        """Back to where the person last got into place; pressed again at once, to the time before, within the set."""
        position = self.position
        if position is None:
            return
        first = self.timeline.first_step(position.step.set_index)
        waits = [index for index in range(first, position.index + 1) if not self.timeline.steps[index].working]
        if waits[-1] == position.index and position.passed < JUST_BEGUN_S and len(waits) > 1:
            waits.pop()
        self._move_to(self.timeline.start(waits[-1]))

    def next_step(self) -> SetLog | None:
        """Begin without waiting longer; in the middle of work, leave the set and give what was done of it."""
        position = self.position
        if position is not None and not position.step.working:
            self._move_to(self.timeline.start(position.index + 1))
            return None
        return self.leave_set()

    def leave_set(self, *, attempted: bool = False) -> SetLog | None:
        """Go on with what follows the set under way; gives what was done of it, as `Timeline.done_by`."""
        return self._leave(lambda position: position.step.set_index, attempted=attempted)

    def leave_exercise(self, *, attempted: bool = False) -> SetLog | None:
        """Go on with the next exercise; gives what was done of the set under way."""
        return self._leave(self._last_of_exercise, attempted=attempted)

    def _leave(self, last: Callable[[TimelinePosition], int], *, attempted: bool) -> SetLog | None:
        position = self.position
        if position is None:
            return None
        done = self.timeline.done_by(self.elapsed, attempted=attempted)
        self._move_to(self.timeline.end_of_set(last(position)))
        return done

    def _last_of_exercise(self, position: TimelinePosition) -> int:
        timed_sets = self.timeline.timed_sets
        return max(
            index
            for index, timed_set in enumerate(timed_sets)
            if timed_set.exercise.id == position.timed_set.exercise.id
        )

    def _move_to(self, elapsed: float) -> None:
        self.moves += 1
        self.elapsed = self._from = elapsed
        self._since = self._seen

"""The timeline of a hands-free session: which step of which set falls at which second.

A set is led in by getting ready or by a rest, then done repetition by repetition at the exercise's pace, on one side
and then on the other where it has sides: both sides are one set. Seconds count from the beginning of the session.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from math import floor

from tracker.core import wording
from tracker.core.model import SECONDS_A_MINUTE, Exercise, Kind, Number, SetLog
from tracker.core.session.pace import Phase, parse_pace

FIRST_READY_S = 10
NEXT_READY_S = 8
SIDE_S = 5
BREATHER_S = 3
REST_S = {Kind.STRENGTH: 20, Kind.CARDIO: 20, Kind.STRETCH: 5, Kind.MOBILITY: 5}
USUAL_PACE = "2 s there, 2 s back"
USUAL_PACE_HELD = "2 s there, hold, 2 s back"


class Stage(StrEnum):
    """What a step is for. A steady step is minutes without repetitions."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    STEADY = "steady"
    SIDE = "side"
    REST = "rest"


WORKING = (Stage.MOVE, Stage.HOLD, Stage.STEADY)


@dataclass(frozen=True, slots=True)
class RemainingWork:
    """What is missing of an exercise: its `sets` as they are logged when done as planned, after `already` others."""

    exercise: Exercise
    already: int
    sets: tuple[SetLog, ...]


@dataclass(frozen=True, slots=True)
class TimedSet:
    """One set to do: the `number`th (from 1) of `of`, by `phases` a repetition."""

    exercise: Exercise
    planned: SetLog
    number: int
    of: int
    phases: tuple[Phase, ...]

    @property
    def sides(self) -> int:
        """How many sides it is done on, one after the other; minutes have none."""
        return 2 if self.exercise.per_side and self.planned.reps else 1


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A stretch of seconds in which one thing is done.

    `set_index` is the place of its set among all sets; `rep` counts from 1, on each side anew, and is 0 before a set
    and between its sides; `phase` is the place in the pace; at the end of a step that `counts` a repetition is done.
    """

    set_index: int
    stage: Stage
    seconds: Number
    words: str
    side: int = 0
    rep: int = 0
    phase: int = 0
    counts: bool = False

    @property
    def working(self) -> bool:
        """Whether something is done in it, rather than waited for."""
        return self.stage in WORKING

    @property
    def leads_in(self) -> bool:
        """Whether its set has not begun yet."""
        return self.rep == 0 and self.stage in (Stage.READY, Stage.REST)


@dataclass(frozen=True, slots=True)
class TimelinePosition:
    """A point in time: `passed` seconds of the step at `index`."""

    index: int
    step: TimelineStep
    timed_set: TimedSet
    passed: float

    @property
    def left(self) -> float:
        """Seconds until the step ends."""
        return self.step.seconds - self.passed

    @property
    def part(self) -> float:
        """How much of the step has passed, 0 to 1."""
        return self.passed / self.step.seconds


class Timeline:
    """Steps without gaps, asked by the seconds since the beginning. Nothing in it changes."""

    def __init__(self, timed_sets: Sequence[TimedSet], steps: Sequence[TimelineStep]) -> None:
        self.timed_sets = tuple(timed_sets)
        self.steps = tuple(steps)
        self._starts = tuple(accumulate((step.seconds for step in self.steps), initial=0.0))
        self._firsts = tuple(index for index, step in enumerate(self.steps) if step.leads_in)

    @classmethod
    def of(cls, remaining: Sequence[RemainingWork]) -> Timeline:
        """The sets of `remaining` in their order, each exercise to its end before the next."""
        timed_sets = [timed_set for work in remaining for timed_set in _timed_sets(work)]
        return cls(timed_sets, [step for index in range(len(timed_sets)) for step in _steps(timed_sets, index)])

    @property
    def seconds(self) -> float:
        """How long all of it takes."""
        return self._starts[-1]

    def at(self, elapsed: float) -> TimelinePosition | None:
        """What is done then; None at the end."""
        if elapsed >= self.seconds:
            return None
        index = max(bisect_right(self._starts, elapsed) - 1, 0)
        step = self.steps[index]
        return TimelinePosition(index, step, self.timed_sets[step.set_index], elapsed - self._starts[index])

    def start(self, index: int) -> float:
        """When a step begins; that of the step after the last is the end."""
        return self._starts[index]

    def end_of_set(self, set_index: int) -> float:
        """When a set ends, and what follows begins."""
        return self._starts[self._firsts[set_index + 1] if set_index + 1 < len(self._firsts) else len(self.steps)]

    def first_step(self, set_index: int) -> int:
        """The step with which a set is led in."""
        return self._firsts[set_index]

    def finished(self, after: float, until: float) -> Iterator[int]:
        """The sets that end later than `after` and not later than `until`."""
        return (set_index for set_index in range(len(self.timed_sets)) if after < self.end_of_set(set_index) <= until)

    def longer(self, index: int, seconds: Number) -> Timeline:
        """The same with one step longer."""
        step = self.steps[index]
        changed = replace(step, seconds=step.seconds + seconds)
        return Timeline(self.timed_sets, (*self.steps[:index], changed, *self.steps[index + 1 :]))

    def done_by(self, elapsed: float, *, attempted: bool = False) -> SetLog | None:
        """What is then done of the set under way; None where that is less than one repetition or one second held.

        Of two sides the one that did less counts, and the note says so. With `attempted` a set that has begun is at
        least one repetition, as where form broke in the first.
        """
        position = self.at(elapsed)
        if position is None or position.step.leads_in:
            return None
        planned = position.timed_set.planned
        if not planned.reps:
            minutes = floor(10 * position.passed / SECONDS_A_MINUTE) / 10
            return replace(planned, minutes=max(minutes, 0.1)) if minutes or attempted else None
        sides = [self._done_on(position, side) for side in range(position.timed_set.sides)]
        least, most = min(sides, key=_work), max(sides, key=_work)
        if not most.reps:
            return replace(planned, reps=1, hold_s=min(planned.hold_s, 1)) if attempted else None
        counted = least if least.reps else replace(most, reps=1)
        if least == most:
            return counted
        return replace(counted, note=f"one side {_amount_text(most)}, the other {_amount_text(least)}")

    def _done_on(self, position: TimelinePosition, side: int) -> SetLog:
        """A side's whole repetitions, or else the whole seconds for which its first was held."""
        planned = position.timed_set.planned
        before = self.steps[self.first_step(position.step.set_index) : position.index]
        reps = sum(step.counts for step in before if step.side == side)
        here = position.step.side == side and position.step.stage is Stage.HOLD
        held_s = floor(position.passed) if here and not reps else 0
        return replace(planned, reps=1, hold_s=held_s) if held_s else replace(planned, reps=reps)


def _work(set_log: SetLog) -> Number:
    return set_log.work


def _amount_text(set_log: SetLog) -> str:
    return (
        f"{set_log.reps} × {wording.number(set_log.hold_s)} s" if set_log.reps and set_log.hold_s else f"{set_log.reps}"
    )


def _timed_sets(work: RemainingWork) -> Iterator[TimedSet]:
    of = work.already + len(work.sets)
    for number, planned in enumerate(work.sets, work.already + 1):
        yield TimedSet(work.exercise, planned, number, of, pace_of(work.exercise, planned.hold_s))


def pace_of(exercise: Exercise, hold_s: Number) -> tuple[Phase, ...]:
    """The pace of an exercise, or the usual one where it has none that can be kept."""
    try:
        return parse_pace(exercise.pace, hold_s)
    except ValueError:
        return parse_pace(USUAL_PACE_HELD if hold_s else USUAL_PACE, hold_s)


def _steps(timed_sets: Sequence[TimedSet], index: int) -> Iterator[TimelineStep]:
    timed_set = timed_sets[index]
    if index and timed_sets[index - 1].exercise.id == timed_set.exercise.id:
        yield TimelineStep(index, Stage.REST, REST_S[timed_set.exercise.kind], "rest")
    else:
        yield TimelineStep(index, Stage.READY, NEXT_READY_S if index else FIRST_READY_S, "ready")
    for side in range(timed_set.sides):
        if side:
            yield TimelineStep(index, Stage.SIDE, SIDE_S, "other side", side)
        yield from _side(index, timed_set, side)


def _side(index: int, timed_set: TimedSet, side: int) -> Iterator[TimelineStep]:
    if not timed_set.planned.reps:
        seconds = timed_set.planned.minutes * SECONDS_A_MINUTE
        yield TimelineStep(index, Stage.STEADY, seconds, "steady", side, rep=1, counts=True)
        return
    # A repetition that is held counts once the hold is over; one that is not, once it is back where it began.
    counting = next((at for at, phase in enumerate(timed_set.phases) if phase.hold), len(timed_set.phases) - 1)
    for rep in range(1, timed_set.planned.reps + 1):
        if rep > 1 and timed_set.planned.hold_s:
            yield TimelineStep(index, Stage.REST, BREATHER_S, "rest", side, rep)
        for at, phase in enumerate(timed_set.phases):
            stage = Stage.HOLD if phase.hold else Stage.MOVE
            yield TimelineStep(index, stage, phase.seconds, phase.words, side, rep, at, counts=at == counting)

"""The lines of a timed session: what is added at which second of which step."""

from __future__ import annotations

from typing import NamedTuple

from tracker.cli.session.words import set_in_full
from tracker.core import wording
from tracker.core.model import SECONDS_A_MINUTE, Number
from tracker.core.session.timeline import Stage, TimedSet, Timeline, TimelineStep

# A wait is counted down from here, for whoever reads what comes with a delay.
SOON_S = 3
# A hold that is at least so long is said to be nearly over ten seconds before its end.
LONG_HOLD_S, LAST_S = 20, 10
HALF_MINUTE_S = 30


class TimedLine(NamedTuple):
    """What is said `at` so many seconds of a step."""

    at: Number
    text: str


def step_lines(timeline: Timeline, index: int) -> tuple[TimedLine, ...]:
    """What is said in the step at `index`, the earliest first."""
    step = timeline.steps[index]
    timed_set = timeline.timed_sets[step.set_index]
    match step.stage:
        case Stage.READY:
            return _leading_in(step, timed_set, "Get ready")
        case Stage.REST if step.leads_in:
            return _leading_in(step, timed_set, f"Rest {_seconds(step.seconds)}. Then")
        case Stage.REST:
            return ()
        case Stage.SIDE:
            return (TimedLine(0, f"Other side, in {_seconds(step.seconds)}."),)
        case Stage.STEADY:
            return _minutes(step)
        case Stage.HOLD:
            return _hold(step)
        case Stage.MOVE:
            return _movement(step, timed_set)


def again_text(timeline: Timeline, index: int, passed: float) -> str:
    """What is going on in the step at `index`, said again after a pause."""
    step = timeline.steps[index]
    timed_set = timeline.timed_sets[step.set_index]
    left = _seconds(max(1, round(step.seconds - passed)))
    if step.leads_in:
        return f"{_name(timed_set)}, in {left}."
    if step.stage is Stage.MOVE:
        return f"{_name(timed_set)}, repetition {step.rep}."
    if step.stage is Stage.SIDE:
        return f"{_name(timed_set)}, other side, in {left}."
    return f"{_name(timed_set)}, {step.words}, {left} left."


def _leading_in(step: TimelineStep, timed_set: TimedSet, first: str) -> tuple[TimedLine, ...]:
    exercise = timed_set.exercise
    sides = ", first one side, then the other" if timed_set.sides > 1 else ""
    lines = [TimedLine(0, f"{first}: {_name(timed_set)}, {set_in_full(timed_set.planned, sides=False)}{sides}.")]
    if exercise.cues:
        lines.append(TimedLine(0, f"{exercise.cues[(timed_set.number - 1) % len(exercise.cues)]}."))
    if step.seconds > SOON_S:
        lines.append(TimedLine(step.seconds - SOON_S, f"Begin in {SOON_S} seconds."))
    return tuple(lines)


def _movement(step: TimelineStep, timed_set: TimedSet) -> tuple[TimedLine, ...]:
    """A movement that begins a repetition says its number, the way back from a hold its words."""
    if step.phase == 0:
        last = " and the last" if step.rep == timed_set.planned.reps > 1 else ""
        return (TimedLine(0, f"{step.rep}{last}: {step.words}." if timed_set.planned.hold_s else f"{step.rep}{last}."),)
    return (TimedLine(0, f"{wording.sentence(step.words)}."),) if timed_set.planned.hold_s else ()


def _hold(step: TimelineStep) -> tuple[TimedLine, ...]:
    lines = [TimedLine(0, f"Hold {_seconds(step.seconds)}.")]
    if step.seconds >= LONG_HOLD_S:
        lines.append(TimedLine(step.seconds - LAST_S, f"{LAST_S} seconds left."))
    return tuple(lines)


def _minutes(step: TimelineStep) -> tuple[TimedLine, ...]:
    whole_minutes = range(int(step.seconds // SECONDS_A_MINUTE), 0, -1)
    lefts = [minutes * SECONDS_A_MINUTE for minutes in whole_minutes] + [HALF_MINUTE_S]
    return (
        TimedLine(0, f"Begin: {_duration(step.seconds)}."),
        *(TimedLine(step.seconds - left, f"{_duration(left)} left.") for left in lefts if left < step.seconds),
    )


def _name(timed_set: TimedSet) -> str:
    return wording.set_name(timed_set.exercise.name, timed_set.number, timed_set.of)


def _duration(seconds: Number) -> str:
    if seconds < SECONDS_A_MINUTE:
        return _seconds(seconds)
    minutes = seconds / SECONDS_A_MINUTE
    return f"{wording.number(minutes)} minute{'' if minutes == 1 else 's'}"


def _seconds(seconds: Number) -> str:
    return f"{wording.number(seconds)} second{'' if seconds == 1 else 's'}"

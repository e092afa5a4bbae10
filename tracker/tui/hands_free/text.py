"""What the hands-free session shows at a position of its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from textual.content import Content

from tracker.core import wording
from tracker.core.figure.motion import phase_at
from tracker.core.model import Exercise, Kind
from tracker.core.session.timeline import Stage, TimedSet, Timeline, TimelinePosition
from tracker.tui.widgets.text.set_boxes import SET_DONE, SET_MISSING, SET_PART

PAUSED = "paused"
SIGNS = {
    PAUSED: "‖",
    Stage.READY: "◆",
    Stage.MOVE: "▶",
    Stage.HOLD: "■",
    Stage.STEADY: "▶",
    Stage.SIDE: "⇄",
    Stage.REST: "□",
}
STAGE_WORDS = {PAUSED: "paused", Stage.READY: "ready"}
MINUTE = 60
# A count of seconds that has just reached a whole number must not show the next one for a rounding error.
ROUNDING_S = 1e-6


def band(position: TimelinePosition, stage: str) -> str:
    """The sign and the word in large letters."""
    return f"{SIGNS[stage]} {STAGE_WORDS.get(stage) or _word(position)}"


def _word(position: TimelinePosition) -> str:
    if position.step.stage is Stage.STEADY and position.timed_set.exercise.kind is not Kind.CARDIO:
        return position.timed_set.phases[phase_now(position)[0]].words
    return position.step.words


def seconds_left(position: TimelinePosition, back_in: float) -> str:
    """`7`, or `11:32` of minutes; `back_in`, the seconds until the session goes on, come first."""
    left = ceil((back_in or position.left) - ROUNDING_S)
    if position.step.stage is Stage.STEADY and not back_in:
        return f"{left // MINUTE}:{left % MINUTE:02}"
    return str(left)


def phase_now(position: TimelinePosition) -> tuple[int, float]:
    """Which phase of the pace the figure shows, and which part of it has passed."""
    step = position.step
    if step.stage is Stage.STEADY:
        return phase_at(position.timed_set.phases, position.passed)
    return (step.phase, position.part) if step.working else (0, 0.0)


def dose(timed_set: TimedSet) -> str:
    """`3 × 10 s, sides`: the dose of this set."""
    return wording.dose(timed_set.planned.dose, per_side=timed_set.sides > 1)


def boxes(timed_set: TimedSet, on_disk: Sequence[bool]) -> Content:
    """`■▪□ set 3 of 3`, with a box for each set; `on_disk` tells of each that is there whether it was done in part."""
    done = "".join(SET_PART if in_part else SET_DONE for in_part in on_disk[: timed_set.of])
    empty = SET_MISSING * (timed_set.of - len(done))
    return Content.assemble((done, "$success"), f"{empty} set {timed_set.number} of {timed_set.of}")


def count(position: TimelinePosition) -> str:
    """`rep 2 of 5 · first side`."""
    step, timed_set = position.step, position.timed_set
    parts = [f"rep {step.rep} of {timed_set.planned.reps}"] if step.rep and timed_set.planned.reps else []
    if timed_set.sides > 1 and not step.leads_in:
        parts.append("other side" if step.side else "first side")
    return " · ".join(parts)


def cues(position: TimelinePosition) -> tuple[str, ...]:
    """All cues while getting ready or resting, then one a repetition."""
    exercise, step = position.timed_set.exercise, position.step
    if step.leads_in:
        needed = [item for item in exercise.equipment if item != "mat"]
        return (*((f"You need: {wording.listed(needed)}",) if needed else ()), *exercise.cues)
    return exercise.cues[(step.rep - 1) % len(exercise.cues) :][:1] if exercise.cues and step.rep else exercise.cues[:1]


def sets_not_done(exercise: Exercise, sets: int) -> Content:
    """Says how many sets were left without a repetition."""
    return Content.styled(f"{exercise.name}: {wording.count(sets, 'set')} not done", "$foreground-muted")


def bar(part: float, width: int) -> Content:
    """How far the session is, as a line `width` cells long."""
    full = round(part * width)
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$border"))


def following(timeline: Timeline, position: TimelinePosition, elapsed: float) -> str:
    """What comes after this set, and how many minutes are left."""
    next_index = position.step.set_index + 1
    left = wording.count(ceil((timeline.seconds - elapsed) / MINUTE - ROUNDING_S), "minute")
    if next_index >= len(timeline.timed_sets):
        return f"the last set · {left} left"
    next_set = timeline.timed_sets[next_index]
    same_exercise = next_set.exercise.id == position.timed_set.exercise.id
    return (
        f"then {f'set {next_set.number}: {dose(next_set)}' if same_exercise else next_set.exercise.name} · {left} left"
    )

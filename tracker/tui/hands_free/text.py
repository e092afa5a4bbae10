"""What the hands-free session shows of a moment, made without a screen."""

from __future__ import annotations

from math import ceil

from textual.content import Content

from tracker.core import wording
from tracker.core.figure.motion import phase_at
from tracker.core.model import Dose, Exercise, Kind
from tracker.core.session.timeline import Stage, TimedSet, Timeline, TimelinePosition
from tracker.tui.today.session_list import DONE, MISSING

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
SAID = {PAUSED: "paused", Stage.READY: "ready"}
MINUTE = 60
# A count of seconds that has just reached a whole number must not show the next one for a rounding error.
HAIR = 1e-6


def band(moment: TimelinePosition, stage: str) -> str:
    """The sign and the word that are read from the mat."""
    return f"{SIGNS[stage]} {SAID.get(stage) or _word(moment)}"


def _word(moment: TimelinePosition) -> str:
    if moment.step.stage is Stage.STEADY and moment.timed_set.exercise.kind is not Kind.CARDIO:
        return moment.timed_set.phases[phase_now(moment)[0]].words
    return moment.step.words


def seconds_left(moment: TimelinePosition, back_in: float) -> str:
    """`7`, or `11:32` of minutes; `back_in` seconds come first where the person gets back into place."""
    left = ceil((back_in or moment.left) - HAIR)
    if moment.step.stage is Stage.STEADY and not back_in:
        return f"{left // MINUTE}:{left % MINUTE:02}"
    return str(left)


def phase_now(moment: TimelinePosition) -> tuple[int, float]:
    """Which phase of the pace the figure shows, and which part of it has passed."""
    step = moment.step
    if step.stage is Stage.STEADY:
        return phase_at(moment.timed_set.phases, moment.passed)
    return (step.phase, moment.part) if step.working else (0, 0.0)


def dose(bout: TimedSet) -> str:
    """`3 × 10 s, sides`: the set alone."""
    planned = bout.planned
    alone = Dose((planned.reps,) if planned.reps else (), planned.hold_s, planned.load_kg, planned.minutes)
    return wording.dose(alone, per_side=bout.sides > 1)


def boxes(bout: TimedSet, logged: int) -> Content:
    """`■■□ set 3 of 3`: a full box for each set that is on disk."""
    done = min(logged, bout.of)
    return Content.assemble((DONE * done, "$success"), f"{MISSING * (bout.of - done)} set {bout.number} of {bout.of}")


def count(moment: TimelinePosition) -> str:
    """`rep 2 of 5 · first side`."""
    step, bout = moment.step, moment.timed_set
    said = [f"rep {step.rep} of {bout.planned.reps}"] if step.rep and bout.planned.reps else []
    if bout.sides > 1 and not step.leads_in:
        said.append("other side" if step.side else "first side")
    return " · ".join(said)


def cues(moment: TimelinePosition) -> tuple[str, ...]:
    """All cues while there is time to read them, then one at a time, another each repetition."""
    exercise, step = moment.timed_set.exercise, moment.step
    if step.leads_in:
        needed = [each for each in exercise.equipment if each != "mat"]
        return (*((f"You need: {wording.listed(needed)}",) if needed else ()), *exercise.cues)
    return exercise.cues[(step.rep - 1) % len(exercise.cues) :][:1] if exercise.cues and step.rep else exercise.cues[:1]


def passed_by(exercise: Exercise, sets: int) -> Content:
    """Says that sets were left without a repetition; their boxes stay empty."""
    return Content.styled(f"{exercise.name}: {wording.count(sets, 'set')} passed by", "$foreground-muted")


def bar(part: float, width: int) -> Content:
    """How far the session is, as a line."""
    full = round(part * width)
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$border"))


def following(timeline: Timeline, moment: TimelinePosition, elapsed: float) -> str:
    """What comes after this set, and how long the whole takes."""
    at = moment.step.set_index + 1
    left = wording.count(ceil((timeline.seconds - elapsed) / MINUTE - HAIR), "minute")
    if at >= len(timeline.timed_sets):
        return f"the last set · {left} left"
    after = timeline.timed_sets[at]
    same = after.exercise.id == moment.timed_set.exercise.id
    return f"then {f'set {after.number}: {dose(after)}' if same else after.exercise.name} · {left} left"

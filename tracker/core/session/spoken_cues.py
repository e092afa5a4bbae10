"""What is spoken in a hands-free session, and at which second of its timeline.

Sentences while the person gets ready or rests, single words and numbers while they move or hold. Speech never moves the
time: a cue has the seconds until the next one, and a sentence that does not fit is made shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from tracker.core import wording
from tracker.core.model import Kind
from tracker.core.session.pacer import Pacer
from tracker.core.session.timeline import Stage, TimedSet, Timeline, TimelineStep

COUNT_IN_S = 3
COUNT_DOWN_S = 5
TENS_S = 10
# A word that is said each second must be over within it.
WORD_S = 1.0
HALFWAY_FROM_S = 120
# What is due so long ago is not said any more.
LATE_S = 0.5
# How long a voice of about 175 words a minute takes, a little more rather than less.
BEGIN_S, LETTER_S, PAUSE_S = 0.27, 0.064, 0.38
LETTERS_A_DIGIT = 4
ROUNDING_S = 1e-6


class CueKind(StrEnum):
    """Sentences are for getting ready and resting, words (and numbers) for moving and holding."""

    SENTENCE = "sentence"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Words that are due at the second `at` of a timeline."""

    at: float
    words: str
    kind: CueKind


def speaking_seconds(words: str) -> float:
    """About how many seconds it takes to say `words`, at the usual speed of a speech program."""
    digits = len(re.findall(r"\d", words))
    letters = len(re.findall(r"[^\W\d_]", words)) + LETTERS_A_DIGIT * digits
    pauses = len(re.findall(r"[.,:;](?=\s)", words))
    return BEGIN_S + LETTER_S * letters + PAUSE_S * pauses


def spoken_cues(timeline: Timeline) -> tuple[SpokenCue, ...]:
    """All that is said in the course of `timeline`, in order; the last cue, *Done.*, is due at its end."""
    cues: list[SpokenCue] = []
    for index, step in enumerate(timeline.steps):
        start = timeline.start(index)
        timed_set = timeline.timed_sets[step.set_index]
        for cue in _cues_of(step, timed_set, start):
            # What would begin while the word before is still being said is left out.
            if not cues or cue.at >= cues[-1].at + _busy_s(cues[-1]) - ROUNDING_S:
                cues.append(cue)
    return (*cues, SpokenCue(timeline.seconds, "Done.", CueKind.SENTENCE)) if cues else ()


def _busy_s(cue: SpokenCue) -> float:
    """For how long nothing else is said."""
    return max(WORD_S, speaking_seconds(cue.words))


def _cues_of(step: TimelineStep, timed_set: TimedSet, start: float) -> Iterator[SpokenCue]:
    if step.working:
        words = {Stage.MOVE: _moving, Stage.HOLD: _holding, Stage.STEADY: _steady}[step.stage](step, timed_set)
        yield from (SpokenCue(start + at, word, CueKind.WORD) for at, word in words)
        return
    room_s = step.seconds - WORD_S
    sentence = _fitting(_sentences(step, timed_set), room_s)
    if step.leads_in:
        with_cue = (_fitting([sentence, f"{cue.rstrip('.')}."], room_s) for cue in _cues_in_turn(timed_set))
        sentence = next((longer for longer in with_cue if longer != sentence), sentence)
    if sentence:
        yield SpokenCue(start, sentence, CueKind.SENTENCE)
    if not _is_breather(step):
        yield from (SpokenCue(start + at, word, CueKind.WORD) for at, word in _counted_down(step.seconds, COUNT_IN_S))


# Getting ready and resting


def _is_breather(step: TimelineStep) -> bool:
    """Whether it is the short rest between two repetitions."""
    return step.stage is Stage.REST and step.rep > 0


def _fitting(sentences: Iterable[str], room_s: float) -> str:
    """As many of the sentences, which come in the order in which they matter, as are said in time."""
    chosen = ""
    for sentence in sentences:
        longer = f"{chosen} {sentence}".strip()
        if speaking_seconds(longer) <= room_s:
            chosen = longer
    return chosen


def _sentences(step: TimelineStep, timed_set: TimedSet) -> Iterator[str]:
    if step.stage is Stage.SIDE:
        yield "Other side."
        return
    if _is_breather(step):
        yield f"Rest. {_rep_of(step, timed_set)}"
        return
    before = timed_set.exercise.name if step.stage is Stage.READY else "Rest. Next"
    yield f"{wording.set_name(before, timed_set.number, timed_set.of)}."
    yield f"{wording.sentence(_dose(timed_set))}."


def _cues_in_turn(timed_set: TimedSet) -> tuple[str, ...]:
    """The cues of the exercise, from another one on in each set."""
    cues = timed_set.exercise.cues
    first = (timed_set.number - 1) % len(cues) if cues else 0
    return cues[first:] + cues[:first]


def _rep_of(step: TimelineStep, timed_set: TimedSet) -> str:
    return "Then the last." if step.rep == timed_set.planned.reps else f"Then {step.rep} of {timed_set.planned.reps}."


def _dose(timed_set: TimedSet) -> str:
    """`5 times 10 seconds, each side`: the set without its weight."""
    planned = timed_set.planned
    if not planned.reps:
        return _counted(planned.minutes, "minute")
    if not planned.hold_s:
        dose = _counted(planned.reps, "repetition")
    elif planned.reps == 1:
        dose = _counted(planned.hold_s, "second")
    else:
        dose = f"{planned.reps} times {_counted(planned.hold_s, 'second')}"
    return f"{dose}, each side" if timed_set.sides > 1 else dose


def _counted(value: float, noun: str) -> str:
    return f"{wording.number(value)} {noun}{'' if value == 1 else 's'}"


# Moving and holding

Words = Iterator[tuple[float, str]]


def _moving(step: TimelineStep, timed_set: TimedSet) -> Words:
    """What to do, and in the first phase of a repetition without a hold its number; where all is quick, that alone."""
    planned = timed_set.planned
    counted = step.phase == 0 and not planned.hold_s
    number = "last" if step.rep == planned.reps > 1 else str(step.rep)
    if step.seconds < WORD_S:
        if counted:
            yield 0, number
        return
    yield 0, step.words
    at = max(WORD_S, speaking_seconds(step.words))
    if counted and step.seconds >= at + speaking_seconds(number):
        yield at, number


def _holding(step: TimelineStep, _: TimedSet) -> Words:
    yield 0, step.words
    for left in range(int(step.seconds) // TENS_S * TENS_S, COUNT_DOWN_S, -TENS_S):
        if step.seconds - left >= WORD_S:
            yield step.seconds - left, str(left)
    yield from ((at, word) for at, word in _counted_down(step.seconds, COUNT_DOWN_S) if at >= WORD_S)


def _steady(step: TimelineStep, timed_set: TimedSet) -> Words:
    """The phases of breathing as they come; of a walk its beginning, its middle and its last seconds."""
    if timed_set.exercise.kind is not Kind.CARDIO and all(phase.seconds >= WORD_S for phase in timed_set.phases):
        at = 0.0
        while at < step.seconds - ROUNDING_S:
            for phase in timed_set.phases:
                if at < step.seconds - ROUNDING_S:
                    yield at, phase.words
                at += phase.seconds
        return
    yield 0, step.words
    if step.seconds >= HALFWAY_FROM_S:
        yield step.seconds / 2, "halfway"
    yield from ((at, word) for at, word in _counted_down(step.seconds, COUNT_DOWN_S) if at >= WORD_S)


def _counted_down(seconds: float, last_s: int) -> Words:
    """The last seconds of a step."""
    return ((seconds - left, str(left)) for left in range(last_s, 0, -1) if seconds >= left)


class CueReader:
    """Says, as a session goes on, which words are due; asked after each `tick` of the pacer."""

    def __init__(self) -> None:
        self._timeline: Timeline | None = None
        self._cues: tuple[SpokenCue, ...] = ()
        self._seen = -ROUNDING_S
        self._moves = 0
        self._paused = False
        self._back_in = 0

    def due(self, pacer: Pacer) -> str | None:
        """The words to say now; empty where speech has to stop, None where nothing changes."""
        if pacer.timeline is not self._timeline:
            self._timeline, self._cues = pacer.timeline, spoken_cues(pacer.timeline)
        moved, self._moves = pacer.moves != self._moves, pacer.moves
        seen, self._seen = self._seen, pacer.elapsed
        was_paused, self._paused = self._paused, pacer.paused
        if pacer.paused:
            self._back_in = 0
            return None if was_paused else ""
        if was_paused and not pacer.back_in:
            return self._again(pacer)
        was_back_in, self._back_in = self._back_in, ceil(pacer.back_in - ROUNDING_S)
        if self._back_in:
            return str(self._back_in) if self._back_in != was_back_in else None
        if was_back_in:
            return self._again(pacer)
        if moved:
            if pacer.position is None:
                return ""
            seen = pacer.elapsed - ROUNDING_S
        due = [cue for cue in self._cues if seen < cue.at <= pacer.elapsed and pacer.elapsed - cue.at <= LATE_S]
        return due[-1].words if due else "" if moved else None

    def _again(self, pacer: Pacer) -> str | None:
        """What was last said in the step that goes on: its word, or its sentence where there is time for it."""
        position = pacer.position
        if position is None:
            return None
        start = pacer.timeline.start(position.index)
        cue = next((cue for cue in self._cues if start <= cue.at <= pacer.elapsed), None)
        if cue is None or (cue.kind is CueKind.SENTENCE and speaking_seconds(cue.words) > position.left - COUNT_IN_S):
            return None
        return cue.words

"""How long a real espeak-ng takes to say the cues, at its usual speed.

python -m tests.tools.speech            # every number and word that is said while moving and holding
python -m tests.tools.speech big-three  # the session of a starter plan: starts and lengths beside the timeline
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.support.rendered_speech import ESPEAK, heard_seconds
from tracker.core.model import Dose, Exercise, SetLog
from tracker.core.session.spoken_cues import WORD_S, CueKind, speaking_seconds, spoken_cues
from tracker.core.session.timeline import RemainingWork, Stage, Timeline
from tracker.library import load_library

NUMBERS = [*range(1, 21), *range(30, 100, 10)]


def words_of_library() -> list[str]:
    """Every word that is said while moving and holding in the exercises of the library, and every number."""
    words = {
        cue.words
        for exercise in load_library().exercises
        for cue in spoken_cues(Timeline.of([work(exercise, exercise.start)]))
        if cue.kind is CueKind.WORD and not cue.words.isdigit()
    }
    return [*map(str, NUMBERS), *sorted(words)]


def sentences_of_library() -> list[str]:
    """Every sentence that is said in the exercises of the library."""
    return sorted(
        {
            cue.words
            for exercise in load_library().exercises
            for cue in spoken_cues(Timeline.of([work(exercise, exercise.start)]))
            if cue.kind is CueKind.SENTENCE
        }
    )


def work(exercise: Exercise, dose: Dose) -> RemainingWork:
    """A whole dose of an exercise."""
    sets = tuple(SetLog(exercise.id, reps=reps, hold_s=dose.hold_s) for reps in dose.reps)
    return RemainingWork(exercise, 0, sets or (SetLog(exercise.id, minutes=dose.minutes),))


def _table_of_words() -> Iterator[str]:
    yield f"{'heard':>6}  {'taken to be':>11}  words (each must fit {WORD_S:g} s)"
    for words in words_of_library():
        heard = heard_seconds(words)
        yield f"{heard:6.2f}  {speaking_seconds(words):11.2f}  {words}{'' if heard <= WORD_S else '  TOO LONG'}"


def _table_of_session(plan: str) -> Iterator[str]:
    library = load_library()
    exercises = {exercise.id: exercise for exercise in library.exercises}
    entries = next(starter.entries for starter in library.plans if starter.id == plan)
    timeline = Timeline.of([work(exercises[entry.exercise], entry.dose) for entry in entries])
    cues = spoken_cues(timeline)
    ends = [*(cue.at for cue in cues[1:]), timeline.seconds + WORD_S]
    yield f"{'start':>8} {'heard':>6} {'until next':>10}  step        words"
    for cue, end in zip(cues, ends, strict=True):
        position, heard = timeline.at(cue.at), heard_seconds(cue.words)
        stage: Stage | str = "end" if position is None else position.step.stage
        late = "" if heard <= end - cue.at else "  NOT OVER IN TIME"
        yield f"{cue.at:8.1f} {heard:6.2f} {end - cue.at:10.1f}  {stage:<10}  {cue.words}{late}"
    yield f"{len(cues)} cues in {timeline.seconds / 60:.1f} minutes"


def main() -> None:
    """Print one of the two tables."""
    if ESPEAK is None:
        sys.exit("espeak-ng is not installed.")
    for row in _table_of_session(sys.argv[1]) if sys.argv[1:] else _table_of_words():
        print(row)


if __name__ == "__main__":
    main()

"""Exercises by what a person types, and by their ladder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker.core.errors import UsageError
from tracker.core.model import Exercise
from tracker.core.wording import listed

MOST_SHOWN = 6
_LONGEST = 60
_WORDS = re.compile(r"[^\W_]+")


def find(exercises: Sequence[Exercise], text: str) -> Exercise:
    """The exercise whose id or name is `text`, or that alone begins with it; case and punctuation do not matter.

    Archived exercises are meant only where no other fits. Raises UsageError naming the ones that fit, or the nearest.
    """
    wanted = text.strip().casefold()
    for exercise in exercises:
        if exercise.id.casefold() == wanted:
            return exercise
    plain = _plain(text[:_LONGEST])
    if not plain:
        raise UsageError("An exercise has to be named; `backtracker library` lists them all.")
    same: Callable[[str], bool] = plain.__eq__
    for fits in (same, lambda called: called.startswith(plain)):
        fitting = [each for each in exercises if fits(_plain(each.id)) or fits(_plain(each.name))]
        fitting = [each for each in fitting if not each.archived] or fitting
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise UsageError(f"{text!r} may be {_ids(fitting)}; write enough of one of them.")
    raise UsageError(f"There is no exercise {text[:_LONGEST]!r}{_nearest(exercises, plain)}.")


def search(exercises: Sequence[Exercise], query: str) -> tuple[Exercise, ...]:
    """The exercises that fit what was typed, best first; all of them where nothing was.

    First comes the name itself, then one that begins so, then one with words that begin so; then such words in its id,
    region, kind and equipment, then in its cues and source; then any part of a word. Only where none of these fits does
    what is spelled alike.
    """
    plain = _plain(query[:_LONGEST])
    if not plain:
        return tuple(exercises)
    ranks = [_rank(exercise, plain) for exercise in exercises]
    fitting = [at for at, rank in enumerate(ranks) if rank < _NO_FIT]
    if not fitting:
        return _spelled_alike(exercises, plain)
    return tuple(exercises[at] for at in sorted(fitting, key=ranks.__getitem__))


def easier(exercises: Sequence[Exercise], exercise_id: str) -> tuple[str, ...]:
    """The ids of the exercises whose next rung this one is, in the order of the library."""
    return tuple(exercise.id for exercise in exercises if exercise.harder == exercise_id)


def ladder(exercises: Sequence[Exercise], exercise_id: str) -> tuple[Exercise, ...]:
    """All rungs of an exercise's ladder, easiest first; of several easier rungs the first of the library."""
    known = {exercise.id: exercise for exercise in exercises}
    if exercise_id not in known:
        return ()
    rungs = [known[exercise_id]]
    while below := [each for each in easier(exercises, rungs[0].id) if known[each] not in rungs]:
        rungs.insert(0, known[below[0]])
    while (above := known.get(rungs[-1].harder or "")) is not None and above not in rungs:
        rungs.append(above)
    return tuple(rungs)


_NO_FIT = 6
_ALIKE = 0.75


def _rank(exercise: Exercise, plain: str) -> int:
    """How well an exercise fits, 0 best; `_NO_FIT` where it does not."""
    name = _plain(exercise.name)
    if name == plain:
        return 0
    if name.startswith(plain):
        return 1
    wanted = plain.split()
    filed = _filed(exercise)
    told = f"{filed} {_plain(' '.join((*exercise.cues, exercise.source)))}"
    for rank, words in enumerate((name, filed, told), start=2):
        if all(f" {word}" in f" {words}" for word in wanted):
            return rank
    return _NO_FIT - 1 if all(word in told for word in wanted) else _NO_FIT


def _filed(exercise: Exercise) -> str:
    """The words under which it is filed: its name and id, where it works, its kind and what it needs."""
    return _plain(" ".join((exercise.name, exercise.id, exercise.region, exercise.kind, *exercise.equipment)))


def _spelled_alike(exercises: Sequence[Exercise], plain: str) -> tuple[Exercise, ...]:
    """The exercises called something that looks like `plain`, most alike first."""
    from difflib import SequenceMatcher  # here, as only a slip of the finger needs it

    matcher = SequenceMatcher(b=plain)

    def likeness(called: str) -> float:
        matcher.set_seq1(called)
        return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0

    def best(exercise: Exercise) -> float:
        name = _plain(exercise.name)
        in_order = _ALIKE if _letters_in_order(plain, name) else 0
        return max(in_order, likeness(name), *(likeness(word) for word in _filed(exercise).split()))

    scores = [best(exercise) for exercise in exercises]
    alike = [at for at, score in enumerate(scores) if score >= _ALIKE]
    return tuple(exercises[at] for at in sorted(alike, key=lambda at: -scores[at]))


def _letters_in_order(plain: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, whatever is between them."""
    letters = iter(name)
    return all(letter in letters for letter in plain.replace(" ", ""))


def _nearest(exercises: Sequence[Exercise], plain: str) -> str:
    alike = [exercise for exercise in search(exercises, plain) if not exercise.archived][:3]
    return f"; the nearest: {_ids(alike)}" if alike else "; `backtracker library` lists them all"


def _ids(exercises: Sequence[Exercise]) -> str:
    shown = [exercise.id for exercise in exercises[:MOST_SHOWN]]
    more = len(exercises) - len(shown)
    return listed([*shown, f"{more} more"], "or") if more else listed(shown, "or")


def _plain(text: str) -> str:
    """Its words in small letters with one space between: `Dead bug, slow` and `dead-bug-slow` are the same."""
    return " ".join(_WORDS.findall(text.casefold()))

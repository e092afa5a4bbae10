"""Finds exercises by a typed name or query, and by their ladder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tracker.core.errors import UsageError
from tracker.core.input.parsing import name_key
from tracker.core.model import Exercise
from tracker.core.wording import listed

MOST_SHOWN = 6
_LONGEST = 60
_WORDS = re.compile(r"[^\W_]+")


def find(exercises: Sequence[Exercise], text: str) -> Exercise:
    """The exercise whose id or name is `text`, or the only one that begins with it; case and punctuation are ignored.

    Archived exercises are found only where no other matches. Raises UsageError naming the matches or the nearest.
    """
    for exercise in exercises:
        if name_key(exercise.id) == name_key(text.strip()):
            return exercise
    plain = _plain(text[:_LONGEST])
    if not plain:
        raise UsageError("An exercise has to be named; `backtracker library` lists them all.")
    equals: Callable[[str], bool] = plain.__eq__
    for matches in (equals, lambda name: name.startswith(plain)):
        matching = [
            exercise for exercise in exercises if matches(_plain(exercise.id)) or matches(_plain(exercise.name))
        ]
        matching = [exercise for exercise in matching if not exercise.archived] or matching
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise UsageError(f"{text!r} may be {_ids(matching)}; write enough of one of them.")
    raise UsageError(f"There is no exercise {text[:_LONGEST]!r}{_nearest(exercises, plain)}.")


def search(exercises: Sequence[Exercise], query: str) -> tuple[Exercise, ...]:
    """The exercises that match a query, best first; all of them where the query is empty.

    The order: the name is the query; it begins with it; words of the name begin with those of the query; words of the
    id, region, kind and equipment do; words of the cues and source do; a part of a word matches. Only where none of
    these matches, names that are spelled alike.
    """
    plain = _plain(query[:_LONGEST])
    if not plain:
        return tuple(exercises)
    ranks = [_rank(exercise, plain) for exercise in exercises]
    matching = [index for index, rank in enumerate(ranks) if rank < _NO_MATCH]
    if not matching:
        return _spelled_alike(exercises, plain)
    return tuple(exercises[index] for index in sorted(matching, key=ranks.__getitem__))


def easier(exercises: Sequence[Exercise], exercise_id: str) -> tuple[str, ...]:
    """The ids of the exercises whose next rung this one is, in the order of the library."""
    return tuple(exercise.id for exercise in exercises if exercise.harder == exercise_id)


def ladder(exercises: Sequence[Exercise], exercise_id: str) -> tuple[Exercise, ...]:
    """All rungs of an exercise's ladder, easiest first; of several easier rungs the first of the library."""
    known = {exercise.id: exercise for exercise in exercises}
    if exercise_id not in known:
        return ()
    rungs = [known[exercise_id]]
    while below := [easier_id for easier_id in easier(exercises, rungs[0].id) if known[easier_id] not in rungs]:
        rungs.insert(0, known[below[0]])
    while (above := known.get(rungs[-1].harder or "")) is not None and above not in rungs:
        rungs.append(above)
    return tuple(rungs)


_NO_MATCH = 6
_ALIKE = 0.75


def _rank(exercise: Exercise, plain: str) -> int:
    """How well an exercise matches, 0 best; `_NO_MATCH` where it does not."""
    name = _plain(exercise.name)
    if name == plain:
        return 0
    if name.startswith(plain):
        return 1
    query_words = plain.split()
    keywords = _keywords(exercise)
    full_text = f"{keywords} {_plain(' '.join((*exercise.cues, exercise.source)))}"
    for rank, text in enumerate((name, keywords, full_text), start=2):
        if all(f" {word}" in f" {text}" for word in query_words):
            return rank
    return _NO_MATCH - 1 if all(word in full_text for word in query_words) else _NO_MATCH


def _keywords(exercise: Exercise) -> str:
    """The words of its name, id, region, kind and equipment."""
    return _plain(" ".join((exercise.name, exercise.id, exercise.region, exercise.kind, *exercise.equipment)))


def _spelled_alike(exercises: Sequence[Exercise], plain: str) -> tuple[Exercise, ...]:
    """The exercises whose names are spelled like `plain`, most alike first."""
    from difflib import SequenceMatcher  # imported here, as only a misspelled query needs it

    matcher = SequenceMatcher(b=plain)

    def similarity(word: str) -> float:
        matcher.set_seq1(word)
        return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0

    def score(exercise: Exercise) -> float:
        name = _plain(exercise.name)
        in_order = _ALIKE if _letters_in_order(plain, name) else 0
        return max(in_order, similarity(name), *(similarity(word) for word in _keywords(exercise).split()))

    scores = [score(exercise) for exercise in exercises]
    alike = [index for index, value in enumerate(scores) if value >= _ALIKE]
    return tuple(exercises[index] for index in sorted(alike, key=lambda index: -scores[index]))


def _letters_in_order(plain: str, name: str) -> bool:
    """Whether the name has the letters in this order, with any others between them."""
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
    return " ".join(_WORDS.findall(name_key(text)))

"""Which of our exercises those of another program are: proposed by name, named by the person, or stored."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from tracker.core import wording
from tracker.core.errors import UsageError
from tracker.core.input.parsing import name_key
from tracker.core.model import Exercise, ExerciseMapping, History
from tracker.service.context import AppContext
from tracker.service.files.foreign_file import ForeignExercise, ForeignFile

MOST_SHOWN = 10
_IN_BRACKETS = re.compile(r"\(.*?\)")
_WORD = re.compile(r"\w+")

ExerciseByName = Mapping[str, Exercise | None]
"""Which exercise a habit or an exercise of another program is, by its name there; None where it is left out."""


def nearest(context: AppContext, name: str) -> Exercise | None:
    """The exercise that has the same words in its name, if any; else one that has all of two or more, and others.

    Words in brackets or after a comma may be left aside, as in `Squat (Barbell)`. A name that only has a word in common
    is no proposal: a bench press is no press with a band.
    """
    exercises = [exercise for exercise in context.exercises().values() if not exercise.archived]
    ours = sorted(((_words(exercise.name), exercise) for exercise in exercises), key=lambda pair: len(pair[0]))
    parts = [_words(part) for part in (name, _IN_BRACKETS.sub("", name), re.split("[,(]", name)[0])]
    same = (exercise for part in parts for words, exercise in ours if part and words == part)
    longer = (exercise for part in parts for words, exercise in ours if len(part) > 1 and words > part)
    return next(same, None) or next(longer, None)


def _words(name: str) -> frozenset[str]:
    """The words of a name in small letters, the same for one and for several, for *walk* and *walking*."""
    return frozenset(word.removesuffix("s").removesuffix("ing") for word in _WORD.findall(name_key(name)))


def known_mappings(context: AppContext, file: ForeignFile) -> dict[str, Exercise | None]:
    """Which exercise each name is, where the program knows it, such as a walk, or an earlier import stored it."""
    names = {foreign.name for foreign in file.exercises}
    ids: dict[str, str | None] = {**file.data.known_exercises}
    ids |= {
        match.name: match.exercise
        for match in context.store.exercise_mappings()
        if match.source == source_of(file) and match.name in names
    }
    exercises = context.exercises()
    return {name: None if exercise_id is None else exercises[exercise_id] for name, exercise_id in ids.items()}


def read_mappings(context: AppContext, file: ForeignFile, texts: Sequence[str]) -> dict[str, Exercise | None]:
    """Which exercise each name is by texts such as `Bird dogs=bird-dog`; None by `Bird dogs=`. Raises UsageError."""
    if texts and not file.exercises:
        raise UsageError(f"{file.path.name} holds no habits or exercises; leave out --map.")
    names = {name_key(foreign.name): foreign.name for foreign in file.exercises}
    mapped: dict[str, Exercise | None] = {}
    for text in texts:
        name, equals, exercise = (part.strip() for part in text.rpartition("="))
        if not equals:
            raise UsageError(f"{text!r} names no exercise; write it like --map 'Habit name=bird-dog'.")
        if name_key(name) not in names:
            raise UsageError(
                f"There is no habit or exercise {name!r} in the file; it has {listed_names(file.exercises)}."
            )
        mapped[names[name_key(name)]] = context.exercise(exercise) if exercise else None
    return mapped


def mappings_to_store(history: History, file: ForeignFile, mapped: ExerciseByName) -> tuple[ExerciseMapping, ...]:
    """What an import stores of `mapped`: all but what the program knows, unless another was stored before."""
    matches = [
        ExerciseMapping(source_of(file), name, None if exercise is None else exercise.id)
        for name, exercise in mapped.items()
    ]
    earlier = {match.name for match in history.mappings if match.source == source_of(file)}
    known = file.data.known_exercises
    return tuple(match for match in matches if match.name in earlier or match.exercise != known.get(match.name, ""))


def source_of(file: ForeignFile) -> str:
    """The name of a file's program under which its mappings are stored, such as `hevy`."""
    return file.data.program.lower()


def how_to_map(context: AppContext, file: ForeignFile, exercises: Sequence[ForeignExercise]) -> str:
    """A sentence on how to name the exercise that each of these is, with the nearest of ours for the first ones."""
    proposals = [(foreign.name, nearest(context, foreign.name)) for foreign in exercises]
    named = [(name, exercise.id) for name, exercise in proposals if exercise][:MOST_SHOWN]
    examples = named or [(proposals[0][0], "bird-dog")]
    options = " ".join(f"--map {shlex.quote(f'{name}={exercise}')}" for name, exercise in examples)
    return (
        f"Say which exercise each of them is, as in `backtracker import {shlex.quote(str(file.path))} {options}`; "
        "those that are not named are left out."
    )


def exercises_in_file(file: ForeignFile, exercises: Sequence[ForeignExercise]) -> str:
    """A sentence that names these habits or exercises of a file."""
    return f"{file.path.name} has the {'habits' if file.data.habits else 'exercises'} {listed_names(exercises)}."


def listed_names(exercises: Sequence[ForeignExercise]) -> str:
    """The names of the first MOST_SHOWN, each with its number of days, and how many more there are."""
    shown = [f"{foreign.name!r} ({wording.count(len(foreign.days), 'day')})" for foreign in exercises[:MOST_SHOWN]]
    more = len(exercises) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown) or "none that could be read"

"""Checks that the contents of `data/` make sense, and reports every fault with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap

from tracker.core.input.validation import dose_faults, exercise_faults
from tracker.core.model import OWN_PREFIX, Dose, Exercise, Kind
from tracker.core.session.pace import HOLD, parse_pace
from tracker.core.wording import count
from tracker.library.load import (
    CARDS,
    EXERCISES,
    LEFT_OUT,
    PLANS,
    InfoCard,
    LeftOut,
    Library,
    StarterPlan,
    data_folder,
    read_info_cards,
    read_library,
)

# In the order in which the filters of the library offer them.
REGIONS = (
    "front core", "side core", "back core", "hips", "legs", "lower back", "upper back", "chest", "whole body",
)  # fmt: skip
EQUIPMENT = ("mat", "wall", "chair", "counter", "band", "dowel", "towel", "doorway", "step", "weight", "bike")
BOTHERS = (
    "bending", "arching", "twisting", "sitting", "standing", "kneeling", "balance", "knees", "hips", "wrists",
    "shoulders", "neck",
)  # fmt: skip

# What fits beside the figure in a terminal of 80 columns.
MAX_NAME = 24
MAX_CUE = 70
MAX_CAUTION = 160
MAX_SOURCE = 160
MAX_WHY = 200
# Two screens of 80 columns and 24 rows, in the width that a dialog leaves for text.
MAX_TITLE = 40
MAX_CARD_SOURCE = 240
CARD_WIDTH, CARD_ROWS = 66, 2 * 17
CUES = range(2, 6)
PLAN_ENTRIES = range(5, 9)

_ID = re.compile(r"[a-z]+(-[a-z]+)*")


def library_faults(folder: Path | None = None) -> list[str]:
    """The faults of the library in `folder`, by default the one that ships."""
    folder = data_folder() if folder is None else folder
    library, faults = read_library(folder)
    cards, card_faults = read_info_cards(folder)
    every_fault = (*faults, *_contents_faults(library), *card_faults, *_cards_faults(cards))
    # Without a last full stop, as in the sentences of other modules, so that all read alike in a list.
    return [fault.removesuffix(".") for fault in every_fault]


def _contents_faults(library: Library) -> Iterator[str]:
    known = {exercise.id: exercise for exercise in library.exercises}
    yield from _twice(EXERCISES, "id", (exercise.id for exercise in library.exercises))
    yield from _twice(EXERCISES, "name", (exercise.name.casefold() for exercise in library.exercises))
    yield from _twice(PLANS, "id", (plan.id for plan in library.plans))
    yield from _twice(LEFT_OUT, "name", (left.name.casefold() for left in library.left_out))
    for exercise in library.exercises:
        where = f"{EXERCISES}: {exercise.id}"
        yield from (f"{where}: {fault}" for fault in exercise_faults(exercise, known))
        yield from (f"{where}: {fault}" for fault in _exercise_faults(exercise))
        yield from (f"{where}: {fault}" for fault in _ladder_faults(exercise, known))
    for plan in library.plans:
        yield from (f"{PLANS}: {plan.id}: {fault}" for fault in _plan_faults(plan, known))
    for left in library.left_out:
        yield from (f"{LEFT_OUT}: {left.name}: {fault}" for fault in _left_out_faults(left))


def _twice(file: str, what: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{file}: the {what} {value!r} is there {times} times; each is there once"


def _exercise_faults(exercise: Exercise) -> Iterator[str]:
    yield from _id_faults(exercise.id)
    yield from _text_faults("name", exercise.name, MAX_NAME)
    yield from _text_faults("caution", exercise.caution, MAX_CAUTION)
    yield from _text_faults("source", exercise.source, MAX_SOURCE)
    if len(exercise.cues) not in CUES:
        yield f"has {count(len(exercise.cues), 'cue')}; two to five fit"
    for cue in exercise.cues:
        yield from _text_faults("cue", cue, MAX_CUE)
    yield from _unlisted("region", (exercise.region,), REGIONS)
    yield from _unlisted("equipment", exercise.equipment, EQUIPMENT)
    yield from _unlisted("bothers", exercise.bothers, BOTHERS)
    yield from _pace_faults(exercise.pace, exercise.start)
    yield from _range_faults(exercise)


def _id_faults(value: str) -> Iterator[str]:
    if _ID.fullmatch(value) is None or value.startswith(OWN_PREFIX):
        yield f"the id is small letters and hyphens, and begins with {OWN_PREFIX!r} only where a person made it"


def _text_faults(what: str, text: str, longest: int) -> Iterator[str]:
    if not text.strip():
        yield f"the {what} is empty"
    if len(text) > longest:
        yield f"the {what} {text!r} has {len(text)} characters; {longest} fit"


def _unlisted(what: str, values: Iterable[str], listed: tuple[str, ...]) -> Iterator[str]:
    for value in values:
        if value not in listed:
            yield f"{what} {value!r} is not one of {', '.join(listed)}"


def _pace_faults(pace: str, dose: Dose) -> Iterator[str]:
    try:
        parse_pace(pace, dose.hold_s)
    except ValueError as error:
        yield str(error)
    if not dose.hold_s and HOLD in (phase.strip() for phase in pace.split(",")):
        yield f"the pace {pace!r} has a hold, and the dose has none"


def _range_faults(exercise: Exercise) -> Iterator[str]:
    """A dose rises by repetitions or minutes alone, so its range must be one of those; stretches are never raised."""
    start, ceiling = exercise.start, exercise.ceiling
    if len(ceiling.reps) != len(start.reps):
        yield f"the start has {count(start.sets, 'set')} and the ceiling {ceiling.sets}; keep them the same"
    below = any(top < first for first, top in zip(start.reps, ceiling.reps, strict=False))
    # A load of 0 in the ceiling is no bound.
    lighter = 0 < ceiling.load_kg < start.load_kg
    if below or lighter or ceiling.minutes < start.minutes or ceiling.hold_s < start.hold_s:
        yield "the ceiling is below the start"
    if ceiling.hold_s != start.hold_s and exercise.kind is not Kind.STRETCH:
        yield "the hold of the ceiling is not that of the start; it grows by repetitions"


def _ladder_faults(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[str]:
    if exercise.harder is None or exercise.harder not in known:
        return
    if exercise.kind is Kind.STRETCH:
        yield f"a stretch is never raised, so {exercise.harder!r} cannot be its harder rung"
    top, first = exercise.ceiling, known[exercise.harder].start
    both_hold = top.hold_s and first.hold_s
    if sum(first.reps) > sum(top.reps) or first.minutes > top.minutes or (both_hold and first.work > top.work):
        yield f"{exercise.harder!r} starts above the ceiling of this rung; begin it lower"


def _plan_faults(plan: StarterPlan, known: Mapping[str, Exercise]) -> Iterator[str]:
    yield from _id_faults(plan.id)
    yield from _text_faults("name", plan.name, MAX_NAME)
    yield from _text_faults("summary", plan.summary, MAX_CAUTION)
    if plan.minutes < 1:
        yield f"minutes is {plan.minutes}; say how long the longest day takes"
    if len(plan.entries) not in PLAN_ENTRIES:
        yield f"has {count(len(plan.entries), 'entry', 'entries')}; five to eight fit a morning"
    yield from _twice("entries", "exercise", (entry.exercise for entry in plan.entries))
    exercises = [known[entry.exercise] for entry in plan.entries]
    kinds = {exercise.kind for exercise in exercises}
    if Kind.STRENGTH not in kinds:
        yield "has no strength exercise"
    if not kinds & {Kind.STRETCH, Kind.MOBILITY}:
        yield "has no stretch or mobility exercise"
    for exercise, entry in zip(exercises, plan.entries, strict=True):
        if "bending" in exercise.bothers:
            yield f"{exercise.id!r} may bother with bending, which is left for an hour or two after getting up"
        if bool(entry.dose.reps) == exercise.in_minutes:
            yield f"the dose of {exercise.id!r} is not in {'minutes' if exercise.in_minutes else 'repetitions'}"
        yield from dose_faults(entry.dose, f"the dose of {exercise.id!r}")


def _left_out_faults(left: LeftOut) -> Iterator[str]:
    yield from _text_faults("name", left.name, MAX_NAME + 4)
    yield from _text_faults("why", left.why, MAX_WHY)
    yield from _text_faults("source", left.source, MAX_SOURCE)


def _cards_faults(cards: tuple[InfoCard, ...]) -> Iterator[str]:
    yield from _twice(CARDS, "id", (card.id for card in cards))
    yield from _twice(CARDS, "title", (card.title.casefold() for card in cards))
    for card in cards:
        yield from (f"{CARDS}: {card.id}: {fault}" for fault in _card_faults(card))


def _card_faults(card: InfoCard) -> Iterator[str]:
    yield from _id_faults(card.id)
    yield from _text_faults("title", card.title, MAX_TITLE)
    yield from _text_faults("source", card.source, MAX_CARD_SOURCE)
    if not card.text or not all(paragraph.strip() for paragraph in card.text):
        yield "a paragraph is empty"
    rows = sum(len(wrap(paragraph, CARD_WIDTH)) + 1 for paragraph in (*card.text, f"Source: {card.source}"))
    if rows > CARD_ROWS:
        yield f"has {rows} rows; {CARD_ROWS} fit two screens"

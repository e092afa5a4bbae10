"""A small library of made-up exercises, with every sort of step the engine knows, and doses and settings at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from tracker.core.model import EVERY_DAY, Dose, Exercise, Kind, Settings

Choose = Callable[[int, int], int]
T = TypeVar("T")

LIBRARY = (
    Exercise("dog-leg", "Bird dog, leg only", Kind.STRENGTH, Dose((3, 2, 1), 10), Dose((5, 3, 2), 10), harder="dog"),
    Exercise("dog", "Bird dog", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((8, 6, 4), 10), harder="dog-squares"),
    Exercise("dog-squares", "Bird dog, squares", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((8, 6, 4), 10)),
    Exercise("clam", "Clam", Kind.STRENGTH, Dose((8,)), Dose((12, 12)), harder="clam-band"),
    Exercise("clam-low", "Clam, low", Kind.MOBILITY, Dose((8, 8)), Dose((10, 10)), harder="clam-band"),
    Exercise("clam-band", "Clam, band", Kind.STRENGTH, Dose((8, 8), 2.5), Dose((12, 12), 2.5)),
    Exercise("hinge", "Hinge", Kind.STRENGTH, Dose((5, 5)), Dose((6, 6), load_kg=10.3), load_step_kg=2.6, harder="dog"),
    Exercise("curl", "Curl-up", Kind.STRENGTH, Dose((1, 1, 1), 8), Dose((2, 1), 8), load_step_kg=0.1),
    Exercise("camel", "Cat-camel", Kind.MOBILITY, Dose((6,)), Dose((8,))),
    Exercise("calf", "Calf stretch", Kind.STRETCH, Dose((1, 1), 20), Dose((3, 3), 30), harder="calf-deep"),
    Exercise("calf-deep", "Calf stretch, deep", Kind.STRETCH, Dose((1, 1), 20), Dose((3, 3), 30)),
    Exercise("walk", "Walk", Kind.CARDIO, Dose(minutes=10), Dose(minutes=30), harder="hill"),
    Exercise("bike", "Bike", Kind.CARDIO, Dose(minutes=5.5), Dose(minutes=12.7), harder="hill"),
    Exercise("hill", "Walk uphill", Kind.CARDIO, Dose(minutes=5), Dose(minutes=20)),
    Exercise("march", "March", Kind.MOBILITY, Dose((5,)), Dose((6, 5)), harder="hill"),
    Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((10, 9)), harder="clam-band"),
    Exercise("my-ease", "Clam, eased", Kind.STRENGTH, Dose((4, 4)), Dose((6, 6)), harder="clam"),
)
KNOWN = {exercise.id: exercise for exercise in LIBRARY}
FIRST_DAYS = (date(2026, 1, 5), date(2023, 11, 20), date(2025, 10, 8))
WEEKDAYS = (EVERY_DAY, (0, 2, 4), (1, 4), (2,), (0, 1, 2, 3, 4))


def pick(choose: Choose, items: Sequence[T]) -> T:
    """One of some items; the first is the plainest."""
    return items[choose(0, len(items) - 1)]


def settings_of(choose: Choose) -> Settings:
    """The defaults as a rule, else any that are allowed."""
    if choose(0, 4) < 3:
        return Settings()
    limit = choose(0, 2) if choose(0, 2) else choose(0, 5)
    amber = choose(limit + 1, 5) if limit < 5 and choose(0, 3) else choose(limit + 1, 7)
    return Settings(
        pain_free_limit=limit,
        weeks_required=choose(2, 4) if choose(0, 5) else choose(2, 6),
        adherence_required=pick(choose, (0.8, 0.5, 0.6, 0.7, 0.75, 0.9, 1.0)),
        mornings_required=pick(choose, (0.7, 0.5, 0.6, 0.75, 0.9, 1.0)),
        max_increases_per_week=choose(1, 4),
        amber_from=amber,
        red_from=choose(max(4, amber + 1), 8),
        raise_doses=choose(0, 9) < 9,
    )


def dose_of(choose: Choose, exercise: Exercise) -> Dose:
    """A dose a person may do: the start, the top, or something around them."""
    start, top = exercise.start, exercise.ceiling
    shape = choose(0, 9)
    load = float(choose(0, 4)) * exercise.load_step_kg if choose(0, 1) else start.load_kg
    if exercise.in_minutes:
        minutes = pick(choose, (start.minutes, top.minutes, start.minutes + 1.5, top.minutes - 0.4, 1, 25, 4.35))
        return Dose(minutes=minutes)
    if shape < 4:
        reps = start.reps
    elif shape < 7:
        reps = top.reps
    elif shape < 8:
        reps = tuple(choose(1, 12) for _ in range(choose(1, 4))) if choose(0, 2) else (1,) * choose(1, 4)
    else:
        reps = tuple(count + choose(0, 2) for count in start.reps)
    hold = start.hold_s if choose(0, 3) < 3 else pick(choose, (5.5, 20, 7, 5, 12.5, 0))
    return Dose(reps, hold, load)

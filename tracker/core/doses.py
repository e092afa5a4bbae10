"""Arithmetic on doses, exact: what work a dose is, how it is scaled, and which dose comes next.

Seconds, kilograms and minutes may be decimals such as 2.3; they are reckoned as the decimal that was written, never as
the binary number nearest to it, so that three sets of 2.3 s are as much as was planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from tracker.core.model import Dose, Exercise, Number, SetLog

Exact = int | Fraction

HALF = Fraction(1, 2)
RED_STEP = Fraction(7, 10)
AMBER_STEP = Fraction(9, 10)
# A hold is shortened for a day only where it is longer than this, and never below it.
SHORTEST_HOLD_S = 5


def exact(value: Number) -> Exact:
    """The number as it was written: 2.3 is 23/10."""
    if isinstance(value, int):
        return value
    return int(value) if value.is_integer() else Fraction(str(value))


def int_if_whole(value: Exact | Number) -> Number:
    """10 for 10.0, so that it is written and compared as 10; 2.5 as it is."""
    return int(value) if value == int(value) else float(value)


def dose_work(dose: Dose) -> Exact:
    """Repetitions × seconds held (at least 1), or minutes."""
    return sum(dose.reps) * max(exact(dose.hold_s), 1) if dose.reps else exact(dose.minutes)


def sets_work(sets: Iterable[SetLog]) -> Exact:
    """The work of logged sets together."""
    total: Exact = 0
    for set_log in sets:
        if set_log.reps:
            total += set_log.reps * exact(set_log.hold_s) if set_log.hold_s > 1 else set_log.reps
        else:
            total += exact(set_log.minutes)
    return total


@dataclass(frozen=True, slots=True)
class Target:
    """What the sets of a day have to reach for a dose to be done or met (docs/engine.md, *Words*)."""

    sets: int
    work: Exact
    half_work: Exact
    load_kg: Number

    @classmethod
    @lru_cache(maxsize=1024)  # the same few doses are asked about on every day of every exercise
    def of(cls, dose: Dose) -> Target:
        """The target that `dose` sets."""
        return cls(dose.sets, dose_work(dose), dose_work(scale(dose, HALF)), dose.load_kg)

    def done(self, sets: Sequence[SetLog]) -> bool:
        """Whether there are as many sets as planned, with at least the work of the dose at half."""
        return self.reached(len(sets), sets_work(sets))

    def reached(self, sets: int, work: Exact) -> bool:
        """Whether that many sets with that much work in all are done."""
        return sets >= self.sets and work >= self.half_work

    def met(self, sets: Sequence[SetLog]) -> bool:
        """Whether it is done, with all of the work in sets with at least the planned load."""
        heavy_enough = (set_log for set_log in sets if set_log.load_kg >= self.load_kg)
        return self.done(sets) and sets_work(heavy_enough) >= self.work


def scale(dose: Dose, factor: Fraction) -> Dose:
    """The dose at a factor below 1 (docs/engine.md, *When it is less*).

    Repetitions or minutes are multiplied and rounded down, never below 1. Where no repetitions can be taken away, a
    hold above 5 s is multiplied instead, rounded down to a whole second, never below 5 s.
    """
    smaller = _multiplied(dose, factor)
    if smaller == dose and dose.reps and dose.hold_s > SHORTEST_HOLD_S:
        return replace(dose, hold_s=max(SHORTEST_HOLD_S, int(exact(dose.hold_s) * factor)))
    return smaller


def _multiplied(dose: Dose, factor: Fraction) -> Dose:
    if dose.reps:
        return replace(dose, reps=tuple(max(1, int(reps * factor)) for reps in dose.reps))
    return replace(dose, minutes=max(1, int(exact(dose.minutes) * factor)))


def raised(dose: Dose, exercise: Exercise) -> Dose | None:
    """The next larger dose of the same exercise; None at the top (docs/engine.md, *Next step*)."""
    ceiling = exercise.ceiling
    if not dose.reps:
        minutes = exact(dose.minutes)
        if minutes >= exact(ceiling.minutes):
            return None
        return replace(dose, minutes=int_if_whole(min(minutes + max(1, minutes // 10), exact(ceiling.minutes))))
    limits = ceiling.reps + ceiling.reps[-1:] * (len(dose.reps) - len(ceiling.reps))
    if any(reps < limit for reps, limit in zip(dose.reps, limits, strict=False)):
        return replace(dose, reps=_more(dose.reps, limits))
    return _loaded(dose, exercise)


def _more(reps: tuple[int, ...], limits: tuple[int, ...]) -> tuple[int, ...]:
    """A tenth more repetitions, at least one, each in the set that is then furthest below its limit."""
    grown = list(reps)
    for _ in range(max(1, sum(reps) // 10)):
        room = [limit - now for now, limit in zip(grown, limits, strict=False)]
        if max(room) <= 0:
            break
        grown[room.index(max(room))] += 1
    return tuple(grown)


def _loaded(dose: Dose, exercise: Exercise) -> Dose | None:
    """One load step more at the repetitions of the start, unless it takes no weight or that is above the ceiling."""
    load = exact(dose.load_kg) + exact(exercise.load_step_kg)
    bound = exact(exercise.ceiling.load_kg)
    if exercise.load_step_kg <= 0 or (bound > 0 and load > bound):
        return None
    return Dose(reps=exercise.start.reps, hold_s=dose.hold_s, load_kg=int_if_whole(load))


def back_after_red(dose: Dose, before: Dose | None, start: Dose) -> Dose | None:
    """The dose to go back to after red days: `before` where it is lighter, else seven tenths (*A step back*).

    None where that is less than half the work of `start`; it may equal `dose`.
    """
    lighter = _lighter(dose, before, start)
    if lighter is not None:
        return lighter
    smaller = _multiplied(dose, RED_STEP)
    return smaller if dose_work(smaller) >= dose_work(start) * HALF else None


def back_after_amber(dose: Dose, before: Dose | None, start: Dose) -> Dose | None:
    """The dose to go back to after two amber days: `before` where it is lighter, else one less (*A step back*).

    None where both are less work than `start`; it may equal `dose`.
    """
    steps = (_lighter(dose, before, start), one_less(dose))
    return next((step for step in steps if step is not None and dose_work(step) >= dose_work(start)), None)


def one_less(dose: Dose) -> Dose:
    """One repetition less in every set, or nine tenths of the minutes, never below 1; it may equal `dose`."""
    if dose.reps:
        return replace(dose, reps=tuple(max(1, reps - 1) for reps in dose.reps))
    return _multiplied(dose, AMBER_STEP)


def _lighter(dose: Dose, before: Dose | None, start: Dose) -> Dose | None:
    """The dose before, if it has as many sets, the same hold, and less work or a smaller load.

    With a smaller load, no set has more repetitions than that of `start`, whose last one stands for missing sets.
    """
    if before is None or (before.sets, before.hold_s) != (dose.sets, dose.hold_s):
        return None
    if before.load_kg == dose.load_kg:
        return before if dose_work(before) < dose_work(dose) else None
    if before.load_kg > dose.load_kg:
        return None
    limits = start.reps + start.reps[-1:] * (len(before.reps) - len(start.reps))
    return replace(before, reps=tuple(map(min, before.reps, limits)))


def change_pct(before: Dose, after: Dose) -> float:
    """By how many per cent the work changes, to one decimal, halves to even."""
    return float(round(100 * (Fraction(dose_work(after)) / dose_work(before) - 1), 1))

"""Arithmetic on doses, exact: what work a dose is, how it is scaled, and which dose comes next.

Seconds, kilograms and minutes may be decimals such as 2.3; they are reckoned as the decimal that was written, never as
the binary number nearest to it, so that three sets of 2.3 s are as much as was planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tracker.core.model import Dose, Exercise, Number, SetLog

Exact = int | Fraction

RED_BACK = Fraction(7, 10)
AMBER_BACK = Fraction(9, 10)


def exact(value: Number) -> Exact:
    """The number as it was written: 2.3 is 23/10."""
    if isinstance(value, int):
        return value
    return int(value) if value.is_integer() else Fraction(str(value))


def plain(value: Exact) -> Number:
    """A number as JSON has it: whole where it is whole."""
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
    """A dose as something to be reached by the sets of a day."""

    sets: int
    work: Exact
    load_kg: Number

    @classmethod
    def of(cls, dose: Dose) -> Target:
        """The target that `dose` sets."""
        return cls(dose.sets, dose_work(dose), dose.load_kg)

    def done(self, sets: Sequence[SetLog]) -> bool:
        """As many sets as planned, and at least half of the work."""
        return self.reached(len(sets), sets_work(sets))

    def reached(self, sets: int, work: Exact) -> bool:
        """Whether that many sets with that much work in all are done."""
        return sets >= self.sets and 2 * work >= self.work

    def met(self, sets: Sequence[SetLog]) -> bool:
        """Done, and all of the work in sets with at least the planned load."""
        return (
            self.done(sets) and sets_work(set_log for set_log in sets if set_log.load_kg >= self.load_kg) >= self.work
        )


def scale(dose: Dose, factor: Fraction) -> Dose:
    """Each set's repetitions (or the minutes) times `factor`, rounded down, never below 1; the rest stays."""
    if dose.reps:
        return replace(dose, reps=tuple(max(1, int(reps * factor)) for reps in dose.reps))
    return replace(dose, minutes=max(1, int(exact(dose.minutes) * factor)))


def raised(dose: Dose, exercise: Exercise) -> Dose | None:
    """The next larger dose of the same exercise: more minutes, more repetitions or more load; None at the top."""
    ceiling = exercise.ceiling
    if not dose.reps:
        minutes = exact(dose.minutes)
        if minutes >= exact(ceiling.minutes):
            return None
        return replace(dose, minutes=plain(min(minutes + max(1, minutes // 10), exact(ceiling.minutes))))
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
    return Dose(reps=exercise.start.reps, hold_s=dose.hold_s, load_kg=plain(load))


def back_after_red(dose: Dose, before: Dose | None) -> Dose:
    """The dose to go back to after red days; it equals `dose` where there is none below it."""
    return before if before is not None and _less(before, dose) else scale(dose, RED_BACK)


def back_after_amber(dose: Dose, before: Dose | None, start: Dose) -> Dose | None:
    """The dose to go back to after two amber days; None where it would be less work than `start`."""
    if before is not None and _less(before, dose):
        lower = before
    elif dose.reps:
        lower = replace(dose, reps=tuple(max(1, reps - 1) for reps in dose.reps))
    else:
        lower = scale(dose, AMBER_BACK)
    return lower if dose_work(lower) >= dose_work(start) else None


def _less(before: Dose, dose: Dose) -> bool:
    """Whether `before` is the same sort of dose with less work."""
    same = (before.sets, before.hold_s, before.load_kg) == (dose.sets, dose.hold_s, dose.load_kg)
    return same and dose_work(before) < dose_work(dose)


def change_pct(before: Dose, after: Dose) -> float:
    """By how many per cent the work changes, to one decimal, halves to even."""
    return float(round(100 * (Fraction(dose_work(after)) / dose_work(before) - 1), 1))

"""Planned and done, by day: the counts that weeks, charts, commands and the report are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.core.doses import Target, exact
from tracker.core.model import Dose, ExerciseDay, Number, Session
from tracker.core.plan import Plan
from tracker.core.readings import highest

# Seconds and minutes are decimals, whose sums differ in the last binary digits by the order of adding.
DECIMALS = 6
# How many times the planned work of an exercise is clearly more than planned.
CLEARLY_MORE = 1.5


def is_done(dose: Dose, sets: int, work: Number) -> bool:
    """Whether `sets` with that much `work` in all make `dose` done: every set of it, and at least half of its work."""
    return _reached(Target.of(dose), sets, work)


def is_clearly_more(dose: Dose, work: Number) -> bool:
    """Whether that much `work` in all is clearly more than `dose` asks for."""
    return work >= CLEARLY_MORE * dose.work


def _reached(target: Target, sets: int, work: Number) -> bool:
    return target.reached(sets, work if isinstance(work, int) else exact(round(work, DECIMALS)))


def exercise_days(sessions: Iterable[Session]) -> tuple[ExerciseDay, ...]:
    """Sums what was logged by date and exercise, oldest first; sessions of one date are one."""
    sums: dict[tuple[date, str], tuple[int, Number, int | None, bool]] = {}
    for session in sessions:
        for set_log in session.sets:
            key = session.date, set_log.exercise
            sets, work, pain, leg = sums.get(key, (0, 0, None, False))
            sums[key] = sets + 1, work + set_log.work, highest(pain, set_log.pain), leg or set_log.leg
    return tuple(ExerciseDay(day, exercise, *sums[day, exercise]) for day, exercise in sorted(sums))


@dataclass(slots=True)
class DayCount:
    """How much was planned on one day and how much of it was done, in sets and in exercises.

    Sets beyond the planned number do not count, nor do those of exercises that were not planned; so `done_sets` is at
    most `planned_sets`, though an exercise with all its sets may still lack the work to be done. Of a day that is
    `open`, which is today with something still to do, only the sets that are done count as planned.
    """

    planned_sets: int = 0
    done_sets: int = 0
    planned: int = 0
    done: int = 0
    paused: bool = False
    open: bool = False

    @property
    def all_done(self) -> bool:
        """Whether anything was planned, and every exercise of it is done."""
        return 0 < self.planned == self.done


class DaysDone(NamedTuple):
    """On how many days anything was planned, and on how many of them all of it was done."""

    planned_days: int
    done_days: int


def days_done(counts: Iterable[DayCount]) -> DaysDone:
    """The days of some counts."""
    known = list(counts)
    planned = sum(count.planned_sets > 0 and not count.open for count in known)
    return DaysDone(planned, sum(count.all_done for count in known))


def day_counts(
    plan: Plan,
    logged: Iterable[ExerciseDay],
    first: date,
    last: date,
    *,
    today: date | None = None,
    exercises: Iterable[str] | None = None,
) -> list[DayCount]:
    """The counts of each day from `first` to `last`, both included; `logged` holds a date and exercise at most once.

    What is still to do on `today` is left out; without it every day counts as if it were over. With `exercises`, only
    these are counted.
    """
    start, end = first.toordinal(), last.toordinal()
    paused = plan.pauses.within(start, end)
    counts = [DayCount(paused=number in paused) for number in range(start, end + 1)]
    by_exercise: dict[str, dict[int, ExerciseDay]] = {}
    for exercise_day in logged:
        by_exercise.setdefault(exercise_day.exercise, {})[exercise_day.date.toordinal()] = exercise_day
    for exercise in plan.timelines if exercises is None else exercises:
        logged_on = by_exercise.get(exercise, {})
        for term, days in plan.planned_on(exercise, start, end):
            if term.target is not None:
                _count(((counts[day - start], logged_on.get(day)) for day in days), term.target)
    if today is not None and first <= today <= last:
        _leave_out_open_sets(counts[today.toordinal() - start])
    return counts


def _leave_out_open_sets(count: DayCount) -> None:
    if count.planned and not count.all_done:
        count.open = True
        count.planned_sets = count.done_sets


def _count(days: Iterable[tuple[DayCount, ExerciseDay | None]], target: Target) -> None:
    """Adds an exercise to the days on which it was planned with the same target."""
    planned = target.sets
    for count, logged in days:
        count.planned += 1
        count.planned_sets += planned
        if logged is not None:
            count.done_sets += logged.sets if logged.sets < planned else planned
            count.done += _reached(target, logged.sets, logged.work)

"""Plain series and summaries: what the charts, `history --json` and the report draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from tracker.core.analytics.adherence import DayCount, day_counts
from tracker.core.engine.flares import Flare, flares
from tracker.core.model import CheckIn, Dose, ExerciseDay, History, Number, Pause, Why
from tracker.core.plan import Plan
from tracker.core.readings import median_or_none

ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class DayTrend:
    """One day: the morning's pain, the highest pain of its sets, and planned sets done.

    `worst` is the exercise of that highest pain, `leg` says that a set or the check-in is flagged as leg symptoms.
    It is `open` where it is today and something is still to do; then the sets still to do are not among the planned.
    """

    date: date
    pain: int | None
    exercise_pain: int | None
    flare: bool
    paused: bool
    planned_sets: int
    done_sets: int
    done: bool
    open: bool = False
    worst: str | None = None
    leg: bool = False


@dataclass(frozen=True, slots=True)
class WeekTrend:
    """One week from its first day, `start`; the current one counts its days up to today.

    `adherence` is done sets over planned sets, None where nothing was planned. `pain_median` and `pain_max` are of
    the mornings.
    """

    start: date
    planned_days: int
    done_days: int
    planned_sets: int
    done_sets: int
    adherence: float | None
    pain_median: float | None
    pain_max: int | None
    exercise_pain_max: int | None
    flare_days: int
    paused_days: int


@dataclass(frozen=True, slots=True)
class DoseChange:
    """A prescription that changed the dose: `before` None where it was not in the plan, `after` None where it left."""

    date: date
    exercise: str
    why: Why
    before: Dose | None
    after: Dose | None


class WorkDay(NamedTuple):
    """The work of one exercise on one day: repetitions × seconds held (at least 1), or minutes."""

    date: date
    work: Number


@dataclass(frozen=True, slots=True)
class Overview:
    """The series of the days `first`, with which a week begins, to `last`, both included; all series oldest first.

    `flares` and `pauses` are those with a day among them, at their full length; `work` has the exercises that were
    logged.
    """

    first: date
    last: date
    weeks: tuple[WeekTrend, ...]
    days: tuple[DayTrend, ...]
    changes: tuple[DoseChange, ...]
    flares: tuple[Flare, ...]
    pauses: tuple[Pause, ...]
    work: Mapping[str, tuple[WorkDay, ...]]


def overview(
    history: History, *, logged: Iterable[ExerciseDay], first: date, last: date, today: date | None = None
) -> Overview:
    """Sums up the days from `first`, with whose weekday weeks begin, to `last`, which is `today` or earlier.

    The check-ins of `history` go back to the beginning, because a flare may have begun before the range; its sessions
    are not looked at, and of `logged` only the days in the range.
    """
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    known_flares = flares(history.checkins, history.settings, last)
    return summed(history, plan, known_flares, logged=logged, first=first, last=last, today=today)


def summed(
    history: History,
    plan: Plan,
    known_flares: Iterable[Flare],
    *,
    logged: Iterable[ExerciseDay],
    first: date,
    last: date,
    today: date | None = None,
) -> Overview:
    """The same where plan and flares are known already; of the check-ins, too, only those in the range are needed."""
    in_range = sorted(
        (exercise_day for exercise_day in logged if first <= exercise_day.date <= last), key=attrgetter("date")
    )
    in_flare = tuple(
        flare for flare in known_flares if flare.start <= last and (flare.end is None or flare.end > first)
    )
    days = _days(history.checkins, in_flare, in_range, day_counts(plan, in_range, first, last, today=today), first)
    return Overview(
        first=first,
        last=last,
        weeks=tuple(_week(days[at : at + 7]) for at in range(0, len(days), 7)),
        days=tuple(days),
        changes=dose_changes(plan, first, last),
        flares=in_flare,
        pauses=_overlapping(history.pauses, first, last),
        work=_work(in_range),
    )


def joined(parts: Sequence[Overview]) -> Overview:
    """The overview of whole weeks that follow one another, of which each part holds some; there is at least one."""
    first, work = parts[0], dict[str, list[WorkDay]]()
    for part in parts:
        for exercise, days in part.work.items():
            work.setdefault(exercise, []).extend(days)
    return Overview(
        first=first.first,
        last=parts[-1].last,
        weeks=tuple(chain.from_iterable(part.weeks for part in parts)),
        days=tuple(chain.from_iterable(part.days for part in parts)),
        changes=tuple(chain.from_iterable(part.changes for part in parts)),
        # What reaches into several parts is counted where it begins.
        flares=tuple(flare for part in parts for flare in part.flares if part is first or flare.start >= part.first),
        pauses=tuple(pause for part in parts for pause in part.pauses if part is first or pause.start >= part.first),
        work={exercise: tuple(days) for exercise, days in work.items()},
    )


def dose_changes(plan: Plan, first: date, last: date) -> tuple[DoseChange, ...]:
    """The prescriptions from `first` to `last` that changed a dose, brought an exercise in or took it out.

    Of several with one date only the last ever held, so they are one change at most.
    """
    changes = []
    for exercise, prescriptions in plan.of.items():
        before: Dose | None = None
        for prescription in {prescription.start: prescription for prescription in prescriptions}.values():
            after = None if prescription.removed else prescription.dose
            if after != before and first <= prescription.start <= last:
                changes.append(DoseChange(prescription.start, exercise, prescription.why, before, after))
            before = after
    return tuple(sorted(changes, key=lambda change: change.date))


def _overlapping(pauses: Iterable[Pause], first: date, last: date) -> tuple[Pause, ...]:
    """The pauses that have a day in the range."""
    overlapping = (pause for pause in pauses if pause.start <= last and (pause.end is None or pause.end >= first))
    return tuple(sorted(overlapping, key=lambda pause: pause.start))


def _days(
    checkins: Sequence[CheckIn],
    in_flare: Iterable[Flare],
    logged: Sequence[ExerciseDay],
    counts: Sequence[DayCount],
    first: date,
) -> list[DayTrend]:
    mornings = {checkin.date: checkin.pain for checkin in checkins}
    during: dict[date, int] = {}
    worst: dict[date, str] = {}
    leg = {checkin.date for checkin in checkins if checkin.leg}
    for exercise_day in logged:
        day, pain = exercise_day.date, exercise_day.pain
        if exercise_day.leg:
            leg.add(day)
        if pain is not None and pain > during.get(day, -1):
            during[day], worst[day] = pain, exercise_day.exercise
    flaring = _days_of(in_flare, first, first + timedelta(len(counts) - 1))
    dates = [first + timedelta(number) for number in range(len(counts))]
    return [
        DayTrend(
            date=day,
            pain=mornings.get(day),
            exercise_pain=during.get(day),
            flare=day in flaring,
            paused=count.paused,
            planned_sets=count.planned_sets,
            done_sets=count.done_sets,
            done=count.all_done,
            open=count.open,
            worst=worst.get(day),
            leg=day in leg,
        )
        for day, count in zip(dates, counts, strict=True)
    ]


def _days_of(in_range: Iterable[Flare], first: date, last: date) -> frozenset[date]:
    """The days of the range that lie in a flare."""
    days: set[date] = set()
    for flare in in_range:
        begin = max(flare.start, first)
        length = (last - begin).days + 1 if flare.end is None else (min(flare.end, last + ONE_DAY) - begin).days
        days.update(begin + timedelta(number) for number in range(length))
    return frozenset(days)


def _week(days: Sequence[DayTrend]) -> WeekTrend:
    """The sums of one week's days, of which there is at least one."""
    planned_sets = sum(day.planned_sets for day in days)
    done_sets = sum(day.done_sets for day in days)
    mornings = [day.pain for day in days if day.pain is not None]
    return WeekTrend(
        start=days[0].date,
        planned_days=sum(day.planned_sets > 0 and not day.open for day in days),
        done_days=sum(day.done for day in days),
        planned_sets=planned_sets,
        done_sets=done_sets,
        adherence=done_sets / planned_sets if planned_sets else None,
        pain_median=median_or_none(mornings),
        pain_max=max(mornings, default=None),
        exercise_pain_max=max((day.exercise_pain for day in days if day.exercise_pain is not None), default=None),
        flare_days=sum(day.flare for day in days),
        paused_days=sum(day.paused for day in days),
    )


def _work(logged: Iterable[ExerciseDay]) -> dict[str, tuple[WorkDay, ...]]:
    work_days: dict[str, list[WorkDay]] = {}
    for exercise_day in logged:
        work_days.setdefault(exercise_day.exercise, []).append(WorkDay(exercise_day.date, exercise_day.work))
    return {exercise: tuple(work_days[exercise]) for exercise in sorted(work_days)}

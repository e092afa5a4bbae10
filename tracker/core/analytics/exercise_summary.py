"""What was planned, done and felt, exercise by exercise: for `history --json` and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.analytics.adherence import day_counts, exercise_days
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.daily_facts import DailyFacts
from tracker.core.model import Dose, ExerciseDay, History
from tracker.core.plan import Plan


@dataclass(frozen=True, slots=True)
class PainfulDay:
    """A day on which an exercise hurt: its highest pain, at least 1, and whether the exercise provoked it."""

    date: date
    pain: int
    provoked: bool


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise in a range of days.

    Sets are counted as for adherence: sets beyond the planned number, paused days, skips for pain and what is still to
    do today are left out. `days` are those on which it was logged. `pain_max` is None where no set has a reading.
    `form_broke` counts sets. `eased_days` are those on which it was planned and eased. `first_dose` is the first that
    held in the range, None where it was never in the plan; `dose` the one at its end, None where it is not.
    """

    planned_sets: int
    done_sets: int
    days: int
    painful: tuple[PainfulDay, ...]
    pain_max: int | None
    form_broke: int
    eased_days: int
    first_dose: Dose | None
    dose: Dose | None

    @property
    def pain_days(self) -> int:
        """The days with a pain of 1 or more."""
        return len(self.painful)

    @property
    def provoked_days(self) -> int:
        """Those of them on which the exercise provoked the pain (docs/engine.md, *Words*)."""
        return sum(day.provoked for day in self.painful)


def exercise_summaries(
    history: History, first: date, last: date, *, today: date | None = None
) -> dict[str, ExerciseSummary]:
    """The exercises that were planned or logged from `first` to `last`: in plan order of `last`, then by id.

    `history` goes back far enough to advise on `first`. What is still to do on `today` is left out.
    """
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    by_exercise: dict[str, list[ExerciseDay]] = {}
    for exercise_day in exercise_days(history.sessions):
        if first <= exercise_day.date <= last:
            by_exercise.setdefault(exercise_day.exercise, []).append(exercise_day)
    form_broke = Counter(
        set_log.exercise
        for session in history.sessions
        for set_log in session.sets
        if first <= session.date <= last and set_log.form_broke
    )
    eased = _eased_days(history, plan, first, last)
    daily = DailyFacts(history.settings, [])
    for checkin in history.checkins:
        daily.check_in(checkin.date.toordinal(), checkin)
    open_day = _open_day(plan, by_exercise, today) if today is not None and first <= today <= last else None
    summaries = {}
    for exercise in _in_order(plan, by_exercise, first, last):
        days = by_exercise.get(exercise, [])
        counts = day_counts(plan, days, first, last, exercises=[exercise])
        if open_day is not None:
            count = counts[(open_day - first).days]
            count.planned_sets = count.done_sets
        doses = _doses(plan, exercise, first, last)
        prescription = plan.prescription_on(exercise, last)
        summaries[exercise] = ExerciseSummary(
            planned_sets=sum(count.planned_sets for count in counts),
            done_sets=sum(count.done_sets for count in counts),
            days=len(days),
            painful=tuple(_painful(days, daily)),
            pain_max=max((day.pain for day in days if day.pain is not None), default=None),
            form_broke=form_broke[exercise],
            eased_days=eased[exercise],
            first_dose=doses[0] if doses else None,
            dose=None if prescription is None else prescription.dose,
        )
    return summaries


def _open_day(plan: Plan, by_exercise: dict[str, list[ExerciseDay]], today: date) -> date | None:
    """`today`, where something of it is still to do."""
    logged = (day for days in by_exercise.values() for day in days)
    (count,) = day_counts(plan, (day for day in logged if day.date == today), today, today, today=today)
    return today if count.open else None


def _in_order(plan: Plan, logged: Iterable[str], first: date, last: date) -> list[str]:
    """The exercises in plan order, then those that were planned or logged before, by id."""
    in_plan = [prescription.exercise for prescription in plan.in_plan(last)]
    once = {*logged, *(exercise for exercise in plan.timelines if _doses(plan, exercise, first, last))}
    return [*in_plan, *sorted(once.difference(in_plan))]


def _doses(plan: Plan, exercise: str, first: date, last: date) -> list[Dose]:
    """The doses that held from `first` to `last`, in their order."""
    runs = plan.timelines[exercise].runs(first.toordinal(), last.toordinal()) if exercise in plan.timelines else ()
    return [effective.dose for _, _, effective in runs if effective is not None and effective.dose is not None]


def _painful(days: Iterable[ExerciseDay], daily: DailyFacts) -> Iterator[PainfulDay]:
    for day in days:
        if day.pain is not None and day.pain > 0:
            yield PainfulDay(day.date, day.pain, daily.provoked(day.pain, day.date.toordinal()))


def _eased_days(history: History, plan: Plan, first: date, last: date) -> Counter[str]:
    """On how many days each exercise was planned and its dose eased by the engine."""
    engine = AdviceEngine(history)
    eased: Counter[str] = Counter()
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        eased.update(exercise for exercise in engine.eased(day) if plan.planned(exercise, day) is not None)
    return eased

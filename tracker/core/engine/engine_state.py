"""The facts of a history as the engine asks for them, by day number; a copy can be carried into the future."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

from tracker.core.days import LOOK_BACK_DAYS, between
from tracker.core.doses import raised
from tracker.core.engine.advice import State
from tracker.core.engine.daily_facts import DailyFacts
from tracker.core.engine.exercise_history import ExerciseHistory
from tracker.core.engine.flares import FlarePeriod, flare_periods
from tracker.core.lazy_dict import LazyDict
from tracker.core.model import CheckIn, Dose, Exercise, History, Session, SetLog, Settings, SkipReason
from tracker.core.plan import EffectivePrescription, Plan, PrescriptionTimeline


@dataclass(slots=True)
class EngineState:
    """All facts of a history that the rules ask for.

    `exercises` is the library in its order, the person's own last; `declined` has the days on which an increase was
    declined; `flare_periods` are the flares, oldest first; `harder_rungs` the exercises that are `harder` of another.
    """

    settings: Settings
    exercises: Mapping[str, Exercise]
    plan: Plan
    daily: DailyFacts
    declined: Mapping[str, list[int]]
    exercise_histories: dict[str, ExerciseHistory]
    flare_periods: list[FlarePeriod]
    harder_rungs: frozenset[str]
    _steps: dict[tuple[str, Dose], Dose | None] = field(default_factory=dict)

    def exercise_history(self, exercise: str) -> ExerciseHistory:
        """What was logged of `exercise`."""
        return self.exercise_histories[exercise]

    def log(self, day: int, sets: Mapping[str, Sequence[SetLog]]) -> None:
        """Adds the sets of a day that is later than all before, by exercise; there is at least one."""
        highest, leg, red = -1, False, False
        for exercise, own in sets.items():
            pain, own_leg, own_red = self.exercise_histories[exercise].add(day, own)
            highest, leg, red = max(highest, pain), leg or own_leg, red or own_red
        self.daily.train(day, None if highest < 0 else highest, leg, red)

    def raised(self, exercise: Exercise, dose: Dose) -> Dose | None:
        """The next larger dose of `exercise`; cached, since a forecast asks for it every day."""
        key = exercise.id, dose
        if key not in self._steps:
            self._steps[key] = raised(dose, exercise)
        return self._steps[key]

    def latest_flare(self, on: int) -> FlarePeriod | None:
        """The latest flare that began by `on`; active if it ends after `on`."""
        at = bisect_right(self.flare_periods, on, key=lambda flare: flare.start)
        return self.flare_periods[at - 1] if at else None

    def active_flare(self, on: int) -> FlarePeriod | None:
        """The flare that is active on `on`."""
        flare = self.latest_flare(on)
        return flare if flare is not None and on < flare.end else None

    def truncated_at(self, on: int, last: int) -> EngineState:
        """A copy for a forecast from `on` to `last`: nothing later, no sets of `on`, and only what is recent.

        Each of these days has a check-in of 0, but `on` the one that it has, if it has one.
        """
        daily = self.daily.truncated_at(on)
        for day in range(on, last + 1):
            if day not in daily.checkins:
                daily.check_in(day, CheckIn(date.fromordinal(day), 0))
        known = [flare for flare in self.flare_periods if flare.end <= on]
        active = self.active_flare(on)
        if active is not None:
            known += flare_periods(daily.checkins, self.settings, active.start)
        else:
            known += flare_periods(daily.checkins, self.settings, max(known[-1].end + 1, on) if known else on)
        plan = self.plan.truncated_at(on)
        return EngineState(
            settings=self.settings,
            exercises=self.exercises,
            plan=plan,
            daily=daily,
            declined={exercise: between(days, on - LOOK_BACK_DAYS, on) for exercise, days in self.declined.items()},
            exercise_histories=LazyDict(
                lambda exercise: self.exercise_histories[exercise].truncated_at(on, last, plan, daily)
            ),
            flare_periods=known,
            harder_rungs=self.harder_rungs,
            _steps=self._steps,
        )


@dataclass(slots=True)
class EvaluationContext:
    """One exercise of the plan on the day asked about, with what holds then and what was logged before."""

    engine_state: EngineState
    on: int
    state: State
    exercise: Exercise
    effective: EffectivePrescription
    dose: Dose
    timeline: PrescriptionTimeline
    exercise_history: ExerciseHistory


def read(history: History) -> EngineState:
    """Build the state from a history; prescriptions of exercises that it does not contain are left out."""
    settings = history.settings
    exercises = {exercise.id: exercise for exercise in sorted(history.exercises, key=lambda exercise: exercise.own)}
    prescribed = [prescription for prescription in history.prescriptions if prescription.exercise in exercises]
    declined: dict[str, list[int]] = {}
    for decline in sorted(history.declined, key=lambda decline: decline.date):
        declined.setdefault(decline.exercise, []).append(decline.date.toordinal())
    pain_skips = sorted({skip.date.toordinal() for skip in history.skips if skip.reason is SkipReason.PAIN})
    daily = DailyFacts(settings, pain_skips)
    for checkin in sorted(history.checkins, key=lambda checkin: checkin.date):
        daily.check_in(checkin.date.toordinal(), checkin)
    plan = Plan(prescribed, history.pauses, history.skips)
    engine_state = EngineState(
        settings=settings,
        exercises=exercises,
        plan=plan,
        daily=daily,
        declined=declined,
        exercise_histories=LazyDict(lambda exercise: ExerciseHistory(exercise, settings, plan, daily)),
        flare_periods=flare_periods(daily.checkins, settings),
        harder_rungs=frozenset(exercise.harder for exercise in exercises.values() if exercise.harder is not None),
    )
    for day, sessions in groupby(sorted(history.sessions, key=_date), key=_date):
        sets = _by_exercise(sessions)
        if sets:
            engine_state.log(day.toordinal(), sets)
    for exercise_history in engine_state.exercise_histories.values():
        exercise_history.close()
    return engine_state


_date = attrgetter("date")


def _by_exercise(sessions: Iterable[Session]) -> dict[str, list[SetLog]]:
    """The sets of a day, by exercise."""
    sets_by_exercise: dict[str, list[SetLog]] = {}
    for session in sessions:
        for set_log in session.sets:
            sets_by_exercise.setdefault(set_log.exercise, []).append(set_log)
    return sets_by_exercise

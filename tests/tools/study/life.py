"""One made-up person's half a year, day by day, with one way of changing the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random
from statistics import mean, median

from tests.tools.study.people import TOO_SORE, Body, Ladders
from tests.tools.study.policies import EASE_ONLY, POLICIES, Morning
from tracker.core.engine.flares import flares
from tracker.core.engine.pain_answer import SMALLER, pain_answer, usual_pain
from tracker.core.engine.progression import AdviceEngine
from tracker.core.model import (
    CheckIn,
    Dose,
    Exercise,
    History,
    Kind,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    Why,
)
from tracker.core.plan import Plan
from tracker.library.load import PlanEntry, load_library

FIRST = date(2026, 1, 5)
WEEKS = 26
LAST = FIRST + timedelta(days=7 * WEEKS - 1)
PLAN = "gentle-start"
LIMIT_OF_RESTING = {0: 1, 1: 2, 2: 2}
SAFE_LIMIT = 2
STEADY = (3, 5)
SUNDAY = 6
IRRITATED = 1.0
# Mornings are judged by these for every way alike, whatever limit it has come to.
YARDSTICK = Settings(pain_free_limit=2)

BUILT_IN = load_library()
LIBRARY = {exercise.id: exercise for exercise in BUILT_IN.exercises}
STARTER = next(plan for plan in BUILT_IN.plans if plan.id == PLAN)
LADDERS = Ladders(LIBRARY, tuple(entry.exercise for entry in STARTER.entries))


@dataclass(frozen=True)
class Result:
    """Half a year of one person with one way: days and weeks, and the dose reached in start doses."""

    flare_days: float
    irritated_days: float
    care_weeks: float
    dose: float


class Life:
    """One person, lived day by day with one way of raising, from the plan that `entries` are."""

    def __init__(self, body: Body, way: str, entries: Sequence[PlanEntry] = STARTER.entries) -> None:
        self.body = body
        self.way = way
        limit = LIMIT_OF_RESTING.get(body.resting, SAFE_LIMIT)
        self.history = History(
            settings=Settings(pain_free_limit=limit, raise_doses=way != EASE_ONLY),
            exercises=BUILT_IN.exercises,
            prescriptions=tuple(
                Prescription(entry.exercise, FIRST, entry.dose, entry.days, place, why=Why.START)
                for place, entry in enumerate(entries)
            ),
        )
        self.mornings: list[CheckIn] = []
        self.last_sets: dict[str, tuple[date, tuple[SetLog, ...]]] = {}
        self.irritated = self.warned = 0

    def live(self, day: date, chance: Random) -> None:
        """One day: the night, the morning's answer, what the way changes, the session, and Sunday's cards."""
        self.body.night(chance)
        pain = self.body.morning_pain(chance)
        checks_in, trains = chance.random() < self.body.mornings, chance.random() < self.body.adherence
        self.irritated += self.body.irritation >= IRRITATED
        self.mornings.append(self._check_in(day, pain))
        if checks_in:
            self.history = replace(self.history, checkins=(*self.history.checkins, self.mornings[-1]))
        doses = self._plan(day, checks_in)
        if trains and pain < TOO_SORE:
            self._train(day, doses, chance)
        if day.weekday() == SUNDAY:
            self.warned += bool(AdviceEngine(self.history).advise(day, earliest=False).care)
            self._take_cards(day)

    def _check_in(self, day: date, pain: int) -> CheckIn:
        """What is answered in the morning."""
        return CheckIn(day, pain)

    def _plan(self, day: date, checked_in: bool) -> dict[str, Dose]:
        morning = Morning(self.history, day, checked_in, self.body, LADDERS, LIBRARY, self.last_sets)
        self._note(morning)
        doses = POLICIES[self.way](morning)
        self.history = morning.history
        planned = {held.exercise for held in morning.plan() if day.weekday() in held.days}
        return {name: dose for name, dose in doses.items() if name in planned}

    def _note(self, morning: Morning) -> None:
        """Does nothing here: for lives that are watched."""

    def _train(self, day: date, doses: dict[str, Dose], chance: Random) -> None:
        usual = usual_pain(self.history.checkins, day)
        logged: list[SetLog] = []
        for name, dose in doses.items():
            exercise, ladder, load = LIBRARY[name], LADDERS.of[name], LADDERS.load(name, dose)
            excess = self.body.excess(exercise, ladder, load)
            pain = self.body.exercise_pain(excess, chance)
            answer = pain_answer(exercise.kind, pain, leg=False, usual=usual, settings=self.history.settings)
            sets = sets_of(exercise, dose, pain)
            if pain >= TOO_SORE or (answer is not None and answer.skip):
                sets, excess = sets[:1], excess / 3
            elif answer is SMALLER:
                excess *= 2 / 3
            if answer is not None and answer.skip:
                skip = Skip(day, name, SkipReason.PAIN)
                self.history = replace(self.history, skips=(*self.history.skips, skip))
            self.body.done(ladder, load, excess)
            self.last_sets[name] = day, sets
            logged += sets
        if logged:
            self.history = replace(self.history, sessions=(*self.history.sessions, Session(day, tuple(logged))))

    def _take_cards(self, day: date) -> None:
        """A higher limit: after four weeks with small readings alone, or steady at 3 to 5, a professional agreeing."""
        settings = self.history.settings
        weeks = [self._readings(day - timedelta(days=7 * back)) for back in range(4)]
        if any(len(week) < 5 for week in weeks):
            return
        limit, highest = settings.pain_free_limit, max(map(max, weeks))
        if limit < SAFE_LIMIT and all(max(week) > limit for week in weeks) and highest <= SAFE_LIMIT:
            self.history = replace(self.history, settings=replace(settings, pain_free_limit=limit + 1))
        medians = [median(week) for week in weeks]
        if min(medians) >= STEADY[0] and max(medians) <= STEADY[1] and medians[0] <= medians[-1] and limit < STEADY[0]:
            limit = ceil(max(medians))
            amber = max(settings.amber_from, limit + 1)
            higher = replace(
                settings, pain_free_limit=limit, amber_from=amber, red_from=max(settings.red_from, amber + 1)
            )
            self.history = replace(self.history, settings=higher)

    def _readings(self, last: date) -> list[int]:
        """The pains noted in the seven days up to `last`: mornings and sets."""
        first = last - timedelta(days=6)
        pains = [checkin.pain for checkin in self.history.checkins[-40:] if first <= checkin.date <= last]
        for session in self.history.sessions[-40:]:
            if first <= session.date <= last:
                pains += [one.pain for one in session.sets if one.pain is not None]
        return pains

    def result(self) -> Result:
        """What came of it."""
        spans = flares(self.mornings, YARDSTICK, LAST)
        flare_days = sum(((flare.end or LAST + timedelta(days=1)) - flare.start).days for flare in spans)
        reached = [
            LADDERS.load(held.exercise, held.dose)
            for held in Plan(self.history.prescriptions).in_plan(LAST)
            if held.dose is not None and LIBRARY[held.exercise].kind is not Kind.STRETCH
        ]
        return Result(float(flare_days), float(self.irritated), float(self.warned), mean(reached))


def sets_of(exercise: Exercise, dose: Dose, pain: int) -> tuple[SetLog, ...]:
    """The sets of a dose, all with the same pain."""
    return tuple(SetLog(exercise.id, reps, dose.minutes, dose.hold_s, dose.load_kg, pain) for reps in dose.reps or (0,))

"""`python -m tests.tools.study [PEOPLE] [SEED]`: flare days, true irritation, care and the dose reached in 26 weeks.

Every person is lived through once for each way of raising, with the same chance on each day. They answer the first
question, take the cards about the limit, accept steps on mornings with a check-in, and train with a starter plan of the
library. What it shows holds for the people of `tests.tools.study.people` and no others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import ceil
from multiprocessing import Pool
from random import Random
from statistics import mean, median

from tests.tools.study.people import TOO_SORE, Body, Ladders, born
from tests.tools.study.policies import COACH, EASE_ONLY, ENGINE, POLICIES, Morning
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
from tracker.library.load import load_library

FIRST = date(2026, 1, 5)
WEEKS = 26
LAST = FIRST + timedelta(days=7 * WEEKS - 1)
PLAN = "gentle-start"
WORLDS = tuple(product((0.3, 0.7), (0.8, 0.6)))
"""The noise of readings and the share of sessions done, as pairs."""
LIMIT_OF_RESTING = {0: 1, 1: 2, 2: 2}
SAFE_LIMIT = 2
STEADY = (3, 5)
SUNDAY = 6
ABLE_GAIN = 0.2
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


@dataclass(frozen=True)
class Lived:
    """One person in one world, with the result of each way."""

    world: tuple[float, float]
    resting: int
    results: dict[str, Result]

    @property
    def able(self) -> bool:
        """Whether the coach gets them anywhere."""
        return self.results[COACH].dose >= 1 + ABLE_GAIN


class Life:
    """One person, lived day by day with one way of raising."""

    def __init__(self, seed: int, world: tuple[float, float], way: str) -> None:
        noise, adherence = world
        ladders = tuple(entry.exercise for entry in STARTER.entries)
        self.body: Body = born(Random(f"{seed} {world}"), ladders, noise=noise, adherence=adherence)
        self.way = way
        limit = LIMIT_OF_RESTING[self.body.resting]
        self.history = History(
            settings=Settings(pain_free_limit=limit, raise_doses=way != EASE_ONLY),
            exercises=BUILT_IN.exercises,
            prescriptions=tuple(
                Prescription(entry.exercise, FIRST, entry.dose, entry.days, place, why=Why.START)
                for place, entry in enumerate(STARTER.entries)
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
        self.mornings.append(CheckIn(day, pain))
        if checks_in:
            self.history = replace(self.history, checkins=(*self.history.checkins, self.mornings[-1]))
        doses = self._plan(day, checks_in)
        if trains and pain < TOO_SORE:
            self._train(day, doses, chance)
        if day.weekday() == SUNDAY:
            self.warned += bool(AdviceEngine(self.history).advise(day, earliest=False).care)
            self._take_cards(day)

    def _plan(self, day: date, checked_in: bool) -> dict[str, Dose]:
        morning = Morning(self.history, day, checked_in, self.body, LADDERS, LIBRARY, self.last_sets)
        doses = POLICIES[self.way](morning)
        self.history = morning.history
        planned = {held.exercise for held in morning.plan() if day.weekday() in held.days}
        return {name: dose for name, dose in doses.items() if name in planned}

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


def lived(person: tuple[int, tuple[float, float]]) -> Lived:
    """One person, lived through once for each way."""
    seed, world = person
    results = {}
    resting = 0
    for way in POLICIES:
        life = Life(seed, world, way)
        resting = life.body.resting
        for number in range(7 * WEEKS):
            life.live(FIRST + timedelta(days=number), Random(f"{seed} {world} {number}"))
        results[way] = life.result()
    return Lived(world, resting, results)


MEASURES: tuple[tuple[str, Callable[[Result], float]], ...] = (
    ("flare days", lambda result: result.flare_days),
    ("irritated days", lambda result: result.irritated_days),
    ("care weeks", lambda result: result.care_weeks),
    ("dose", lambda result: result.dose),
)


def table(title: str, people: Sequence[Lived]) -> list[str]:
    """The means of a group, a line for each way; the gain is the dose beyond the start, as a share of the coach's."""
    if not people:
        return [f"\n{title}: nobody"]
    head = "".join(f"{name:>16}" for name, _ in MEASURES) + f"{'share of gain':>16}"
    lines = [f"\n{f'{title} ({len(people)})':32}{head}"]
    coached = mean(person.results[COACH].dose for person in people) - 1
    for way in POLICIES:
        means = [mean(value(person.results[way]) for person in people) for _, value in MEASURES]
        share = f"{(means[-1] - 1) / coached:16.0%}" if coached > 0 else f"{'-':>16}"
        lines.append(f"  {way:30}" + "".join(f"{number:16.2f}" for number in means) + share)
    return lines


def main(people: int, seed: int) -> None:
    """Prints a table for all people, and one for each part of them."""
    each_world = ceil(people / len(WORLDS))
    persons = [(number, world) for world in WORLDS for number in range(seed, seed + each_world)]
    with Pool() as pool:
        everyone = pool.map(lived, persons, chunksize=2)
    print(f"{len(everyone)} made-up people, {WEEKS} weeks, plan {STARTER.name}, seed {seed}; means")
    groups: list[tuple[str, list[Lived]]] = [("everyone", everyone)]
    groups += [(name, [p for p in everyone if p.able is able]) for name, able in (("able", True), ("not able", False))]
    groups += [(f"resting pain {pain}", [p for p in everyone if p.resting == pain]) for pain in LIMIT_OF_RESTING]
    for world in WORLDS:
        name = f"noise {world[0]}, sessions {world[1]:.0%}"
        groups.append((name, [p for p in everyone if p.world == world]))
    for title, group in groups:
        print("\n".join(table(title, group)))
    able = groups[1][1]
    if able:
        extra = mean(p.results[ENGINE].flare_days - p.results[EASE_ONLY].flare_days for p in able)
        print(f"\nable people: {extra:+.2f} flare days against never, but ease and step back")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)

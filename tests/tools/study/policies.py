"""Ways of changing a plan: each is asked every morning, changes the plan, and gives today's doses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from tests.tools.study.people import Body, Ladders
from tracker.core.doses import Target, one_less, raised
from tracker.core.engine.advice import Proposal, accepted
from tracker.core.engine.progression import Advice, AdviceEngine, VerdictKind, today_dose
from tracker.core.model import Dose, Exercise, History, Kind, Prescription, SetLog, Why
from tracker.core.plan import Plan

FORTNIGHT = 14


@dataclass
class Morning:
    """What a policy may look at: the history so far, the day, and whether the person has checked in.

    `body` is for the coach alone, who knows what each person can take. `last_sets` are those of the last day on which
    each exercise was logged.
    """

    history: History
    day: date
    checked_in: bool
    body: Body
    ladders: Ladders
    library: Mapping[str, Exercise]
    last_sets: Mapping[str, tuple[date, tuple[SetLog, ...]]]

    @cached_property
    def advice(self) -> Advice:
        """What the engine says, asked once, before the morning changes the plan."""
        return AdviceEngine(self.history).advise(self.day, earliest=False)

    def plan(self) -> list[Prescription]:
        """What is in the plan today."""
        return Plan(self.history.prescriptions).in_plan(self.day)

    def change(self, current: Prescription, proposed: Proposal, why: Why) -> None:
        """Puts another dose or rung in place from today on."""
        new = accepted(proposed, current, self.day, why)
        self.history = replace(self.history, prescriptions=(*self.history.prescriptions, *new))

    def next_step(self, current: Prescription) -> Proposal | None:
        """The next larger dose, or the harder rung where that is not in the plan."""
        exercise = self.library[current.exercise]
        if current.dose is None or exercise.kind is Kind.STRETCH:
            return None
        dose = raised(current.dose, exercise)
        if dose is not None:
            return Proposal(exercise.id, dose)
        if exercise.harder is None or exercise.harder in {other.exercise for other in self.plan()}:
            return None
        return Proposal(exercise.harder, self.library[exercise.harder].start)


Policy = Callable[[Morning], dict[str, Dose]]
"""Changes the morning's history, and gives the dose of today of each exercise in the plan."""


def this_engine(morning: Morning) -> dict[str, Dose]:
    """What is offered on a morning with a check-in is accepted, steps back too; eased doses are followed."""
    advice = morning.advice
    offered = [verdict for verdict in advice.exercises if verdict.proposed is not None]
    for verdict in offered if morning.checked_in else ():
        if verdict.verdict in (VerdictKind.INCREASE, VerdictKind.STEP_BACK) and verdict.proposed is not None:
            current = next(held for held in morning.plan() if held.exercise == verdict.exercise)
            morning.change(current, verdict.proposed, Why(str(verdict.verdict)))
    eased = {verdict.exercise: today_dose(verdict) for verdict in advice.exercises}
    before = {verdict.exercise: verdict.dose for verdict in advice.exercises}
    planned = planned_doses(morning)
    return {name: eased[name] if before.get(name) == dose else dose for name, dose in planned.items()}


def whenever_met(morning: Morning) -> dict[str, Dose]:
    """The next step as soon as all sets were met the last time, whatever hurt."""
    for current in morning.plan():
        last = morning.last_sets.get(current.exercise)
        step = morning.next_step(current)
        if last is None or step is None or current.dose is None or last[0] < current.start:
            continue
        if Target.of(current.dose).met(last[1]):
            morning.change(current, step, Why.INCREASE)
    return planned_doses(morning)


def every_week(morning: Morning) -> dict[str, Dose]:
    """The next step, about a tenth, every week by the calendar."""
    for current in morning.plan():
        step = morning.next_step(current)
        if step is not None and current.start <= morning.day - timedelta(days=7):
            morning.change(current, step, Why.INCREASE)
    return planned_doses(morning)


def never(morning: Morning) -> dict[str, Dose]:
    """The start dose for ever."""
    return planned_doses(morning)


def coach(morning: Morning) -> dict[str, Dose]:
    """Knows what each person can take: down at once where a dose is too much, else a step a fortnight."""
    for current in morning.plan():
        if current.dose is None or morning.library[current.exercise].kind is Kind.STRETCH:
            continue
        tolerance = morning.body.tolerance[morning.ladders.of[current.exercise]]
        step = morning.next_step(current)
        due = step is not None and current.start <= morning.day - timedelta(days=FORTNIGHT)
        if morning.ladders.load(current.exercise, current.dose) > tolerance:
            _lower(morning, current, tolerance)
        elif step is not None and due and morning.ladders.load(step.exercise, step.dose) <= tolerance:
            morning.change(current, step, Why.INCREASE)
    return planned_doses(morning)


def _lower(morning: Morning, current: Prescription, tolerance: float) -> None:
    """The largest smaller dose that the person can take, of the same exercise or, if there is none, the smallest."""
    dose = current.dose
    assert dose is not None
    while morning.ladders.load(current.exercise, dose) > tolerance and one_less(dose) != dose:
        dose = one_less(dose)
    if dose != current.dose:
        morning.change(current, Proposal(current.exercise, dose), Why.STEP_BACK)


def planned_doses(morning: Morning) -> dict[str, Dose]:
    """What the plan says for each exercise of the day, in its order."""
    weekday = morning.day.weekday()
    return {held.exercise: held.dose for held in morning.plan() if held.dose is not None and weekday in held.days}


ENGINE, EASE_ONLY, COACH = "this engine", "never, but ease and step back", "a coach who knows"
POLICIES: dict[str, Policy] = {
    ENGINE: this_engine,
    EASE_ONLY: this_engine,
    "never raise": never,
    "raise whenever met": whenever_met,
    "+10 % every week": every_week,
    COACH: coach,
}

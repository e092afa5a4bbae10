"""Ways of changing a plan: each is given the history so far and a day, and gives the plan and today's doses back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from tests.support.living import accept, advised
from tests.support.oracle_facts import Facts
from tracker.core.model import Dose, History, Prescription, Why

Doses = dict[str, Dose]
Policy = Callable[[History, date], tuple[History, Doses]]


def planned_doses(history: History, day: date) -> Doses:
    """What the plan says for each exercise."""
    facts = Facts(history, day)
    return {e.id: dose for e in history.exercises if (dose := facts.dose_of(e.id, day)) is not None}


def raised(history: History, day: date, exercise: str, dose: Dose) -> History:
    """The history with a dose raised from a day on."""
    held = Facts(history, day).held(exercise, day)
    days = held.days if held is not None else ()
    return replace(
        history, prescriptions=(*history.prescriptions, Prescription(exercise, day, dose, days, why=Why.INCREASE))
    )


def tenth_more(dose: Dose) -> Dose:
    """A tenth more repetitions, at least one, spread from the first set on."""
    more = max(1, ceil(sum(dose.reps) / 10))
    reps = tuple(
        count + more // len(dose.reps) + (place < more % len(dose.reps)) for place, count in enumerate(dose.reps)
    )
    return replace(dose, reps=reps)


def this_engine(history: History, day: date) -> tuple[History, Doses]:
    """Everything the engine offers is accepted, steps back too, and eased doses are followed."""
    for verdict in advised(history, day).exercises:
        if verdict.verdict in ("increase", "step_back"):
            history = accept(history, day, verdict)
    doses = planned_doses(history, day)
    for verdict in advised(history, day).exercises:
        if verdict.verdict == "ease" and verdict.proposed is not None:
            doses[verdict.exercise] = verdict.proposed.dose
    return history, doses


def whenever_met(history: History, day: date) -> tuple[History, Doses]:
    """A tenth more as soon as all sets were met the last time, whatever hurt."""
    facts = Facts(history, day)
    for exercise, dose in planned_doses(history, day).items():
        logged = facts.logged_days(exercise)
        if logged and facts.met(exercise, logged[-1]) and logged[-1] >= facts.dose_since(exercise):
            history = raised(history, day, exercise, tenth_more(dose))
    return history, planned_doses(history, day)


def every_week(history: History, day: date) -> tuple[History, Doses]:
    """A tenth more every week, by the calendar."""
    for exercise, dose in planned_doses(history, day).items():
        if Facts(history, day).dose_since(exercise) <= day - timedelta(days=7):
            history = raised(history, day, exercise, tenth_more(dose))
    return history, planned_doses(history, day)


def never(history: History, day: date) -> tuple[History, Doses]:
    """The start dose for ever."""
    return history, planned_doses(history, day)


POLICIES: dict[str, Policy] = {
    "this engine": this_engine,
    "raise whenever all sets were met": whenever_met,
    "+10 % every week": every_week,
    "never raise": never,
}

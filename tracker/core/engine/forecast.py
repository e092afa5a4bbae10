"""The first day on which a step up is possible (docs/engine.md, *Earliest*): future days simulated without pain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from tracker.core.days import LAST_DAY
from tracker.core.doses import scale
from tracker.core.engine.advice import accepted
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.rules import Finding, evaluation_context, find, findings, may_ever_rise, rises, state_of
from tracker.core.model import Dose, SetLog, Why

DAYS_AHEAD = 84


def earliest(engine_state: EngineState, on: int) -> dict[str, int]:
    """The first day from `on` on which each exercise is raised, for those that are within twelve weeks.

    Each day has a painless check-in (`on` the one it has), each increase offered is accepted at once, and then every
    planned set of every exercise is done at that day's dose without pain. Pauses written for days to come count.
    """
    may_rise = {
        effective.prescription.exercise
        for effective in engine_state.plan.effective_on(on)
        if may_ever_rise(engine_state, effective)
    }
    first_days: dict[str, int] = {}
    if not may_rise:
        return first_days
    last = min(on + DAYS_AHEAD, LAST_DAY)
    play = engine_state.truncated_at(on, last)
    for day in range(on, last + 1):
        todays_findings = findings(play, day, most_needs=1)
        for context, proposed in rises(todays_findings):
            first_days.setdefault(context.exercise.id, day)
            for prescription in accepted(proposed, context.effective.prescription, date.fromordinal(day), Why.INCREASE):
                play.plan.append(prescription)
            play.exercise_history(proposed.exercise).plan(day, last)
        if may_rise <= first_days.keys():
            break
        if day == on:
            play.daily.forget_sets(on)
        _train(play, day, todays_findings)
    return first_days


def _train(play: EngineState, day: int, todays_findings: list[Finding]) -> None:
    """Logs every planned set of the day without pain; what was just accepted is planned already."""
    known = {finding.context.exercise.id: finding for finding in todays_findings}
    sets: dict[str, Sequence[SetLog]] = {}
    for effective in play.plan.effective_on(day):
        name = effective.prescription.exercise
        if effective.dose is not None and day in play.exercise_history(name).planned:
            finding = known.get(name) or find(
                evaluation_context(play, day, state_of(play, day), effective, effective.dose)
            )
            dose = effective.dose if finding.factor == 1 else scale(effective.dose, finding.factor)
            sets[name] = _painless(name, dose)
    if sets:
        play.log(day, sets)


@lru_cache(maxsize=1024)
def _painless(exercise: str, dose: Dose) -> tuple[SetLog, ...]:
    """The sets of a dose, each with a pain of 0."""
    if not dose.reps:
        return (SetLog(exercise, minutes=dose.minutes, load_kg=dose.load_kg, pain=0),)
    return tuple(SetLog(exercise, reps=reps, hold_s=dose.hold_s, load_kg=dose.load_kg, pain=0) for reps in dose.reps)

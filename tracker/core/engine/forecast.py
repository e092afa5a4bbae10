"""When the next step can come: days to come, played as if all went well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from tracker.core.days import LAST_DAY
from tracker.core.engine.advice import VerdictKind, accepted
from tracker.core.engine.engine_state import EngineState
from tracker.core.engine.rules import Finding, evaluation_context, find, findings, may_ever_rise, rises, state_of
from tracker.core.model import Dose, SetLog, Why

DAYS_AHEAD = 84


def earliest(record: EngineState, on: int) -> dict[str, int]:
    """The first day from `on` on which each exercise is raised, for those that are within twelve weeks.

    Each day has a painless check-in (`on` the one it has), each increase offered is accepted at once, and then every
    planned set of every exercise is done at that day's dose without pain.
    """
    wanted = {term.held.exercise for term in record.plan.terms_on(on) if may_ever_rise(record, term)}
    found: dict[str, int] = {}
    if not wanted:
        return found
    last = min(on + DAYS_AHEAD, LAST_DAY)
    play = record.until(on, last)
    for day in range(on, last + 1):
        seen = findings(play, day, most_needs=1)
        for case, proposed in rises(seen):
            found.setdefault(case.exercise.id, day)
            for prescription in accepted(proposed, case.term.held, date.fromordinal(day), Why.INCREASE):
                play.plan.append(prescription)
            play.ledger(proposed.exercise).plan(day, last)
        if wanted <= found.keys():
            break
        if day == on:
            play.diary.forget_sets(on)
        _train(play, day, seen)
    return found


def _train(play: EngineState, day: int, seen: list[Finding]) -> None:
    """Logs every planned set of the day without pain; what was just accepted is planned already."""
    known = {finding.case.exercise.id: finding for finding in seen}
    sets: dict[str, Sequence[SetLog]] = {}
    for term in play.plan.terms_on(day):
        name = term.held.exercise
        if term.dose is not None and day in play.ledger(name).planned:
            finding = known.get(name) or find(evaluation_context(play, day, state_of(play, day), term, term.dose))
            eased = finding.proposed if finding.kind is VerdictKind.EASE else None
            sets[name] = _painless(name, term.dose if eased is None else eased.dose)
    if sets:
        play.log(day, sets)


@lru_cache(maxsize=1024)
def _painless(exercise: str, dose: Dose) -> tuple[SetLog, ...]:
    """The sets of a dose, each with a pain of 0."""
    if not dose.reps:
        return (SetLog(exercise, minutes=dose.minutes, load_kg=dose.load_kg, pain=0),)
    return tuple(SetLog(exercise, reps=reps, hold_s=dose.hold_s, load_kg=dose.load_kg, pain=0) for reps in dose.reps)

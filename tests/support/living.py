"""A person who lives on day by day by the engine's advice, so that proposals and what is done about them can meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.support.oracle_facts import Facts, dose_work
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import Advice, Verdict, today_dose
from tracker.core.model import CheckIn, Dose, History, Kind, Prescription, Session, SetLog, Why


def advised(history: History, day: date) -> Advice:
    """The day's advice, without playing forward."""
    return AdviceEngine(history).advise(day, earliest=False)


def accept(history: History, day: date, verdict: Verdict) -> History:
    """The history with a proposal accepted: a prescription from that day with the verdict as its why."""
    current = Facts(history, day).prescription_on(verdict.exercise, day)
    assert current is not None
    assert verdict.proposed is not None
    exercise, dose = verdict.proposed.exercise, verdict.proposed.dose
    new: tuple[Prescription, ...]
    new = (Prescription(exercise, day, dose, current.days, current.position, why=Why(str(verdict.verdict))),)
    if exercise != verdict.exercise:
        new += (Prescription(verdict.exercise, day, None, current.days, current.position, removed=True),)
    return replace(history, prescriptions=history.prescriptions + new)


def falls_too_far(facts: Facts, verdict: Verdict) -> bool:
    """Whether a step back proposes another dose of a stretch, or less than half the start that is not the dose before.

    The dose before with a smaller load may come with fewer repetitions than it had.
    """
    assert verdict.proposed is not None
    proposed, exercise = verdict.proposed.dose, facts.exercises[verdict.exercise]
    if verdict.proposed.exercise != verdict.exercise:
        return False
    if exercise.kind is Kind.STRETCH:
        return True
    before = facts.dose_before(verdict.exercise)
    is_before = before is not None and (
        proposed == before
        or (proposed.load_kg == before.load_kg < verdict.dose.load_kg and proposed.hold_s == before.hold_s)
    )
    return not is_before and dose_work(proposed) * 2 < dose_work(exercise.start)


def sets_for(exercise: str, dose: Dose, pain: int | None = 0) -> tuple[SetLog, ...]:
    """The sets of a dose, all done with the same pain."""
    return tuple(SetLog(exercise, reps, dose.minutes, dose.hold_s, dose.load_kg, pain) for reps in dose.reps or (0,))


def todays_sets(history: History, day: date, pain: int | None = 0) -> tuple[SetLog, ...]:
    """All that is planned for the day, at today's dose."""
    facts = Facts(history, day)
    sets: tuple[SetLog, ...] = ()
    for verdict in advised(history, day).exercises:
        if facts.planned(verdict.exercise, day):
            sets += sets_for(verdict.exercise, today_dose(verdict), pain)
    return sets


def live_on(history: History, days: int) -> list[tuple[date, str, str]]:
    """Lives a history's first prescriptions, mornings, skips and pauses anew, accepting every increase that is offered.

    Gives the date of each, the exercise and the one it became, mostly the same. What was painful on a morning is so
    again; the exercises never hurt.
    """
    first = min(p.start for p in history.prescriptions)
    mornings = {checkin.date: checkin for checkin in history.checkins}
    plan = tuple(p for p in history.prescriptions if p.why is Why.START)
    lived = replace(history, prescriptions=plan, sessions=(), checkins=(), declined=())
    rises: list[tuple[date, str, str]] = []
    for day in (first + timedelta(days=step) for step in range(days)):
        lived = replace(lived, checkins=(*lived.checkins, mornings.get(day, CheckIn(day, 0))))
        for verdict in advised(lived, day).exercises:
            if verdict.verdict == "increase" and verdict.proposed is not None:
                lived = accept(lived, day, verdict)
                rises.append((day, verdict.exercise, verdict.proposed.exercise))
        lived = replace(lived, sessions=(*lived.sessions, Session(day, todays_sets(lived, day))))
    return rises

"""Histories in which all goes well, and ways to change one thing in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import Advice, Verdict
from tracker.core.model import (
    EVERY_DAY,
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

ON = date(2026, 2, 2)

DOG = Exercise("dog", "Bird dog", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((8, 6, 4), 10), harder="squares")
SQUARES = Exercise("squares", "Bird dog with squares", Kind.STRENGTH, Dose((4, 2, 1), 10), Dose((8, 6, 4), 10))
LEG = Exercise("leg", "Bird dog, leg only", Kind.STRENGTH, Dose((5, 5)), Dose((10, 10)), harder="dog")
PLANK = Exercise("plank", "Plank", Kind.STRENGTH, Dose((8, 8, 8)), Dose((12, 12, 12)))
HINGE = Exercise(
    "hinge", "Hip hinge", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12), load_kg=10), harder="squat", load_step_kg=2.5
)
SQUAT = Exercise("squat", "Squat", Kind.STRENGTH, Dose((6, 6)), Dose((12, 12)))
KNEE = Exercise("knee", "Knee rolls", Kind.STRETCH, Dose((6,)), Dose((10,)))
WALK = Exercise("walk", "Walk", Kind.CARDIO, Dose(minutes=10), Dose(minutes=40))
LIBRARY = (DOG, SQUARES, LEG, PLANK, HINGE, SQUAT, KNEE, WALK)


def ago(days: int) -> date:
    """A date so many days before the day asked about."""
    return ON - timedelta(days=days)


def sets_of(exercise: str, dose: Dose, pain: int | None = 0) -> tuple[SetLog, ...]:
    """Every set of a dose."""
    return tuple(SetLog(exercise, reps, dose.minutes, dose.hold_s, dose.load_kg, pain) for reps in dose.reps or (0,))


def going_well(
    *plan: Exercise,
    since: int = 30,
    dose: Dose | None = None,
    settings: Settings | None = None,
    days: int | None = None,
) -> History:
    """Every exercise of the plan (the bird dog, if none is named) done in full each day without pain.

    `since` and `days` are how many days ago it was put in the plan and training began; the dose is `dose` or its start.
    """
    plan = plan or (DOG,)
    trained = range(since if days is None else days, 0, -1)
    return History(
        settings=settings or Settings(),
        exercises=LIBRARY,
        prescriptions=tuple(
            Prescription(exercise.id, ago(since), dose or exercise.start, position=at, why=Why.START)
            for at, exercise in enumerate(plan)
        ),
        sessions=tuple(
            Session(
                ago(day),
                tuple(set_log for exercise in plan for set_log in sets_of(exercise.id, dose or exercise.start)),
            )
            for day in trained
        ),
        checkins=tuple(CheckIn(ago(day), 0) for day in (*trained, 0)),
    )


def morning(history: History, days: int, pain: int | None, *, flare: bool = False, leg: bool = False) -> History:
    """The same with another check-in so many days ago, or none there."""
    others = tuple(checkin for checkin in history.checkins if checkin.date != ago(days))
    new = () if pain is None else (CheckIn(ago(days), pain, flare, leg),)
    return replace(history, checkins=others + new)


def mornings(history: History, pains: Iterable[tuple[int, int | None]]) -> History:
    """The same with several check-ins changed: days ago and pain."""
    for days, pain in pains:
        history = morning(history, days, pain)
    return history


def trained(history: History, days: int, exercise: str, *sets: SetLog) -> History:
    """The same with other sets of one exercise so many days ago; none for a day left out."""
    kept = []
    for session in history.sessions:
        there = session.date == ago(days)
        kept.append(replace(session, sets=tuple(s for s in session.sets if not there or s.exercise != exercise)))
    return replace(history, sessions=(*kept, Session(ago(days), sets)))


def rested(history: History, days: Iterable[int], exercise: str = "dog") -> History:
    """The same with an exercise left out on some days."""
    dates = {ago(day) for day in days}
    sessions = (
        replace(s, sets=tuple(set_log for set_log in s.sets if s.date not in dates or set_log.exercise != exercise))
        for s in history.sessions
    )
    return replace(history, sessions=tuple(sessions))


def hurt(history: History, days: int, pain: int | None, exercise: Exercise = DOG) -> History:
    """The same with another pain of an exercise so many days ago."""
    dose = next(prescription.dose for prescription in history.prescriptions if prescription.exercise == exercise.id)
    assert dose is not None
    return trained(history, days, exercise.id, *sets_of(exercise.id, dose, pain))


def prescribed(history: History, *prescriptions: Prescription) -> History:
    """The same with more prescriptions."""
    return replace(history, prescriptions=history.prescriptions + prescriptions)


def skipped(history: History, days: int, reason: SkipReason = SkipReason.PAIN, exercise: str = "dog") -> History:
    """The same with an exercise skipped so many days ago."""
    return replace(history, skips=(*history.skips, Skip(ago(days), exercise, reason)))


def weekdays(count: int) -> tuple[int, ...]:
    """So many days of the week, from Monday on."""
    return EVERY_DAY[:count]


def advised(history: History, on: date = ON) -> Advice:
    """The advice without looking ahead."""
    return AdviceEngine(history).advise(on, earliest=False)


def verdict(history: History, exercise: str = "dog", on: date = ON) -> Verdict:
    """The verdict for one exercise, without looking ahead."""
    return next(row for row in advised(history, on).exercises if row.exercise == exercise)


def needs(history: History, exercise: str = "dog", on: date = ON) -> list[str]:
    """The codes of what is missing for an increase."""
    return [need.code for need in verdict(history, exercise, on).needs]

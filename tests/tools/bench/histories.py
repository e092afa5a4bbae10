"""Databases of people who have kept at it for years: twelve exercises a day, and the mornings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from tracker.core.model import Answer, CheckIn, Dose, Exercise, History, Prescription, Session, SetLog, Why
from tracker.library import load_library
from tracker.service.first_run import ORDINARY_DAY, SAFETY
from tracker.storage.store import Store

NOW = "2026-11-23T07:30"
TODAY = date(2026, 11, 23)
PLAN = (
    "breathing", "cat-camel", "pelvic-tilt", "curl-up", "side-bridge-knees", "bird-dog", "bridge", "hip-flexor",
    "open-book", "knee-rolls", "press-up", "walk",
)  # fmt: skip
DAYS_A_YEAR = 365.25
MISSED_EVERY = 9
FLARE_EVERY = 90
STEP_EVERY = timedelta(weeks=26)
WRITTEN_AT = "2026-11-22T20:00:00Z"


def database(folder: Path, years: int) -> Path:
    """A database of that many years up to yesterday, made in `folder` unless it is there; 6500 sets a year.

    With 0 the same plan begins today, and nothing else is known.
    """
    path = folder / f"{years}-years.db"
    if path.exists():
        return path
    making = path.with_suffix(".making")
    with (
        Store(making, load_library().exercises) as store,
        store.transaction("Years of mornings", at=WRITTEN_AT) as change,
    ):
        change.write_history(store.history(), life(years))
        for each in SAFETY:
            change.put(Answer(each.text, "no", TODAY))
        change.put(Answer(ORDINARY_DAY, "0", TODAY))
    # Written day by day it would hold the last thousand changes, not one of everything.
    with closing(sqlite3.connect(making)) as conn:
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("DELETE FROM changes")
        conn.commit()
        conn.execute("VACUUM")
    return making.rename(path)


def life(years: int) -> History:
    """The years as a history; today is no check-in yet."""
    library = {exercise.id: exercise for exercise in load_library().exercises}
    first = TODAY - timedelta(days=round(DAYS_A_YEAR * years))
    days = [first + timedelta(days=at) for at in range((TODAY - first).days)]
    steps = [step for at, name in enumerate(PLAN) for step in _steps(library[name], at, first)]
    return History(
        prescriptions=tuple(sorted(steps, key=lambda step: step.start)),
        sessions=tuple(_sessions(days, steps)),
        checkins=tuple(_checkin(day) for day in days),
    )


def _steps(exercise: Exercise, position: int, first: date) -> Iterator[Prescription]:
    """A little more and a little less by turns, so that there is something to read and to draw in every year."""
    start, more = exercise.start, _more(exercise.start)
    yield Prescription(exercise.id, first, start, position=position, why=Why.START)
    day, number = first + STEP_EVERY + timedelta(weeks=position), 0
    while day < TODAY:
        dose, why = ((start, Why.STEP_BACK), (more, Why.INCREASE))[number % 2 == 0]
        yield Prescription(exercise.id, day, dose, position=position, why=why)
        day, number = day + STEP_EVERY, number + 1


def _more(dose: Dose) -> Dose:
    if not dose.reps:
        return replace(dose, minutes=dose.minutes + 1)
    return replace(dose, reps=(dose.reps[0] + 1, *dose.reps[1:]))


def _sessions(days: list[date], steps: list[Prescription]) -> Iterator[Session]:
    held = {
        name: [*(step for step in steps if step.exercise == name), Prescription(name, TODAY, None)] for name in PLAN
    }
    sets = {
        (now.exercise, day): now.dose
        for name in PLAN
        for now, coming in pairwise(held[name])
        for day in (now.start + timedelta(days=at) for at in range((coming.start - now.start).days))
    }
    for day in days:
        if day.toordinal() % MISSED_EVERY:
            yield Session(day, tuple(log for name in PLAN for log in _sets(name, sets[name, day], day)))


def _sets(name: str, dose: Dose | None, day: date) -> Iterator[SetLog]:
    assert dose is not None  # nothing in these plans is ever removed
    pain, at = (2 if day.toordinal() % FLARE_EVERY < 3 else 0), f"{day}T06:41:10Z"
    for reps in dose.reps or (0,):
        yield SetLog(name, reps, dose.minutes, dose.hold_s, dose.load_kg, pain, at=at)


def _checkin(day: date) -> CheckIn:
    number = day.toordinal()
    if number % FLARE_EVERY == 0:
        return CheckIn(day, 6, flare=True)
    return CheckIn(day, 4 if number % FLARE_EVERY < 5 else int(number % 5 == 0))

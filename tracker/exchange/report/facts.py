"""The values of the report, collected from the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.analytics.trends import Overview
from tracker.core.model import Answer, Dose, Exercise, History, Session


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One exercise of the plan as it is now; `days` are weekday numbers, `since` is the day its dose dates from."""

    exercise: str
    dose: Dose
    days: tuple[int, ...]
    locked: bool
    since: date


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a day; `where` names the morning, the session or an exercise."""

    date: date
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All values on the page; `exercises` are by id, `leg` are the days with pain further down the leg, `asked`
    a sentence for each question to the record."""

    made: date
    overview: Overview
    exercises: Mapping[str, Exercise]
    plan: tuple[PlanRow, ...]
    notes: tuple[Note, ...]
    leg: tuple[date, ...]
    answers: tuple[Answer, ...]
    asked: tuple[str, ...] = ()

    def name(self, exercise: str) -> str:
        """Its name, or the id of one that is not known."""
        known = self.exercises.get(exercise)
        return exercise if known is None else known.name


def report_of(
    history: History,
    overview: Overview,
    *,
    plan: Iterable[PlanRow],
    answers: Iterable[Answer],
    made: date,
    asked: Iterable[str] = (),
) -> Report:
    """The report on the days of `overview`, with their notes and leg symptoms from `history`."""
    exercises = {exercise.id: exercise for exercise in history.exercises}
    sessions = [session for session in history.sessions if overview.first <= session.date <= overview.last]
    checkins = [checkin for checkin in history.checkins if overview.first <= checkin.date <= overview.last]
    skips = [skip for skip in history.skips if overview.first <= skip.date <= overview.last]
    notes = [
        *(Note(checkin.date, "Morning", checkin.note) for checkin in checkins),
        *_session_notes(sessions, exercises),
        *(Note(skip.date, f"{_name(skip.exercise, exercises)}, left out", skip.note) for skip in skips),
    ]
    leg = {checkin.date for checkin in checkins if checkin.leg}
    leg.update(session.date for session in sessions if any(logged.leg for logged in session.sets))
    return Report(
        made=made,
        overview=overview,
        exercises=exercises,
        plan=tuple(plan),
        # A note given to several sets at once is one note.
        notes=tuple(dict.fromkeys(sorted((note for note in notes if note.text.strip()), key=lambda note: note.date))),
        leg=tuple(sorted(leg)),
        answers=tuple(answers),
        asked=tuple(asked),
    )


def _session_notes(sessions: Iterable[Session], exercises: Mapping[str, Exercise]) -> Iterator[Note]:
    for session in sessions:
        yield Note(session.date, "Session", session.note)
        for logged in session.sets:
            yield Note(session.date, _name(logged.exercise, exercises), logged.note)


def _name(exercise: str, exercises: Mapping[str, Exercise]) -> str:
    return exercises[exercise].name if exercise in exercises else exercise

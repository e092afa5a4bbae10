"""The values of the report, collected from the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.core.analytics.exercise_summary import ExerciseSummary
from tracker.core.analytics.trends import Overview
from tracker.core.model import (
    Answer,
    Dose,
    Exercise,
    FunctionScores,
    History,
    Medication,
    Session,
    TherapistQuestion,
)


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
    """All values on the page.

    `since` is the first day of the range of which anything is known; `summaries` has the exercises that were planned or
    logged, in plan order; `exercises` are by id; `leg` are the days with pain further down the leg; `function` are the
    scores of the range, `medication` what was taken at its beginning and what changed in it, by date; `questions` are
    those without an answer, then those of the range that have one; `asked` has a sentence for each question to the
    record.
    """

    made: date
    since: date
    overview: Overview
    summaries: Mapping[str, ExerciseSummary]
    exercises: Mapping[str, Exercise]
    plan: tuple[PlanRow, ...]
    notes: tuple[Note, ...]
    leg: tuple[date, ...]
    answers: tuple[Answer, ...]
    asked: tuple[str, ...] = ()
    goal: str = ""
    function: tuple[FunctionScores, ...] = ()
    medication: tuple[Medication, ...] = ()
    questions: tuple[TherapistQuestion, ...] = ()

    def name(self, exercise: str) -> str:
        """Its name, or the id of one that is not known."""
        known = self.exercises.get(exercise)
        return exercise if known is None else known.name


def report_of(
    history: History,
    overview: Overview,
    summaries: Mapping[str, ExerciseSummary],
    *,
    since: date | None = None,
    plan: Iterable[PlanRow],
    answers: Iterable[Answer],
    made: date,
    asked: Iterable[str] = (),
) -> Report:
    """The report on the days of `overview`; `since` is the first day of which anything is known.

    From `history` it has the notes, leg symptoms, goal, scores, medication and questions.
    """
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
        since=overview.first if since is None else max(since, overview.first),
        overview=overview,
        summaries=summaries,
        exercises=exercises,
        plan=tuple(plan),
        # A note given to several sets at once is one note.
        notes=tuple(dict.fromkeys(sorted((note for note in notes if note.text.strip()), key=lambda note: note.date))),
        leg=tuple(sorted(leg)),
        answers=tuple(answers),
        asked=tuple(asked),
        goal=history.goal,
        function=tuple(entry for entry in history.function if overview.first <= entry.date <= overview.last),
        medication=tuple(_medication(history.medication, overview.first, overview.last)),
        questions=tuple(_questions(history.questions, overview.first)),
    )


def _medication(entries: Iterable[Medication], first: date, last: date) -> Iterator[Medication]:
    """Every change of what is taken, from what was taken on the day `first`."""
    taken = None
    for _, following in groupby(entries, key=lambda entry: entry.text):
        since = next(following)
        if since.date > last:
            break
        if since.date <= first:
            taken = since
            continue
        if taken is not None:
            yield taken
        taken = since
    if taken is not None:
        yield taken


def _questions(every: Iterable[TherapistQuestion], first: date) -> Iterator[TherapistQuestion]:
    questions = list(every)
    yield from (question for question in questions if not question.answered)
    yield from (question for question in questions if question.answered and question.date >= first)


def _session_notes(sessions: Iterable[Session], exercises: Mapping[str, Exercise]) -> Iterator[Note]:
    for session in sessions:
        yield Note(session.date, "Session", session.note)
        for logged in session.sets:
            yield Note(session.date, _name(logged.exercise, exercises), logged.note)


def _name(exercise: str, exercises: Mapping[str, Exercise]) -> str:
    return exercises[exercise].name if exercise in exercises else exercise

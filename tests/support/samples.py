"""A small library, values of every kind, and a view of everything that is stored, row ids included."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.support.histories import PEG, SOME_TEXTS, scores
from tracker.core.model import (
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Kind,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    TherapistQuestion,
    Why,
)
from tracker.storage import journal

AT = "2026-01-05T06:41:10Z"
DAY = date(2026, 1, 5)

BIRD_DOG = Exercise("bird-dog", "Bird dog", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((8, 6, 4), 10))
CALF = Exercise("calf-wall", "Calf stretch", Kind.STRETCH, Dose((1, 1), 20), Dose((3, 3), 30))
WALK = Exercise("walk", "Walk", Kind.CARDIO, Dose(minutes=10), Dose(minutes=30))
LIBRARY = (BIRD_DOG, CALF, WALK)
ROW = Exercise(
    "my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12), load_kg=7.5), "upper back", ("band",),
    ("arching",), True, "bird-dog", 2.5, ("Shoulders down", "Slowly"),
    "2 s back, 2 s forward", "Stop if it “pinches”.", "Own.",
)  # fmt: skip
SWIM = Exercise("my-swim", "Swim", Kind.CARDIO, Dose(minutes=10), Dose(minutes=40), archived=True)


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of data that there are, in the order of their keys."""
    with closing(sqlite3.connect(path)) as conn:
        tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            name: sorted(conn.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in journal.DATA_TABLES
            if name in tables
        }


def as_stored(history: History) -> History:
    """The same as a store gives it back: sessions merged and in order, of doubles the last, no empty sessions."""
    sets: dict[date, tuple[SetLog, ...]] = {}
    notes: dict[date, str] = {}
    for session in history.sessions:
        sets[session.date] = sets.get(session.date, ()) + session.sets
        notes[session.date] = session.note or notes.get(session.date, "")
    return History(
        settings=history.settings,
        exercises=history.exercises,
        prescriptions=history.prescriptions,
        sessions=tuple(Session(day, sets[day], notes[day]) for day in sorted(sets) if sets[day] or notes[day]),
        checkins=tuple(
            checkin for _, checkin in sorted({checkin.date: checkin for checkin in history.checkins}.items())
        ),
        skips=tuple(skip for _, skip in sorted({(skip.date, skip.exercise): skip for skip in history.skips}.items())),
        declined=tuple(
            decline
            for _, decline in sorted(
                {(decline.date, decline.exercise): decline for decline in history.declined}.items()
            )
        ),
        pauses=_last_of_each(history.pauses, "start"),
        goal=history.goal,
        activities=_last_of_each(history.activities, "start", "name"),
        function=_last_of_each(history.function, "date"),
        answers=tuple(
            sorted(_last_of_each(history.answers, "question"), key=lambda answer: (answer.date, answer.question))
        ),
        medication=_last_of_each(history.medication, "date"),
        questions=_last_of_each(history.questions, "date", "text"),
        asked=_last_of_each(history.asked, "date", "question"),
        mappings=_last_of_each(history.mappings, "source", "name"),
    )


def _last_of_each(records: tuple[Any, ...], *key: str) -> tuple[Any, ...]:
    """The last record of each key, in the order of the keys."""
    return tuple(record for _, record in sorted({attrgetter(*key)(record): record for record in records}.items()))


days = st.integers(0, 9).map(lambda count: DAY + timedelta(days=count))
ids = st.sampled_from(("bird-dog", "calf-wall", "walk"))
# The characters that a terminal, JSON or SQL might trip over, among all others that can be written at all.
texts = st.text(st.one_of(st.sampled_from("'\";%\0\n\\é€“𝄞"), st.characters(exclude_categories=["Cs"])), max_size=8)
pains = st.none() | st.integers(0, 10)
fractions = st.integers(0, 60) | st.floats(0, 400, allow_nan=False).map(lambda value: int(value) or value or 0)
minutes = st.integers(1, 1440) | st.floats(1, 1440).filter(lambda value: not value.is_integer())


def seconds(top: float) -> st.SearchStrategy[float]:
    """Whole numbers and fractions with all their digits; the whole ones as int, as a store gives them back."""
    return st.integers(0, int(top)) | st.floats(0.1, top).filter(lambda value: not value.is_integer())


in_reps = st.builds(
    Dose, st.lists(st.integers(1, 999), min_size=1, max_size=4).map(tuple), seconds(3600), seconds(500), st.just(0)
)
in_minutes = st.builds(Dose, st.just(()), seconds(60), st.just(0), minutes)


def set_of(exercise: str) -> st.SearchStrategy[SetLog]:
    """A set of one of the library's exercises."""
    walked = exercise == "walk"
    return st.builds(
        SetLog,
        st.just(exercise),
        reps=st.just(0) if walked else st.integers(1, 999),
        minutes=minutes if walked else st.just(0),
        hold_s=seconds(3600),
        load_kg=seconds(500),
        pain=pains,
        leg=st.booleans(),
        form_broke=st.booleans(),
        note=texts,
        at=st.none() | st.just(AT),
    )


set_logs = ids.flatmap(set_of)


def prescription_of(exercise: str) -> st.SearchStrategy[Prescription]:
    """A prescription of one of the library's exercises, at times a removal without a dose."""
    dose = in_minutes if exercise == "walk" else in_reps
    common = {
        "exercise": st.just(exercise),
        "start": days,
        "days": st.sets(st.integers(0, 6)).map(lambda weekdays: tuple(sorted(weekdays))),
        "position": st.none() | st.integers(1, 20),
        "locked": st.booleans(),
        "why": st.sampled_from(Why),
    }
    kept = st.builds(Prescription, dose=dose, removed=st.booleans(), **common)
    return kept | st.builds(Prescription, dose=st.none(), removed=st.just(True), **common)


prescriptions = ids.flatmap(prescription_of)
checkins = st.builds(CheckIn, days, st.integers(0, 10), st.booleans(), st.booleans(), texts, st.booleans())
skips = st.builds(Skip, days, ids, st.sampled_from(SkipReason), texts)
declines = st.builds(Decline, days, ids)
pauses = st.builds(
    lambda start, length, reason: Pause(start, None if length is None else start + timedelta(days=length), reason),
    days, st.none() | st.integers(0, 5), texts,
)  # fmt: skip
names = st.sampled_from(("Tie my shoes", "Lift my daughter", "Sit through a film"))
activities = st.builds(
    lambda name, start, length: Activity(name, start, None if length is None else start + timedelta(days=length)),
    names, days, st.none() | st.integers(0, 5),
)  # fmt: skip
function_scores = st.builds(FunctionScores, days, scores(), PEG)
answers = st.builds(Answer, SOME_TEXTS, texts, days)
medication = st.builds(Medication, days, SOME_TEXTS)
therapist_questions = st.builds(TherapistQuestion, days, SOME_TEXTS, texts)
asked = st.builds(AskedQuestion, days, SOME_TEXTS)
mappings = st.builds(ExerciseMapping, SOME_TEXTS, names, st.none() | ids)
settings = st.builds(
    Settings,
    pain_free_limit=st.integers(0, 2),
    weeks_required=st.integers(2, 6),
    adherence_required=st.floats(0.5, 1.0),
    raise_doses=st.booleans(),
    day_start=st.sampled_from(("00:00", "03:00", "23:59")),
)
sessions = st.builds(Session, days, st.lists(set_logs, max_size=4).map(tuple), texts)


def _some(of: st.SearchStrategy[Any], most: int = 5) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


histories = st.builds(
    History,
    settings=settings,
    exercises=st.sampled_from(((), (ROW,), (ROW, SWIM))).map(lambda own: LIBRARY + own),
    prescriptions=_some(prescriptions),
    sessions=_some(sessions),
    checkins=_some(checkins),
    skips=_some(skips),
    declined=_some(declines),
    pauses=_some(pauses),
    goal=texts,
    activities=_some(activities),
    function=_some(function_scores),
    answers=_some(answers),
    medication=_some(medication),
    questions=_some(therapist_questions),
    asked=_some(asked),
    mappings=_some(mappings),
)

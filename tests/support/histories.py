"""Histories of every shape that the document can hold, for hypothesis: not like a life, but with all its corners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from tracker.core.model import (
    MAX_ACTIVITIES,
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
    Number,
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

T = TypeVar("T")

BUILTINS = (
    Exercise("bird-dog", "Bird dog", Kind.STRENGTH, Dose((5, 3, 1), 10), Dose((8, 6, 4), 10)),
    Exercise("clam", "Clam", Kind.STRENGTH, Dose((8,)), Dose((12, 12))),
    Exercise("hip-hinge-loaded", "Hip hinge (loaded)", Kind.STRENGTH, Dose((8,)), Dose((12,)), load_step_kg=2),
    Exercise("calf-wall", "Calf stretch, 20 s", Kind.STRETCH, Dose((1, 1), 20), Dose((2, 2), 30)),
    Exercise("walk", "Walk", Kind.CARDIO, Dose(minutes=10), Dose(minutes=30)),
)

DATES = st.dates(date(2025, 12, 20), date(2026, 3, 10))
TEXTS = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.sampled_from(("=1+1", "-2 or so", "'=quoted", 'said "ouch"', "two\nlines", "; , \t", "\x1b[2J", "µ☃ €")),
)
SOME_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12),
    st.sampled_from(("=1+1", "Tie my shoes", "two\nlines", "\x1b[2J", "µ☃ €")),
)
SCORES = st.integers(0, 10)
PAINS = st.one_of(st.none(), st.integers(0, 10))
PEG = st.none() | st.tuples(SCORES, SCORES, SCORES)
INSTANTS = st.one_of(st.none(), st.datetimes().map(lambda moment: moment.isoformat() + "Z"))


def _plain(value: float) -> Number:
    return int(value) if value.is_integer() else value


def _amounts(low: int, high: int) -> st.SearchStrategy[Number]:
    return st.one_of(st.integers(low, high), st.floats(low, high).map(_plain))


def doses(in_minutes: bool) -> st.SearchStrategy[Dose]:
    """Doses of an exercise, in minutes or in repetitions."""
    if in_minutes:
        return st.builds(Dose, minutes=_amounts(1, 1440), hold_s=st.just(0), load_kg=_amounts(0, 500))
    reps = st.lists(st.integers(1, 999), min_size=1, max_size=4).map(tuple)
    return st.builds(Dose, reps=reps, hold_s=_amounts(0, 10), load_kg=_amounts(0, 500))


@st.composite
def own_exercises(draw: st.DrawFn, index: int) -> Exercise:
    """An exercise of the person's own; `harder` leads to a built-in one, so that there is no circle."""
    kind = draw(st.sampled_from(Kind))
    dose = doses(kind is Kind.CARDIO)
    return Exercise(
        id=f"my-{index}",
        name=draw(TEXTS.filter(lambda text: bool(text.strip()))),
        kind=kind,
        start=draw(dose),
        ceiling=draw(dose),
        region=draw(TEXTS),
        equipment=draw(st.lists(TEXTS, max_size=2).map(tuple)),
        per_side=draw(st.booleans()),
        harder=draw(st.sampled_from((None, *(each.id for each in BUILTINS)))),
        load_step_kg=draw(_amounts(0, 20)),
        cues=draw(st.lists(TEXTS, max_size=2).map(tuple)),
        pace=draw(TEXTS),
        caution=draw(TEXTS),
        source=draw(TEXTS),
        archived=draw(st.booleans()),
    )


@st.composite
def sets(draw: st.DrawFn, exercises: tuple[Exercise, ...]) -> SetLog:
    """A set of one of the exercises."""
    exercise = draw(st.sampled_from(exercises))
    return SetLog(
        exercise=exercise.id,
        reps=0 if exercise.in_minutes else draw(st.integers(1, 999)),
        minutes=draw(_amounts(1, 1440)) if exercise.in_minutes else 0,
        hold_s=draw(_amounts(0, 3600)),
        load_kg=draw(_amounts(0, 500)),
        pain=draw(PAINS),
        leg=draw(st.booleans()),
        form_broke=draw(st.booleans()),
        note=draw(TEXTS),
        at=draw(INSTANTS),
    )


@st.composite
def prescriptions(draw: st.DrawFn, exercises: tuple[Exercise, ...]) -> Prescription:
    """A prescription of one of the exercises, removed or not."""
    exercise = draw(st.sampled_from(exercises))
    removed = draw(st.booleans())
    dose = draw(doses(exercise.in_minutes))
    return Prescription(
        exercise=exercise.id,
        start=draw(DATES),
        dose=draw(st.sampled_from((None, dose))) if removed else dose,
        days=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        position=draw(st.one_of(st.none(), st.integers(0, 20))),
        locked=draw(st.booleans()),
        removed=removed,
        why=draw(st.sampled_from(Why)),
    )


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    """A pause, open or not."""
    start = draw(DATES)
    return Pause(start, draw(st.one_of(st.none(), DATES.filter(lambda end: end >= start))), draw(TEXTS))


def settings() -> st.SearchStrategy[Settings]:
    """Settings that are allowed."""
    return st.builds(
        Settings,
        pain_free_limit=st.integers(0, 2),
        weeks_required=st.integers(2, 6),
        adherence_required=st.sampled_from((0.5, 0.8, 0.85, 1.0)),
        amber_from=st.integers(3, 5),
        red_from=st.integers(6, 8),
        raise_doses=st.booleans(),
        day_start=st.sampled_from(("00:00", "03:00", "23:59")),
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A history with any records, each check-in, skip, decline and pause once for what it is known by."""
    own = tuple(draw(own_exercises(index)) for index in range(draw(st.integers(0, 2))))
    exercises = BUILTINS + own
    names = st.sampled_from([exercise.id for exercise in exercises])
    skips = st.builds(Skip, DATES, names, st.sampled_from(SkipReason), TEXTS)
    sessions = st.builds(Session, DATES, st.lists(sets(exercises), max_size=4).map(tuple), TEXTS)
    return History(
        settings=draw(settings()),
        exercises=exercises,
        prescriptions=tuple(draw(st.lists(prescriptions(exercises), max_size=4))),
        sessions=draw(
            st.lists(sessions, max_size=4, unique_by=lambda each: each.date).flatmap(
                lambda each: st.permutations(range(100, 120)).map(lambda numbers: with_ids(each, numbers))
            )
        ),
        checkins=tuple(
            draw(
                st.lists(
                    st.builds(CheckIn, DATES, SCORES, st.booleans(), st.booleans(), TEXTS, st.booleans()),
                    max_size=4,
                    unique_by=lambda each: each.date,
                )
            )
        ),
        skips=tuple(draw(st.lists(skips, max_size=3, unique_by=lambda each: (each.date, each.exercise)))),
        declined=tuple(draw(st.lists(st.builds(Decline, DATES, names), max_size=3, unique=True))),
        pauses=tuple(draw(st.lists(pauses(), max_size=3, unique_by=lambda each: each.start))),
        goal=draw(TEXTS),
        activities=tuple(
            draw(st.lists(activities(), max_size=MAX_ACTIVITIES, unique_by=lambda each: (each.name, each.start)))
        ),
        function=draw(_once(st.builds(FunctionScores, DATES, scores(), PEG), lambda each: each.date)),
        answers=draw(_once(st.builds(Answer, SOME_TEXTS, TEXTS, DATES), lambda each: each.question)),
        medication=draw(_once(st.builds(Medication, DATES, SOME_TEXTS), lambda each: each.date)),
        questions=draw(
            _once(st.builds(TherapistQuestion, DATES, SOME_TEXTS, TEXTS), lambda each: (each.date, each.text))
        ),
        asked=draw(_once(st.builds(AskedQuestion, DATES, SOME_TEXTS), lambda each: (each.date, each.question))),
        mappings=draw(
            _once(
                st.builds(ExerciseMapping, SOME_TEXTS, SOME_TEXTS, st.none() | names),
                lambda each: (each.source, each.name),
            )
        ),
    )


def with_ids(sessions: Sequence[Session], numbers: Sequence[int]) -> tuple[Session, ...]:
    """The sessions with ids for their sets, so few that another history has some of them too."""
    ids = map(str, numbers)
    return tuple(
        replace(session, sets=tuple(replace(logged, id=next(ids)) for logged in session.sets)) for session in sessions
    )


def scores() -> st.SearchStrategy[tuple[tuple[str, int], ...]]:
    """Scores of activities, by name."""
    return st.dictionaries(SOME_TEXTS, SCORES, max_size=3).map(lambda pairs: tuple(sorted(pairs.items())))


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    """An activity, ended or not."""
    start = draw(DATES)
    length = draw(st.none() | st.integers(0, 40))
    return Activity(draw(SOME_TEXTS), start, None if length is None else start + timedelta(days=length))


def _once(records: st.SearchStrategy[T], key: Callable[[T], object]) -> st.SearchStrategy[tuple[T, ...]]:
    """Some records, each key at most once."""
    return st.lists(records, max_size=3, unique_by=key).map(tuple)

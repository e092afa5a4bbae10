"""Imports files of other programs: which of our exercises each of theirs is, what it would add, and the adding."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core import wording
from tracker.core.errors import FileError, UsageError
from tracker.core.field_reader import plain
from tracker.core.model import CheckIn, Dose, Exercise, History, Session, SetLog
from tracker.core.parsing import name_key
from tracker.core.plan import Plan
from tracker.core.progress import Watch, without_progress
from tracker.core.validation import set_faults
from tracker.exchange.history.document import Document
from tracker.exchange.history.merge import Merged, merge, report_lines
from tracker.exchange.imports.recognise import read_foreign_file
from tracker.exchange.tables.import_options import BadRowsError, ImportOptions, MissingOptionError
from tracker.exchange.tables.imported import ImportedData, ImportedSet
from tracker.exchange.tables.workouts import hold_seconds
from tracker.library import search
from tracker.service.context import AppContext
from tracker.service.day.day_view import sets_of

MOST_SHOWN = 10
ROWS_SHOWN = 5
SHORTEST_NAME = 3
_IN_BRACKETS = re.compile(r"\(.*?\)")
SUFFIXES = frozenset({".csv", ".tsv", ".zip", ".db", ".xml", ""})

ExerciseByName = Mapping[str, Exercise]
"""Which exercise a habit or an exercise of another program is, by its name there; others are left out."""


@dataclass(frozen=True, slots=True)
class ForeignExercise:
    """A habit, or an exercise of another program; the days on which it was done, and its sets by day if it has any."""

    name: str
    days: tuple[date, ...]
    sets: Mapping[date, Sequence[ImportedSet]] | None = None


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What was read of a file of another program."""

    path: Path
    data: ImportedData
    exercises: tuple[ForeignExercise, ...]

    def done(self) -> list[ForeignExercise]:
        """The exercises that were ever done and are not known to be one of ours."""
        return [each for each in self.exercises if each.days and each.name not in self.data.known_exercises]


@dataclass(frozen=True, slots=True)
class _Addition:
    """What an exercise of the file adds: the sets by day, and how many of its days and sets are left out."""

    foreign: ForeignExercise
    exercise: Exercise
    sets: dict[date, tuple[SetLog, ...]]
    days_there: int
    days_to_come: int
    unfit_sets: int


def read_foreign(path: Path, options: ImportOptions, today: date, watch: Watch = without_progress) -> ForeignFile:
    """Read a file of another program, or a table of pain, in which nothing is after `today`.

    Raises FileError where it is neither, MissingOptionError where something must be said before it can be read, and
    BadRowsError where rows of it cannot be read and are not to be left out.
    """
    try:
        with watch("Reading") as progress:
            data = read_foreign_file(path, options, today, progress)
    except FileError as error:
        if path.suffix.lower() not in SUFFIXES and not path.is_dir():
            raise UsageError(
                f"{path.name}: what can be imported ends in .json or .csv, or comes from one of the programs that "
                f"`backtracker import --help` names ({str(error).partition('. ')[0]})."
            ) from None
        raise FileError(f"{path.name}: {str(error).removesuffix('.')}.") from None
    except MissingOptionError as error:
        raise error.with_sentence(f"{path.name}: {error}") from None
    if data.bad_rows and not options.skip_bad_rows:
        raise BadRowsError(path.name, data.bad_rows, data.more_bad_rows)
    by_name: dict[str, dict[date, list[ImportedSet]]] = {}
    for imported in data.sets:
        by_name.setdefault(imported.name, {}).setdefault(imported.date, []).append(imported)
    exercises = [ForeignExercise(habit.name, habit.days) for habit in data.habits]
    exercises += [ForeignExercise(name, tuple(sets), sets) for name, sets in by_name.items()]
    return ForeignFile(path, data, tuple(exercises))


def nearest(context: AppContext, name: str) -> Exercise | None:
    """The exercise whose name is most like a name of another program, if any is like it."""
    exercises = [exercise for exercise in context.exercises().values() if not exercise.archived]
    for part in (name, _IN_BRACKETS.sub("", name), re.split("[,(]", name)[0]):
        matches = search(exercises, part) if len(part.strip()) >= SHORTEST_NAME else ()
        if matches and len(matches) < len(exercises):
            return matches[0]
    return None


def mapping(context: AppContext, file: ForeignFile, texts: Sequence[str]) -> dict[str, Exercise | None]:
    """Which exercise each name is by texts such as `Bird dogs=bird-dog`; None by `Bird dogs=`. Raises UsageError."""
    if texts and not file.exercises:
        raise UsageError(f"{file.path.name} holds no habits or exercises; leave out --map.")
    names = {name_key(foreign.name): foreign.name for foreign in file.exercises}
    mapped: dict[str, Exercise | None] = {
        name: context.exercise(exercise) for name, exercise in file.data.known_exercises.items()
    }
    for text in texts:
        name, equals, exercise = (part.strip() for part in text.rpartition("="))
        if not equals:
            raise UsageError(f"{text!r} names no exercise; write it like --map 'Habit name=bird-dog'.")
        if name_key(name) not in names:
            raise UsageError(f"There is no habit or exercise {name!r} in the file; it has {_some(file.exercises)}.")
        mapped[names[name_key(name)]] = context.exercise(exercise) if exercise else None
    return mapped


def how_to_map(context: AppContext, file: ForeignFile) -> str:
    """How to say which exercise each name is, with the nearest of ours for the first ones."""
    proposals = [(foreign.name, nearest(context, foreign.name)) for foreign in file.done()]
    named = [(name, exercise.id) for name, exercise in proposals if exercise][:MOST_SHOWN]
    examples = named or [(proposals[0][0], "bird-dog")]
    options = " ".join(f"--map {shlex.quote(f'{name}={exercise}')}" for name, exercise in examples)
    return (
        f"Say which exercise each of them is, as in `backtracker import {shlex.quote(str(file.path))} {options}`; "
        "those that are not named are left out."
    )


def which_exercises(file: ForeignFile) -> str:
    """The habits or exercises of a file that were ever done, in a sentence."""
    noun = "habits" if file.data.habits else "exercises"
    return f"{file.path.name} has the {noun} {_some(file.done())}."


def outcome(lines: Sequence[str]) -> str:
    """Of the lines of an import, those that say what it did, in one."""
    results = [text for text in lines if text.startswith(("Check-ins:", "Sets:", "Nothing to add"))]
    return " ".join(dict.fromkeys(results))


def preview(context: AppContext, file: ForeignFile, mapped: ExerciseByName) -> tuple[str, ...]:
    """What an import would do, and what the file is: a line each."""
    merged, additions, history = _merged(context, file, mapped)
    return tuple(_lines(file, additions, merged, history, dry_run=True))


def import_foreign(
    context: AppContext, file: ForeignFile, mapped: ExerciseByName, watch: Watch = without_progress
) -> tuple[str, ...]:
    """Add the check-ins of a file, and the sets of the exercises that are mapped, as one change; lines say what it did.

    Habits become the sets of the dose planned on that day, else of the exercise's start; pain of all sets is unknown. A
    day that has sets of the exercise already, or a skip, stays as it is. A check-in replaces that of its date, but one
    that is approximate replaces none that is exact. So importing a file twice changes nothing.
    """
    with context.write(f"the import of {file.path.name}") as work:
        merged, additions, history = _merged(context, file, mapped)
        with watch("Writing") as progress:
            work.write_history(history, merged.history, progress)
    return tuple(_lines(file, additions, merged, history, dry_run=False))


def _merged(context: AppContext, file: ForeignFile, mapped: ExerciseByName) -> tuple[Merged, list[_Addition], History]:
    """The stored history merged with what the file adds, what each exercise adds, and the stored history itself."""
    history = context.store.history()
    additions = _additions(history, context.today(), file, mapped)
    sets: dict[date, list[SetLog]] = {}
    for addition in additions:
        for day, logged in addition.sets.items():
            sets.setdefault(day, []).extend(logged)
    sessions = tuple(Session(day, tuple(logged)) for day, logged in sets.items())
    document = History(exercises=history.exercises, sessions=sessions, checkins=_checkins(history, file.data))
    return merge(history, Document(document, frozenset())), additions, history


def _checkins(history: History, data: ImportedData) -> tuple[CheckIn, ...]:
    """The check-ins to be merged: approximate ones only where there is none that is exact."""
    exact = {checkin.date for checkin in history.checkins if not checkin.approximate}
    return tuple(checkin for checkin in data.checkins if not checkin.approximate or checkin.date not in exact)


def _additions(history: History, today: date, file: ForeignFile, mapped: ExerciseByName) -> list[_Addition]:
    """What each mapped exercise would add; of several that are one of ours, each day is added by the first."""
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    taken = {(session.date, logged.exercise) for session in history.sessions for logged in session.sets}
    taken |= {(skip.date, skip.exercise) for skip in history.skips}
    additions = []
    for foreign in file.exercises:
        if foreign.name not in mapped:
            continue
        exercise = mapped[foreign.name]
        past = [day for day in foreign.days if day <= today]
        new = [day for day in past if (day, exercise.id) not in taken]
        sets: dict[date, tuple[SetLog, ...]] = {}
        unfit = 0
        for day in new:
            if foreign.sets is None:
                sets[day] = sets_of(exercise, _dose_on(plan, exercise, day))
            else:
                logged = [_set_log(exercise, imported) for imported in foreign.sets[day]]
                fit = tuple(log for log in logged if log is not None and not set_faults(log))
                unfit += len(logged) - len(fit)
                if fit:
                    sets[day] = fit
        taken |= {(day, exercise.id) for day in sets}
        additions.append(_Addition(foreign, exercise, sets, len(past) - len(new), len(foreign.days) - len(past), unfit))
    return additions


def _dose_on(plan: Plan, exercise: Exercise, day: date) -> Dose:
    prescription = plan.prescription_on(exercise.id, day)
    return exercise.start if prescription is None or prescription.dose is None else prescription.dose


def _set_log(exercise: Exercise, imported: ImportedSet) -> SetLog | None:
    """A set of another program as one of ours, its pain unknown; None where it has not what the exercise counts."""
    if exercise.in_minutes:
        minutes = plain(round(imported.seconds / 60, 1))
        return SetLog(exercise.id, minutes=minutes) if minutes else None
    reps = imported.reps or (1 if imported.seconds else 0)
    if not reps:
        return None
    return SetLog(exercise.id, reps, hold_s=hold_seconds(imported), load_kg=imported.load_kg)


def _lines(
    file: ForeignFile, additions: Sequence[_Addition], merged: Merged, history: History, *, dry_run: bool
) -> Iterator[str]:
    """What happened to the check-ins, what the file is, what each exercise adds, what is left out, and the sum."""
    data = file.data
    if data.checkins:
        yield from report_lines(merged, dry_run=dry_run, kinds=("checkins",))
        kept = len(data.checkins) - len(_checkins(history, data))
        if kept:
            yield f"Approximate check-ins on days that have an exact one already: {kept} left out."
    yield _recognised(file)
    yield from (f"{remark}." for remark in data.remarks)
    approximate = sum(checkin.approximate for checkin in data.checkins)
    if approximate:
        yield f"Approximate check-ins: {approximate}. Their pain was a word: mild is stored as 2, moderate 5, severe 8."
    yield from _first_rows(_checkins(history, data), additions)
    by_name = {addition.foreign.name: addition for addition in additions}
    unmapped = [foreign for foreign in file.exercises if foreign.name not in by_name]
    if len(unmapped) > MOST_SHOWN:
        yield f"Left out, as no exercise of ours is named for them: {_some(unmapped)}."
    for foreign in file.exercises:
        if len(unmapped) > MOST_SHOWN and foreign.name not in by_name:
            continue
        yield f"{foreign.name}: {_days(foreign)}, {_addition_text(by_name.get(foreign.name), dry_run)}."
    for sentence in data.left_out[:MOST_SHOWN]:
        yield f"Left out: {sentence}."
    for sentence in data.bad_rows[:MOST_SHOWN]:
        yield f"Not read: {sentence}."
    more = len(data.bad_rows[MOST_SHOWN:]) + data.more_bad_rows
    if more:
        yield f"Not read: {more} more like these."
    if file.exercises:
        added = sum(len(logged) for addition in additions for logged in addition.sets.values())
        would = "would be added" if dry_run else "added"
        yield f"Sets: {added} {would}, their pain unknown." if added else "Nothing to add."


def _recognised(file: ForeignFile) -> str:
    days = [day for foreign in file.exercises for day in foreign.days]
    days += [checkin.date for checkin in file.data.checkins]
    if not days:
        return f"{file.path.name} is {file.data.source}."
    first, last = min(days), max(days)
    return (
        f"{file.path.name} is {file.data.source}, {wording.day(first) if first == last else wording.span(first, last)}."
    )


def _first_rows(checkins: Sequence[CheckIn], additions: Sequence[_Addition]) -> Iterator[str]:
    """The first rows as they are stored."""
    rows = [(checkin.date, _checkin_text(checkin)) for checkin in checkins[:ROWS_SHOWN]]
    for addition in additions:
        for day, logged in list(addition.sets.items())[:ROWS_SHOWN]:
            rows += [(day, f"{addition.exercise.name}, {_set_text(log)}") for log in logged[:ROWS_SHOWN]]
    rows.sort(key=lambda row: row[0])
    yield from (f"  {wording.day(day)}: {text}" for day, text in rows[:ROWS_SHOWN])


def _checkin_text(checkin: CheckIn) -> str:
    marks = [mark for mark, given in (("flare", checkin.flare), ("leg", checkin.leg)) if given]
    note = [repr(" ".join(checkin.note.split())[:60])] if checkin.note else []
    return ", ".join([f"pain {checkin.pain}", *marks, *note])


def _set_text(log: SetLog) -> str:
    return wording.dose(Dose((log.reps,) if log.reps else (), log.hold_s, log.load_kg, log.minutes))


def _days(foreign: ForeignExercise) -> str:
    if not foreign.days:
        return "never done"
    if len(foreign.days) == 1:
        return f"done on {wording.day(foreign.days[0])}"
    return f"done on {len(foreign.days)} days, {wording.span(foreign.days[0], foreign.days[-1])}"


def _addition_text(addition: _Addition | None, dry_run: bool) -> str:
    if addition is None:
        return "left out"
    there = f", {addition.days_there} there already" if addition.days_there else ""
    to_come = f", {addition.days_to_come} still to come and left out" if addition.days_to_come else ""
    what = "minutes" if addition.exercise.in_minutes else "repetitions or seconds that can be stored"
    unfit = f", {wording.count(addition.unfit_sets, 'set')} without {what} left out" if addition.unfit_sets else ""
    added = f"{wording.count(len(addition.sets), 'day')} {'would be added' if dry_run else 'added'}"
    return f"as {addition.exercise.name}: {added}{there}{to_come}{unfit}"


def _some(exercises: Sequence[ForeignExercise]) -> str:
    """The names of the first ones, each with its number of days."""
    shown = [f"{foreign.name!r} ({wording.count(len(foreign.days), 'day')})" for foreign in exercises[:MOST_SHOWN]]
    more = len(exercises) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown) or "none that could be read"

"""Imports from a habit tracker: a day on which a habit was done becomes the sets of an exercise."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core import wording
from tracker.core.errors import FileError, UsageError
from tracker.core.model import Dose, Exercise, History, SetLog
from tracker.core.plan import Plan
from tracker.core.progress import Watch, counted, without_progress
from tracker.exchange.history.csv_tables import PAIN_COLUMNS
from tracker.exchange.history.json_text import decode
from tracker.exchange.imports.habits import LAYOUTS, MAX_BYTES, Habit, HabitExport
from tracker.exchange.imports.loop_csv import is_checkmarks, read_checkmarks, read_export, unzip
from tracker.exchange.imports.loop_db import read_backup
from tracker.library import search
from tracker.service.context import AppContext
from tracker.service.day.day_view import sets_of
from tracker.service.files.import_export import read_bytes

__all__ = [
    "Habit",
    "HabitExport",
    "habits_in",
    "how_to_map",
    "import_habits",
    "mapping",
    "nearest",
    "which_habits",
    "with_days",
]

MOST_SHOWN = 10
_FOLDER_FILES = ("Checkmarks.csv", "Habits.csv", "*/Checkmarks.csv")

HabitMapping = Mapping[str, Exercise]
"""Which exercise a habit is, by the habit's name; one that is not there is left out."""


@dataclass(frozen=True, slots=True)
class _HabitAddition:
    """The sets by day that a habit adds, and how many of its days have something already or are still to come."""

    habit: Habit
    exercise: Exercise
    sets: dict[date, tuple[SetLog, ...]]
    existing: int
    future: int


def habits_in(path: Path) -> HabitExport | None:
    """The habits in a file or folder from Loop Habit Tracker; None where it is of a kind that `import_file` reads.

    Raises FileError where it is neither.
    """
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            return read_export(dict(_folder(path)))
        if suffix == ".zip":
            return read_export(unzip(_read_limited(path)))
        if suffix == ".db":
            _read_limited(path)
            return read_backup(path)
        return _table(path) if suffix == ".csv" else None
    except FileError as error:
        raise FileError(f"{path.name}: {str(error).removesuffix('.')}.") from None


def with_days(diary: HabitExport) -> list[Habit]:
    """The habits that were ever done."""
    return [habit for habit in diary.habits if habit.days]


def nearest(context: AppContext, habit: Habit) -> Exercise | None:
    """The exercise whose name is most like the habit's, if any is like it."""
    exercises = [exercise for exercise in context.exercises().values() if not exercise.archived]
    matches = search(exercises, habit.name)
    return matches[0] if matches and len(matches) < len(exercises) else None


def mapping(context: AppContext, diary: HabitExport, given: Sequence[str]) -> dict[str, Exercise | None]:
    """Which exercise each habit is by texts such as `Bird dogs=bird-dog`; None by `Bird dogs=`. Raises UsageError."""
    names = {habit.name.casefold(): habit.name for habit in diary.habits}
    mapped: dict[str, Exercise | None] = {}
    for text in given:
        name, equals, exercise = (part.strip() for part in text.rpartition("="))
        if not equals:
            raise UsageError(f"{text!r} names no exercise; write it like --map 'Habit name=bird-dog'.")
        if name.casefold() not in names:
            raise UsageError(f"There is no habit {name!r} in the file; it has {_habit_names(diary.habits)}.")
        mapped[names[name.casefold()]] = context.exercise(exercise) if exercise else None
    return mapped


def how_to_map(context: AppContext, diary: HabitExport, path: Path) -> str:
    """How to say which exercise a habit is, with the first habit of the file as the example."""
    first = with_days(diary)[0]
    like = nearest(context, first)
    example = shlex.quote(f"{first.name}={like.id if like else 'bird-dog'}")
    return (
        f"Say which exercise each habit is, as in `backtracker import {shlex.quote(str(path))} --map {example}`; "
        "habits that are not named are left out."
    )


def which_habits(diary: HabitExport, path: Path) -> str:
    """The habits of a file that were ever done, in a sentence."""
    return f"{path.name} has the habits {_habit_names(with_days(diary))}."


def import_habits(
    context: AppContext,
    path: Path,
    diary: HabitExport,
    mapped: HabitMapping,
    *,
    dry_run: bool = False,
    watch: Watch = without_progress,
) -> tuple[str, ...]:
    """Log the days on which mapped habits were done, as one change; the lines say what it did, or would do.

    The sets are those of the dose planned on that day, else of the exercise's start, with unknown pain. A day that has
    sets of the exercise already, or a skip, stays as it is, and so bringing the same file twice changes nothing.
    """
    if dry_run:
        return tuple(_lines(diary, _additions(context, context.store.history(), diary, mapped)))
    with context.write(f"the import of {path.name}") as work:
        additions = _additions(context, context.store.history(), diary, mapped)
        days = sorted({day for addition in additions for day in addition.sets})
        with watch("Writing") as progress:
            for day in counted(days, len(days), progress):
                work.add_sets(day, [logged for addition in additions for logged in addition.sets.get(day, ())])
    return tuple(_lines(diary, additions))


def _additions(context: AppContext, history: History, diary: HabitExport, mapped: HabitMapping) -> list[_HabitAddition]:
    """What each mapped habit adds; of several that are one exercise, each day is added by the first."""
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    taken = {(session.date, logged.exercise) for session in history.sessions for logged in session.sets}
    taken |= {(skip.date, skip.exercise) for skip in history.skips}
    today = context.today()
    additions = []
    for habit in diary.habits:
        if habit.name in mapped:
            exercise = mapped[habit.name]
            past = [day for day in habit.days if day <= today]
            new = [day for day in past if (day, exercise.id) not in taken]
            taken |= {(day, exercise.id) for day in new}
            sets = {day: sets_of(exercise, _dose_on(plan, exercise, day)) for day in new}
            additions.append(_HabitAddition(habit, exercise, sets, len(past) - len(new), len(habit.days) - len(past)))
    return additions


def _dose_on(plan: Plan, exercise: Exercise, day: date) -> Dose:
    prescription = plan.prescription_on(exercise.id, day)
    return exercise.start if prescription is None or prescription.dose is None else prescription.dose


def _lines(diary: HabitExport, additions: Sequence[_HabitAddition]) -> Iterator[str]:
    """A line for each habit, then what could not be read, then the sum."""
    by_habit = {addition.habit.name: addition for addition in additions}
    for habit in diary.habits:
        yield f"{habit.name}: {_days(habit)}, {_addition_text(by_habit.get(habit.name))}."
    for sentence in diary.unread[:MOST_SHOWN]:
        yield f"Not read: {sentence}."
    more = len(diary.unread) - MOST_SHOWN + diary.more_unread
    if more > 0:
        yield f"Not read: {more} more like these."
    added = sum(len(sets) for addition in additions for sets in addition.sets.values())
    yield f"Sets: {added} added, their pain unknown." if added else "Nothing to add."


def _days(habit: Habit) -> str:
    if not habit.days:
        return "never done"
    if len(habit.days) == 1:
        return f"done on {wording.day(habit.days[0])}"
    return f"done on {len(habit.days)} days, {wording.span(habit.days[0], habit.days[-1])}"


def _addition_text(addition: _HabitAddition | None) -> str:
    if addition is None:
        return "left out"
    existing = f", {addition.existing} there already" if addition.existing else ""
    future = f", {addition.future} still to come and left out" if addition.future else ""
    return f"as {addition.exercise.name}: {wording.count(len(addition.sets), 'day')} added{existing}{future}"


def _habit_names(habits: Sequence[Habit]) -> str:
    """The names of the first habits, each with its number of days."""
    shown = [f"{habit.name!r} ({wording.count(len(habit.days), 'day')})" for habit in habits[:MOST_SHOWN]]
    more = len(habits) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown) or "none that could be read"


def _table(path: Path) -> HabitExport | None:
    """The habits of a Checkmarks.csv, which is called by its folder; None where it is a table of mornings."""
    data = _read_limited(path)
    if is_checkmarks(data):
        return read_checkmarks(data, path.absolute().parent.name.lstrip("0123456789").strip() or path.stem)
    columns = {cell.strip() for cell in re.split("[,;\t]", decode(data).strip().partition("\n")[0].lower())}
    if "pain" in columns or columns <= {"", *PAIN_COLUMNS}:
        return None
    raise FileError(f"its first line names no columns that are known here. {LAYOUTS}")


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    """The tables of an export that was unpacked, by their paths in it."""
    room = MAX_BYTES
    for pattern in _FOLDER_FILES:
        for file in sorted(path.glob(pattern)):
            data = _read_limited(file, room)
            room -= len(data)
            yield str(file.relative_to(path)), data


def _read_limited(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises FileError where there are more than `most`."""
    data = read_bytes(path)
    if len(data) > most:
        raise FileError(f"this is larger than {MAX_BYTES // 1024**2} MiB; nothing was read")
    return data

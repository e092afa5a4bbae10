"""A file of another program, or a table of pain, as it was read: its check-ins, and its exercises by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.core.errors import FileError, UsageError
from tracker.core.progress import Watch, without_progress
from tracker.exchange.imports.recognise import read_foreign_file
from tracker.exchange.tables.import_options import BadRowsError, ImportOptions, MissingOptionError
from tracker.exchange.tables.imported import ImportedData, ImportedSet

SUFFIXES = frozenset({".csv", ".tsv", ".zip", ".db", ".xml", ""})
SPREADSHEETS = frozenset({".xlsx", ".xls", ".numbers", ".ods"})
"""Files that are refused with how to save them as a table."""


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
        known = self.data.known_exercises
        return [exercise for exercise in self.exercises if exercise.days and exercise.name not in known]


def read_foreign(path: Path, options: ImportOptions, today: date, watch: Watch = without_progress) -> ForeignFile:
    """Read a file of another program, or a table of pain, in which nothing is after `today`.

    Raises FileError where it is neither, MissingOptionError where something must be said before it can be read, and
    BadRowsError where rows of it cannot be read and are not to be left out.
    """
    path = path.absolute()  # a folder that is named `.` has a name too
    try:
        with watch("Reading") as progress:
            data = read_foreign_file(path, options, today, progress)
    except FileError as error:
        if path.suffix.lower() not in SUFFIXES | SPREADSHEETS and not path.is_dir():
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

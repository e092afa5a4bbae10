"""What is read of a file of another program, before it is known which of our exercises is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.core import wording
from tracker.core.escape_control import escape_control
from tracker.core.model import CheckIn, Number

WALK = "Walk"
WALK_ID = "walk"
TWICE = "walks that overlap a longer one, which two devices may have recorded"
MAX_BYTES = 16 * 1024 * 1024
"""The largest table that is read; a hundred thousand rows are about five million bytes."""
MAX_BAD_ROWS = 200
MAX_NAME = 100
LINES_SHOWN = 5

KNOWN_FILES = (
    "Known are a history document (.json); a table with a date and a pain score on each row (.csv); from Loop Habit "
    "Tracker its backup (.db), its CSV export (.zip, or the folder in it) and a Checkmarks.csv out of that; the CSV "
    "exports of Hevy, Strong, FitNotes, Fitbod, HabitBull, Bearable, Daylio, Garmin and Strava; and Apple Health's "
    "export.zip or export.xml"
)


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit by its name, and the days on which it was done, oldest first, each once."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """A set as another program has it, by its name of the exercise; a value that it lacks is 0."""

    name: str
    date: date
    reps: int = 0
    seconds: Number = 0
    load_kg: Number = 0


@dataclass(frozen=True, slots=True)
class ImportedData:
    """What a file holds. Habits, sets and check-ins are oldest first; there is one check-in a day.

    `program` is what wrote it, empty for a table of pain; `remarks` are sentences on how it was read. `left_out`
    says what is of no use here, and why; `bad_rows` names the rows that cannot be read, of which `more_bad_rows` more
    are not named.
    `known_exercises` are ids of our exercises by the names of those that are known to be them.
    """

    program: str
    habits: tuple[Habit, ...] = ()
    sets: tuple[ImportedSet, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    bad_rows: tuple[str, ...] = ()
    more_bad_rows: int = 0
    known_exercises: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """What the file is, in words."""
        return f"an export of {self.program}" if self.program else "a table of pain scores"


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk of a file; `start` is in minutes since the first day that a date can have, None where it is not known."""

    imported: ImportedSet
    line: int
    start: int | None

    def overlaps(self, other: _Walk) -> bool:
        """Whether some moment belongs to both."""
        if self.start is None or other.start is None:
            return False
        first, second = sorted((self, other), key=lambda walk: walk.start or 0)
        return (second.start or 0) < (first.start or 0) + first.imported.seconds / 60


class Collector:
    """Collects what is read of a file of `program`, whose rows are counted in `unit`; habits of one name are one."""

    def __init__(self, program: str = "", unit: str = "line") -> None:
        self._program = program
        self._unit = unit
        self._habits: dict[str, set[date]] = {}
        self._measured: set[str] = set()
        self._sets: list[ImportedSet] = []
        self._walks: list[_Walk] = []
        self._left_out: dict[str, list[int]] = {}
        self._bad_rows: Counter[str] = Counter()

    def add_habit(self, name: str) -> str:
        """Add a habit, even if it was never done; returns its name in a form that can be shown."""
        shown = shown_name(name)
        self._habits.setdefault(shown, set())
        return shown

    def add_done(self, habit: str, day: date) -> None:
        """Add that `habit` was done on `day`."""
        self._habits[habit].add(day)

    def mark_measured(self, habit: str) -> None:
        """Add that `habit` is measured in some unit, so that its numbers do not say whether it was done."""
        self._measured.add(habit)

    def add_set(self, imported: ImportedSet) -> None:
        """Add a set."""
        self._sets.append(imported)

    def add_walk(self, day: date, seconds: Number, line: int, minute: int | None) -> None:
        """Add a walk, which is our exercise `walk`; `minute` is that of the day on which it began, None if unknown."""
        start = None if minute is None else day.toordinal() * 24 * 60 + minute
        self._walks.append(_Walk(ImportedSet(WALK, day, seconds=seconds), line, start))

    def leave_out(self, reason: str, line: int) -> None:
        """Count a row that is of no use here; `reason` is what such rows are, such as `rows of warm-up`."""
        self._left_out.setdefault(reason, []).append(line)

    def add_bad_row(self, sentence: str) -> None:
        """Add a part that cannot be read; `sentence` says where and why."""
        self._bad_rows[sentence if len(self._bad_rows) < MAX_BAD_ROWS else ""] += 1

    def add_faults(self, faults: Iterable[str], place: str = "") -> None:
        """Add where the reading of a table had to stop; `place` is said before, where there are several tables."""
        for fault in faults:
            self.add_bad_row(f"{place}{fault}, and what follows it was not read")

    def result(self, checkins: Iterable[CheckIn] = (), *, remarks: Iterable[str] = ()) -> ImportedData:
        """All that was collected, with these check-ins and remarks; of walks at the same time, the longest."""
        walks, twice = _longest(self._walks)
        left_out = {**self._left_out, TWICE: twice} if twice else self._left_out
        measured = [f"{habit!r} is measured in numbers, which do not say whether it was done" for habit in self._habits
                    if habit in self._measured]  # fmt: skip
        habits = (Habit(name, tuple(sorted(days))) for name, days in self._habits.items() if name not in self._measured)
        return ImportedData(
            program=self._program,
            habits=tuple(habits),
            sets=tuple(sorted([*self._sets, *walks], key=lambda imported: imported.date)),
            checkins=tuple(sorted(checkins, key=lambda checkin: checkin.date)),
            remarks=tuple(remarks),
            left_out=(*measured, *(_counted(reason, lines, self._unit) for reason, lines in left_out.items())),
            bad_rows=tuple(sentence for sentence in self._bad_rows if sentence),
            more_bad_rows=self._bad_rows[""],
            known_exercises={WALK: WALK_ID} if self._walks else {},
        )


def _longest(walks: list[_Walk]) -> tuple[list[ImportedSet], list[int]]:
    """The walks without those that overlap a longer one, as a watch and a phone record one walk; and their lines."""
    kept: dict[int, list[_Walk]] = {}
    twice = []
    for walk in sorted(walks, key=lambda walk: -walk.imported.seconds):
        day = walk.imported.date.toordinal()
        days = (day - 1, day, day + 1)  # no walk is over a day long
        near = (longer for day_near in days for longer in kept.get(day_near, ()))
        if any(walk.overlaps(longer) for longer in near):
            twice.append(walk.line)
        else:
            kept.setdefault(day, []).append(walk)
    return [walk.imported for of_day in kept.values() for walk in of_day], sorted(twice)


def shown_name(name: str) -> str:
    """A name from a file, short, with single spaces and without control characters."""
    return escape_control(" ".join(name.split()))[:MAX_NAME] or "without a name"


def shown_cell(cell: str) -> str:
    """A cell from a file, quoted, short and without control characters."""
    return repr(escape_control(cell.strip())[:40])


def day_fault(day: date | None, cell: str) -> str:
    """Why a day cannot be taken that is none or lies in the future; `cell` is what it was read of."""
    return f"{shown_cell(cell)} is no date" if day is None else f"{day} is still to come"


def _counted(reason: str, lines: list[int], unit: str) -> str:
    """`warm-up sets (12: lines 4, 9, 12 and 9 more)`."""
    shown = [str(line) for line in lines[:LINES_SHOWN]]
    more = len(lines) - len(shown)
    where = wording.listed([*shown, f"{more} more"] if more else shown)
    return f"{reason} ({len(lines)}: {unit}{'s' if len(lines) > 1 else ''} {where})"

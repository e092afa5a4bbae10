"""Habits of a habit tracker: the days on which each was done, and the parts of the file that could not be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.core.escape_control import escape_control

MAX_BYTES = 16 * 1024 * 1024
"""The largest file that is read; a hundred habits of ten years are about five million bytes."""
MAX_UNREAD = 200
MAX_NAME = 100

LAYOUTS = (
    "Known are a history document (.json), a table of mornings with the columns date and pain (.csv), and from Loop "
    "Habit Tracker its backup (.db), its CSV export (.zip, or the folder in it) and a Checkmarks.csv out of that"
)


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit by its name, and the days on which it was done, oldest first, each once."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class HabitExport:
    """The habits of a file in its order; `unread` says what was left out and why, `more_unread` how many more."""

    habits: tuple[Habit, ...]
    unread: tuple[str, ...] = ()
    more_unread: int = 0


class HabitCollector:
    """Collects the habits of a file; habits of one name are one."""

    def __init__(self) -> None:
        self._done: dict[str, set[date]] = {}
        self._measured: set[str] = set()
        self._unread: Counter[str] = Counter()

    def add_habit(self, name: str) -> str:
        """Add a habit, even if it was never done; returns its name in a form that can be shown."""
        shown = escape_control(" ".join(name.split()))[:MAX_NAME] or "without a name"
        self._done.setdefault(shown, set())
        return shown

    def add_done(self, habit: str, day: date) -> None:
        """Note that `habit` was done on `day`."""
        self._done[habit].add(day)

    def mark_measured(self, habit: str) -> None:
        """Note that `habit` is measured in some unit, so that its numbers do not say whether it was done."""
        self._measured.add(habit)

    def add_unread(self, sentence: str) -> None:
        """Note a part that could not be read; `sentence` says where and why."""
        self._unread[sentence if len(self._unread) < MAX_UNREAD else ""] += 1

    def result(self) -> HabitExport:
        """The habits and unread parts collected so far."""
        more = self._unread.pop("", 0)
        measured = [f"{habit!r} is measured in numbers, which do not say whether it was done" for habit in self._done
                    if habit in self._measured]  # fmt: skip
        habits = [Habit(name, tuple(sorted(days))) for name, days in self._done.items() if name not in self._measured]
        return HabitExport(tuple(habits), (*measured, *self._unread), more)

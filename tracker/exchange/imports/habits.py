"""Habits from a habit tracker: on which days each was done, and what of the file could not be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.core.escape_control import escape_control

MAX_BYTES = 16 * 1024 * 1024
"""A bound of what is read of one file; a hundred habits of ten years are about five million bytes."""
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
class HabitDiary:
    """All habits of a file in its order; `unread` says what was left aside and why, `more_unread` how much more."""

    habits: tuple[Habit, ...]
    unread: tuple[str, ...] = ()
    more_unread: int = 0


class Gathering:
    """Puts a diary together from what is found in a file; habits of one name are one."""

    def __init__(self) -> None:
        self._done: dict[str, set[date]] = {}
        self._measured: set[str] = set()
        self._unread: Counter[str] = Counter()

    def habit(self, name: str) -> str:
        """The name under which a habit called `name` is kept, which it is from now on even if it was never done."""
        kept = escape_control(" ".join(name.split()))[:MAX_NAME] or "without a name"
        self._done.setdefault(kept, set())
        return kept

    def done(self, habit: str, day: date) -> None:
        """`habit` was done on `day`."""
        self._done[habit].add(day)

    def measured(self, habit: str) -> None:
        """`habit` is counted in some unit, so that its numbers say neither done nor not done."""
        self._measured.add(habit)

    def unread(self, sentence: str) -> None:
        """Something could not be read; `sentence` says where and why."""
        self._unread[sentence if len(self._unread) < MAX_UNREAD else ""] += 1

    def diary(self) -> HabitDiary:
        """What was found."""
        more = self._unread.pop("", 0)
        measured = [f"{habit!r} is measured in numbers, which do not say whether it was done" for habit in self._done
                    if habit in self._measured]  # fmt: skip
        habits = [Habit(name, tuple(sorted(days))) for name, days in self._done.items() if name not in self._measured]
        return HabitDiary(tuple(habits), (*measured, *self._unread), more)

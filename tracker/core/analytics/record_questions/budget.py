"""How often the record may be asked: at first five different questions, then a new one every twelve weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FREE_QUESTIONS = 5
NEW_AFTER = timedelta(weeks=12)
SAME_AFTER = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Budget:
    """What has been asked up to a day.

    `spent` counts different questions, `last_asked` has the latest date of each, `next_new` is the first day on which
    a question that is not among them may be asked.
    """

    spent: int
    last_asked: dict[str, date]
    next_new: date

    def next_day(self, question: str, today: date) -> date:
        """The first day, from `today` on, on which a question, by its key, may be asked."""
        last = self.last_asked.get(question)
        return max(today, self.next_new if last is None else last + SAME_AFTER)


def budget(asked: Iterable[tuple[date, str]], today: date) -> Budget:
    """What is spent, from the dates and keys of what was asked."""
    first_asked: dict[str, date] = {}
    last_asked: dict[str, date] = {}
    for day, question in sorted(asked):
        first_asked.setdefault(question, day)
        last_asked[question] = day
    newest = max(first_asked.values(), default=today)
    waits = len(first_asked) >= FREE_QUESTIONS
    return Budget(len(first_asked), last_asked, newest + NEW_AFTER if waits else today)

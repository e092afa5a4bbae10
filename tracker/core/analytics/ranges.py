"""The stretches of time that History and the report look at: whole weeks, the last one as far as it has gone.

Weeks begin with `first_weekday`, Monday being 0: the screen has the person's, commands and files have ISO weeks.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple


class Reach(Enum):
    """How far back to look, in weeks that include the current one; None is all there is.

    A year takes 53 weeks, since 52 with a current one that has just begun fall six days short of it.
    """

    FOUR_WEEKS = 4
    TWELVE_WEEKS = 12
    YEAR = 53
    ALL = None

    @property
    def label(self) -> str:
        """As it is named on the screen."""
        return LABELS[self]


LABELS = {Reach.FOUR_WEEKS: "4 weeks", Reach.TWELVE_WEEKS: "12 weeks", Reach.YEAR: "a year", Reach.ALL: "all"}


class Range(NamedTuple):
    """The days `first`, with which a week begins, to `last`, both included."""

    first: date
    last: date

    @property
    def weeks(self) -> int:
        """How many weeks it touches."""
        return (self.last - self.first).days // 7 + 1


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of its week, where weeks begin with `first_weekday`, Monday being 0."""
    return day - timedelta((day.weekday() - first_weekday) % 7)


def weeks_to(last: date, weeks: int, first_weekday: int = 0) -> Range:
    """That many weeks, at least one, the newest cut off after `last`; none from before the calendar begins."""
    newest = week_start(last, first_weekday)
    return Range(newest - timedelta(7 * min(weeks - 1, (newest - date.min).days // 7)), last)


def reaching(reach: Reach, today: date, oldest: date | None, first_weekday: int = 0) -> Range:
    """The range up to `today`; `oldest` is the first day of which anything is known, where `reach` asks for all."""
    if reach.value is not None:
        return weeks_to(today, reach.value, first_weekday)
    return Range(week_start(today if oldest is None else min(oldest, today), first_weekday), today)


def earlier(shown: Range) -> Range:
    """As many whole weeks just before it; itself where the calendar begins."""
    if shown.first - date.min < timedelta(7):
        return shown
    return weeks_to(shown.first - timedelta(1), shown.weeks, shown.first.weekday())


def later(shown: Range, today: date) -> Range:
    """As many weeks just after it, at most up to `today`."""
    first_weekday = shown.first.weekday()
    newest = week_start(shown.last, first_weekday)
    step = timedelta(min(7 * shown.weeks + 6, (date.max - newest).days))
    return weeks_to(min(today, newest + step), shown.weeks, first_weekday)

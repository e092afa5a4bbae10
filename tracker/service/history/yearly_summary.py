"""A long history summed up year by year, so that each part can be shown as soon as it is ready."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter

from tracker.core.analytics.ranges import Range, earlier, weeks_to
from tracker.core.analytics.trends import Overview, joined, summed
from tracker.core.engine.flares import flares
from tracker.core.plan import Plan
from tracker.service.context import AppContext

WEEKS_A_YEAR = 52


class YearlySummary:
    """The overview from `first`, with which a week begins, to `last`, summed up year by year, the newest first."""

    def __init__(self, context: AppContext, first: date, last: date) -> None:
        self._history = context.store.history(first, with_sessions=False)
        self._plan = Plan(self._history.prescriptions, self._history.pauses, self._history.skips)
        self._flares = flares(self._history.checkins, self._history.settings, last)
        self._pending = deque(years(first, last))
        self._parts: deque[Overview] = deque()

    def sum_next(self, context: AppContext) -> None:
        """Sum up another year, if there is one left."""
        if self._pending:
            self._parts.appendleft(self._sum(context, self._pending[0]))
            self._pending.popleft()

    @property
    def finished(self) -> bool:
        """Whether everything is summed up."""
        return not self._pending

    @property
    def weeks(self) -> int:
        """How many weeks are summed up so far."""
        return sum(len(part.weeks) for part in self._parts)

    def so_far(self) -> Overview:
        """What is summed up so far; at least one year must be."""
        self._parts = deque([joined(self._parts)])
        return self._parts[0]

    def _sum(self, context: AppContext, part: Range) -> Overview:
        checkins, day = self._history.checkins, attrgetter("date")
        in_part = checkins[bisect_left(checkins, part.first, key=day) : bisect_right(checkins, part.last, key=day)]
        return summed(
            replace(self._history, checkins=in_part),
            self._plan,
            self._flares,
            logged=context.store.exercise_days(part.first, part.last),
            first=part.first,
            last=part.last,
            today=context.today(),
        )


def years(first: date, last: date) -> Iterator[Range]:
    """The days from `first`, with which a week begins, to `last`, cut into years of whole weeks, the newest first."""
    year = weeks_to(last, WEEKS_A_YEAR, first.weekday())
    while first < year.first:
        yield year
        year = earlier(year)
    yield Range(first, year.last)

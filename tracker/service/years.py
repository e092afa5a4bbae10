"""A long history summed up year by year, so that nobody has to wait for all of it at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter

from tracker.core.plan import Plan
from tracker.core.ranges import Range, monday
from tracker.core.trends import Overview, flare_spans, joined, summed
from tracker.service.desk import Desk

A_YEAR = timedelta(weeks=52)


class Years:
    """The overview from the Monday of `first` to `last`, made of parts of a year each, the oldest first."""

    def __init__(self, desk: Desk, first: date, last: date) -> None:
        self._history = desk.store.history(monday(first), with_sessions=False)
        self._plan = Plan(self._history.prescriptions, self._history.pauses, self._history.skips)
        self._spans = flare_spans(self._history.checkins, self._history.settings, monday(first), last)
        self._to_do = deque(pieces(monday(first), last))
        self._done: list[Overview] = []

    def sum_next(self, desk: Desk) -> bool:
        """Sum up another year; whether there is more to do."""
        if self._to_do:
            part = self._to_do.popleft()
            checkins, day = self._history.checkins, attrgetter("date")
            self._done.append(
                summed(
                    plan=self._plan,
                    pauses=self._history.pauses,
                    checkins=checkins[
                        bisect_left(checkins, part.first, key=day) : bisect_right(checkins, part.last, key=day)
                    ],
                    spans=self._spans,
                    logged=desk.store.exercise_days(part.first, part.last),
                    first=part.first,
                    last=part.last,
                )
            )
        return bool(self._to_do)

    def overview(self, desk: Desk) -> Overview:
        """All of it, with what was not summed up so far."""
        while self.sum_next(desk):
            pass
        self._done = [joined(self._done)]
        return self._done[0]


def pieces(first: date, last: date) -> Iterator[Range]:
    """The days from `first`, a Monday, to `last`, cut into years of whole weeks."""
    while last - first >= A_YEAR:
        yield Range(first, first + A_YEAR - timedelta(1))
        first += A_YEAR
    yield Range(first, last)

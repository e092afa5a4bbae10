"""Sorted lists of days, as day numbers (`date.toordinal`), and the questions asked of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import islice

LAST_DAY = date.max.toordinal()

# The dates that may be recorded: others are slips of the finger, and leave no room to reckon with days around them.
FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(9998, 12, 31)

# How many days of the past a forecast needs. The longest look back from any day is six weeks: the
# baseline (14 days) of the day a flare started (28 days before it times out).
LOOK_BACK_DAYS = 64


def days_before(day: date, count: int) -> date:
    """The date `count` days before `day`, or the first date there is."""
    return date.fromordinal(max(day.toordinal() - count, date.min.toordinal()))


def between(days: list[int], first: int, last: int) -> list[int]:
    """Those of `days` that lie in `first` … `last`."""
    return days[bisect_left(days, first) : bisect_right(days, last)]


def any_between(days: list[int], first: int, last: int) -> bool:
    """Whether any of `days` lies in `first` … `last`."""
    at = bisect_left(days, first)
    return at < len(days) and days[at] <= last


def latest(days: list[int], before: int, count: int) -> list[int]:
    """The last `count` of `days` that are before a day, oldest first; fewer where there are not as many."""
    end = bisect_left(days, before)
    return days[max(0, end - count) : end]


def lead_in_spans(days: list[int], lead: int) -> list[tuple[int, int]]:
    """Where `lead` days before each of `days` are added, the spans of neighbouring days that this makes."""
    spans: list[tuple[int, int]] = []
    if not days:
        return spans
    first = last = days[0]
    for day in islice(days, 1, None):
        if day - lead > last + 1:
            spans.append((first - lead, last))
            first = day
        last = day
    spans.append((first - lead, last))
    return spans

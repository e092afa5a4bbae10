"""The days that lie in a pause, and when the last long one ended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from tracker.core.days import LAST_DAY, latest
from tracker.core.model import Pause

LONG_PAUSE = 4


class Pauses:
    """Pauses that may overlap and be open, asked by day number."""

    def __init__(self, pauses: Iterable[Pause]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        long_ends = []
        for first, last, ended in sorted(_span(pause) for pause in pauses):
            if ended and last - first + 1 >= LONG_PAUSE:
                long_ends.append(last)
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            elif first <= last:
                self._firsts.append(first)
                self._lasts.append(last)
        self._long_ends = sorted(long_ends)

    def cover(self, day: int) -> bool:
        """Whether `day` lies in a pause."""
        at = bisect_right(self._firsts, day) - 1
        return at >= 0 and day <= self._lasts[at]

    def within(self, first: int, last: int) -> set[int]:
        """The days of `first` … `last` that lie in a pause."""
        days: set[int] = set()
        at = max(0, bisect_right(self._firsts, first) - 1)
        while at < len(self._firsts) and self._firsts[at] <= last:
            days.update(range(max(first, self._firsts[at]), min(last, self._lasts[at]) + 1))
            at += 1
        return days

    def latest_return(self, on: int) -> int | None:
        """The day after the latest pause of four or more days that ended before `on`."""
        ends = latest(self._long_ends, on, 1)
        return ends[0] + 1 if ends else None


def _span(pause: Pause) -> tuple[int, int, bool]:
    """Its first day, its last, and whether it has one."""
    end = pause.end
    return pause.start.toordinal(), LAST_DAY if end is None else end.toordinal(), end is not None

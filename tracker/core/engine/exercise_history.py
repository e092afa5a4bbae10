"""What was logged of one exercise, day by day, and how many weeks in a row were clean.

Days are day numbers (`date.toordinal`); a week is named by its first day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import add, sub
from typing import NamedTuple

from tracker.core.days import LAST_DAY, LOOK_BACK_DAYS, between, latest, lead_in_spans
from tracker.core.engine.daily_facts import DailyFacts
from tracker.core.engine.weeks import DONE, UNREAD, Week, counted, kinds
from tracker.core.model import SetLog, Settings
from tracker.core.plan import Plan

GAP = 8

WeekSum = tuple[int, Week, int, int]
"""A week's first day, what it was, its planned days and its days done."""


class Layoff(NamedTuple):
    """Time away from an exercise: from the day it was last logged to the next, and on how many days it was since."""

    first: int
    last: int
    logged_since: int

    @property
    def days(self) -> int:
        """Its length in days."""
        return self.last - self.first


class ExerciseHistory:
    """The logged days of one exercise, added in their order; check-ins and prescriptions are known before.

    `days` are those with a set, `days_with_pain` those of them with a known pain, `red` those on which that pain was
    provoked and red, `gap_ends` the later days of its gaps; `planned` are the planned days of all weeks asked for.
    """

    def __init__(self, exercise: str, settings: Settings, plan: Plan, daily: DailyFacts) -> None:
        self.exercise = exercise
        self._settings = settings
        self._red_from = settings.red_from
        self._plan = plan
        self._timeline = plan.timeline(exercise)
        self._daily = daily
        self._sets: list[SetLog] = []
        self._ends: list[int] = []
        self.days: list[int] = []
        self.pains: dict[int, int] = {}
        self.days_with_pain: list[int] = []
        self.red: list[int] = []
        self.gap_ends: list[int] = []
        self.planned: set[int] = set()
        self._counts: dict[int, int] = {}
        self._kinds = kinds(settings.adherence_required)
        # Clean weeks in a row, by the last of them. Weeks that begin before `_closed` and are not here were not clean.
        self._streaks: dict[int, int] = {}
        self._closed = LAST_DAY

    def add(self, day: int, sets: Sequence[SetLog]) -> tuple[int, bool, bool]:
        """Adds the sets of a day; their highest pain (-1: unknown), any leg symptoms, and whether the day was red."""
        if self.days and day - self.days[-1] >= GAP:
            self.gap_ends.append(day)
        self.days.append(day)
        self._sets += sets
        self._ends.append(len(self._sets))
        pain = -1
        leg = red = False
        for set_log in sets:
            if set_log.pain is not None and set_log.pain > pain:
                pain = set_log.pain
            if set_log.leg:
                leg = True
        count = UNREAD
        if pain >= 0:
            count = 0
            self.pains[day] = pain
            self.days_with_pain.append(day)
            if pain >= self._red_from and self.provoked(day, self._red_from):
                red = True
                self.red.append(day)
        effective = self._timeline.on(day)
        if effective is not None and effective.target is not None and effective.target.done(sets):
            count += DONE
        self._counts[day] = count
        return pain, leg, red

    def sets_on(self, day: int) -> Sequence[SetLog]:
        """The sets of a day, in the order in which they were logged."""
        at = bisect_left(self.days, day)
        if at == len(self.days) or self.days[at] != day:
            return ()
        return self._sets[self._ends[at - 1] if at else 0 : self._ends[at]]

    def days_without_pain(self, first: int, last: int) -> list[int]:
        """The days `first` … `last` with a set on which its pain is unknown."""
        return [day for day in between(self.days, first, last) if day not in self.pains]

    def close(self) -> None:
        """Count the clean weeks once all days are added; where nothing was logged, no week is clean."""
        for first, last in lead_in_spans(self.days, 6):
            self.plan(first, last + 6)
            runs = [self._streaks.get(week, 0) for week in range(first - 7, first)]
            for kind in map(self._kinds.__getitem__, self._codes(first, last)):
                runs.append(runs[-7] + 1 if kind is Week.CLEAN else 0)
            self._streaks.update(zip(range(first - 7, last + 1), runs, strict=True))

    def plan(self, first: int, last: int) -> None:
        """Look up and keep on which of the days `first` … `last` the exercise is planned."""
        for _, days in self._plan.planned_on(self.exercise, first, last):
            self.planned |= days

    def truncated_at(self, on: int, last: int, plan: Plan, daily: DailyFacts) -> ExerciseHistory:
        """A copy with the latest days before `on`, carried on to `last` with another plan and other daily facts."""
        cut = ExerciseHistory(self.exercise, self._settings, plan, daily)
        cut.days = latest(self.days, on, LOOK_BACK_DAYS)
        for day in cut.days:
            cut._sets += self.sets_on(day)
            cut._ends.append(len(cut._sets))
        cut.days_with_pain = latest(self.days_with_pain, on, LOOK_BACK_DAYS)
        cut.pains = {day: self.pains[day] for day in cut.days_with_pain}
        cut.red = latest(self.red, on, LOOK_BACK_DAYS)
        cut.gap_ends = latest(self.gap_ends, on, 1)
        cut.plan(on - 7, last)
        cut._counts = {day: self._counts[day] for day in cut.days}
        cut._kinds = self._kinds
        cut._streaks = {week: self._streaks[week] for week in range(on - 14, on - 7) if week in self._streaks}
        cut._closed = on - 7
        return cut

    def week(self, first: int) -> WeekSum:
        """The kind of the week that begins on the day `first`, also where nothing was logged in it."""
        self.plan(first, first + 6)
        (code,) = self._codes(first, first)
        return first, self._kinds[code], *counted(code)

    def _codes(self, first: int, last: int) -> Iterator[int]:
        """The counted days of each of the weeks that begin on the days `first` … `last`."""
        days = range(first, last + 7)
        planned, counts = self.planned, self._counts
        so_far = list(accumulate(((day in planned) + counts.get(day, 0) for day in days), initial=0))
        return map(add, map(sub, so_far[7:], so_far), map(self._daily.weeks.__getitem__, range(first, last + 1)))

    def clean_weeks(self, on: int, begin: int) -> int:
        """How many weeks before `on` were clean in a row and begin on or after `begin`."""
        most = (on - begin) // 7
        return min(self._streak(on - 7), most) if most else 0

    def _streak(self, week: int) -> int:
        if week >= self._closed and week not in self._streaks:
            (code,) = self._codes(week, week)
            self._streaks[week] = self._streak(week - 7) + 1 if self._kinds[code] is Week.CLEAN else 0
        return self._streaks.get(week, 0)

    def layoffs(self, on: int) -> list[Layoff]:
        """The gaps before `on` after which it was logged on at most three days, the one up to `on` included."""
        days = [*latest(self.days, on, 4), on]
        if on - days[0] < GAP:
            return []
        return [
            Layoff(first, last, logged)
            for logged, (first, last) in enumerate(zip(days[-2::-1], days[:0:-1], strict=True))
            if last - first >= GAP
        ]

    def latest_return(self, on: int) -> int | None:
        """The later day of the latest gap before `on`."""
        ends = latest(self.gap_ends, on, 1)
        return ends[0] if ends else None

    def provoked(self, day: int, limit: int) -> bool:
        """Whether the pain on `day`, which is known, was provoked and at least `limit`."""
        return self.pains[day] >= limit and self._daily.provoked(self.pains[day], day)

    def hurt(self, first: int, last: int, limit: int) -> bool:
        """Whether a pain on one of the days `first` … `last` was provoked and at least `limit`."""
        return any(self.provoked(day, limit) for day in between(self.days_with_pain, first, last))

    def met(self, day: int) -> bool:
        """Whether the dose that held on `day` was met then."""
        effective = self._timeline.on(day)
        return effective is not None and effective.target is not None and effective.target.met(self.sets_on(day))

    def broke_form(self, day: int) -> bool:
        """Whether a set of `day` lost its form."""
        return any(set_log.form_broke for set_log in self.sets_on(day))

    def last_two(self, on: int) -> list[int]:
        """The last two days before `on` on which it was logged."""
        return latest(self.days, on, 2)

    def last_two_with_pain(self, on: int) -> list[int]:
        """The last two days before `on` on which it was logged with a pain."""
        return latest(self.days_with_pain, on, 2)

"""What was logged of one exercise, day by day, and how many weeks in a row were clean.

Days are day numbers (`date.toordinal`); a week is named by its first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import sub

from tracker.core.days import LAST_DAY, REACH, latest, stretches
from tracker.core.diary import Diary
from tracker.core.model import SetLog, Settings
from tracker.core.plan import Plan
from tracker.core.weeks import Week, classify, days_needed

GAP = 8

WeekSum = tuple[int, Week, int, int]
"""A week's first day, what it was, its planned days and its days done."""


class Ledger:
    """The logged days of one exercise, added in their order; check-ins and prescriptions are known before.

    `days` are those with a set, `felt` those of them with a known pain, `red` those on which that pain was provoked and
    red, `returns` the later days of its gaps; `planned` are the planned days of all weeks that are asked for.
    """

    def __init__(self, exercise: str, settings: Settings, plan: Plan, diary: Diary) -> None:
        self.exercise = exercise
        self._settings = settings
        self._red_from = settings.red_from
        self._plan = plan
        self._course = plan.course(exercise)
        self._diary = diary
        self.sets: dict[int, Sequence[SetLog]] = {}
        self.days: list[int] = []
        self.pains: dict[int, int] = {}
        self.felt: list[int] = []
        self.red: list[int] = []
        self.returns: list[int] = []
        self.planned: set[int] = set()
        self._unread: set[int] = set()
        self._done: set[int] = set()
        # Clean weeks in a row, by the last of them. Weeks that begin before `_closed` and are not here were not clean.
        self._streaks: dict[int, int] = {}
        self._closed = LAST_DAY

    def add(self, day: int, sets: Sequence[SetLog]) -> None:
        """Adds the sets of a day."""
        if self.days and day - self.days[-1] >= GAP:
            self.returns.append(day)
        self.days.append(day)
        self.sets[day] = sets
        known = [one.pain for one in sets if one.pain is not None]
        if known:
            self.pains[day] = max(known)
            self.felt.append(day)
            if self.provoked(day, self._red_from):
                self.red.append(day)
        else:
            self._unread.add(day)
        term = self._course.on(day)
        if term is not None and term.target is not None and term.target.done(sets):
            self._done.add(day)

    def close(self) -> None:
        """Counts the clean weeks when all days are there; where nothing was logged, no week is clean."""
        for first, last in stretches(self.days, 6):
            self.plan(first, last + 6)
            for week, kind, _, _ in self.weeks(first, last):
                if kind is Week.CLEAN:
                    self._streaks[week] = self._streaks.get(week - 7, 0) + 1

    def plan(self, first: int, last: int) -> None:
        """Takes note of which of the days `first` … `last` it is planned on."""
        terms = self._plan.planned_days(self.exercise, first, last)
        self.planned.update(day for day, term in enumerate(terms, first) if term is not None)

    def until(self, on: int, last: int, plan: Plan, diary: Diary) -> Ledger:
        """A copy with the latest days before `on`, to be carried on to `last` with another plan and diary."""
        cut = Ledger(self.exercise, self._settings, plan, diary)
        cut.days = latest(self.days, on, REACH)
        cut.sets = {day: self.sets[day] for day in cut.days}
        cut.felt = latest(self.felt, on, REACH)
        cut.pains = {day: self.pains[day] for day in cut.felt}
        cut.red = latest(self.red, on, REACH)
        cut.returns = latest(self.returns, on, 1)
        cut.plan(on - 7, last)
        cut._unread = self._unread.intersection(cut.days)
        cut._done = self._done.intersection(cut.days)
        cut._streaks = {week: self._streaks[week] for week in range(on - 14, on - 7) if week in self._streaks}
        cut._closed = on - 7
        return cut

    def weeks(self, first: int, last: int) -> Iterator[WeekSum]:
        """What each of the weeks that begin on the days `first` … `last` was."""
        days = range(first, last + 7)
        planned = _by_week(map(self.planned.__contains__, days))
        done = _by_week(map(self._done.__contains__, days))
        unread = _by_week(map(self._unread.__contains__, days))
        needed = days_needed(self._settings.adherence_required)
        for week, of, did, blank in zip(range(first, last + 1), planned, done, unread, strict=True):
            painful, known = self._diary.week(week)
            yield week, classify(painful, of, did, needed[of], blank, known), of, did

    def week(self, first: int) -> WeekSum:
        """What the week that begins on the day `first` was, be anything logged in it or not."""
        self.plan(first, first + 6)
        (week,) = self.weeks(first, first)
        return week

    def clean_weeks(self, on: int, begin: int) -> int:
        """How many weeks before `on` were clean in a row and begin on or after `begin`."""
        most = (on - begin) // 7
        return min(self._streak(on - 7), most) if most else 0

    def _streak(self, week: int) -> int:
        if week >= self._closed and week not in self._streaks:
            ((_, kind, _, _),) = self.weeks(week, week)
            self._streaks[week] = self._streak(week - 7) + 1 if kind is Week.CLEAN else 0
        return self._streaks.get(week, 0)

    def layoffs(self, on: int) -> list[tuple[int, int]]:
        """The days of each gap before `on`, and on how many days it was logged from its end on; the latest four."""
        days = [*latest(self.days, on, 4), on]
        return [
            (later - earlier, logged)
            for logged, (earlier, later) in enumerate(zip(days[-2::-1], days[:0:-1], strict=True))
            if later - earlier >= GAP
        ]

    def back_from(self, on: int) -> int | None:
        """The later day of the latest gap before `on`."""
        ends = latest(self.returns, on, 1)
        return ends[0] if ends else None

    def provoked(self, day: int, limit: int) -> bool:
        """Whether the pain on `day`, which is known, was provoked and at least `limit`."""
        return self.pains[day] >= limit and self._diary.provoked(self.pains[day], day)

    def met(self, day: int) -> bool:
        """Whether the dose that held on `day` was met then."""
        term = self._course.on(day)
        return term is not None and term.target is not None and term.target.met(self.sets[day])

    def broke_form(self, day: int) -> bool:
        """Whether a set of `day` lost its form."""
        return any(one.form_broke for one in self.sets[day])

    def last_two(self, on: int) -> list[int]:
        """The last two days before `on` on which it was logged."""
        return latest(self.days, on, 2)

    def last_two_felt(self, on: int) -> list[int]:
        """The last two days before `on` on which it was logged with a pain."""
        return latest(self.felt, on, 2)


def _by_week(flags: Iterable[bool]) -> Iterator[int]:
    """How many of each seven neighbouring flags are set."""
    so_far = list(accumulate(flags, initial=0))
    return map(sub, so_far[7:], so_far)

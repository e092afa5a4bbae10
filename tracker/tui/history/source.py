"""Reads what the History screen draws."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from tracker.core import wording
from tracker.core.analytics.ranges import Range, Reach, reaching
from tracker.core.analytics.trends import Overview
from tracker.core.model import FunctionScores
from tracker.service.context import AppContext
from tracker.service.history.look_back import look_back
from tracker.service.history.yearly_summary import YearlySummary
from tracker.tui.database_worker import DatabaseWorker

# Between two years that nobody waits for, so that keys need not share the processor with them all the time.
PAUSE_BETWEEN_YEARS_S = 0.05


class HistoryData(NamedTuple):
    """The data of some weeks.

    `first_day` is the first day with any record; `names` and `units` are those of the exercises by id; `more` says that
    earlier weeks were requested and are not summed up yet; `function` has all scores of the person's activities.
    """

    today: date
    first_day: date | None
    names: Mapping[str, str]
    units: Mapping[str, str]
    overview: Overview
    more: bool = False
    function: tuple[FunctionScores, ...] = ()


class HistorySource(Protocol):
    """Where the screen gets its data."""

    async def read(self, requested: Reach | Range, weeks_drawn: int = 0) -> HistoryData:
        """The data of some weeks, or of a range that ends today.

        For the whole history: what is summed up so far, but at least twice `weeks_drawn`.
        """

    async def prepare(self) -> None:
        """Sum up the whole history ahead of time, piece by piece; may be cancelled. Raises StorageError."""

    def today(self) -> date:
        """The person's date as of the last answer."""

    @property
    def first_weekday(self) -> int:
        """With which day weeks begin, Monday being 0."""


class StoredHistory:
    """Reads in the database's thread, and caches until a write or a new day.

    Many years take seconds to sum up, so this begins with the newest once the first weeks are drawn, a year at a time,
    and other work of the thread comes in between.
    """

    def __init__(self, database_worker: DatabaseWorker, today: date, first_weekday: int = 0) -> None:
        self._database = database_worker
        self._today = today
        self._first_weekday = first_weekday
        self._version: int | None = None
        self._cache: dict[Range, HistoryData] = {}
        self._years: YearlySummary | None = None

    async def read(self, requested: Reach | Range, weeks_drawn: int = 0) -> HistoryData:
        while (data := await self._database.run(lambda context: self._read(context, requested, weeks_drawn))) is None:
            pass
        return data

    async def prepare(self) -> None:
        while not await self._database.run(self._sum_next):
            await sleep(PAUSE_BETWEEN_YEARS_S)

    def today(self) -> date:
        return self._today

    @property
    def first_weekday(self) -> int:
        return self._first_weekday

    def _read(self, context: AppContext, requested: Reach | Range, weeks_drawn: int) -> HistoryData | None:
        """The data; None if too little is summed up yet."""
        self._drop_stale(context)
        first_day = context.store.first_day()
        weeks = requested if isinstance(requested, Range) else self._reaching(requested, first_day)
        if weeks in self._cache:
            return self._cache[weeks]
        exercises = context.exercises().values()
        function = context.store.function_scores()
        names = {exercise.id: exercise.name for exercise in exercises}
        units = {exercise.id: wording.work_unit(exercise.start) for exercise in exercises}
        if requested is Reach.ALL:
            years, enough = self._all(context, weeks), max(2 * weeks_drawn, 1)
            if years.weeks < enough:
                years.sum_next(context)
            if years.weeks < enough and not years.finished:
                return None
            overview, more = years.so_far(), not years.finished
        else:
            overview, more = look_back(context, weeks.first, weeks.last), False
        data = HistoryData(self._today, first_day, names, units, overview, more, function)
        if not more:
            self._cache[weeks] = data
        return data

    def _sum_next(self, context: AppContext) -> bool:
        """Sum up another year; whether that was the last."""
        self._drop_stale(context)
        years = self._all(context, self._reaching(Reach.ALL, context.store.first_day()))
        years.sum_next(context)
        return years.finished

    def _reaching(self, reach: Reach, first_day: date | None) -> Range:
        return reaching(reach, self._today, first_day, self._first_weekday)

    def _all(self, context: AppContext, weeks: Range) -> YearlySummary:
        if self._years is None:
            self._years = YearlySummary(context, weeks.first, weeks.last)
        return self._years

    def _drop_stale(self, context: AppContext) -> None:
        state = context.store.version(), context.today()
        if state != (self._version, self._today):
            self._version, self._today = state
            self._cache.clear()
            self._years = None

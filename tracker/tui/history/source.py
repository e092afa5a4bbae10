"""What History draws, from the context."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from tracker.core import wording
from tracker.core.analytics.ranges import Range, Reach, reaching
from tracker.core.analytics.trends import Overview
from tracker.service.context import AppContext
from tracker.service.history.look_back import look_back
from tracker.service.history.yearly_summary import YearlySummary
from tracker.tui.database_worker import DatabaseWorker

# Between two years that nobody waits for, so that keys need not share the processor with them all the time.
BREATH_S = 0.05


class Seen(NamedTuple):
    """What there is to draw of some weeks, and the first day of which anything is known.

    `names` are those of the exercises by their ids, `units` what their work counts; `more` says that earlier weeks were
    asked for, and follow.
    """

    today: date
    first_day: date | None
    names: Mapping[str, str]
    units: Mapping[str, str]
    overview: Overview
    more: bool = False


class HistorySource(Protocol):
    """Where the screen gets what it draws."""

    async def see(self, wanted: Reach | Range, drawn: int = 0) -> Seen:
        """Some weeks, or those that reach up to today.

        Of all weeks it is those summed up so far, or else at least twice as many as were `drawn` already.
        """

    async def prepare(self) -> None:
        """Get ready to show everything, a piece at a time; to be left at any moment. Raises StorageError."""

    def today(self) -> date:
        """The person's day, as of the last answer."""


class StoredHistory:
    """Asks the context in its own thread. What it saw is kept until anybody writes or a day has passed.

    Very many years take seconds to sum up, so that is begun when the first weeks are drawn, with the newest of them. In
    between the context is free for whatever else is asked.
    """

    def __init__(self, database_worker: DatabaseWorker, today: date) -> None:
        self._database = database_worker
        self._today = today
        self._version: int | None = None
        self._kept: dict[Range, Seen] = {}
        self._years: YearlySummary | None = None

    async def see(self, wanted: Reach | Range, drawn: int = 0) -> Seen:
        """Some weeks, or those that reach up to today; of all weeks, those that are summed up, if they are enough."""
        while (seen := await self._database.run(lambda context: self._see(context, wanted, drawn))) is None:
            pass
        return seen

    async def prepare(self) -> None:
        """Sum up everything, year after year."""
        while not await self._database.run(self._sum_next):
            await sleep(BREATH_S)

    def today(self) -> date:
        """The person's day, as of the last answer."""
        return self._today

    def _see(self, context: AppContext, wanted: Reach | Range, drawn: int) -> Seen | None:
        """None where too little is summed up, to be asked again."""
        self._forget_what_changed(context)
        first_day = context.store.first_day()
        weeks = wanted if isinstance(wanted, Range) else reaching(wanted, self._today, first_day)
        if weeks in self._kept:
            return self._kept[weeks]
        exercises = context.exercises().values()
        names = {exercise.id: exercise.name for exercise in exercises}
        units = {exercise.id: wording.work_unit(exercise.start) for exercise in exercises}
        if wanted is not Reach.ALL:
            self._kept[weeks] = Seen(self._today, first_day, names, units, look_back(context, weeks.first, weeks.last))
            return self._kept[weeks]
        years, enough = self._all(context, weeks), max(2 * drawn, 1)
        if years.weeks < enough:
            years.sum_next(context)
        if years.weeks < enough and not years.finished:
            return None
        seen = Seen(self._today, first_day, names, units, years.so_far(), more=not years.finished)
        if years.finished:
            self._kept[weeks] = seen
        return seen

    def _sum_next(self, context: AppContext) -> bool:
        """Sum up another year; whether that is all."""
        self._forget_what_changed(context)
        years = self._all(context, reaching(Reach.ALL, self._today, context.store.first_day()))
        years.sum_next(context)
        return years.finished

    def _all(self, context: AppContext, weeks: Range) -> YearlySummary:
        if self._years is None:
            self._years = YearlySummary(context, weeks.first, weeks.last)
        return self._years

    def _forget_what_changed(self, context: AppContext) -> None:
        now = context.store.version(), context.today()
        if now != (self._version, self._today):
            self._version, self._today = now
            self._kept.clear()
            self._years = None

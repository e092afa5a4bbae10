"""What History draws, from the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from tracker.core.ranges import Range, Reach, reaching
from tracker.core.trends import Overview
from tracker.service.desk import Desk
from tracker.service.review import look_back
from tracker.service.years import Years
from tracker.tui.backroom import Backroom


class Seen(NamedTuple):
    """What there is to draw of some weeks, and the first day of which anything is known.

    `names` are those of the exercises by their ids.
    """

    today: date
    first_day: date | None
    names: Mapping[str, str]
    overview: Overview


class HistorySource(Protocol):
    """Where the screen gets what it draws."""

    async def see(self, wanted: Reach | Range) -> Seen:
        """Some weeks, or those that reach up to today."""

    async def prepare(self) -> None:
        """Get ready to show everything, a piece at a time; to be left at any moment. Raises StorageProblem."""

    def today(self) -> date:
        """The person's day, as of the last answer."""


class DeskHistory:
    """Asks the desk in its own thread. What it saw is kept until anybody writes or a day has passed.

    All years take seconds to sum up when there are many, so that is begun when the first weeks are drawn.
    """

    def __init__(self, backroom: Backroom, today: date) -> None:
        self._backroom = backroom
        self._today = today
        self._version: int | None = None
        self._kept: dict[Range, Seen] = {}
        self._years: Years | None = None

    async def see(self, wanted: Reach | Range) -> Seen:
        """Some weeks, or those that reach up to today."""
        return await self._backroom.ask(lambda desk: self._see(desk, wanted))

    async def prepare(self) -> None:
        """Sum up everything, year after year; in between the desk is free for whatever else is asked."""
        while await self._backroom.ask(self._sum_next):
            pass

    def today(self) -> date:
        """The person's day, as of the last answer."""
        return self._today

    def _see(self, desk: Desk, wanted: Reach | Range) -> Seen:
        self._forget_what_changed(desk)
        first_day = desk.store.first_day()
        weeks = wanted if isinstance(wanted, Range) else reaching(wanted, self._today, first_day)
        if weeks not in self._kept:
            names = {exercise.id: exercise.name for exercise in desk.exercises().values()}
            if wanted is Reach.ALL:
                overview = self._all(desk, weeks).overview(desk)
            else:
                overview = look_back(desk, weeks.first, weeks.last)
            self._kept[weeks] = Seen(self._today, first_day, names, overview)
        return self._kept[weeks]

    def _sum_next(self, desk: Desk) -> bool:
        self._forget_what_changed(desk)
        return self._all(desk, reaching(Reach.ALL, self._today, desk.store.first_day())).sum_next(desk)

    def _all(self, desk: Desk, weeks: Range) -> Years:
        if self._years is None:
            self._years = Years(desk, weeks.first, weeks.last)
        return self._years

    def _forget_what_changed(self, desk: Desk) -> None:
        now = desk.store.version(), desk.today()
        if now != (self._version, self._today):
            self._version, self._today = now
            self._kept.clear()
            self._years = None

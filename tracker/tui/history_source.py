"""What History draws, from the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.core.trends import Overview
from tracker.service.desk import Desk
from tracker.service.review import look_back
from tracker.tui.backroom import Backroom


class DeskHistory:
    """Asks the desk in its own thread; the names are those of the last answer."""

    def __init__(self, backroom: Backroom, today: date) -> None:
        self._backroom = backroom
        self._today = today
        self._names: dict[str, str] = {}

    async def overview(self, first: date, last: date) -> Overview:
        """Everything to draw of these days."""

        def work(desk: Desk) -> Overview:
            self._today = desk.today()
            self._names = {exercise.id: exercise.name for exercise in desk.exercises().values()}
            return look_back(desk, first, last)

        return await self._backroom.ask(work)

    async def first_day(self) -> date | None:
        """The first day of which anything is known."""
        return await self._backroom.ask(lambda desk: desk.store.first_day())

    def today(self) -> date:
        """The person's day, as of the last answer."""
        return self._today

    def names(self) -> Mapping[str, str]:
        """The names of the exercises by their ids."""
        return self._names

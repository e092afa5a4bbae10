"""The only caller of now(); knows at which hour a day begins."""

from __future__ import annotations

import os
import time
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from datetime import time as time_of_day

from tracker.core.errors import UsageError

NOW_VARIABLE = "BACKTRACKER_NOW"
FIRST_YEAR = 1900
# The plain monotonic clock stands still while the machine sleeps, where another one is to be had.
SLEEPLESS = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock:
    """The time of day as the person's wall clock shows it; `fixed` stands still, for tests and pictures."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self.fixed = fixed

    @classmethod
    def from_environment(cls) -> Clock:
        """The clock that `BACKTRACKER_NOW` names (an ISO date and time; without a zone it is local), else the real one.

        A date without a time is noon of that day. Raises UsageError where the variable holds something else.
        """
        text = os.environ.get(NOW_VARIABLE, "").strip()
        if not text:
            return cls()
        try:
            moment = datetime.fromisoformat(text)
            if not FIRST_YEAR <= moment.year < MAXYEAR:
                raise ValueError  # what follows reckons with days before and after, and with years of four digits
        except ValueError:
            raise UsageError(
                f"{NOW_VARIABLE} is {text!r}, which is no date and time; write it like 2026-11-22T07:30:00."
            ) from None
        return cls(moment.replace(hour=12) if len(text) <= len("2026-11-22") else moment)

    def now(self) -> datetime:
        """The local date and time, with its zone."""
        return (self.fixed or datetime.now(UTC)).astimezone()

    def seconds(self) -> float:
        """Seconds since some moment, for timers: they go on while the machine sleeps, whatever the time of day does."""
        return time.clock_gettime(SLEEPLESS)

    def stamp(self) -> str:
        """The instant in UTC, to the second: `2026-01-05T06:41:10Z`."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self, day_start: str) -> date:
        """The date of the person's day, which begins at `day_start` (HH:MM): before it, it is still yesterday."""
        now = self.now()
        early = now.time() < time_of_day.fromisoformat(day_start)
        return now.date() - timedelta(days=1) if early else now.date()

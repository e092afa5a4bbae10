"""The program as it is installed, but with a clock that the test moves; the moment is in a file that both know.

Run as a program, this file is `backtracker` with that clock in place of the one that `BACKTRACKER_NOW` sets.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from math import inf
from pathlib import Path
from unittest.mock import patch

from tracker.clock import Clock

FILE_VARIABLE = "MOVED_CLOCK"
# Less than what a hands-free session takes for the leap of a machine that slept.
GLIDE_S = 1.9


class MovedClock:
    """The test's end of the clock: it stands still until it is moved."""

    def __init__(self, file: Path, moment: datetime) -> None:
        self.file = file
        self._moment = moment
        self._write(inf)

    def leaps(self, **time: float) -> None:
        """Let time pass at once, as while a machine sleeps; named as for timedelta."""
        self._moment += timedelta(**time)
        self._write(inf)

    def glides(self, seconds: float) -> None:
        """Let seconds pass as fast as a session can follow: a little with each look that it takes at the clock."""
        self._moment += timedelta(seconds=seconds)
        self._write(GLIDE_S)

    def _write(self, most: float) -> None:
        anew = self.file.with_suffix(".new")
        anew.write_text(f"{self._moment.isoformat()} {most}")
        anew.replace(self.file)


class ReadClock(Clock):
    """The program's end of the clock."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._reached = inf

    def now(self) -> datetime:
        """The moment that the test has set."""
        return self._read()[0]

    def seconds(self) -> float:
        """The same in seconds; where the clock glides, no more than a little after the look before."""
        moment, most = self._read()
        self._reached = min(moment.timestamp(), self._reached + most)
        return self._reached

    def _read(self) -> tuple[datetime, float]:
        moment, most = self._file.read_text().split()
        return datetime.fromisoformat(moment).astimezone(), float(most)


if __name__ == "__main__":
    from tracker.cli import main

    with patch.object(Clock, "from_environment", lambda: ReadClock(Path(os.environ[FILE_VARIABLE]))):
        main()

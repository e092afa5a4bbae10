"""A person who types lines, by a clock that moves while nothing is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tracker.cli.session.console import Leave
from tracker.clock import Clock

Typed = str | tuple[float, str]


class SteppingClock(Clock):
    """A clock whose seconds the test moves; its date and time stand still until they are set."""

    def __init__(self, fixed: datetime) -> None:
        super().__init__(fixed)
        self.passed_s = 0.0

    def seconds(self) -> float:
        return self.passed_s


class ScriptedConsole:
    """Types `typed`, one line after the other, and then leaves; what was said is in `lines`, with `BELL` for a bell.

    A pair of seconds and a line is typed once so much time has passed by the clock, others as soon as a line is read
    that is waited for without an end.
    """

    def __init__(self, clock: SteppingClock, typed: Iterable[Typed]) -> None:
        self.lines: list[str] = []
        self._clock = clock
        self._typed = list(typed)

    @property
    def said(self) -> str:
        """All that was said, without the bells."""
        return "\n".join(line for line in self.lines if line != "BELL")

    @property
    def typed_all(self) -> bool:
        """Whether every line was typed."""
        return not self._typed

    def say(self, text: str) -> None:
        self.lines += text.split("\n")

    def ring(self) -> None:
        self.lines.append("BELL")

    def line(self, within_s: float | None = None) -> str | None:
        at, line = self._next()
        if within_s is not None and (at is None or at > self._clock.passed_s):
            self._clock.passed_s += within_s
            return None
        if line is None:
            raise Leave
        self._typed.pop(0)
        return line

    def _next(self) -> tuple[float | None, str | None]:
        if not self._typed:
            return (None, None)
        typed = self._typed[0]
        return (None, typed) if isinstance(typed, str) else typed

"""Lines out and lines in: the terminal, serial line or pipe in which a session in plain lines is held."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from tracker.core.escape_control import escape_control

BELL = "\a"
READ_BYTES = 4096
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What stands for the signs of a sentence where the output has no such characters.
ASCII_SIGNS = str.maketrans({"×": "x", "·": ",", "“": '"', "”": '"', "’": "'", "…": "...", "–": "-"})


class Leave(Exception):
    """The person leaves, at the end of the input or with `q`, or because of a `signal`, as that of Ctrl+C."""

    def __init__(self, signal: int = 0) -> None:
        super().__init__()
        self.signal = signal


class Console(Protocol):
    """Writes lines and reads lines."""

    def say(self, text: str) -> None:
        """Add lines."""

    def ring(self) -> None:
        """Ring the terminal's bell."""

    def line(self, within_s: float | None = None) -> str | None:
        """The next line that is typed, without the spaces around it; None where none comes `within_s` seconds.

        Raises Leave where there is none any more.
        """


class StandardConsole:
    """Standard input and output. Nothing but the lines, and the bell, is written to it.

    A signal to end leaves where a line is waited for; one that comes while something is written, right after that.
    """

    def __init__(self) -> None:
        self._input = sys.stdin.fileno()
        self._typed = b""
        self._ended = False
        self._waiting = False
        self._signal = 0

    @contextmanager
    def signals_leave(self) -> Iterator[None]:
        """Let the signals to end leave politely, except those that whoever started the program ignores."""
        before = {number: signal.getsignal(number) for number in SIGNALS}
        heard = [number for number, handler in before.items() if handler != signal.SIG_IGN]
        for number in heard:
            signal.signal(number, self._interrupt)
        try:
            yield
        finally:
            for number in heard:
                signal.signal(number, before[number])

    def say(self, text: str) -> None:
        """Add lines, control characters in them shown."""
        self._write(escape_control(text, keep="\n") + "\n")

    def ring(self) -> None:
        """Ring the terminal's bell."""
        self._write(BELL)

    def line(self, within_s: float | None = None) -> str | None:
        """The next line that is typed."""
        if self._signal:
            raise Leave(self._signal)
        self._waiting = True
        try:
            while b"\n" not in self._typed and not self._ended:
                if not select.select([self._input], [], [], within_s)[0]:
                    return None
                self._take_in()
        finally:
            self._waiting = False
        if not self._typed:
            raise Leave
        line, _, self._typed = self._typed.partition(b"\n")
        return line.decode(errors="replace").strip()

    def _take_in(self) -> None:
        try:
            read = os.read(self._input, READ_BYTES)
        except OSError:  # the terminal has gone
            read = b""
        self._typed += read
        self._ended = not read

    def _write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
        except UnicodeEncodeError:
            encoding = sys.stdout.encoding
            sys.stdout.write(text.translate(ASCII_SIGNS).encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()

    def _interrupt(self, number: int, _frame: FrameType | None) -> None:
        self._signal = number
        if self._waiting:
            raise Leave(number)

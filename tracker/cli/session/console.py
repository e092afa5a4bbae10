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
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
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

    Within `signals_leave` a signal to end leaves where a line is waited for; one that comes while something is
    written, right after that.
    """

    def __init__(self) -> None:
        self._awaited = [sys.stdin.fileno()]
        self._typed = b""
        self._ended = False
        self._signal = 0

    @contextmanager
    def signals_leave(self) -> Iterator[None]:
        """Let the signals to end leave politely, except those that whoever started the program ignores."""
        before = {number: signal.getsignal(number) for number in SIGNALS}
        heard = [number for number, handler in before.items() if handler != signal.SIG_IGN]
        # A signal that comes just before `select` would not end its wait; what is written to a pipe does.
        woken, wakes = os.pipe()
        os.set_blocking(wakes, False)
        wakes_before = signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        self._awaited.append(woken)
        for number in heard:
            signal.signal(number, self._take_signal)
        try:
            yield
        finally:
            for number in heard:
                signal.signal(number, before[number])
            signal.set_wakeup_fd(wakes_before)
            self._awaited.remove(woken)
            os.close(woken)
            os.close(wakes)

    def say(self, text: str) -> None:
        """Add lines, control characters in them shown."""
        self._write(escape_control(text, keep="\n") + "\n")

    def ring(self) -> None:
        """Ring the terminal's bell."""
        self._write(BELL)

    def line(self, within_s: float | None = None) -> str | None:
        """The next line that is typed."""
        while b"\n" not in self._typed and not self._ended:
            ready = [] if self._signal else select.select(self._awaited, [], [], within_s)[0]
            if self._signal:
                raise Leave(self._signal)
            if not ready:
                return None
            if self._awaited[0] in ready:
                self._take_in()
        if self._signal:
            raise Leave(self._signal)
        if not self._typed:
            raise Leave
        line, _, self._typed = self._typed.partition(b"\n")
        return line.decode(errors="replace").strip()

    def _take_in(self) -> None:
        try:
            read = os.read(self._awaited[0], READ_BYTES)
        except OSError:  # the terminal has gone
            read = b""
        self._typed += read
        self._ended = not read

    def _write(self, text: str) -> None:
        try:
            text.encode(sys.stdout.encoding)
        except UnicodeEncodeError:
            text = text.translate(ASCII_SIGNS)
        sys.stdout.write(text)
        sys.stdout.flush()

    def _take_signal(self, number: int, _frame: FrameType | None) -> None:
        self._signal = number

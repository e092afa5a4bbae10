"""A terminal for the installed program: types keys, reads its screen, changes its size, and never waits blindly."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

PROGRAM = Path(sys.executable).with_name("backtracker")
# Longer than the program waits by itself before it goes on with a day that it has drawn.
QUIET_S = 0.4
LOOK_EVERY_S = 0.02
# Only a test that fails waits so long.
PATIENCE_S = 60.0
# So much is read before the screen is looked at again: looking takes longer than writing.
BITE = 100_000
# What comes over a slow line at a time, in bytes, and how long it is until more can come.
SLOW_BITE, SLOW_S = 600, 0.01

ENTER, ESCAPE, RIGHT = "\r", "\x1b", "\x1b[C"
CTRL_C, CTRL_Q, CTRL_R, CTRL_Z = "\x03", "\x11", "\x12", "\x1a"


class Terminal:
    """The program in a pseudo-terminal; what it wrote is in `raw` as bytes and on `lines` as a person sees it."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        program: Path = PROGRAM,
        slow: bool = False,
        ignored: Sequence[signal.Signals] = (),
    ) -> None:
        self.raw = b""
        self._gone = False
        self._slow = slow
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = pty.openpty()
        self._set_size(columns, rows)
        self.modes_before = self.modes
        self._process = subprocess.Popen(
            [program, *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={"TERM": "xterm-256color", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
            start_new_session=True,
            preexec_fn=lambda: _take_terminal(ignored),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.poll() is None:
            self.kill()
        if not self._gone:
            os.close(self._master)
            os.close(self._slave)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        return ["".join(self._screen.buffer[row][at].data for at in columns).rstrip() for row in rows]

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[Any]:
        """Every character on the screen, with its colours as `fg` and `bg`."""
        return [self._screen.buffer[row][at] for row in range(self._screen.lines) for at in range(self._screen.columns)]

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and the line of the terminal's own cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def libraries(self) -> str:
        """The names of all files that are in the program's memory."""
        return Path(f"/proc/{self._process.pid}/maps").read_text(encoding="utf-8")

    @property
    def modes(self) -> list[Any]:
        """How the terminal takes input and gives output: `termios.tcgetattr`."""
        return termios.tcgetattr(self._slave)

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def until(self, what: str | Callable[[Terminal], bool], patience_s: float = PATIENCE_S) -> str:
        """Read until a text is on the screen, or something else is so; the screen then."""
        holds: Callable[[Terminal], bool] = (lambda seen: what in seen.text) if isinstance(what, str) else what
        deadline = time.monotonic() + patience_s
        while not holds(self):
            left = deadline - time.monotonic()
            ended = self._process.poll() is not None
            more = self._read(0 if ended else max(left, 0))
            if left < 0 or (ended and not more):
                raise AssertionError(f"waited for {what!r}; the screen shows\n{self.text}\n{self._ending()}")
        return self.text

    def read_all(self) -> None:
        """Read until the program has written nothing for a moment, in which it only waited and had no work to do."""
        deadline, quiet_since = time.monotonic() + PATIENCE_S, time.monotonic()
        while time.monotonic() < quiet_since + QUIET_S:
            if self._read(LOOK_EVERY_S) or self._works:
                quiet_since = time.monotonic()
            if quiet_since > deadline:
                raise AssertionError(f"it does not come to rest; the screen shows\n{self.text}")

    def until_gone(self, text: str) -> str:
        """Read until a text is no longer on the screen; the screen then."""
        return self.until(lambda seen: text not in seen.text)

    def falls_silent(self, for_s: float) -> None:
        """Read until the program has written not one byte for so many seconds."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read(for_s):
            if time.monotonic() > deadline:
                raise AssertionError(f"it writes on and on; the screen shows\n{self.text}")

    def bytes_within(self, seconds: float) -> int:
        """Read for so long; how many bytes came."""
        end, before = time.monotonic() + seconds, len(self.raw)
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return len(self.raw) - before

    def press(self, keys: str, what: str | Callable[[Terminal], bool]) -> str:
        """Press keys and read until something is so."""
        self.type(keys)
        return self.until(what)

    def kill(self) -> None:
        """End the program at once, as a machine does that loses its power; what it wrote last stays unread."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Stop the program where it is, as `kill -STOP` does, which it cannot know of."""
        self._process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def take_away(self) -> None:
        """Close the terminal, as a window that is closed."""
        os.close(self._slave)
        os.close(self._master)
        self._gone = True

    def exit_status(self) -> int:
        """The exit status of the program, for which it is waited; it can write nothing any more."""
        return self._process.wait(PATIENCE_S)

    def go_on(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def ended(self) -> int:
        """Read until the program has ended; its exit status."""
        self.until(lambda terminal: terminal._process.poll() is not None)
        while self._read(0):
            pass
        return self._process.wait()

    @property
    def _works(self) -> bool:
        """Whether any thread of the program is at work or waits for the processor or the disk."""
        threads = Path(f"/proc/{self._process.pid}/task").glob("*/stat")
        try:
            return any(thread.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "S" for thread in threads)
        except OSError:
            return True  # a thread has just ended

    def _read(self, patience_s: float) -> bool:
        """Take in what was written; False where nothing came in time. It wakes often enough to notice an end."""
        deadline = time.monotonic() + patience_s
        while not self._waits(min(0.05, patience_s)):
            if time.monotonic() >= deadline or self._process.poll() is not None:
                return False
        self._take_in(self._crawl() if self._slow else self._gulp())
        return True

    def _gulp(self) -> bytes:
        written = os.read(self._master, 65536)
        while len(written) < BITE and self._waits(0):
            written += os.read(self._master, 65536)
        return written

    def _crawl(self) -> bytes:
        """A little, after a moment: not a wait for something, but how slow the line is."""
        select.select([], [], [], SLOW_S)
        return os.read(self._master, SLOW_BITE)

    def _take_in(self, written: bytes) -> None:
        self.raw += written
        self._stream.feed(written)

    def _waits(self, patience_s: float) -> bool:
        """Whether there is something to read."""
        return bool(select.select([self._master], [], [], patience_s)[0])

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _ending(self) -> str:
        status = self._process.poll()
        return "the program runs" if status is None else f"the program ended with status {status}"


def _take_terminal(ignored: Sequence[signal.Signals]) -> None:
    """In the child: make the pseudo-terminal its own, so that a new size is signalled to it; ignore some signals."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)

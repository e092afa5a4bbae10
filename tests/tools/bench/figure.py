"""What the moving figure costs: a frame, from the time in the repetition to the characters, and a key beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.support.figures import figure_ids
from tests.support.terminal import Terminal
from tests.tools.bench.histories import database
from tests.tools.bench.processes import environment
from tracker.core.figure.drawing import draw
from tracker.core.figure.motion import Figure, phase_at, pose_at
from tracker.core.session.pace import Phase, parse_pace
from tracker.library.figures import shipped

SIZES = ((24, 10), (32, 12), (60, 24))
FRAMES = 440
LIMIT_MS = 2.0
KEYS = "jk" * 20
WATCHED_S = 5.0
KEY_S = 0.29
CURSOR = "▶"


def run(folder: Path) -> list[str]:
    """Lines of a table: frames of all figures at each size, then keys on Today with and without movement."""
    figures = [figure for figure in map(shipped().get, figure_ids()) if figure is not None]
    pace = parse_pace("3 s there, hold, 3 s back", 1)
    return [*(_frames(figures, pace, cols, rows) for cols, rows in SIZES), *_keys(folder)]


def _frames(figures: list[Figure], pace: tuple[Phase, ...], cols: int, rows: int) -> str:
    took = []
    for number in range(FRAMES):
        figure = figures[number % len(figures)]
        start = time.process_time()
        index, part = phase_at(pace, number / 12)
        draw(figure, pose_at(figure, pace, index, part), cols, rows).lines()
        took.append((time.process_time() - start) * 1000)
    took.sort()
    slow = took[len(took) * 99 // 100]
    return f"a frame at {cols}×{rows}: median {median(took):.2f} ms, one in a hundred {slow:.2f} (goal: {LIMIT_MS:g})"


class Today(Terminal):
    """The program on Today, its cursor on an exercise whose figure is beside it."""

    def pass_the_time(self, seconds: float) -> None:
        """Take in what is written for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def took(self, key: str) -> float:
        """Milliseconds from a key to the picture with the cursor elsewhere; looked at once all of it is there."""
        before, begin = self._cursor(), time.perf_counter()
        self.type(key)
        chunks = []
        while (left := begin + KEY_S - time.perf_counter()) > 0:
            if self._waits(left):
                chunks.append((os.read(self._master, 65536), time.perf_counter()))
        seen = None
        for written, at in chunks:
            self._stream.feed(written)
            if seen is None and self._cursor() not in (before, None):
                seen = at
        if seen is None:  # a slow one
            self.until(lambda _: self._cursor() not in (before, None))
            seen = time.perf_counter()
        return (seen - begin) * 1000

    def busy_ms(self) -> float:
        """The time of a processor that it has in a second, while nothing is pressed."""
        before = self._used_ms()
        self.pass_the_time(WATCHED_S)
        return (self._used_ms() - before) / WATCHED_S

    def _used_ms(self) -> float:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def _cursor(self) -> int | None:
        return next((row for row, line in enumerate(self.lines) if CURSOR in line), None)


def _keys(folder: Path) -> list[str]:
    """The same keys in turn in a program whose figure moves and in one whose figure stands still."""
    with ExitStack() as stack:
        still, moving = (_today(stack, folder, animation) for animation in (False, True))
        took = [(still.took(key), moving.took(key)) for key in KEYS]
        used = [still.busy_ms(), moving.busy_ms()]
    without, with_it = (median(each) for each in zip(*took, strict=True))
    return [
        f"key to picture on Today: {without:.1f} ms with the figure still, {with_it:.1f} ms with it moving",
        f"processor in a second on Today: {used[0]:.0f} ms with the figure still, {used[1]:.0f} ms with it moving",
    ]


def _today(stack: ExitStack, folder: Path, animation: bool) -> Today:
    """The program with a year of history, the morning's question answered, and all that begins with it over."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    config = home / ".config" / "backtracker" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f"animation = {str(animation).lower()}\n", encoding="utf-8")
    written = shutil.copy(database(folder, 1), home)
    terminal = stack.enter_context(Today(environment(home, Path(written))))
    terminal.until("Help")
    terminal.type("0n")
    terminal.pass_the_time(WATCHED_S)
    return terminal

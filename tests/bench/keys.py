"""From a key to its picture: each key of Today and of History, in a pseudo-terminal, with years of history."""

from __future__ import annotations

import os
import select
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.histories import database
from tests.bench.processes import environment
from tests.pty.terminal import ENTER, ESCAPE, Terminal

ROUNDS = 5
# So long nothing is written before a picture counts as settled.
QUIET_S = 0.3
LIMIT_MS = 50
FIRST_MS = 150

# A morning, each key with what it does; those that write are taken back, so that every round is the same.
MORNING = (
    ("0", "the morning's pain"), ("j", "down"), ("k", "up"), (ENTER, "log a set"), ("u", "undo"), ("\x12", "redo"),
    ("6", "repetitions"), ("+", "one more"), ("-", "one less"), ("\x7f", "delete a digit"), ("a", "the exercise"),
    ("p", "pain"), ("1", "its number"), ("b", "form broke"), ("s", "skip"), (ESCAPE, "put off"), ("f", "a flare"),
    ("u", "undo"), ("A", "the session"), ("u", "undo"), ("n", "note"), (ESCAPE, "close"), ("d", "delete"),
    ("u", "undo"), ("c", "check-in"), (ESCAPE, "put off"), (",", "day before"), (".", "day after"), ("w", "why"),
    (ESCAPE, "close"), ("!", "warning signs"), (ESCAPE, "close"), ("?", "help"), (ESCAPE, "close"), (" ", "go"),
    (ESCAPE, "stop"),
)  # fmt: skip
SCREENS = (("L", "Library"), ("T", "Today"), ("P", "Plan"), ("T", "Today"))


class Timed(Terminal):
    """A terminal that tells when its picture was the one that it then stayed."""

    def settle(self, keys: str) -> float:
        """Press keys; milliseconds until the picture is the one that is there once nothing more is written."""
        self.pictures()
        begin = time.perf_counter()
        self.type(keys)
        pictures = self.pictures()
        last = pictures[-1][1] if pictures else self.lines
        settled = begin
        for at, picture in reversed(pictures):
            if picture != last:
                break
            settled = at
        return (settled - begin) * 1000

    def pictures(self) -> list[tuple[float, list[str]]]:
        """The pictures from now until nothing was written for a while, each with its time."""
        chunks: list[tuple[float, bytes]] = []
        while select.select([self._master], [], [], QUIET_S)[0]:
            written = os.read(self._master, 65536)
            chunks.append((time.perf_counter(), written))
        found = []
        for at, written in chunks:
            self._stream.feed(written)
            found.append((at, self.lines))
        return found


def run(folder: Path) -> list[str]:
    """Lines of a table: each key of Today with ten years, and History with ten and fifty."""
    lines = [f"key to picture with ten years of history, ms (at most {LIMIT_MS} in the median)"]
    lines += _table([_morning(folder) for _ in range(ROUNDS)], (*MORNING, *SCREENS))
    for years, factor in ((10, 1), (50, 2)):
        first, later = _history(folder, years)
        lines.append(
            f"History with {years} years: drawn first in {first:.0f} ms (at most {FIRST_MS * factor}), "
            f"later in {later:.0f} ms (at most {LIMIT_MS * factor})"
        )
    return lines


def _morning(folder: Path) -> list[float]:
    return _with_terminal(folder, 10, lambda terminal: [terminal.settle(key) for key, _ in (*MORNING, *SCREENS)])


def _history(folder: Path, years: int) -> tuple[float, float]:
    def look(terminal: Timed) -> list[float]:
        first = terminal.settle("H")
        # Each chart, the ranges up to all there is, and back from Today.
        keys = [*"jjjkkk", *"rrrr", "T", "H"]
        took = [terminal.settle(key) for key in keys]
        return [first, median(time for key, time in zip(keys, took, strict=True) if key != "T")]

    rounds = [_with_terminal(folder, years, look) for _ in range(ROUNDS)]
    return median(first for first, _ in rounds), median(later for _, later in rounds)


def _with_terminal(folder: Path, years: int, work: Callable[[Timed], list[float]]) -> list[float]:
    """What `work` measures in a program started on a copy; the figure stands still, so that pictures settle."""
    with tempfile.TemporaryDirectory() as home:
        written = Path(shutil.copy(database(folder, years), home))
        config = Path(home, ".config", "backtracker")
        config.mkdir(parents=True)
        (config / "config.toml").write_text("animation = false\n", encoding="utf-8")
        with Timed(environment(Path(home), written)) as terminal:
            terminal.until("Help")
            # Everything that begins once Today can be read is over when nothing more is written, and then some.
            time.sleep(2)
            terminal.pictures()
            return work(terminal)


def _table(rounds: list[list[float]], keys: tuple[tuple[str, str], ...]) -> list[str]:
    names = {ENTER: "enter", ESCAPE: "esc", " ": "space", "\x12": "^r", "\x7f": "backspace"}
    medians = [median(took) for took in zip(*rounds, strict=True)]
    cells = [
        f"{names.get(key, key):>9} {said:<19}{took:>5.0f}" for (key, said), took in zip(keys, medians, strict=True)
    ]
    lines = ["  ".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    return [*lines, f"all keys: median {median(medians):.0f}, slowest {max(medians):.0f}"]

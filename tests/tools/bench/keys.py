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
from typing import NamedTuple

from tests.support.terminal import ENTER, Terminal
from tests.tools.bench import smallest
from tests.tools.bench.histories import database
from tests.tools.bench.processes import PYTHON, environment

ROUNDS = 3
# So long nothing is written before a picture counts as settled, and so long the first change is waited for.
QUIET_S = 0.4
SLOWEST_S = 3.0
LIMIT_MS = 50
ESCAPE_MS = 100
FIRST_MS = 150
# As terminals with the keyboard protocol of kitty send it, which the program asks for.
ESCAPE = "\x1b[27u"
DOWN = "\x1b[B"
PRESSES = 9

# A morning, each key with what it does; what it writes is taken back, so that the next key finds the same.
MORNING = (
    ("0", "the morning's pain"), ("n", "an answer"), ("j", "down"), ("k", "up"), (ENTER, "log a set"), ("k", "up"),
    ("p", "pain"), ("1", "its number"), ("u", "undo"), ("\x12", "redo"), ("b", "form broke"), ("u", "undo"),
    ("d", "delete"), ("u", "undo"), ("n", "note"), (ESCAPE, "close"), ("j", "down"), ("6", "repetitions"),
    ("+", "one more"), ("-", "one less"), ("\x7f", "delete a digit"), ("a", "the exercise"), ("u", "undo"),
    ("s", "skip"), ("t", "its reason"), ("u", "undo"), ("A", "the session"), (ESCAPE, "put off"), ("u", "undo"),
    ("f", "a flare"), ("u", "undo"), ("c", "check-in"), (ESCAPE, "put off"),
    ("e", "what is logged"), (ENTER, "one entry"), (ESCAPE, "close"), ("d", "delete"), ("u", "undo"), (ESCAPE, "close"),
    (",", "day before"), (".", "day after"),
    ("w", "why"), (ESCAPE, "close"), ("!", "warning signs"), (ESCAPE, "close"), ("?", "help"), (ESCAPE, "close"),
    (" ", "go"), (ESCAPE, "stop"),
)  # fmt: skip
# Each chart, each range twice, and back from Today.
LOOKS = ("H", *"jjjjjkkkkk", *"rrrr", *"rrrr", "T", "H")
SCREENS = (
    ("L", "Library"), ("T", "Today"), ("L", "Library again"), ("T", "Today"),
    ("P", "Plan"), ("T", "Today"), ("P", "Plan again"), ("T", "Today"),
)  # fmt: skip


class Took(NamedTuple):
    """Milliseconds from a key to the first other picture, and to the one that it then stayed."""

    first: float
    settled: float


class Timed(Terminal):
    """A terminal that tells when its picture changed after a key."""

    def press_and_time(self, keys: str) -> Took:
        """Press keys, and wait until nothing more is written."""
        before = self.lines
        begin = time.perf_counter()
        self.type(keys)
        select.select([self._master], [], [], SLOWEST_S)
        pictures = [(begin, before), *self.pictures()]
        first = next((at for at, picture in pictures if picture != before), begin)
        settled = next(at for at, picture in reversed(pictures) if picture != pictures[-1][1] or at == begin)
        after = [at for at, _ in pictures if at > settled]
        return Took((first - begin) * 1000, ((after or [begin])[0] - begin) * 1000)

    def press_and_hear(self, keys: str) -> float:
        """Milliseconds from a key to the first that is written."""
        begin = time.perf_counter()
        self.type(keys)
        select.select([self._master], [], [], SLOWEST_S)
        heard = time.perf_counter()
        self.pictures()
        return (heard - begin) * 1000

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
    lines = [
        f"key to picture with ten years of history: first change, and as it stays, ms (goal: {LIMIT_MS}); "
        f"a terminal without kitty's keyboard protocol adds {ESCAPE_MS} to esc, which may begin another key there"
    ]
    rounds = [(_morning(folder), _smallest(folder)) for _ in range(ROUNDS)]
    beside = median(took for _, down in rounds for took in down)
    lines += _table([morning for morning, _ in rounds])
    lines.append(f"the smallest Textual program moves the cursor of its table in {beside:.0f} ms, measured in turn")
    return lines + [_history(folder, years, factor) for years, factor in ((10, 1), (50, 2))]


def _morning(folder: Path) -> list[Took]:
    def press_all(terminal: Timed) -> list[Took]:
        return [terminal.press_and_time(key) for key, _ in (*MORNING, *SCREENS)]

    return _with_terminal(folder, 10, press_all)


def _smallest(folder: Path) -> list[float]:
    """The milliseconds of what is measured beside it, for how fast the machine is just now."""
    with Timed(environment(folder, folder / "none.db"), smallest.__file__, program=Path(PYTHON)) as terminal:
        terminal.until("row 15")
        terminal.pictures()
        return [terminal.press_and_hear(DOWN) for _ in range(PRESSES)]


def _history(folder: Path, years: int, factor: int) -> str:
    """How long the first drawing took, in the median those after, and the slowest of them; and all years in a hurry."""

    def look(terminal: Timed) -> list[Took]:
        return [terminal.press_and_time(key) for key in LOOKS]

    def look_at_all(terminal: Timed) -> list[Took]:
        terminal.type("H")
        terminal.until("everything on")
        terminal.type("r")
        terminal.until("in the last year")
        return [terminal.press_and_time("r")]

    rounds = zip(*(_with_terminal(folder, years, look) for _ in range(ROUNDS)), strict=True)
    first, *later = (median(each.settled for each in took) for took in rounds)
    at_once = median(_with_terminal(folder, years, look_at_all)[0].first for _ in range(ROUNDS))
    took = [time for key, time in zip(LOOKS[1:], later, strict=True) if key != "T"]
    return (
        f"History with {years} years: drawn first in {first:.0f} ms (goal: {FIRST_MS * factor}), "
        f"later in {median(took):.0f} ms in the median, {max(took):.0f} at most (goal: {LIMIT_MS * factor}); "
        f"all years asked for at once: the first of them in {at_once:.0f} ms"
    )


def _with_terminal(folder: Path, years: int, work: Callable[[Timed], list[Took]]) -> list[Took]:
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


def _table(rounds: list[list[Took]]) -> list[str]:
    names = {ENTER: "enter", ESCAPE: "esc", " ": "space", "\x12": "^r", "\x7f": "backspace"}
    medians = [
        Took(median(each.first for each in took), median(each.settled for each in took))
        for took in zip(*rounds, strict=True)
    ]
    cells = [
        f"{names.get(key, key):>9} {said:<19}{took.first:>4.0f}{took.settled:>5.0f}"
        for (key, said), took in zip((*MORNING, *SCREENS), medians, strict=True)
    ]
    lines = ["  ".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    first, settled = (median(each) for each in zip(*medians, strict=True))
    return [*lines, f"all keys: first change {first:.0f} in the median, as it stays {settled:.0f}"]

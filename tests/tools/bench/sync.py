"""What the exchange with other machines costs: the first merge, nothing to do, a morning, start and keys."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from operator import attrgetter
from pathlib import Path
from statistics import median

from tests.support.terminal import ENTER
from tests.tools.bench.histories import NOW, TODAY, database
from tests.tools.bench.keys import Timed
from tests.tools.bench.processes import (
    HEADING,
    PROGRAM,
    PYTHON,
    Cost,
    environment,
    in_turn,
    line,
    until_drawn,
    until_ended,
)
from tests.tools.bench.start import DRAWN
from tracker.clock import Clock
from tracker.core import wording
from tracker.core.model import SetLog
from tracker.service.context import AppContext, open_context
from tracker.service.sync import setting_up

FIRST_TIMES, LOOKS, PAIRS = 3, 30, 15
FIRST_MS, IDLE_MS, MORNING_BYTES = 10_000, 50, 8192
WRITES = 20
LATER_DAYS = (1, 400)
# A set is logged and taken back, with what moves the cursor; the first round is not counted.
KEYS, ROUNDS = ("j", "k", ENTER, "u"), 12


def run(folder: Path) -> list[str]:
    """Lines of a table, with ten years of history on each machine."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        here = Path(shutil.copy(database(folder, 10), home / "here.db"))
        subprocess.run(
            [PROGRAM, "sync", str(home / "folder")], env=environment(home, here), check=True, capture_output=True
        )
        lines = ["exchange with other machines, ten years; baseline: Python that imports loro, or no exchange", HEADING]
        return [*lines, *_first(home), *_small(home, here), *_interface(folder, home, here)]


def _first(home: Path) -> list[str]:
    fresh = (home / f"{number}.db" for number in count())

    def merge() -> Cost:
        return until_ended([PROGRAM, "sync", str(home / "folder")], environment(home, next(fresh)))

    importing = partial(until_ended, [PYTHON, "-c", "import loro"], environment(home, home))
    beside, costs = in_turn([importing, merge], FIRST_TIMES)
    wall, cpu = attrgetter("wall_ms"), attrgetter("cpu_ms")
    return [
        line("first merge, time", costs, beside, wall, "ms", float("nan")),
        line("first merge, processor", costs, beside, cpu, "ms", float("nan")),
        f"the goal of the first merge is {FIRST_MS} ms",
    ]


def _small(home: Path, here: Path) -> list[str]:
    now = datetime.fromisoformat(NOW).astimezone()
    folder = home / "folder"
    with closing(open_context(here, Clock(now))) as context:
        setting_up.exchange_now(context)
        idle = median(_processor_ms(partial(setting_up.exchange_now, context)) for _ in range(LOOKS))
        before = _bytes(folder)
        grown = []
        for number in range(WRITES):
            with context.write("A set") as work:
                work.add_sets(TODAY, [SetLog("bird-dog", 5, pain=0, at=f"{TODAY}T06:{number + 10}:10Z")])
            setting_up.exchange_now(context)
            grown.append(_bytes(folder) - before)
    later = [_put_together(here, folder, now + timedelta(days=days)) - before for days in LATER_DAYS]
    single = WRITES * grown[0]
    return [
        f"an exchange with nothing to do takes {idle:.1f} ms of the processor (goal: {IDLE_MS})",
        f"a morning of {WRITES} single writes adds {grown[-1]} bytes to the folder (goal: {MORNING_BYTES}); a file for "
        f"each write were {single}, {single / grown[-1]:.1f} times as many (goal: 10); in all {sum(grown)} are written "
        "while the file of the day grows",
        *(
            f"after {wording.count(days, 'day')} they are in the file of the {period}: {size} bytes"
            for days, period, size in zip(LATER_DAYS, ("month", "year"), later, strict=True)
        ),
    ]


def _put_together(here: Path, folder: Path, now: datetime) -> int:
    """How many bytes the folder has once its files are put together as is done on another day, without that day's."""
    with closing(open_context(here, Clock(now))) as context:
        _log_one(context)
        setting_up.exchange_now(context)
    return _bytes(folder) - sum(path.stat().st_size for path in folder.glob(f"*/{now.date()}.sync"))


def _log_one(context: AppContext) -> None:
    with context.write("A set") as work:
        work.add_sets(context.today(), [SetLog("bird-dog", 5, pain=0)])


def _processor_ms(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.sync"))


def _interface(folder: Path, home: Path, here: Path) -> list[str]:
    """Start and keys with the exchange, beside the same without it."""
    alone = Path(shutil.copy(database(folder, 10), home / "alone.db"))
    environments = [environment(home, each) for each in (alone, here)]
    without, with_it = in_turn([partial(until_drawn, [PROGRAM], each, DRAWN) for each in environments], PAIRS)
    wall, cpu = attrgetter("wall_ms"), attrgetter("cpu_ms")
    return [
        line("start, time", with_it, without, wall, "ms", 1.02),
        line("start, processor", with_it, without, cpu, "ms", 1.02),
        _keys(environments),
    ]


def _keys(environments: list[dict[str, str]]) -> str:
    """How long the keys take to their first picture in both, pressed in turn."""
    took: list[list[float]] = [[], []]
    with ExitStack() as stack:
        terminals = [stack.enter_context(Timed(each | {"BACKTRACKER_PLAIN": "0"})) for each in environments]
        for terminal in terminals:
            terminal.until("Help")
        time.sleep(2)
        for number in range(ROUNDS + 1):
            for key in KEYS:
                for terminal, times in zip(terminals, took, strict=True):
                    first = terminal.press_and_time(key).first
                    if number:
                        times.append(first)
    without, with_it = (median(times) for times in took)
    return f"keys: {with_it:.1f} ms with the exchange, {without:.1f} ms without (goal: 1.02 of it)"

"""What a program costs from its start: until its first screen is drawn in a pseudo-terminal, or until it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.tools.bench.histories import NOW

PYTHON = sys.executable
PROGRAM = str(Path(sys.executable).with_name("backtracker"))
LONGEST_S = 60.0
# What a program that rests takes of the processor at most, and for how long.
AT_REST, REST_S = 0.25, 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Time by the clock and by the processor, and the most memory that was held."""

    wall_ms: float
    cpu_ms: float
    memory_mb: float


def environment(home: Path, database: Path) -> dict[str, str]:
    """That of a person with this database; byte code is kept, as it is where a program is installed."""
    return {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "BACKTRACKER_DB": str(database),
        "BACKTRACKER_NOW": NOW,
    }


def until_drawn(command: Sequence[str], env: dict[str, str], texts: Iterable[str], *, rest: bool = False) -> Cost:
    """What it takes until all of `texts` were written to a terminal of 80×24; the program is killed then.

    With `rest` the memory is that which it holds when it has done what it puts off until then.
    """
    needles = [text.encode() for text in texts]
    begin = time.perf_counter()
    child, master = pty.fork()
    if child == 0:
        os.execve(command[0], list(command), env)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    written = b""
    try:
        while not all(needle in written for needle in needles):
            if not select.select([master], [], [], LONGEST_S)[0]:
                raise AssertionError(f"{command[0]} drew nothing more after {written[-500:]!r}")
            written += os.read(master, 65536)
        wall = time.perf_counter() - begin
        if rest:
            _let_rest(child, master)
        memory = _most_memory_mb(child)
    finally:
        os.kill(child, signal.SIGKILL)
        _, _, used = os.wait4(child, 0)
        os.close(master)
    return Cost(wall * 1000, (used.ru_utime + used.ru_stime) * 1000, memory)


def until_ended(command: Sequence[str], env: dict[str, str]) -> Cost:
    """What it takes from the start to the end, which has to be a good one; what it prints goes nowhere."""
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.execve(command[0], list(command), env)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    if status:
        raise AssertionError(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(wall * 1000, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)


def _most_memory_mb(process: int) -> float:
    """What a running program held at most; that of its end would count what it was forked from."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _let_rest(process: int, master: int) -> None:
    """Wait until a running program has taken little of the processor for a while; a moving figure takes a tenth."""
    before, begin = _processor_s(process), time.perf_counter()
    while (passed := time.perf_counter() - begin) < REST_S:
        if select.select([master], [], [], REST_S - passed)[0]:
            os.read(master, 65536)
        if _processor_s(process) - before > REST_S * AT_REST:
            before, begin = _processor_s(process), time.perf_counter()


def _processor_s(process: int) -> float:
    """The processor time that a running program has used, by itself and in the kernel."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def in_turn(runs: Sequence[Callable[[], Cost]], times: int) -> list[list[Cost]]:
    """Each of `runs` that many times, one after the other and round again; a first round is not counted."""
    for run in runs:
        run()
    rounds = [[run() for run in runs] for _ in range(times)]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def ratio(costs: Sequence[Cost], beside: Sequence[Cost], measure: Callable[[Cost], float]) -> float:
    """The median of the ratios of those that ran beside each other."""
    return median(measure(one) / measure(other) for one, other in zip(costs, beside, strict=True))


HEADING = f"{'':>34}{'median':>10}{'baseline':>10}{'ratio':>8}{'goal':>8}"


def line(
    name: str, costs: Sequence[Cost], beside: Sequence[Cost], measure: Callable[[Cost], float], unit: str, goal: float
) -> str:
    """A line of a table beneath `HEADING`."""
    of, than = median(map(measure, costs)), median(map(measure, beside))
    return f"{name:>34}{of:>7.0f} {unit}{than:>7.0f} {unit}{ratio(costs, beside, measure):>8.2f}{goal:>8.2f}"

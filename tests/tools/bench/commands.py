"""How long commands take with ten years of history, beside Python and the import of sqlite_utils."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from operator import attrgetter
from pathlib import Path

from tests.tools.bench.histories import database
from tests.tools.bench.processes import HEADING, PROGRAM, PYTHON, environment, in_turn, line, until_ended

TIMES = 15
COMMANDS = (("status",), ("today",), ("checkin", "0"), ("log", "bird-dog", "5"))


def run(folder: Path) -> list[str]:
    """Lines of a table: each command by the clock and by the processor."""
    with tempfile.TemporaryDirectory() as home:
        written = Path(shutil.copy(database(folder, 10), home))
        env = environment(Path(home), written)
        baseline = partial(until_ended, [PYTHON, "-c", "import sqlite_utils"], env)
        ours = [partial(until_ended, [PROGRAM, *command], env) for command in COMMANDS]
        beside, *costs = in_turn([baseline, *ours], TIMES)
    wall, cpu = attrgetter("wall_ms"), attrgetter("cpu_ms")
    lines = ["commands with ten years of history; baseline: Python that imports sqlite_utils", HEADING]
    for command, found in zip(COMMANDS, costs, strict=True):
        lines.append(line(f"{command[0]}, time", found, beside, wall, "ms", 3))
        lines.append(line(f"{command[0]}, processor", found, beside, cpu, "ms", 3))
    return lines

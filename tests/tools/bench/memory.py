"""The most memory that the program held, beside the smallest Textual program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from operator import attrgetter
from pathlib import Path

from tests.tools.bench import smallest
from tests.tools.bench.histories import database
from tests.tools.bench.processes import HEADING, PROGRAM, PYTHON, Cost, environment, in_turn, line, until_drawn
from tests.tools.bench.start import DRAWN, SMALLEST_DRAWN

TIMES = 3
YEARS = (0, 10, 50)
MEMORY = attrgetter("memory_mb")


def run(folder: Path) -> list[str]:
    """Lines of a table: when Today is drawn, and when what keys may need is loaded and the day's backup made."""
    lines = ["memory; baseline: the smallest Textual program, drawn", HEADING]
    with tempfile.TemporaryDirectory() as home:
        nowhere = environment(Path(home), Path(home))
        other = partial(until_drawn, [PYTHON, str(smallest.__file__)], nowhere, SMALLEST_DRAWN)
        for rest, when in ((False, "drawn"), (True, "at rest")):
            beside, *ours = in_turn([other, *(_of(folder, Path(home), years, rest) for years in YEARS)], TIMES)
            for years, costs in zip(YEARS, ours, strict=True):
                lines.append(line(f"{years} years, {when}", costs, beside, MEMORY, "MB", 1.30))
    return lines


def _of(folder: Path, home: Path, years: int, rest: bool) -> Callable[[], Cost]:
    """A start on a copy that has no backup yet."""
    numbers = count()

    def start() -> Cost:
        apart = home / f"{years}-{rest}-{next(numbers)}"
        apart.mkdir()
        copy = Path(shutil.copy(database(folder, years), apart))
        return until_drawn([PROGRAM], environment(home, copy), DRAWN, rest=rest)

    return start

"""From the start of the program to Today drawn, beside the smallest Textual program."""

from __future__ import annotations

import tempfile
from functools import partial
from operator import attrgetter
from pathlib import Path

from tests.tools.bench import smallest
from tests.tools.bench.histories import database
from tests.tools.bench.processes import HEADING, PROGRAM, PYTHON, environment, in_turn, line, until_drawn

PAIRS = 15
# What stands at the end of the last thing that is drawn: of the session, and of the keys at the foot.
DRAWN = ("Walk", "Help")
SMALLEST_DRAWN = ("row 20", "palette")


def run(folder: Path) -> list[str]:
    """Lines of a table: time and processor time with no history, ten and fifty years."""
    with tempfile.TemporaryDirectory() as home:
        ours = [
            partial(until_drawn, [PROGRAM], environment(Path(home), database(folder, years)), DRAWN)
            for years in (0, 10, 50)
        ]
        other = partial(
            until_drawn, [PYTHON, str(smallest.__file__)], environment(Path(home), Path(home)), SMALLEST_DRAWN
        )
        beside, none, ten, fifty = in_turn([other, *ours], PAIRS)
    wall, cpu = attrgetter("wall_ms"), attrgetter("cpu_ms")
    return [
        "start to Today drawn; baseline: the smallest Textual program, or no history",
        HEADING,
        line("no history, time", none, beside, wall, "ms", 1.25),
        line("no history, processor", none, beside, cpu, "ms", 1.25),
        line("ten years, time", ten, beside, wall, "ms", 1.25),
        line("ten years, processor", ten, beside, cpu, "ms", 1.25),
        line("fifty years by none, time", fifty, none, wall, "ms", 1.05),
        line("fifty years by none, processor", fifty, none, cpu, "ms", 1.05),
    ]

"""How long it takes to import a document of ten years, beside Python that only reads the JSON."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import count
from operator import attrgetter
from pathlib import Path

from tests.tools.bench.histories import life
from tests.tools.bench.processes import HEADING, PROGRAM, PYTHON, Cost, environment, in_turn, line, until_ended
from tracker.exchange.history.document import write_document

TIMES = 3
LONGEST_MS = 5000


def run(folder: Path) -> list[str]:
    """Lines of a table: into an empty database, written and on disk."""
    with tempfile.TemporaryDirectory() as home:
        document = Path(home, "ten-years.json")
        document.write_text(write_document(life(10)), encoding="utf-8")
        fresh = (Path(home, f"{number}.db") for number in count())

        def bring() -> Cost:
            return until_ended([PROGRAM, "import", str(document)], environment(Path(home), next(fresh)))

        reading = [PYTHON, "-c", f"import json; json.load(open({str(document)!r}))"]
        beside, costs = in_turn([partial(until_ended, reading, environment(Path(home), Path(home))), bring], TIMES)
    heading = f"import of ten years, at most {LONGEST_MS} ms; baseline: Python that reads the JSON"
    wall, cpu = attrgetter("wall_ms"), attrgetter("cpu_ms")
    return [
        heading,
        HEADING,
        line("import, time", costs, beside, wall, "ms", float("nan")),
        line("import, processor", costs, beside, cpu, "ms", float("nan")),
    ]

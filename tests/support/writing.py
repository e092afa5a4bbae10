"""Programs that write at once: two as the interface does, and a loop of commands.

`python -m tests.support.writing DATABASE NAME SECONDS` logs sets until the time is over, each with a note of its own,
and prints how many as JSON; any sentence about a problem ends it with that sentence. NAME `commands` runs commands.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

from tests.support.killing import NOW
from tracker.cli import main
from tracker.clock import Clock
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.tui.database_worker import DatabaseWorker


def by_commands(database: Path, until: float) -> int:
    """A loop of commands; returns how many sets were logged."""
    count = 0
    while time.monotonic() < until:
        sys.argv = ["backtracker", "--db", str(database), "log", "bird-dog", "5", "--note", f"commands-{count}"]
        try:
            with redirect_stdout(io.StringIO()):
                main()
        except SystemExit as ended:
            if ended.code != 0:
                raise
        count += 1
    return count


async def as_the_interface(database: Path, name: str, until: float) -> int:
    """What Today asks of the context: the day, a look for what others wrote, a set; returns how many were logged."""
    database_worker, count = DatabaseWorker.open(database, Clock(NOW)), 0
    while time.monotonic() < until:
        await database_worker.run(lambda context: (context.store.version(), read_today_view(context, context.today())))
        note = f"{name}-{count}"
        await database_worker.run(
            lambda context, note=note: recording.log_sets(  # type: ignore[misc]
                context, context.exercise("bird-dog"), NOW.date(), (5,), None, recording.HowItWent(note=note)
            )
        )
        count += 1
    database_worker.close()
    return count


def run(database: Path, name: str, seconds: float) -> int:
    """Write for some seconds, and return how many sets were logged."""
    until = time.monotonic() + seconds
    if name == "commands":
        return by_commands(database, until)
    return asyncio.run(as_the_interface(database, name, until))


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))))

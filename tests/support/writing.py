"""Programs that write at once: two as the interface does, and a loop of commands.

`python -m tests.support.writing DATABASE NAME SECONDS` logs sets until the time is over, each with a note of its own,
and prints as JSON how many were confirmed, and how many were refused since another program kept the database locked;
those are tried again. Any other problem ends it. NAME `commands` runs commands.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.support.killing import NOW
from tracker.cli import main
from tracker.clock import Clock
from tracker.core.errors import DatabaseLockedError
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.tui.database_worker import DatabaseWorker

LOCKED = "Another program is using the database"


def by_commands(database: Path, until: float) -> tuple[int, int]:
    """A loop of commands; returns how many sets were confirmed and refused."""
    count = refused = 0
    while time.monotonic() < until:
        sys.argv = ["backtracker", "--db", str(database), "log", "bird-dog", "5", "--note", f"commands-{count}"]
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as errors:
                main()
        except SystemExit as ended:
            if ended.code == 0:
                count += 1
            elif LOCKED in errors.getvalue():
                refused += 1
            else:
                raise AssertionError(errors.getvalue()) from None
    return count, refused


async def as_the_interface(database: Path, name: str, until: float) -> tuple[int, int]:
    """What Today asks of the context, as a set is logged; returns how many sets were confirmed and refused."""
    database_worker, count, refused = DatabaseWorker(database, Clock(NOW)), 0, 0
    while time.monotonic() < until:
        how = recording.SetDetails(note=f"{name}-{count}")
        try:
            await database_worker.run(
                lambda context: (context.store.version(), read_today_view(context, context.today()))
            )
            await database_worker.run(
                lambda context, how=how: recording.log_sets(  # type: ignore[misc]
                    context, context.exercise("bird-dog"), NOW.date(), (5,), None, how
                )
            )
            count += 1
        except DatabaseLockedError:
            refused += 1
    database_worker.close()
    return count, refused


def run(database: Path, name: str, seconds: float) -> tuple[int, int]:
    """Write for some seconds, and return how many sets were confirmed and how many refused."""
    until = time.monotonic() + seconds
    if name == "commands":
        return by_commands(database, until)
    return asyncio.run(as_the_interface(database, name, until))


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))))

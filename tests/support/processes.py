"""Other processes of this machine."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

PATIENCE_S = 30.0


async def gone(process: int) -> bool:
    """Wait until a process is gone, and say whether that came true: the system takes a moment to forget it."""
    deadline = time.monotonic() + PATIENCE_S
    while alive(process) and time.monotonic() < deadline:
        await asyncio.sleep(0.01)
    return not alive(process)


def alive(process: int) -> bool:
    """Whether a process is there; one that has ended and was waited for is not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not is_zombie(process)


def is_zombie(process: int) -> bool:
    """Whether a process has ended and nobody has asked for its status, as where no init process does."""
    stat = Path("/proc", str(process), "stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return stat.parent.parent.is_dir() and not stat.parent.is_dir()  # it was forgotten while it was looked at


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found

"""Kills this process at one of the things that it asks of the operating system."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tracker.storage.store import load_writer

COUNTED = ("open", "os.", "shutil.", "sqlite3.", "tempfile.")


def kill_at_event(folder: Path, count: int) -> None:
    """Kill this process at the `count`th event in a folder from now on.

    Events are what Python reports to audit hooks: files opened, renamed, linked and removed, connections made.
    """
    left, name = count, str(folder)

    def kill_at_last(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event.startswith(COUNTED) and any(name in str(argument) for argument in arguments):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    load_writer()
    sys.addaudithook(kill_at_last)


def killed_after(folder: Path, count: int, work: Callable[[], object]) -> bool:
    """Do `work` in a fork that is killed at an event in the folder; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            kill_at_event(folder, count)
            work()
            os._exit(0)
        finally:
            os._exit(70)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

"""Programs that log sets and are killed at any moment; each says what was shown as logged, before it is killed.

`python -m tests.support.killing DATABASE ROUNDS SEED` kills ROUNDS programs one after the other, half of which log by
commands and half as the interface does, and prints the notes of the sets that were acknowledged, as JSON. A program is
a fork of this one, so that a round costs no start of Python.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import select
import signal
import sys
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

import sqlite_utils  # noqa: F401 - loaded once for all rounds

from tracker.cli import logging as _commands  # noqa: F401
from tracker.cli import main
from tracker.clock import Clock
from tracker.core.model import SetLog
from tracker.service.day import recording
from tracker.tui.database_worker import DatabaseWorker

NOW = datetime(2026, 11, 22, 7, 30)
LONGEST_WAIT_S = 0.03


def log_by_commands(database: Path, name: str, acknowledge: int) -> None:
    """A loop of `backtracker log`."""
    for number in range(10_000):
        note = f"{name}-{number}"
        sys.argv = ["backtracker", "--db", str(database), "log", "bird-dog", "5", "--note", note]
        try:
            with redirect_stdout(io.StringIO()):
                main()
        except SystemExit as ended:
            if ended.code != 0:
                raise
        os.write(acknowledge, f"{note}\n".encode())


def log_as_the_interface(database: Path, name: str, acknowledge: int) -> None:
    """What `enter` on Today asks of the context, again and again."""

    async def session() -> None:
        database_worker = DatabaseWorker(database, Clock(NOW))
        today = NOW.date()
        for number in range(10_000):
            note = f"{name}-{number}"
            logged = await database_worker.run(lambda context: len(context.store.day_sets(today)))
            done = SetLog("bird-dog", reps=5, hold_s=10, note=note)
            await database_worker.run(
                lambda context, done=done, logged=logged: recording.log_next(context, today, "bird-dog", logged, done)  # type: ignore[misc]
            )
            os.write(acknowledge, f"{note}\n".encode())

    asyncio.run(session())


def kill_one(database: Path, name: str, chance: random.Random) -> list[str]:
    """Let a program acknowledge some sets and go on for a moment, kill it, and return all notes that it sent."""
    work = chance.choice((log_by_commands, log_as_the_interface))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(database, name, writing)
        finally:
            os._exit(70)
    os.close(writing)
    received = b""
    for _ in range(chance.randrange(3)):
        received += os.read(reading, 4096)
    # Not a wait for something, but the moment at which it happens; what comes meanwhile is read below.
    select.select([], [], [], chance.random() * LONGEST_WAIT_S)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        raise SystemExit(f"{name} ended by itself: {os.WEXITSTATUS(status)}")
    while rest := os.read(reading, 4096):
        received += rest
    os.close(reading)
    return received.decode().split()


def run(database: Path, rounds: int, seed: int) -> list[str]:
    """The notes of all sets that were acknowledged."""
    chance = random.Random(seed)
    return [note for number in range(rounds) for note in kill_one(database, f"{seed}-{number}", chance)]


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))

"""`python -m tests.tools.pairs [ROUNDS]`: every two commands that write, at the same moment, on one database.

What is stored then, and how each of them ended, must be what comes of one after the other in either order. Prints each
pair of which something else came; the exit status is 1 then.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tests.tools.random_keys import NOW
from tracker.cli import main
from tracker.clock import Clock
from tracker.exchange.history.document import write_document
from tracker.service.context import open_context
from tracker.service.demo import demo

DOCUMENT = """{"format": "backtracker-history", "version": 2, "goal": "Garden",
 "checkins": [{"date": "2026-11-23", "pain": 4}],
 "sessions": [{"date": "2026-11-23", "sets": [{"exercise": "clam", "reps": 3, "id": "0123456789ab"}]}]}"""
COMMANDS = tuple(tuple(words.split()) for words in (
    "log clam 7", "log bird-dog", "done", "done --pain 2", "checkin 3", "checkin --flare", "checkin --leg --note x",
    "skip bird-dog --reason time", "plan set bird-dog --reps 9,9",
    "plan set bird-dog --days mon,fri", "plan set clam --position 1", "plan remove bird-dog", "plan start gentle",
    "pause", "pause --to +3 --reason flu", "resume", "settings weeks_required 4", "settings amber_from 5", "undo",
    "redo", "import document.json",
))  # fmt: skip

# What is there before: a check-in, and changes to undo and to redo.
BEFORE = ("checkin 1", "settings weeks_required 3", "log clam 5", "undo")


def state(database: Path) -> str:
    """What is stored, without what differs from run to run."""
    with closing(open_context(database, Clock(NOW))) as context:
        document: Any = json.loads(write_document(context.store.history()))
    for session in document["sessions"]:
        for logged in session["sets"]:
            logged.pop("id", None)
            logged.pop("at", None)
    return json.dumps(document, sort_keys=True)


def call(database: Path, words: Sequence[str]) -> int:
    """The exit status of a command; it prints nothing."""
    sys.argv = ["backtracker", "--db", str(database), *words]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    assert "Traceback" not in said.getvalue()
    return status


def _fork(database: Path, words: Sequence[str], begin: int) -> int:
    """A process that calls a command as soon as `begin` can be read to its end."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.read(begin, 1)
            status = call(database, words)
        finally:
            os._exit(status)
    return child


def at_once(database: Path, pair: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The exit statuses of commands that begin at the same moment."""
    reading, writing = os.pipe()
    children = [_fork(database, words, reading) for words in pair]
    os.write(writing, b"x" * len(children))
    statuses = tuple(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    os.close(reading)
    os.close(writing)
    return statuses


def serially(
    folder: Path, whole: Path, pair: Sequence[Sequence[str]], order: Sequence[int]
) -> tuple[str, tuple[int, ...]]:
    """What is stored after both, in an order, and their exit statuses."""
    database, statuses = folder / "in-turn.db", [0, 0]
    shutil.copy(whole, database)
    for place in order:
        statuses[place] = call(database, pair[place])
    return state(database), tuple(statuses)


def run(folder: Path, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], rounds: int) -> list[str]:
    """The pairs of which something came that comes of no order; `folder` must be the current one."""
    whole, database = folder / "whole.db", folder / "at-once.db"
    (folder / "document.json").write_text(DOCUMENT)
    with closing(open_context(whole, Clock(NOW))) as context:
        demo.fill(context)
    for words in BEFORE:
        call(whole, words.split())
    faults = []
    for pair in pairs:
        possible = [serially(folder, whole, pair, order) for order in ((0, 1), (1, 0))]
        for _ in range(rounds):
            shutil.copy(whole, database)
            statuses = at_once(database, pair)
            if (state(database), statuses) not in possible:
                in_turn = [known for _, known in possible]
                faults.append(f"{' '.join(pair[0])} | {' '.join(pair[1])}: exit {statuses}; in turn {in_turn}")
    return faults


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    rounds = int([*sys.argv[1:], "3"][0])
    pairs = list(itertools.combinations_with_replacement(COMMANDS, 2))
    with tempfile.TemporaryDirectory() as made, chdir(made):
        found = run(Path(made), pairs, rounds)
    print("\n".join(found))
    print(f"{len(pairs)} pairs of commands, {rounds} times each: {len(found)} times something that comes of no order")
    sys.exit(1 if found else 0)

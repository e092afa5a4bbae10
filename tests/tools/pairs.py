"""`python -m tests.tools.pairs [ROUNDS]`: every two commands that write, at the same moment, on one database.

What is stored then, and how each of them ended, must be what comes of one after the other in either order. In pairs
with `sync` another machine has written to the folder too, and a new machine that reads the folder afterwards must get
what is stored. Prints each pair of which something else came; the exit status is 1 then.
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
from tracker.paths import DATABASE_VARIABLE
from tracker.service.context import AppContext, open_context
from tracker.service.demo import demo
from tracker.service.sync import setting_up

Pair = tuple[tuple[str, ...], tuple[str, ...]]

DOCUMENT = """{"format": "backtracker-history", "version": 2, "goal": "Garden",
 "checkins": [{"date": "2026-11-23", "pain": 4}],
 "sessions": [{"date": "2026-11-23", "sets": [{"exercise": "clam", "reps": 3, "id": "0123456789ab"}]}]}"""
SYNC, CARE = ("sync",), ("care", "leg_symptoms", "--seen")
COMMANDS = (*(tuple(words.split()) for words in (
    "log clam 7", "log bird-dog", "done", "done --pain 2", "checkin 3", "checkin --flare", "checkin --leg --note x",
    "skip bird-dog --reason time", "plan set bird-dog --reps 9,9",
    "plan set bird-dog --days mon,fri", "plan set clam --position 1", "plan remove bird-dog", "plan start gentle",
    "pause", "pause --to +3 --reason flu", "resume", "settings weeks_required 4", "settings amber_from 5", "undo",
    "redo", "import document.json", "accept bird-dog", "decline bird-dog", "accept curl-up", "goal Dance",
    "function add Garden", "function remove lift", "function lift 8", "medication Ibuprofen", "question add When?",
    "question answer 1 Yes", "question remove 1",
)), CARE, SYNC)  # fmt: skip

# What is there before: the mornings after which steps are offered, and changes to undo and to redo.
MORNINGS = tuple(f"checkin 1 --on 2026-11-{day}" for day in range(16, 23))
BEFORE = (*MORNINGS, "checkin 1", "settings weeks_required 3", "settings weeks_required 2", "log clam 5", "undo")
# Before a pair with `care`; no step is offered then.
TROUBLED = ("checkin --leg", "log clam 5", "undo")
# What another machine has written to the folder.
ELSEWHERE = ("log knee-rolls 9", "checkin 5 --flare --on 2026-11-22", "goal Climb", "plan set clam --reps 8,8")


def document(context: AppContext) -> str:
    """What is stored, without what differs from run to run."""
    stored: Any = json.loads(write_document(context.store.history()))
    for session in stored["sessions"]:
        for logged in session["sets"]:
            logged.pop("id", None)
            logged.pop("at", None)
        session["sets"].sort(key=repr)  # those of one moment are in the order of their ids, which are chance
    return json.dumps(stored, sort_keys=True)


def call(words: Sequence[str]) -> int:
    """The exit status of a command; it prints nothing."""
    sys.argv = ["backtracker", *words]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    assert "Traceback" not in said.getvalue()
    return status


def _fork(words: Sequence[str], begin: int) -> int:
    """A process that calls a command as soon as `begin` can be read to its end."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.read(begin, 1)
            status = call(words)
        finally:
            os._exit(status)
    return child


def at_once(pair: Pair) -> tuple[int, ...]:
    """The exit statuses of commands that begin at the same moment."""
    reading, writing = os.pipe()
    children = [_fork(words, reading) for words in pair]
    os.write(writing, b"x" * len(children))
    statuses = tuple(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    os.close(reading)
    os.close(writing)
    return statuses


class Home:
    """A database, and the folder by which it is exchanged with other machines, at one place, as they were before."""

    def __init__(self, folder: Path, *, troubled: bool, exchanged: bool) -> None:
        """Make the history; `folder` must be the current one."""
        self._home, self._whole = folder / "home", folder / f"whole-{troubled}-{exchanged}"
        self._exchanged = exchanged
        self._remove()
        self._home.mkdir()
        with self._open("backtracker.db") as context:
            demo.fill(context)
        for words in (*BEFORE, *(TROUBLED if troubled else ())):
            self._command("backtracker.db", words)
        if exchanged:
            self._command("backtracker.db", "sync home/shared")
            self._command("elsewhere.db", "sync home/shared")
            for words in ELSEWHERE:
                self._command("elsewhere.db", words)
        self._home.rename(self._whole)

    def begin(self) -> None:
        """Bring all back to what was there before."""
        self._remove()
        shutil.copytree(self._whole, self._home)
        os.environ[DATABASE_VARIABLE] = str(self._home / "backtracker.db")

    def state(self) -> tuple[str, ...]:
        """What is stored; where it is exchanged, all of it once everything is, and what a new machine gets."""
        with self._open("backtracker.db") as context:
            if not self._exchanged:
                return (document(context),)
            setting_up.exchange_now(context)
            with self._open("new.db") as new:
                setting_up.set_up(new, self._home / "shared")
                return document(context), document(new)

    def _remove(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)

    def _open(self, name: str) -> closing[AppContext]:
        return closing(open_context(self._home / name, Clock(NOW)))

    def _command(self, name: str, words: str) -> None:
        os.environ[DATABASE_VARIABLE] = str(self._home / name)
        status = call(words.split())
        assert status == 0, f"{words}: exit {status}"


def serially(home: Home, pair: Pair, order: Sequence[int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What is stored after both, in an order, and their exit statuses."""
    statuses = [0, 0]
    home.begin()
    for place in order:
        statuses[place] = call(pair[place])
    return home.state(), tuple(statuses)


def run(folder: Path, pairs: Sequence[Pair], rounds: int) -> list[str]:
    """The pairs of which something came that comes of no order; `folder` must be the current one."""
    (folder / "document.json").write_text(DOCUMENT)
    homes: dict[tuple[bool, bool], Home] = {}
    faults = []
    for pair in pairs:
        kind = CARE in pair, SYNC in pair
        if kind not in homes:
            homes[kind] = Home(folder, troubled=kind[0], exchanged=kind[1])
        home = homes[kind]
        possible = [serially(home, pair, order) for order in ((0, 1), (1, 0))]
        for _ in range(rounds):
            home.begin()
            statuses = at_once(pair)
            state = home.state()
            if (state, statuses) not in possible:
                in_turn = [known for _, known in possible]
                faults.append(f"{' '.join(pair[0])} | {' '.join(pair[1])}: exit {statuses}; in turn {in_turn}")
            if len(set(state)) > 1:
                faults.append(f"{' '.join(pair[0])} | {' '.join(pair[1])}: a new machine gets something else")
    return faults


if __name__ == "__main__":
    os.environ["BACKTRACKER_NOW"] = NOW.isoformat()
    rounds = int([*sys.argv[1:], "3"][0])
    pairs = list(itertools.combinations_with_replacement(COMMANDS, 2))
    with tempfile.TemporaryDirectory() as made, chdir(made):
        found = run(Path(made), pairs, rounds)
    print("\n".join(found))
    print(
        f"{len(COMMANDS)} commands, {len(pairs)} pairs of them, {rounds} times each: "
        f"{len(found)} times something that comes of no order"
    )
    sys.exit(1 if found else 0)

"""The installed program in a terminal, killed at any moment while keys log sets; what it showed as logged is there.

`python -m tests.tools.killing_in_terminal KILLS [SEED]` is the long run.
"""

from __future__ import annotations

import random
import select
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.pty.conftest import Home
from tests.support.database_faults import database_faults
from tests.support.killing import LONGEST_WAIT_S
from tests.support.terminal import ENTER, Terminal
from tests.support.today import shown
from tracker.library import load_library

PLAN = ("abdominal-brace", "bird-dog", "bridge", "clam", "curl-up", "knee-rolls")
SETS = 8
# In the order in which `enter` logs them. The last is left, since a question comes after it.
MORNING = [name for name in PLAN for _ in range(SETS)][:-1]
MOST_KEYS = 6


class TodayView:
    """One person's, on which the program is killed again and again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._home = Home(folder)
        names = {exercise.id: exercise.name for exercise in load_library().exercises}
        self._names = [names[each] for each in PLAN]
        for each in PLAN:
            self._home.run("plan", "set", each, "--reps", ",".join("5" * SETS))
        self._home.run("checkin", "0")
        self.logged = 0

    @property
    def over(self) -> bool:
        """Whether there is nothing left to log."""
        return self.logged == len(MORNING)

    def kill_once(self, chance: random.Random) -> None:
        """Start the program, which shows all that is logged; press some keys, and kill it while it logs."""
        keys = min(chance.randint(1, MOST_KEYS), len(MORNING) - self.logged)
        awaited = self.logged + chance.randrange(keys + 1)
        with self._home.start(columns=140) as terminal:
            terminal.until(lambda seen: self._shown(seen) == self.logged and self._names[-1] in seen.text)
            terminal.type(ENTER * keys)
            terminal.until(lambda seen: self._shown(seen) >= awaited)
            # Not a wait for something, but the moment at which it happens.
            select.select([], [], [], chance.random() * LONGEST_WAIT_S)
            terminal.kill()
            while terminal._read(0):
                pass
            self._compare(self._shown(terminal), self.logged + keys)

    def _shown(self, terminal: Terminal) -> int:
        return sum(shown(terminal, name).done for name in self._names)

    def _compare(self, least: int, most: int) -> None:
        """What is on disk is what was shown, and of the keys after that as many as there was time for, each once."""
        assert database_faults(self._home.database) == []
        # Not only read: what was half written when the program was killed is taken back now.
        with closing(sqlite3.connect(self._home.database)) as conn:
            stored = [name for (name,) in conn.execute("SELECT exercise FROM sets ORDER BY id").fetchall()]
        assert least <= len(stored) <= most, (least, len(stored), most)
        assert stored == MORNING[: len(stored)], stored
        self.logged = len(stored)


def run(folder: Path, kills: int, seed: int) -> int:
    """Kill that many programs on as many mornings as it takes; returns how many sets were logged meanwhile."""
    chance, mornings = random.Random(seed), [TodayView(folder / "0")]
    for _ in range(kills):
        if mornings[-1].over:
            mornings.append(TodayView(folder / str(len(mornings))))
        mornings[-1].kill_once(chance)
    return sum(each.logged for each in mornings)


if __name__ == "__main__":
    count, first_seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as made:
        print(f"{count} kills, {run(Path(made), count, first_seed)} sets, none lost and none twice")

"""`python -m tests.tools.writers [SECONDS]`: three processes write to one database at once, for a minute unless said.

Two write as the interface does, one by commands. Printed is how many sets each was told are logged, and how many are
there; the exit status is 1 where a set is missing, is there twice, or was logged by nobody.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.support.database_faults import database_faults
from tests.support.killing import NOW
from tracker.clock import Clock
from tracker.service.context import open_context
from tracker.service.plan import planning

NAMES = ("one window", "another window", "commands")


@dataclass(frozen=True)
class Outcome:
    """The notes of the sets that were confirmed and of those that are stored, each with how often.

    `refused` is how many were not taken since another program kept the database locked; they were tried again.
    """

    confirmed: Counter[str]
    stored: Counter[str]
    refused: int
    errors: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether every confirmed set is there once, and no other, and the file is sound."""
        return self.stored == self.confirmed and not any(self.errors) and not self.faults


def run(database: Path, seconds: float) -> Outcome:
    """Let three processes write to a new database."""
    with closing(open_context(database, Clock(NOW))) as context:
        planning.set_exercise(context, context.exercise("bird-dog"))
        programs = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.writing", str(database), name, str(seconds)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for name in NAMES
        ]
        ended = [program.communicate() for program in programs]
        counts = {name: json.loads(printed or "[0, 0]") for name, (printed, _) in zip(NAMES, ended, strict=True)}
        return Outcome(
            Counter(f"{name}-{number}" for name, (count, _) in counts.items() for number in range(count)),
            Counter(logged.note for logged in context.store.day_sets(NOW.date())),
            sum(refused for _, refused in counts.values()),
            tuple(errors for _, errors in ended),
            tuple(database_faults(database)),
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder) / "backtracker.db", float([*sys.argv[1:], "60"][0]))
    for name in NAMES:
        confirmed = sum(note.startswith(name) for note in outcome.confirmed)
        print(f"{name}: {confirmed} sets confirmed")
    missing, doubled = outcome.confirmed - outcome.stored, outcome.stored - outcome.confirmed
    print(f"{sum(outcome.stored.values())} sets stored, {len(missing)} missing, {len(doubled)} too many")
    print(f"{outcome.refused} refused as the database was locked, and tried again")
    print("".join(outcome.errors) + "\n".join(outcome.faults), end="")
    sys.exit(0 if outcome.is_right else 1)

"""A week of mornings on two machines, whose folder a real carrier carries; prints what came of it.

    python -m tests.tools.sync_week [CARRIER…]

CARRIER is `shared` (one folder for both), `git` (two clones of a repository) or `syncthing` (two of it on loopback);
without one, all of them. The desk is without its carrier for three days, and the clock of the laptop is in 2031. At the
end both export the same, byte for byte, everything that was confirmed is there, and each takes back what it did last;
else a line says what is wrong, and the exit status is 1.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.support.carriers import Carrier, Git, Shared, Syncthing
from tests.support.people import Person

DAYS = [f"2026-11-{day}" for day in range(23, 30)]
OFFLINE = DAYS[2:5]
EXERCISES = ("bird-dog", "knee-rolls", "plank")
CARRIERS: dict[str, Callable[[Path], Carrier]] = {"shared": Shared, "git": Git, "syncthing": Syncthing}
SEED = 7


class Week:
    """Two people's machines, `desk` and `laptop`, and what they were told is logged."""

    def __init__(self, home: Path, carrier: Carrier) -> None:
        self.carrier = carrier
        self.chance = random.Random(SEED)
        self.desk, self.laptop = Person(home / "desk"), Person(home / "laptop")
        self.machines = (self.desk, self.laptop)
        self.logged: list[tuple[str, str, int]] = []
        self.commands = 0
        self._home = home

    def run(self) -> list[str]:
        """Live through the week; what is wrong at its end."""
        for exercise in EXERCISES:
            self._call(self.desk, "plan", "set", exercise)
        for machine, folder in zip(self.machines, self.carrier.folders, strict=True):
            self._call(machine, "sync", folder)
        self._meet()
        for day in DAYS:
            offline = day in OFFLINE
            self.carrier.connect(desk=not offline)
            self.desk.at(f"{day}T07:30")
            self.laptop.at(f"2031{day[4:]}T07:30")
            for machine in self.machines:
                with self.carrier.within_reach(machine is self.desk and offline):
                    self._morning(machine, day)
            self.carrier.carry()
        self.carrier.connect(desk=True)
        self._meet()
        faults = self._faults("after the week")
        for machine in self.machines:
            self._call(machine, "log", "plank", "1", "--on", DAYS[-1])
        self._meet()
        for machine in self.machines:
            if "plank" not in self._call(machine, "undo").lower():
                faults.append("undo took back something else than what was done last on that machine")
        self._meet()
        return [*faults, *self._faults("after undo on both")]

    def _morning(self, machine: Person, day: str) -> None:
        """What one machine writes of a day: each of the two without having seen the other's."""
        self._call(machine, "checkin", str(self.chance.randint(0, 4)), "--on", day, "--note", self.chance.choice("abc"))
        for exercise in EXERCISES:
            reps = self.chance.randint(1, 5)
            self._call(machine, "log", exercise, str(reps), "--on", day)
            self.logged.append((day, exercise, reps))
        self._call(machine, "log", "bird-dog", "99", "--on", day)
        self._call(machine, "undo")
        self._call(machine, "checkin", str(self.chance.randint(0, 4)))
        self._call(machine, "settings", "weeks_required", str(self.chance.randint(2, 6)))

    def _meet(self) -> None:
        """Exchange and carry until both have seen all."""
        for _ in range(3):
            for machine in self.machines:
                self._call(machine, "sync")
            self.carrier.carry()

    def _faults(self, when: str) -> list[str]:
        faults, exports = [], []
        for number, machine in enumerate(self.machines):
            path = self._home / f"{number}.json"
            self._call(machine, "export", path)
            exports.append(path.read_bytes())
            if "is sound" not in self._call(machine, "doctor"):
                faults.append(f"{when}: doctor finds faults")
        if exports[0] != exports[1]:
            faults.append(f"{when}: the exports differ")
        sessions = json.loads(exports[0])["sessions"]
        there = sorted((day["date"], log["exercise"], log["reps"]) for day in sessions for log in day["sets"])
        if there != sorted(self.logged):
            faults.append(f"{when}: {len(self.logged)} sets were confirmed, and {len(there)} are there")
        return faults

    def _call(self, machine: Person, *words: str | Path) -> str:
        self.commands += 1
        return machine.run(*words)


def main(names: list[str]) -> int:
    """Live through a week with each of the carriers; returns the exit status."""
    failed = 0
    for name in names or list(CARRIERS):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            for machine in ("desk", "laptop"):
                (home / machine).mkdir()
            carrier = CARRIERS[name](home)
            try:
                week = Week(home, carrier)
                faults = week.run()
                met = re.findall("counts", week.desk.run("sync", "--status"))
            finally:
                carrier.close()
        failed += bool(faults)
        print(
            f"{name}: {week.commands} commands, {len(week.logged)} sets confirmed, {len(met)} places named where both "
            f"wrote: {'; '.join(faults) or 'both exports equal, byte for byte; undo on both'}",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in CARRIERS]
    if unknown:
        sys.exit(f"There is no carrier {', '.join(unknown)}; there are {', '.join(CARRIERS)}.")
    if shutil.which("syncthing") is None:
        CARRIERS.pop("syncthing")
    sys.exit(main(sys.argv[1:]))

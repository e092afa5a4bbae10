"""Damages the folder between machines in every way, and looks at what a new machine takes from it.

    python -m tests.tools.sync_damage 100 1

damages so many folders from a seed on. Nothing may end in a fault of the program; nothing may be stored that was not
recorded; all that can still be read must have come; and once the folder is whole again, the new machine must have
exactly what the others have. It prints what was not so, and exits 1.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tests.support.machines import Machine, copy_folder, meet
from tests.support.sync_storm import Storm
from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.exchange.sync import folder as files
from tracker.exchange.sync.engine import UnreadableUpdateError, WriteSet
from tracker.service.sync.folder_check import check_folder

WRITES_A_DAY = 25
# The header of a file before the digest of what follows it.
BEFORE_DIGEST, DIGEST_END = 51, 83
CLOCKS = ("2024-05-02T12:00", "2025-03-04T12:00", "2026-11-02T12:00", "2026-11-28T12:00")

Damage = Callable[[Path, random.Random], None]


def cut(path: Path, chance: random.Random) -> None:
    """The carrier has brought the first part of a file so far."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def flip(path: Path, chance: random.Random) -> None:
    """A few bits have changed."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def zeros(path: Path, chance: random.Random) -> None:
    """The disk has lost a part."""
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    data[start : start + 512] = bytes(len(data[start : start + 512]))
    path.write_bytes(data)


def longer(path: Path, chance: random.Random) -> None:
    """Something stands after the end."""
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.randint(1, 99)))


def emptied(path: Path, _chance: random.Random) -> None:
    """The file is there and empty."""
    path.write_bytes(b"")


def removed(path: Path, _chance: random.Random) -> None:
    """The file is gone."""
    path.unlink()


def noise(path: Path, chance: random.Random) -> None:
    """The file is another, as where somebody has encrypted it."""
    path.write_bytes(chance.randbytes(path.stat().st_size))


def newer(path: Path, _chance: random.Random) -> None:
    """The file is of a version that does not exist yet."""
    path.write_bytes(path.read_bytes().replace(b"backtracker sync 1", b"backtracker sync 2", 1))


def swapped(path: Path, chance: random.Random) -> None:
    """Two files have each other's content."""
    other = chance.choice(sorted(path.parent.glob("*.sync")))
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


def doubled(path: Path, _chance: random.Random) -> None:
    """The carrier has made a copy after a conflict, and damaged the other."""
    shutil.copy(path, path.with_name(f"{path.stem}.sync-conflict-20261128-073000-ABCDEF.sync"))
    path.write_bytes(b"backtracker")


def a_folder(path: Path, _chance: random.Random) -> None:
    """A folder has the name of the file."""
    path.unlink()
    path.mkdir()


def a_circle(path: Path, _chance: random.Random) -> None:
    """The file is a link to itself."""
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path, _chance: random.Random) -> None:
    """The file is a pipe to which nobody writes."""
    path.unlink()
    os.mkfifo(path)


def marker(path: Path, chance: random.Random) -> None:
    """What says who writes there is nonsense."""
    texts = ("", "{", "[]", "null", '{"format": 3}', '{"format": "backtracker-sync-machine", "name": 1}')
    (path.parent / files.MARKER).write_text(chance.choice(texts), encoding="utf-8")


def renamed(path: Path, _chance: random.Random) -> None:
    """The folder of the machine has another name."""
    path.parent.rename(path.parent.with_name(f"{path.parent.name} with another name"))


def resigned(path: Path, chance: random.Random) -> None:
    """Bits have changed, and the digest was made to fit, as by somebody who means it."""
    data = bytearray(path.read_bytes()).ljust(DIGEST_END + 9, b"?")
    place = chance.randrange(DIGEST_END + 8, len(data))
    data[place] ^= 1 << chance.randrange(8)
    data[BEFORE_DIGEST:DIGEST_END] = sha256(data[DIGEST_END + 8 :]).digest()
    path.write_bytes(data)


DAMAGES: tuple[Damage, ...] = (
    cut, flip, zeros, longer, emptied, removed, noise, newer, swapped, doubled, a_folder, a_circle, a_pipe, marker,
    renamed, resigned,
)  # fmt: skip


class Source:
    """Two machines that have exchanged for years, and the folder that they have."""

    def __init__(self, home: Path, seed: int) -> None:
        storm = Storm(home, seed, 2)
        self.machines = storm.machines
        self.logged: set[str] = set()
        for now in CLOCKS:
            for machine in self.machines:
                machine.clock = Clock(datetime.fromisoformat(now).astimezone())
                machine.restart()
                for _ in range(WRITES_A_DAY):
                    storm.write(machine)
                    self.logged |= storm.uids(machine)
            meet(self.machines)
        self.folder = self.machines[0].folder
        self.export = self.machines[0].export()

    def close(self) -> None:
        """Close the databases."""
        for machine in self.machines:
            machine.context.close()


def uids(machine: Machine) -> set[str]:
    """The ids of all sets that a machine has."""
    return {str(log.id) for session in machine.context.store.history().sessions for log in session.sets}


def readable_sets(folder: Path) -> set[str]:
    """The ids of the sets in the files that can be read, and in which something can be read."""
    writes = WriteSet()
    for _ in range(2):
        for name in files.machines(folder):
            for state in files.files(folder, name):
                with suppress(files.UnreadableFileError, UnreadableUpdateError):
                    writes.merge(files.read_update(folder / name / state.name))
    return {parts[1] for key in writes.write_keys() if (parts := key.split("\0"))[0] == "sets" and len(parts) == 3}


def damage_once(source: Source, home: Path, damages: list[Damage], chance: random.Random) -> list[str]:
    """What is wrong after a new machine has taken what is in a damaged copy of the folder."""
    machine = Machine(home, "new")
    faults: list[str] = []
    try:
        copy_folder(source.folder, machine.folder)
        for damage in damages:
            paths = sorted(path for path in machine.folder.glob("*/*.sync") if path.is_file() and path.stat().st_size)
            if paths:
                damage(chance.choice(paths), chance)
        readable = readable_sets(machine.folder)
        with suppress(UserError):
            machine.begin()
        check_folder(machine.home / "backtracker.db")
        faults += machine.faults()
        stored = uids(machine)
        if resigned not in damages:
            if stored - source.logged:
                faults.append(f"{len(stored - source.logged)} sets are stored that nobody logged")
            if readable - stored:
                faults.append(f"{len(readable - stored)} sets can be read and are not there")
            for path in machine.folder.iterdir():
                if path not in machine.own_folders():
                    shutil.rmtree(path)
            for path in source.folder.iterdir():
                shutil.copytree(path, machine.folder / path.name)
            machine.exchange()
            if machine.export() != source.export:
                faults.append("with the folder whole again the export is another")
    finally:
        machine.context.close()
    return faults


def main(count: int, seed: int) -> int:
    """Damage so many folders; returns the exit status."""
    failed, done = 0, Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        source = Source(Path(home, "source"), seed)
        for number in range(seed, seed + count):
            chance = random.Random(number)
            damages = [DAMAGES[number % len(DAMAGES)], *chance.sample(DAMAGES, chance.randint(0, 2))]
            done.update(damage.__name__ for damage in damages)
            try:
                faults = damage_once(source, Path(home, str(number)), damages, chance)
            except Exception:  # noqa: BLE001 - any fault is what is looked for
                faults = traceback.format_exc().splitlines()[-4:]
            if faults:
                failed += 1
                print(f"{number} ({', '.join(damage.__name__ for damage in damages)}): {'; '.join(faults)}", flush=True)
        source.close()
    print(f"{count} folders, {sum(done.values())} damages of {len(done)} kinds: {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

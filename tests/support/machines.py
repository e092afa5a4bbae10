"""Several machines with a database each, whose folders are carried from one to another by hand."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

from tests.support.database_faults import database_faults
from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.core.model import SetLog
from tracker.exchange.history.document import write_document
from tracker.service.context import AppContext, open_context
from tracker.service.history import undo_redo
from tracker.service.sync import setting_up

NOON = datetime(2026, 11, 28, 12).astimezone()
DAY = date(2026, 11, 27)


class Machine:
    """A machine with a home, and in it a database and its own copy of the folder."""

    def __init__(self, home: Path, name: str, now: datetime = NOON) -> None:
        self.name = name
        self.home = home / name
        self.folder = self.home / "folder"
        self.folder.mkdir(parents=True)
        self.clock = Clock(now)
        self.context = self.open()

    def open(self) -> AppContext:
        return open_context(self.home / "backtracker.db", self.clock)

    def restart(self) -> None:
        self.context.close()
        self.context = self.open()

    def begin(self) -> None:
        """Set the exchange up under the machine's name."""
        setting_up.set_up(self.context, self.folder)

    def faults(self) -> list[str]:
        """What the check of the database finds."""
        return database_faults(self.context.store.path, self.context.library.exercises)

    def exchange(self) -> tuple[str, ...]:
        return setting_up.exchange_now(self.context)

    def undo(self) -> str:
        try:
            return undo_redo.undo(self.context)
        except UserError as error:
            return str(error)

    def export(self) -> str:
        return write_document(self.context.store.history())

    def own_folders(self) -> list[Path]:
        """The folders that this machine has written, under whatever name."""
        with self.context.store.sync_state() as state:
            setup = state.setup()
        return [] if setup is None else [self.folder / setup.machine]


def log(machine: Machine, *reps: int) -> tuple[str, ...]:
    """Log sets of bird dogs on DAY; their ids."""
    with machine.context.write("Sets") as work:
        return work.add_sets(DAY, [SetLog("bird-dog", count, pain=0) for count in reps])


def carry(machines: list[Machine]) -> None:
    """Give each machine all that the others have in their folders now."""
    for giver in machines:
        for path in giver.own_folders():
            for taker in machines:
                if taker is not giver and path.is_dir():
                    copy_folder(path, taker.folder / path.name)


def copy_folder(source: Path, target: Path) -> None:
    """Make `target` hold what `source` holds, and nothing else."""
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)


def meet(machines: list[Machine]) -> None:
    """Carry and exchange until everybody has seen everything."""
    for _ in range(3):
        for machine in machines:
            machine.exchange()
        carry(machines)
    for machine in machines:
        machine.exchange()

"""This machine in the folder: its name, what it has written there, and whether another one writes under its name."""

from __future__ import annotations

import platform
import re
import secrets
from dataclasses import replace
from datetime import date
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.core.errors import NotPossibleError, UserError
from tracker.exchange.sync.folder import MAX_NAME, OTHERS, Marker, OwnFolder, layout, read_marker
from tracker.storage.sync.state import Setup, SyncState

if TYPE_CHECKING:
    from tracker.exchange.sync.engine import WriteSet

# So many writes of this machine are known again in the folder, should its carrier bring an earlier state of it back.
TOKENS_KEPT = 100


class OlderDatabaseError(UserError):
    """The database is older than what this machine has written to the folder, and nobody has said what counts."""


class Standing(Enum):
    """What this machine's folder holds, compared with the database."""

    CURRENT = auto()  # the database has everything that was written there
    BEHIND = auto()  # something is still to be written there
    GONE = auto()  # the folder no longer holds what was written there
    COPIED = auto()  # it is that of another computer, from which this one is a copy, or the other way round
    OLDER = auto()  # more was written there than the database knows


def new_setup(database: Path, folder: Path) -> Setup:
    """The setup of a machine that has not written yet."""
    name = _computer()[:MAX_NAME]
    return Setup(str(database.resolve()), str(folder), new_machine(name), name, host_of(database))


def new_machine(name: str) -> str:
    """A name for a machine's folder that no other has, from what people call it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "computer"
    return f"{plain}-{secrets.token_hex(4)}"


def host_of(database: Path) -> str:
    """An id of this computer and the path of a database on it; without the domain, which changes with the network."""
    return sha256(f"{_computer()}\0{database.resolve()}".encode()).hexdigest()[:16]


def _computer() -> str:
    return platform.node().partition(".")[0] or "computer"


def new_token() -> str:
    """A random token by which a write is known again."""
    return secrets.token_hex(4)


def standing(setup: Setup) -> Standing:
    """What this machine's folder holds, compared with the database."""
    folder = Path(setup.folder)
    marker = read_marker(folder, setup.machine)
    if setup.host != host_of(Path(setup.database)):
        return Standing.COPIED
    if marker is None:
        written = bool(setup.tokens) and not (folder / setup.machine).is_dir()
        return Standing.GONE if written else Standing.BEHIND
    if marker.host != setup.host:
        return Standing.COPIED
    if marker.token in setup.tokens:
        return Standing.CURRENT if marker.token == setup.tokens[-1] else Standing.BEHIND
    return Standing.OLDER


def own_setup(state: SyncState, database: Path) -> Setup | None:
    """How this database is exchanged; None where it is not, or where it is a copy of one that is."""
    setup = state.setup()
    return setup if setup is not None and setup.database == str(database.resolve()) else None


def require_setup(state: SyncState, database: Path) -> Setup:
    """How the exchange is set up. Raises NotPossibleError where it is not, or for another file than this one."""
    setup = state.setup()
    if setup is None:
        raise NotPossibleError("Nothing is exchanged with other machines yet; `backtracker sync FOLDER` sets it up.")
    if setup.database != str(database.resolve()):
        raise NotPossibleError(
            f"{database} is a copy of {setup.database}, and is not exchanged with other machines; "
            "`backtracker sync FOLDER` sets that up."
        )
    return setup


def setup_after(setup: Setup, standing: Standing, *, accept_older: bool, rejoin: bool) -> Setup:
    """The setup to go on with, under a new name where what was written under this one is not what the database knows.

    Raises NotPossibleError where the folder lost what was written there, unless `rejoin`; OlderDatabaseError where the
    database is older, unless `accept_older`.
    """
    if standing is Standing.GONE and not rejoin:
        raise NotPossibleError(
            f"{setup.folder} no longer holds what this machine wrote there. If it is the right folder, "
            f"`backtracker sync {setup.folder}` writes it anew; nothing was exchanged."
        )
    if standing is Standing.OLDER and not accept_older:
        raise OlderDatabaseError(
            f"This machine has written more to {setup.folder} than this database knows, as when an older copy of it "
            "was brought back. `backtracker sync` in a terminal asks what counts; nothing was exchanged."
        )
    if standing in (Standing.COPIED, Standing.OLDER):
        return replace(setup, machine=new_machine(setup.name), host=host_of(Path(setup.database)), tokens=())
    return setup


def day_of_first_writes(today: date) -> str:
    """The date of the file for all that was recorded before the exchange began: in the past, so that it stays as it is.

    In the file of the day it would be carried again with each write, and in that of the month with each day.
    """
    return date(today.year - 1, 12, 31).isoformat()


def publish(
    setup: Setup, writes: WriteSet, peers: dict[int, str], today: date, *, others: bool, whole: bool = False
) -> None:
    """Bring this machine's folder up to date, the marker last; with `others`, what they wrote too. Raises FileError.

    With `whole` the files that are there are read through, so that a damaged one is written anew.
    """
    own = OwnFolder(Path(setup.folder), setup.machine)
    parts = layout(peers, today)
    if others:
        parts[OTHERS] = tuple(writes.other_peers(peers))
    for name, of in parts.items():
        version = writes.extent(of)
        if not own.holds(name, version, whole=whole):
            update = writes.own(of)
            if update is not None:
                own.write(name, version, update)
    if standing(setup) is not Standing.CURRENT:
        own.write_marker(Marker(setup.name, setup.writes, setup.tokens[-1], setup.host))
    own.remove_others(parts)


def require_folder(setup: Setup) -> Path:
    """The folder. Raises NotPossibleError where it is not there, as a stick that is not plugged in."""
    folder = Path(setup.folder)
    if not folder.is_dir():
        raise NotPossibleError(missing_folder_text(setup))
    return folder


def missing_folder_text(setup: Setup) -> str:
    """That the folder is not there, and what to do."""
    return (
        f"The folder {setup.folder} is not there, so nothing was exchanged; that is done when it is there again. "
        "`backtracker sync FOLDER` names another one."
    )

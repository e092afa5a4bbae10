"""What `doctor` says of the exchange with other machines; it only reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.core.errors import FileError, NotPossibleError, StorageError
from tracker.exchange.sync import folder as files
from tracker.service.sync import machine
from tracker.service.sync.machine import OlderDatabaseError, Standing
from tracker.service.sync.setting_up import require_engine
from tracker.storage.sync.state import Setup, read_state

if TYPE_CHECKING:
    from tracker.exchange.sync.engine import WriteSet


class Checked(NamedTuple):
    """Sentences: `faults` each say what mends it, `remarks` are no fault."""

    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def check_folder(database: Path) -> Checked:
    """Look at the folder through which a database is exchanged, if it is. Raises StorageError."""
    with read_state(database) as state:
        setup = None if state is None else machine.own_setup(state, database)
        if state is None or setup is None:
            return Checked()
        pieces, peers = state.pieces(), state.peers()
    if not Path(setup.folder).is_dir():
        return Checked(remarks=(f"The folder {setup.folder} is not there now, so it was not looked at.",))
    try:
        require_engine()
        from tracker.service.sync.merging import stored_writes

        writes = stored_writes(setup, pieces)
        # Its own files first: with those of others comes what the database does not have.
        faults = [*_own_faults(setup, writes, peers), *_faults_of_others(setup, writes), *_copies(Path(setup.folder))]
    except (NotPossibleError, StorageError, FileError) as problem:
        faults = [str(problem)]
    return Checked(tuple(faults))


def _own_faults(setup: Setup, writes: WriteSet, peers: dict[int, str]) -> Iterator[str]:
    """Files of this machine that do not hold what it has written."""
    standing = machine.standing(setup)
    try:
        machine.setup_after(setup, standing, accept_older=False, rejoin=False)
    except (NotPossibleError, OlderDatabaseError) as hindrance:
        yield str(hindrance)
    if standing is not Standing.CURRENT:
        return  # the next exchange writes all of it
    folder = Path(setup.folder)
    own = files.OwnFolder(folder, setup.machine)
    there = {state.name for state in files.files(folder, setup.machine)}
    parts: dict[str, list[int]] = defaultdict(list)
    for peer, day in peers.items():
        parts[next((name for name in files.names_of(day) if name in there), files.names_of(day)[0])].append(peer)
    for name, of in sorted(parts.items()):
        if name not in there:
            problem = "is missing"
        elif not own.holds(name, writes.extent(of), whole=True):
            problem = "is not as this machine wrote it"
        else:
            continue
        yield f"{own.path / name} {problem}. `backtracker sync {folder}` writes it anew."


def _faults_of_others(setup: Setup, writes: WriteSet) -> Iterator[str]:
    """Files of other machines that cannot be read, and those that a carrier has renamed."""
    from tracker.service.sync.merging import merge_file

    folder = Path(setup.folder)
    for name, file in files.files_of_others(folder, setup.machine):
        path = folder / name / file.name
        problem = merge_file(writes, path)
        if problem:
            yield (
                f"{path} {problem}. It is tried again with every exchange; if this lasts, `backtracker sync` with the "
                f"folder on “{files.name_of(folder, name)}” writes it anew."
            )
        elif not files.is_own_name(file.name):
            yield (
                f"{path} is a copy that was made of a file where two machines had written to it. What it holds is "
                "merged; delete it."
            )


def _copies(folder: Path) -> Iterator[str]:
    """Folders of machines that are copies of each other."""
    alike: dict[files.Marker, list[str]] = defaultdict(list)
    for name in files.machines(folder):
        marker = files.read_marker(folder, name)
        if marker is not None:
            alike[marker].append(name)
    for marker, names in alike.items():
        if len(names) > 1:
            yield (
                f"In {folder} the folders {' and '.join(names)} both hold what “{marker.name}” wrote: delete those "
                "that were made by copying."
            )

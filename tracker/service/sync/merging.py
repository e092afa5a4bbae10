"""One exchange with the folder: what others wrote comes in, what was changed here goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.core.errors import DatabaseLockedError, StorageError
from tracker.core.progress import Watch, without_progress
from tracker.core.sync.records import RecordKey
from tracker.exchange.sync import folder as files
from tracker.exchange.sync.engine import UnreadableUpdateError, WriteSet, new_peer
from tracker.exchange.sync.own_writes import SeenWrites, with_positions, write_changes
from tracker.exchange.sync.resolution import Resolution, by_record, exercise_of, resolve
from tracker.service.context import AppContext
from tracker.service.sync import machine, words
from tracker.service.sync.machine import Standing
from tracker.storage.sync.state import SeenFile, SeenMachine, Setup, SyncState

# A number for the rules of what counts: another one has everything reckoned anew.
RULES = 1
WAITING = "rests on what has not come yet"
ATTEMPTS = 5


class IfOlder(Enum):
    """What counts if the database is older than what this machine has written to the folder."""

    ASK = ""  # nobody has said it
    LATER_COUNTS = "later"
    OLDER_COUNTS = "older"  # on all machines


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did: how many records of each kind came, and were deleted, from whom, what is to be looked at,
    and what went.
    """

    came: Mapping[str, int]
    deleted: Mapping[str, int]
    machines: tuple[str, ...]
    notes: tuple[str, ...]
    written: int
    unreadable: tuple[str, ...]


def exchange(
    context: AppContext,
    *,
    if_older: IfOlder = IfOlder.ASK,
    rejoin: bool = False,
    watch: Watch = without_progress,
) -> Exchanged:
    """Merge what the folder holds, and write what was changed here.

    `rejoin` writes to a folder too that no longer holds what this machine wrote there, and writes damaged files anew.
    Raises NotPossibleError where the folder is not there, OlderDatabaseError where more was written there than the
    database knows and `if_older` does not say what counts, FileError and StorageError.
    """
    for _ in range(ATTEMPTS):
        result = _Exchange(context, if_older, rejoin=rejoin, watch=watch).run()
        if result is not None:
            return result
    raise DatabaseLockedError("Other windows keep writing, so nothing was exchanged; it is tried again.")


def stored_writes(setup: Setup, pieces: Sequence[bytes]) -> WriteSet:
    """All that was merged before. Raises StorageError where the database no longer has it whole."""
    try:
        return WriteSet(pieces)
    except UnreadableUpdateError:
        raise StorageError(
            f"What {setup.database} keeps of the exchange with other machines is damaged; what you recorded is not. "
            f"`backtracker sync --off`, then `backtracker sync {setup.folder}` exchanges everything anew."
        ) from None


def merge_file(writes: WriteSet, path: Path) -> str:
    """Merge a file; why it could not be, which completes *FILE …*, or an empty text."""
    try:
        return "" if writes.merge(files.read_update(path)) else WAITING
    except files.UnreadableFileError as reason:
        return str(reason)
    except UnreadableUpdateError:
        return "is damaged"


class _Exchange:
    """One attempt. What takes long is done before the database is locked."""

    def __init__(self, context: AppContext, if_older: IfOlder, *, rejoin: bool, watch: Watch) -> None:
        self._context = context
        self._watch = watch
        self._if_older = if_older
        self._rejoin = rejoin
        self._builtins = context.built_in_exercises
        with context.store.sync_state() as state:
            self._setup = machine.require_setup(state, context.store.path)
            self._first = not self._setup.counted_by
            self._seen_files = state.files()
            self._pieces = state.pieces()
            self._peers = state.peers()
            self._known_machines = {known.machine for known in state.machines()}
            self._changed = self._changed_records(state)
        self._folder = machine.require_folder(self._setup)
        self._standing = machine.standing(self._setup)
        self._now = machine.setup_after(
            self._setup, self._standing, accept_older=if_older is not IfOlder.ASK, rejoin=rejoin
        )

    def run(self) -> Exchanged | None:
        """What was done; None where another window has merged or written meanwhile."""
        with self._watch("Reading") as progress:
            writes = stored_writes(self._setup, self._pieces)
            version, before = writes.version(), writes.write_keys()
            seen = SeenWrites.of(by_record(before), writes, self._changed)
            present, came_from = self._read_files(writes, progress)
        if self._if_older is IfOlder.OLDER_COUNTS:
            here = by_record(writes.write_keys())
            self._changed = sorted({*self._changed, *here})
            seen = SeenWrites.of(here, writes, self._changed)
        came = writes.write_keys() ^ before
        counted_by = self._counted_by()
        idle = not (came or self._changed or self._first) and counted_by == self._setup.counted_by
        if idle and present == self._seen_files and self._now == self._setup and self._standing is Standing.CURRENT:
            if self._rejoin:
                self._publish(self._setup, writes, present)
            return Exchanged({}, {}, (), (), 0, _problems(present))
        with self._watch("Merging") as progress, self._context.store.merging() as state:
            if state.setup() != self._setup or not set(self._changed_records(state)) <= set(self._changed):
                return None
            records = by_record(writes.write_keys())
            values = self._values(state, records)
            peer = self._peer(state)
            writes.write_as(peer)
            written = write_changes(writes, seen, records, values, self._builtins)
            if written:
                records = by_record(writes.write_keys())
                day = machine.day_of_first_writes(self._context.clock.now().date()) if self._first else self._today
                self._peers.setdefault(peer, day)
                state.add_peer(peer, day, self._now.machine)
            changed = {*by_record(came), *values}
            if counted_by != self._setup.counted_by:
                changed |= records.keys()
            counts = resolve(records, writes.text, changed, self._builtins)
            replaced = state.merge(counts.values, progress)
            if writes.version() != version:
                state.add_piece(writes.since(version))
                if state.is_scattered():
                    state.put_together(writes.snapshot())
            notes = self._notes(counts, replaced, values)
            state.add_notes(self._context.clock.stamp(), notes)
            state.put_files(present.values())
            for name in came_from:
                state.put_machine(SeenMachine(name, files.name_of(self._folder, name), self._context.clock.stamp()))
            setup = replace(self._now, writes=self._setup.writes + 1, counted_by=counted_by)
            if written or not setup.tokens:
                setup = replace(setup, tokens=(*setup.tokens, machine.new_token())[-machine.TOKENS_KEPT :])
            state.put_setup(setup)
        self._publish(setup, writes, present)
        others = [record for record in replaced if record not in values]
        deleted = Counter(record[0] for record in others if counts.values[record] is None)
        stored = Counter(record[0] for record in others) - deleted
        names = tuple(files.name_of(self._folder, name) for name in came_from)
        return Exchanged(stored, deleted, names, tuple(notes), written, _problems(present))

    @property
    def _today(self) -> str:
        return self._context.clock.now().date().isoformat()

    def _changed_records(self, state: SyncState) -> list[RecordKey]:
        return state.all_records() if self._first or self._if_older is IfOlder.OLDER_COUNTS else state.changed()

    def _values(self, state: SyncState, known: Mapping[RecordKey, list[str]]) -> dict[RecordKey, Any]:
        """What is stored now of the records that were changed here, each with its place in the plan.

        With them come the exercises that they name and nobody has written yet: those that stand for another in the
        other unit.
        """
        values = {record: state.read(record) for record in self._changed}
        if any(record[0] == "prescriptions" for record in values):
            placed = with_positions(self._context.store.prescriptions())
            values |= {record: placed[record] for record in values if record in placed}
        named = {("exercises", exercise_of(record, value)) for record, value in values.items()}
        unwritten = {record: state.read(record) for record in named - known.keys() - values.keys()}
        return values | {record: value for record, value in unwritten.items() if value is not None}

    def _peer(self, state: SyncState) -> int:
        """The writer of today, where the folder shows that the database has all that it wrote; else a new one."""
        of_today = state.peer_of(self._today, self._now.machine) if self._standing is Standing.CURRENT else None
        return new_peer() if of_today is None else of_today

    def _read_files(self, writes: WriteSet, progress: Any) -> tuple[dict[tuple[str, str], SeenFile], list[str]]:
        """Merge the files that are new; all files as they are now, and the machines of which something came."""
        listed = [*files.files_of_others(self._folder, self._now.machine)]
        present: dict[tuple[str, str], SeenFile] = {}
        came_from: dict[str, None] = {}
        for number, (name, state) in enumerate(listed, start=1):
            seen = self._seen_files.get((name, state.name))
            if seen is None or seen.problem or (seen.size, seen.modified) != (state.size, state.modified):
                version = writes.version()
                seen = SeenFile(
                    name, state.name, state.size, state.modified, merge_file(writes, self._folder / name / state.name)
                )
                if writes.version() != version:
                    came_from[name] = None
            present[name, state.name] = seen
            progress(number, len(listed))
        # What one file rests on may have come with a later one.
        for key, seen in present.items():
            if seen.problem == WAITING:
                present[key] = replace(seen, problem=merge_file(writes, self._folder.joinpath(*key)))
        return present, list(came_from)

    def _publish(self, setup: Setup, writes: WriteSet, present: Mapping[tuple[str, str], SeenFile]) -> None:
        today, others = self._context.clock.now().date(), self._others_are_missing(present)
        machine.publish(setup, writes, self._peers, today, others=others, whole=self._rejoin)

    def _others_are_missing(self, present: Mapping[tuple[str, str], SeenFile]) -> bool:
        """Whether a machine that was known has no files there any more, or some that cannot be read."""
        gone = self._known_machines - {name for name, _ in present} - {self._now.machine}
        return bool(gone) or any(file.problem not in ("", WAITING) for file in present.values())

    def _counted_by(self) -> str:
        """What stands for the rules and the exercises by which it is reckoned what counts."""
        return f"{RULES} {sha256(' '.join(self._builtins).encode()).hexdigest()[:16]}"

    def _notes(
        self, counts: Resolution, replaced: Mapping[RecordKey, Any], values: Mapping[RecordKey, Any]
    ) -> list[str]:
        """The records of which machines wrote different values, and what was mended or could not be read."""
        here = {**replaced, **values}
        known = self._context.exercises() if counts.conflicts else {}
        met = [words.conflict_text(conflict, here.get(conflict.record), known) for conflict in counts.conflicts]
        return [*met, *counts.repairs, *counts.unread]


def _problems(present: Mapping[tuple[str, str], SeenFile]) -> tuple[str, ...]:
    return tuple(f"{Path(file.machine) / file.name} {file.problem}." for file in present.values() if file.problem)

"""The state of the exchange with other machines: where, as whom, what was merged, and what was changed since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, cast

from tracker.core.progress import Progress, ignore_progress
from tracker.core.sync.records import RecordKey
from tracker.storage import errors, files
from tracker.storage.errors import translate_decoding_errors
from tracker.storage.sync import record_rows

# Beyond so many pieces, or so many bytes in all but the first, they are put together.
MAX_PIECES, MAX_LOOSE_BYTES = 100, 256 * 1024
NOTES_KEPT = 200
# The version of the database that first has it.
FIRST_VERSION = 4
_TABLES = (
    "sync_setup", "sync_pieces", "sync_peers", "sync_files", "sync_machines", "sync_notes", "sync_changed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setup:
    """How the exchange is set up.

    `database` and `host` say for which file on which computer: a copy of the database elsewhere is not that. `machine`
    is the name of this machine's folder in `folder`, `name` what people call it. `writes` counts what was merged or
    written; `tokens` stand for this machine's last writes, the last at the end. `counted_by` names the rules and the
    exercises by which it was reckoned what counts.
    """

    database: str
    folder: str
    machine: str
    name: str
    host: str
    writes: int = 0
    tokens: tuple[str, ...] = ()
    counted_by: str = ""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file of another machine as it was when it was merged; `problem` says why it was not, if it was not."""

    machine: str
    name: str
    size: int
    modified: int
    problem: str = ""


class SeenMachine(NamedTuple):
    """Another machine: the name of its folder, what people call it, and when something new of it came (UTC)."""

    machine: str
    name: str
    seen: str


@contextmanager
def read_state(path: Path) -> Iterator[SyncState | None]:
    """Read the state in the file at `path`, which is left as it is; None where it is too old to have any.

    Raises StorageError.
    """
    from tracker.storage.backup.health import connect_rolled_back

    with errors.translate_errors(path), connect_rolled_back(path) as conn:
        yield SyncState(conn, path) if files.schema_version(conn, path) >= FIRST_VERSION else None


class SyncState:
    """Reads and writes the state in the file `path`; what writes must be within `Store.merging`."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn = conn
        self._path = path

    def setup(self) -> Setup | None:
        """How the exchange is set up; None where it is not."""
        row = self._conn.execute(
            "SELECT database, folder, machine, name, host, writes, tokens, counted_by FROM sync_setup"
        ).fetchone()
        with translate_decoding_errors(self._path):
            return None if row is None else replace(Setup(*row), tokens=tuple(json.loads(row[6])))

    def put_setup(self, setup: Setup) -> None:
        """Store how the exchange is set up, in place of what was stored."""
        row = {"number": 1, **asdict(setup), "tokens": json.dumps(setup.tokens)}
        self._conn.execute(
            f"INSERT OR REPLACE INTO sync_setup ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            [*row.values()],
        )

    def forget(self) -> None:
        """Forget all of the exchange, but for which changes can no longer be undone; what the person recorded stays."""
        for table in _TABLES:
            self._conn.execute(f"DELETE FROM {table}")

    def pieces(self) -> list[bytes]:
        """All that was merged, in the pieces that `add_piece` and `put_together` stored."""
        return [row[0] for row in self._conn.execute("SELECT data FROM sync_pieces ORDER BY number")]

    def add_piece(self, data: bytes) -> None:
        """Add what came after the other pieces."""
        self._conn.execute("INSERT INTO sync_pieces (data) VALUES (?)", (data,))

    def put_together(self, data: bytes) -> None:
        """Replace all pieces by one."""
        self._conn.execute("DELETE FROM sync_pieces")
        self.add_piece(data)

    def is_scattered(self) -> bool:
        """Whether there are so many pieces that they are better put together."""
        sizes = [row[0] for row in self._conn.execute("SELECT length(data) FROM sync_pieces ORDER BY number")]
        return len(sizes) > MAX_PIECES or sum(sizes[1:]) > max(MAX_LOOSE_BYTES, sum(sizes[:1]) // 4)

    def peers(self) -> dict[int, str]:
        """The writers of this machine, with the day of each."""
        return dict(self._conn.execute("SELECT peer, day FROM sync_peers"))

    def peer_of(self, day: str, machine: str) -> int | None:
        """The last writer of a day that wrote under the name `machine`."""
        row = self._conn.execute("SELECT max(peer) FROM sync_peers WHERE day = ? AND machine = ?", (day, machine))
        return cast("int | None", row.fetchone()[0])

    def add_peer(self, peer: int, day: str, machine: str) -> None:
        """Add a writer of this machine."""
        self._conn.execute(
            "INSERT OR IGNORE INTO sync_peers (peer, day, machine) VALUES (?, ?, ?)", (peer, day, machine)
        )

    def files(self) -> dict[tuple[str, str], SeenFile]:
        """The files of other machines, by machine and name."""
        rows = self._conn.execute("SELECT machine, name, size, modified, problem FROM sync_files ORDER BY 1, 2")
        return {(row[0], row[1]): SeenFile(*row) for row in rows}

    def put_files(self, files: Iterable[SeenFile]) -> None:
        """Note the files that are there; others are forgotten."""
        self._conn.execute("DELETE FROM sync_files")
        self._conn.executemany(
            "INSERT INTO sync_files (machine, name, size, modified, problem) "
            "VALUES (:machine, :name, :size, :modified, :problem)",
            [asdict(file) for file in files],
        )

    def machines(self) -> list[SeenMachine]:
        """The other machines, that of which something came last first, whatever the clock said then."""
        rows = self._conn.execute("SELECT machine, name, seen FROM sync_machines ORDER BY rowid DESC")
        return [SeenMachine(*row) for row in rows]

    def put_machine(self, machine: SeenMachine) -> None:
        """Note that something new came of a machine."""
        self._conn.execute("INSERT OR REPLACE INTO sync_machines (machine, name, seen) VALUES (?, ?, ?)", machine)

    def notes(self) -> list[tuple[str, str]]:
        """What the person may want to look at, with its instant in UTC, the latest first."""
        return self._conn.execute("SELECT at, text FROM sync_notes ORDER BY number DESC").fetchall()

    def add_notes(self, at: str, texts: Iterable[str]) -> None:
        """Add to what the person may want to look at, unless it is there; the oldest are forgotten."""
        known = {text for _, text in self.notes()}
        new = [(at, text) for text in dict.fromkeys(texts) if text not in known]
        self._conn.executemany("INSERT INTO sync_notes (at, text) VALUES (?, ?)", new)
        self._conn.execute(
            "DELETE FROM sync_notes WHERE number <= (SELECT max(number) FROM sync_notes) - ?", (NOTES_KEPT,)
        )

    def has_changes(self) -> bool:
        """Whether anything was written or deleted here since the last merge."""
        return bool(self._conn.execute("SELECT EXISTS (SELECT 1 FROM sync_changed)").fetchone()[0])

    def changed(self) -> list[RecordKey]:
        """The records that were written or deleted here since the last merge."""
        return record_rows.changed(self._conn)

    def all_records(self) -> list[RecordKey]:
        """The keys of everything that is recorded here."""
        return sorted(record_rows.all_records(self._conn))

    def read(self, record: RecordKey) -> Any:
        """The value of a record as it is stored; None where there is none."""
        with translate_decoding_errors(self._path):
            return record_rows.read(self._conn, record)

    def merge(self, values: Mapping[RecordKey, Any], progress: Progress = ignore_progress) -> dict[RecordKey, Any]:
        """Store what counts, None for what was deleted; returns what was stored before of what is now different.

        Nothing counts as changed here afterwards, and a change of which a row is another now can no longer be undone.
        """
        written = record_rows.write(self._conn, values, progress)
        changes: dict[tuple[str, tuple[Any, ...]], list[int]] = {}
        if written.rows:
            lines = self._conn.execute("SELECT change, tbl, key FROM change_rows WHERE json_valid(key)")
            for change, table, key in lines.fetchall():
                changes.setdefault((table, tuple(json.loads(key))), []).append(change)
        overtaken = {change for row in written.rows for change in changes.get(row, ())}
        self._conn.executemany(
            "INSERT OR IGNORE INTO sync_overtaken (change) VALUES (?)", [(change,) for change in sorted(overtaken)]
        )
        self._conn.execute("DELETE FROM sync_changed")
        return written.before

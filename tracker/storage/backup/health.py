"""The check of a database, the same for `doctor` and before a write; it works on damaged files and never writes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.core.errors import DatabaseLockedError, StorageError
from tracker.core.model import Exercise
from tracker.storage import errors, files, journal
from tracker.storage.queries import Queries

# How many faults SQLite looks for, and how many of a sort are named.
_MAX_FAULTS, _MAX_NAMED = 100, 5
_LOCK_WAIT_S = 2.0
# What integrity_check says of rows and of indices; all else is said of pages that cannot be read.
_VALUE_FAULT = re.compile(r"(?:CHECK constraint failed in|\S+ value in) (\w+)")
_INDEX_FAULT = re.compile(r"index (\w+)")
# Of the journal only the rows are a matter of undo alone; its pages are written with every change.
_JOURNAL_TABLES = frozenset({"changes", "change_rows", "recording"})
# What the tables hold, in words for the person; exercises first, since the others name them.
TABLE_NAMES = {
    "exercises": "the exercises of your own",
    "prescriptions": "the plan",
    "sets": "the sets",
    "session_notes": "the notes of days",
    "checkins": "the check-ins",
    "skips": "what was left out",
    "declined": "the increases declined",
    "pauses": "the pauses",
    "settings": "the settings",
    "answers": "the answers of the first run",
    "goal": "the goal",
    "activities": "the activities",
    "function_scores": "the scores of activities",
    "medication": "the medication",
    "therapist_questions": "the questions for the therapist",
    "asked": "the questions put to the record",
    "exercise_mappings": "which exercises those of other programs are",
}
_REMEDY = (
    "Bring back a backup (`backtracker backup --list` shows them), or save everything else with "
    "`backtracker doctor --rescue FILE.json`, move {name} away, and `backtracker import FILE.json`."
)
_JOURNAL_REMEDY = "Your entries are not affected, and nothing has to be done: undo goes back as far as it can be read."


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is wrong with a database, as sentences that say what mends it.

    Nothing is written to a database with `damage`. `journal_faults` concern undo alone.
    """

    damage: tuple[str, ...] = ()
    journal_faults: tuple[str, ...] = ()


def examine_file(path: Path, library: Iterable[Exercise] | None = None) -> CheckResult:
    """Check the file at `path`.

    With a `library`, entries of exercises that are neither in it nor the person's own are damage too. Raises
    DatabaseLockedError where another program keeps the file locked.
    """
    try:
        files.refuse_lost(path)
        with errors.translate_os_errors(path):
            if not path.exists():
                return CheckResult((f"{path} is not there. It is made when the program is first used.",))
        files.validate_header(path)
        with errors.translate_errors(path), connect_rolled_back(path) as conn:
            return examine(conn, path, library)
    except DatabaseLockedError:
        raise
    except StorageError as error:
        return CheckResult((str(error),))


def ensure_intact(conn: sqlite3.Connection, path: Path, library: Iterable[Exercise] | None) -> None:
    """Raise DamagedDatabaseError where `doctor` would find damage."""
    try:
        if examine(conn, path, library).damage:
            raise errors.damaged_error(path)
    finally:
        conn.execute("PRAGMA shrink_memory")


def examine(conn: sqlite3.Connection, path: Path, library: Iterable[Exercise] | None = None) -> CheckResult:
    """Check an open database. The connection must be able to write, or SQLite overlooks some damage."""
    version = files.schema_version(conn, path)
    if version == 0:
        return CheckResult()
    result = check_structure(conn, path)
    if not result.damage and version == files.SCHEMA_VERSION:
        try:
            _read_all(Queries(path, conn, tuple(library or ()), check_exercises=library is not None), conn)
        except errors.DamagedDatabaseError as error:
            return CheckResult((str(error),), result.journal_faults)
    return result


def check_structure(conn: sqlite3.Connection, path: Path) -> CheckResult:
    """The part of the check that SQLite does, during which other threads can run."""
    rows = conn.execute(f"PRAGMA integrity_check({_MAX_FAULTS})").fetchall()
    messages = [message for (message,) in rows if message != "ok"]
    values = [message for message in messages if _VALUE_FAULT.match(message)]
    indices = [message for message in messages if message not in values and _INDEX_FAULT.search(message)]
    structure = [message for message in messages if message not in values and message not in indices]
    if structure:
        return CheckResult((f"{errors.damaged_error(path)} SQLite says: {'; '.join(structure[:_MAX_NAMED])}.",))
    with_values = {match[1] for match in map(_VALUE_FAULT.match, values) if match}
    with_references = {row[0] for row in conn.execute("PRAGMA foreign_key_check").fetchall()}
    of_journal = journal.faults(conn) if not indices else []
    damage = [*_index_faults(indices)]
    for table in sorted(TABLE_NAMES):
        if table in with_values:
            damage.append(f"Among {TABLE_NAMES[table]} are values that cannot be right.")
        if table in with_references:
            damage.append(f"Among {TABLE_NAMES[table]} are entries of an exercise that is not known.")
    if not _JOURNAL_TABLES.isdisjoint(with_values | with_references):
        of_journal = [*of_journal, "The undo journal has lines that cannot be right."]
    return CheckResult(
        tuple(f"{path}: {fault} {_REMEDY.format(name=path.name)}" for fault in damage),
        tuple(f"{path}: {fault} {_JOURNAL_REMEDY}" for fault in dict.fromkeys(of_journal)),
    )


def _index_faults(messages: list[str]) -> Iterator[str]:
    names = {
        name for message in messages for match in _INDEX_FAULT.finditer(message) for name in match.groups() if name
    }
    if messages:
        yield f"An index ({', '.join(sorted(names))}) does not match its table, so that entries are not found."


def _read_all(queries: Queries, conn: sqlite3.Connection) -> None:
    """Read what the constraints do not cover. Raises DamagedDatabaseError."""
    queries.history(with_sessions=False)
    queries.require_known_exercises()
    with errors.translate_errors(queries.path):
        for sql in ("SELECT note, at FROM sets", "SELECT note FROM session_notes"):
            for _ in conn.execute(sql):
                pass  # each text is decoded


@contextmanager
def connect_rolled_back(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect to the file, or to a copy of it where opening it would write: what was half written is taken back there.

    The copy is also for a file of which SQLite keeps the last writes beside it (WAL).
    """
    if files.is_wal(path) or _needs_rollback(path):
        with files.temporary_copy(path) as copy, closing(sqlite3.connect(copy, isolation_level=None)) as conn:
            yield conn
    else:
        with closing(files.connect(path, _LOCK_WAIT_S)) as conn:
            yield conn


def _needs_rollback(path: Path) -> bool:
    """Whether a program was killed in the middle of a change, which the next program to write takes back."""
    with closing(files.connect_to_read(path)) as conn:
        try:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            return True
    return False

"""Copies of the database: listed, brought back; and what can be saved of a damaged one."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

from tracker.clock import Clock
from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Answer, History
from tracker.exchange.history.document import write_document
from tracker.library import load_library
from tracker.service.context import AppContext, open_context
from tracker.service.files.import_export import write_file
from tracker.storage.backup import rotation
from tracker.storage.backup.copying import replace_database
from tracker.storage.backup.rescue import rescue
from tracker.storage.errors import DamagedDatabaseError, translate_os_errors


def list_backups(database: Path) -> tuple[str, ...]:
    """A line for each of the daily copies, the latest first."""
    copies = rotation.backups_of(database)
    if not copies:
        return (f"There are no backups in {rotation.folder_of(database)} yet; the interface makes one a day.",)
    lines = [f"{copy.path.name}  {wording.weekday(copy.day)}, {_state(copy.path)}" for copy in copies]
    return (f"In {rotation.folder_of(database)}:", *reversed(lines))


def restore(database: Path, clock: Clock, named: str) -> str:
    """Bring back a copy, named by its file, or as `list_backups` names it, or by its date; one undo takes it back.

    A damaged database is kept under another name, and the copy takes its place; there is nothing to undo then.
    """
    source = _find(database, named)
    history, answers = rotation.read_backup(source, load_library().exercises)
    try:
        with closing(open_context(database, clock)) as context:
            before = _write(context, f"the backup {source.name}", history, answers)
    except DamagedDatabaseError:
        aside = replace_database(source, database)
        return (
            f"Brought back {source.name} with {_amounts(history)}. The damaged database is kept as {aside}; "
            f"`backtracker --db {aside} doctor --rescue FILE.json` saves what can still be read of it."
        )
    return (
        f"Brought back {source.name} with {_amounts(history)}, in the place of {_amounts(before)}. "
        "`backtracker undo` takes that back."
    )


def save_readable(database: Path, to: Path) -> tuple[str, ...]:
    """Write what can be read of a damaged database to a history document; the lines say what could not be."""
    if to.suffix.lower() != ".json":
        raise UsageError(f"{to.name}: what can be saved is a history document; give it the ending .json.")
    if to.exists() and to.samefile(database):
        raise UsageError(f"{to.name} is the database itself, and is left as it is. Name another file.")
    rescued = rescue(database, load_library().exercises)
    write_file(to, write_document(rescued.history).encode())
    saved = f"Saved {_amounts(rescued.history)} of {database} to {to}; {database.name} is left as it is."
    if not rescued.incomplete:
        return (saved, "Everything in it could be read.")
    return (
        saved,
        f"Not all could be read of {wording.listed(rescued.incomplete)}.",
        f"Bring back a backup, or move {database.name} away; then `backtracker import {to.name}` adds what was saved.",
    )


def _write(context: AppContext, label: str, history: History, answers: tuple[Answer, ...]) -> History:
    """Make what is stored equal to a copy, as one change, and return what it was."""
    context.store.ensure_intact(thorough=True)
    with context.write(label) as work:
        before, answers_before = context.store.history(), context.store.answers()
        if (before, answers_before) == (history, answers):
            raise NotPossibleError("What is in that backup is what is there already; nothing was changed.")
        work.write_history(before, history)
        for answer in answers_before:
            work.delete_answer(answer.question)
        for answer in answers:
            work.put_answer(answer.question, answer.answer, answer.date)
    return before


def _find(database: Path, named: str) -> Path:
    """The file that is meant. Raises UsageError where there is none."""
    daily = {copy.path.name: copy.path for copy in rotation.backups_of(database)}
    daily |= {str(copy.day): copy.path for copy in rotation.backups_of(database)}
    path = daily.get(named, Path(named).expanduser())
    with translate_os_errors(path):
        exists = _is_file(path)
    if not exists:
        raise UsageError(f"There is no backup {named}; `backtracker backup --list` shows those there are.")
    return path


def _is_file(path: Path) -> bool:
    """As `Path.is_file` before Python 3.14, which now says no of a path that it cannot look at. Raises OSError."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _state(path: Path) -> str:
    amounts = rotation.amounts(path)
    return "cannot be read" if amounts is None else _counted(*amounts)


def _amounts(history: History) -> str:
    return _counted(sum(len(session.sets) for session in history.sessions), len(history.checkins))


def _counted(sets: int, checkins: int) -> str:
    return f"{wording.count(sets, 'set')} and {wording.count(checkins, 'check-in')}"

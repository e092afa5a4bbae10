"""Copies of the database: listed, brought back; and what can be saved of a damaged one."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

from tracker.clock import Clock
from tracker.core import words
from tracker.core.errors import BadCall, NotPossible
from tracker.core.model import Answer, History
from tracker.exchange.document import write_document
from tracker.library import load_library
from tracker.service.desk import Desk, open_desk
from tracker.service.files import write_file
from tracker.storage import backups
from tracker.storage.copying import put_in_place
from tracker.storage.faults import DamagedFile
from tracker.storage.files import said
from tracker.storage.rescue import rescue


def list_backups(database: Path) -> tuple[str, ...]:
    """A line for each of the daily copies, the latest first."""
    found = backups.backups_of(database)
    if not found:
        return (f"There are no backups in {backups.folder_of(database)} yet; the interface makes one a day.",)
    lines = [f"{each.path.name}  {words.weekday(each.day)}, {_state(each.path)}" for each in found]
    return (f"In {backups.folder_of(database)}:", *reversed(lines))


def restore(database: Path, clock: Clock, named: str) -> str:
    """Bring back a copy, named by its file, or as `list_backups` names it, or by its date; one undo takes it back.

    A damaged database is kept under another name, and the copy takes its place; there is nothing to undo then.
    """
    source = _find(database, named)
    history, answers = backups.read_backup(source, load_library().exercises)
    try:
        with closing(open_desk(database, clock)) as desk:
            before = _write(desk, f"the backup {source.name}", history, answers)
    except DamagedFile:
        aside = put_in_place(source, database)
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
        raise BadCall(f"{to.name}: what can be saved is a history document; give it the ending .json.")
    if to.exists() and to.samefile(database):
        raise BadCall(f"{to.name} is the database itself, and is left as it is. Name another file.")
    found = rescue(database, load_library().exercises)
    write_file(to, write_document(found.history).encode())
    saved = f"Saved {_amounts(found.history)} of {database} to {to}; {database.name} is left as it is."
    if not found.incomplete:
        return (saved, "Everything in it could be read.")
    return (
        saved,
        f"Not all could be read of {words.listed(found.incomplete)}.",
        f"Bring back a backup, or move {database.name} away; then `backtracker import {to.name}` adds what was saved.",
    )


def _write(desk: Desk, label: str, history: History, answers: tuple[Answer, ...]) -> History:
    """Make what is stored equal to a copy, as one change, and return what it was."""
    desk.store.refuse_damage(thorough=True)
    with desk.store.change(label, at=desk.clock.stamp()) as change:
        before, answered = desk.store.history(), desk.store.answers()
        if (before, answered) == (history, answers):
            raise NotPossible("What is in that backup is what is there already; nothing was changed.")
        change.write_history(before, history)
        for each in answered:
            change.delete_answer(each.question)
        for each in answers:
            change.put_answer(each.question, each.answer, each.date)
    return before


def _find(database: Path, named: str) -> Path:
    """The file that is meant. Raises BadCall where there is none."""
    daily = {each.path.name: each.path for each in backups.backups_of(database)}
    daily |= {str(each.day): each.path for each in backups.backups_of(database)}
    found = daily.get(named, Path(named).expanduser())
    with said(found):
        there = _is_file(found)
    if not there:
        raise BadCall(f"There is no backup {named}; `backtracker backup --list` shows those there are.")
    return found


def _is_file(path: Path) -> bool:
    """As `Path.is_file` before Python 3.14, which now says no of a path that it cannot look at. Raises OSError."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _state(path: Path) -> str:
    found = backups.amounts(path)
    return "cannot be read" if found is None else _counted(*found)


def _amounts(history: History) -> str:
    return _counted(sum(len(session.sets) for session in history.sessions), len(history.checkins))


def _counted(sets: int, checkins: int) -> str:
    return f"{words.count(sets, 'set')} and {words.count(checkins, 'check-in')}"

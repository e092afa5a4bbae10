"""Copies of the database: listed, brought back; and what can be saved of a damaged one."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tracker.clock import Clock
from tracker.core import wording
from tracker.core.errors import DocumentError, NotPossibleError, UsageError
from tracker.core.model import Exercise, History
from tracker.exchange.history.document import read_document, write_document
from tracker.library import load_library
from tracker.paths import expanded
from tracker.service.context import AppContext, make_default_folder, open_context
from tracker.service.files.import_export import write_file
from tracker.service.sync import setting_up
from tracker.storage import files
from tracker.storage.backup import listing, rotation
from tracker.storage.backup.copying import replace_database
from tracker.storage.backup.rescue import rescue
from tracker.storage.errors import DamagedDatabaseError, UnknownFormatError, translate_os_errors

# How many entries that were left out are named.
MAX_NAMED = 20
# An entry of a history document, as its faults name it.
_PLACE = re.compile(r"(\w+)(?:\[(\d+)\](?:\.sets\[(\d+)\])?)?")


def list_backups(database: Path) -> tuple[str, ...]:
    """A line for each of the daily copies, the latest first."""
    copies = listing.backups_of(database)
    if not copies:
        return (f"There are no backups in {listing.folder_of(database)} yet; the interface makes one a day.",)
    lines = [f"{copy.path.name}  {wording.weekday(copy.day)}, {_state(copy.path)}" for copy in copies]
    return (f"In {listing.folder_of(database)}:", *reversed(lines))


def restore(database: Path, clock: Clock, named: str, *, alone: bool = False) -> str:
    """Bring back a copy, named by its file, or as `list_backups` names it, or by its date; one undo takes it back.

    With `alone` nothing is exchanged with other machines any more, so that the copy counts on this machine only.

    Where there is no database, or a damaged one, the copy takes its place in one step: there is nothing to undo then,
    and the damaged one is kept under another name.
    """
    source = _find(database, named)
    with rotation.opened_backup(source, load_library().exercises) as (copy, history):
        brought = f"Brought back {source.name} with {_amounts(history)}"
        make_default_folder(database)
        if not files.is_absent(database):
            try:
                with closing(open_context(database, clock)) as context, context.store.exclusive():
                    if alone:
                        setting_up.turn_off(context)
                    before = _write(context, f"the backup {source.name}", history)
                return f"{brought}, in the place of {_amounts(before)}. `backtracker undo` takes that back."
            except UnknownFormatError:
                # Its own backups show that it was a database of this program.
                if source not in [backup.path for backup in listing.backups_of(database)]:
                    raise
            except DamagedDatabaseError:
                pass
        kept = replace_database(copy, database)
    if kept is None or not kept.exists():
        return f"{brought}."
    return (
        f"{brought}. The damaged database is kept as {kept}; "
        f"`backtracker --db {kept} doctor --rescue FILE.json` saves what can still be read of it."
    )


def save_readable(database: Path, to: Path) -> tuple[str, ...]:
    """Write what can be read of a damaged database to a history document; the lines say what could not be."""
    if to.suffix.lower() != ".json":
        raise UsageError(f"{to.name}: what can be saved is a history document; give it the ending .json.")
    with translate_os_errors(to):
        is_database = to.exists() and to.samefile(database)
    if is_database:
        raise UsageError(f"{to.name} is the database itself, and is left as it is. Name another file.")
    library = load_library().exercises
    rescued = rescue(database, library)
    document, left_out = _importable(write_document(rescued.history), library)
    write_file(to, document.encode())
    refused = [*rescued.refused, *left_out]
    lines = [f"Saved {_amounts(rescued.history)} of {database} to {to}; {database.name} is left as it is."]
    if rescued.unreadable:
        lines.append(f"Not all could be read of {wording.listed(rescued.unreadable)}.")
    lines += [f"Left out, since it cannot be right: {entry}." for entry in refused[:MAX_NAMED]]
    if len(refused) > MAX_NAMED:
        lines.append(f"Left out, since they cannot be right: {len(refused) - MAX_NAMED} more.")
    if len(lines) == 1:
        return (*lines, "Everything in it could be read.")
    return (
        *lines,
        f"Bring back a backup, or move {database.name} away; then `backtracker import {to.name}` adds what was saved.",
    )


def _importable(text: str, library: tuple[Exercise, ...]) -> tuple[str, list[str]]:
    """A history document without the entries that `import` would refuse, and these, each with the reason."""
    left_out: list[str] = []
    while True:
        try:
            read_document(text, library)
        except DocumentError as error:
            left_out += error.faults
            text = _without_entries(text, error.faults)
        else:
            return text, left_out


def _without_entries(text: str, faults: Sequence[str]) -> str:
    """Remove the entries that faults such as `sessions[3].sets[0].pain: …` name."""
    document = json.loads(text)
    places = {match.groups() for fault in faults if (match := _PLACE.match(fault)) and match[1] in document}
    if not places:
        raise DocumentError(faults)
    # Sets first, and from the end, so that the places of the others stay right.
    in_order = sorted(places, key=lambda place: (place[2] is None, -int(place[2] or 0), -int(place[1] or 0)))
    for name, index, set_index in in_order:
        if index is None:
            del document[name]
        elif set_index is None:
            del document[name][int(index)]
        else:
            del document[name][int(index)]["sets"][int(set_index)]
    return json.dumps(document, ensure_ascii=False, indent=2)


def _write(context: AppContext, label: str, history: History) -> History:
    """Make what is stored equal to a copy, as one change, and return what it was."""
    with context.write(label) as work:
        before = context.store.history()
        if before == history:
            raise NotPossibleError("What is in that backup is what is there already; nothing was changed.")
        work.write_history(before, history)
    return before


def _find(database: Path, named: str) -> Path:
    """The file that is meant. Raises UsageError where there is none."""
    daily = {copy.path.name: copy.path for copy in listing.backups_of(database)}
    daily |= {str(copy.day): copy.path for copy in listing.backups_of(database)}
    path = daily.get(named, expanded(named))
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

"""Set the exchange with other machines up, look at it, end it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tracker.clock import Clock
from tracker.core import wording
from tracker.core.errors import FileError, NotPossibleError, StorageError
from tracker.core.progress import Watch, without_progress
from tracker.exchange.sync import folder as files
from tracker.service.context import AppContext, open_context
from tracker.service.sync import machine, words
from tracker.storage.sync.state import Setup, SyncState

SHOWN_NOTES = 20
MISSING = (
    "`sync` needs one part more, loro: `pipx inject backtracker loro`, `uv tool install 'backtracker[sync]'` or "
    "`pip install 'backtracker[sync]'` adds it; beside `make run`, `.venv/bin/python -m pip install loro`."
)


def require_engine() -> None:
    """Raises NotPossibleError where the part that merges is not installed."""
    try:
        from tracker.exchange.sync import engine  # noqa: F401
    except ImportError:
        raise NotPossibleError(MISSING) from None


def is_exchanged(database: Path, clock: Clock) -> bool:
    """Whether a database is exchanged with other machines; False where there is none that can be used."""
    try:
        with closing(open_context(database, clock, create=False)) as context:
            return context.store.is_exchanged()
    except StorageError:
        return False


def set_up(context: AppContext, folder: Path, *, watch: Watch = without_progress) -> tuple[str, ...]:
    """Exchange with a folder from now on, and say what came. The folder is made where its parent is there."""
    require_engine()
    path = folder.expanduser().resolve()
    _make(path)
    new = machine.new_setup(context.store.path, path)
    with context.store.sync_state() as state:
        setup = state.setup()
    if setup is None or (setup.database, setup.folder) != (new.database, new.folder):
        with context.store.merging() as state:
            state.put_files(())
            state.put_setup(new if setup is None else replace(new, writes=setup.writes, counted_by=setup.counted_by))
    return exchange_now(context, rejoin=True, watch=watch)


def exchange_now(
    context: AppContext, *, older: str = "", rejoin: bool = False, watch: Watch = without_progress
) -> tuple[str, ...]:
    """Exchange with the folder, and say what came and what went.

    `older` says what counts where the database is older than what this machine wrote: `later` or `older`.
    Raises OlderDatabaseError where it is, and they have not.
    """
    require_engine()
    if not (older or rejoin) and _is_idle(context):
        return ("Nothing new came.",)
    from tracker.service.sync.merging import IfOlder, exchange

    done = exchange(context, if_older=IfOlder(older), rejoin=rejoin, watch=watch)
    came = words.what_came(done.came, done.deleted, done.machines)
    lines = [came or "Nothing new came.", *done.notes[:SHOWN_NOTES]]
    if len(done.notes) > SHOWN_NOTES:
        lines.append(f"{len(done.notes) - SHOWN_NOTES} more of these: `backtracker sync --status`.")
    if done.written:
        lines.append(f"Wrote {wording.count(done.written, 'change')} for the other machines.")
    return (*lines, *(f"Not read: {problem}" for problem in done.unreadable))


def exchange_quietly(context: AppContext) -> tuple[str, ...]:
    """Exchange, and say only what came and what is to be looked at."""
    require_engine()
    from tracker.service.sync.merging import exchange

    done = exchange(context)
    came = words.what_came(done.came, done.deleted, done.machines)
    return (*((came,) if came else ()), *done.notes[:SHOWN_NOTES])


def turn_off(context: AppContext) -> str:
    """Exchange nothing any more; what is recorded stays, and so does what the folder holds."""
    with context.store.sync_state() as state:
        setup = state.setup()
    if setup is None:
        raise NotPossibleError("Nothing is exchanged with other machines, so there is nothing to end.")
    with context.store.merging() as state:
        state.forget()
    return f"Nothing is exchanged with {setup.folder} any more. What is recorded stays here, and in the folder."


def status(context: AppContext) -> dict[str, object]:
    """How the exchange stands, as JSON values. Raises NotPossibleError where it is not set up."""
    with context.store.sync_state() as state:
        setup = machine.require_setup(state, context.store.path)
        seen, machines, notes = state.files(), state.machines(), state.notes()
        waiting = len(state.changed())
    folder = Path(setup.folder)
    there = folder.is_dir()
    return {
        "folder": setup.folder,
        "reachable": there,
        "name": setup.name,
        "waiting": waiting,
        "machines": [{"name": name, "folder": of, "last_seen": at} for of, name, at in machines],
        "unread": [
            {"file": f"{file.machine}/{file.name}", "reason": file.problem} for file in seen.values() if file.problem
        ],
        "notes": [{"at": at, "text": text} for at, text in notes],
    }


def status_lines(context: AppContext) -> tuple[str, ...]:
    """How the exchange stands, for people."""
    with context.store.sync_state() as state:
        setup = machine.require_setup(state, context.store.path)
        seen, machines, notes = state.files(), state.machines(), state.notes()
        waiting = len(state.changed())
    today = context.today()
    lines = [f"This machine is “{setup.name}”, and exchanges with {setup.folder}."]
    if not Path(setup.folder).is_dir():
        lines.append("The folder is not there now; what is recorded meanwhile is written when it is.")
    if waiting:
        lines.append(f"{wording.sentence(wording.count(waiting, 'change'))} of this machine still to be written.")
    lines += [f"“{name}” was last heard of at {_moment(at, today)} ({of})." for of, name, at in machines]
    if not machines:
        lines.append("No other machine has written there yet.")
    lines += [f"Not read: {file.machine}/{file.name} {file.problem}." for file in seen.values() if file.problem]
    lines += [f"{_moment(at, today)}  {text}" for at, text in notes[:SHOWN_NOTES]]
    return tuple(lines)


def last_met(context: AppContext) -> tuple[str, str] | None:
    """The name of the other machine of which something came last, and when, in UTC; None before the first."""
    with context.store.sync_state() as state:
        machines = state.machines()
    return (machines[0].name, machines[0].seen) if machines else None


def missing_folder(context: AppContext) -> str:
    """That the folder is not there, as a sentence; empty where it is, or where this database is not exchanged."""
    with context.store.sync_state() as state:
        setup = machine.own_setup(state, context.store.path)
    return "" if setup is None or Path(setup.folder).is_dir() else machine.missing_folder_text(setup)


def has_work(context: AppContext) -> bool:
    """Whether an exchange would do anything; looks at names, sizes and times alone."""
    with context.store.sync_state() as state:
        setup = machine.own_setup(state, context.store.path)
        return setup is not None and _has_work(state, setup)


def _is_idle(context: AppContext) -> bool:
    """Whether an exchange would find everything as the last one left it, and every file read."""
    with context.store.sync_state() as state:
        setup = machine.require_setup(state, context.store.path)
        machine.require_folder(setup)
        return not _has_work(state, setup) and not any(file.problem for file in state.files().values())


def _has_work(state: SyncState, setup: Setup) -> bool:
    folder = Path(setup.folder)
    if not folder.is_dir():
        return False
    if state.has_changes() or not setup.counted_by or machine.standing(setup) is not machine.Standing.CURRENT:
        return True
    known = {(file.machine, file.name): (file.size, file.modified) for file in state.files().values()}
    try:
        present = {
            (name, file.name): (file.size, file.modified) for name, file in files.files_of_others(folder, setup.machine)
        }
    except FileError:
        return False
    return present != known


def _moment(stamp: str, today: date) -> str:
    """An instant in UTC in local time, `28 November, 07:10`."""
    local = datetime.fromisoformat(stamp).astimezone()
    return f"{wording.day(local.date(), today=today)}, {local:%H:%M}"


def _make(path: Path) -> None:
    """Make the folder, unless its parent is missing too, as where a stick is not plugged in."""
    if path.is_dir():
        return
    if path.exists():
        raise FileError(f"{path} is a file; name a folder.")
    if not path.parent.is_dir():
        raise FileError(f"There is no folder {path.parent}; make it, or connect the drive that it is on.")
    try:
        path.mkdir(mode=0o700)
    except OSError as error:
        raise FileError(f"{path} cannot be made: {error.strerror}.") from None

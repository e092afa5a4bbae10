"""What keeps the record going: settings, pauses, undo, files in and out, backups, the check of the database."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.core import words
from tracker.core.checks import settings_faults
from tracker.core.errors import BadCall, BadFile, NotPossible
from tracker.core.model import History, Pause, Settings
from tracker.exchange.document import Document, read_document, write_document
from tracker.exchange.merge import merge, report_lines
from tracker.exchange.tables import read_pain_csv, write_tables
from tracker.library import data_folder, library_faults
from tracker.service.desk import Desk
from tracker.storage.health import check_file

MAX_FILE_BYTES = 64 * 1024 * 1024


def change_setting(desk: Desk, name: str, text: str) -> str:
    """Set one setting from what was typed. Raises BadCall with everything that is wrong about it."""
    return change_settings(desk, {name: text})


def change_settings(desk: Desk, texts: Mapping[str, str]) -> str:
    """Set some settings from what was typed. Raises BadCall with everything that is wrong about them together."""
    values: dict[str, Any] = {name: _typed(name, text, setting_value(desk, name)) for name, text in texts.items()}
    faults = settings_faults(replace(desk.settings(), **values))
    if faults:
        raise BadCall(" ".join(faults))
    return put_settings(desk, values)


def setting_value(desk: Desk, name: str) -> float | bool | str:
    """The value of one setting. Raises BadCall where there is none of that name."""
    known = {field.name: getattr(desk.settings(), field.name) for field in fields(Settings)}
    if name not in known:
        raise BadCall(f"There is no setting {name!r}; there are {words.listed(list(known))}.")
    value: float | bool | str = known[name]
    return value


def put_settings(desk: Desk, values: dict[str, int | float | bool | str]) -> str:
    """Write settings that are known to be right."""
    said = words.listed([f"{name} is now {setting_text(value)}" for name, value in values.items()])
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_settings(values)
    return f"{said}."


def setting_text(value: float | bool | str) -> str:
    """A setting as it is written: true, 0.8, 03:00."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def pause(desk: Desk, start: date, end: date | None, reason: str) -> str:
    """Leave days out: rest, illness, holiday. `end` None is open."""
    if end is not None and end < start:
        raise BadCall(f"The pause would end on {end}, before it begins on {start}.")
    until = "until you resume" if end is None else f"to {words.day(end)}"
    said = f"Paused from {words.day(start)} {until}"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        change.put_pause(Pause(start, end, reason))
    return f"{said}."


def resume(desk: Desk) -> str:
    """End every pause that covers today on the day before."""
    today = desk.today()
    running = [pause for pause in desk.window(today).pauses if pause.covers(today)]
    if not running:
        raise NotPossible("Nothing is paused today.")
    said = "The pause is over; today counts again"
    with desk.store.change(said, at=desk.clock.stamp()) as change:
        for each in running:
            if each.start == today:
                change.delete_pause(each.start)
            else:
                change.put_pause(replace(each, end=today - timedelta(days=1)))
    return f"{said}."


def undo(desk: Desk) -> str:
    """Take back the last change of any kind. Raises NotPossible where there is none."""
    said = desk.store.undo()
    if said is None:
        raise NotPossible("There is nothing to undo.")
    return f"Taken back: {said}."


def redo(desk: Desk) -> str:
    """Bring back what was undone last. Raises NotPossible where there is nothing."""
    said = desk.store.redo()
    if said is None:
        raise NotPossible("There is nothing to redo.")
    return f"Brought back: {said}."


def export(desk: Desk, path: Path) -> str:
    """Write everything to a `.json` history document or a `.zip` of CSV tables, whole or not at all."""
    history = desk.store.history()
    if path.suffix.lower() == ".json":
        write_file(path, write_document(history).encode())
    elif path.suffix.lower() == ".zip":
        _write_zip(path, history)
    else:
        raise BadCall(f"{path.name}: give the file an ending that says the format, .json or .zip.")
    sets = sum(len(session.sets) for session in history.sessions)
    return f"Wrote {words.count(sets, 'set')} and {words.count(len(history.checkins), 'check-in')} to {path}."


def import_file(desk: Desk, path: Path, *, dry_run: bool = False) -> tuple[str, ...]:
    """Merge a `.json` history document or a `.csv` of pain scores into the record; the lines say what changed."""
    document = read_file(desk, path)
    if dry_run:
        return tuple(report_lines(merge(desk.store.history(), document)))
    with desk.store.change(f"the import of {path.name}", at=desk.clock.stamp()) as change:
        have = desk.store.history()  # within the change, so that nothing another window writes meanwhile is lost
        merged = merge(have, document)
        change.write_history(have, merged.history)
    return tuple(report_lines(merged))


def read_file(desk: Desk, path: Path) -> Document:
    """The history document in a `.json` file, or the check-ins of a `.csv`. Raises BadFile with all that is wrong."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        return read_document(read_bytes(path), desk.library.exercises)
    if suffix == ".csv":
        return read_pain_csv(read_bytes(path), desk.library.exercises)
    raise BadCall(f"{path.name}: what can be imported ends in .json or .csv.")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most 64 MiB. Raises BadFile."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BadFile(f"{path} is larger than 64 MiB; that is no file of this program.")
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from None


def write_file(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises BadFile."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise BadFile(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None


def backup(desk: Desk, path: Path) -> str:
    """A consistent copy of the database while it is in use."""
    desk.store.backup(path)
    return f"Copied the database to {path}."


def _write_zip(path: Path, history: History) -> None:
    with tempfile.SpooledTemporaryFile(max_size=MAX_FILE_BYTES) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in write_tables(history).items():
                archive.writestr(name, text)
        file.seek(0)
        write_file(path, file.read())


def _typed(name: str, text: str, now: float | bool | str) -> float | bool | str:
    lowered = text.strip().lower()
    if isinstance(now, bool):
        if lowered in ("true", "yes", "on", "1"):
            return True
        if lowered in ("false", "no", "off", "0"):
            return False
        raise BadCall(f"{name} is true or false, not {text!r}.")
    if isinstance(now, str):
        return lowered
    try:
        return int(lowered) if isinstance(now, int) else float(lowered)
    except ValueError:
        raise BadCall(f"{name} is a number, not {text!r}.") from None


def check(path: Path) -> list[str]:
    """Everything that is wrong with the database at `path` and with the program's own files, as sentences."""
    return [*check_file(path), *library_faults(data_folder())]

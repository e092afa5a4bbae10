"""The folder that carries what machines wrote: a folder of its own for each machine, which only that machine writes.

A machine's folder holds `machine.json`, which says who writes there, and update files: one for the current day, one for
the earlier days of its month, one for each earlier year, so that a file that grows is small and old ones rest. Where
files of another machine are missing or damaged, one more file has what this machine knows of the others: what was
written since rests on it, and a machine that is new could not read on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from tracker.core.errors import FileError
from tracker.unfinished import write_whole

SUFFIX = ".sync"
OTHERS = "others.sync"
MARKER = "machine.json"
MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_MARKER_BYTES = 64 * 1024
MAX_NAME = 40

_FAMILY, _MAGIC = b"backtracker sync ", b"backtracker sync 1\n"
_MARKER_FORMAT, _VERSION = "backtracker-sync-machine", 1
_DIGEST_BYTES, _LENGTH_BYTES = 32, 8
_HEADER_BYTES = len(_MAGIC) + 2 * _DIGEST_BYTES + _LENGTH_BYTES
_OWN_NAME = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?|others)\.sync")


class UnreadableFileError(Exception):
    """A file of the folder that cannot be used now; `str()` is the reason, which completes *FILE …*."""


@dataclass(frozen=True, slots=True)
class UpdateFile:
    """A file and what changes where its content does: its size and the time of its last write, in nanoseconds."""

    name: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Who writes in a machine's folder: its `name` for people, and how far it is.

    `number` grows with each write, `token` is another one each time, and `host` stands for the computer and the place
    of the database: so a machine sees that another one, or an older copy of its database, writes under its name.
    """

    name: str
    number: int
    token: str
    host: str


def machines(folder: Path) -> list[str]:
    """The names of the machines' folders, sorted. Raises FileError where the folder cannot be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if _is_machine(entry))
    except OSError as error:
        raise FileError(f"{folder} cannot be read: {error.strerror}.") from None


def files(folder: Path, machine: str) -> list[UpdateFile]:
    """The update files of a machine, by name; those that a carrier has renamed after a conflict too."""
    update_files = []
    try:
        for entry in os.scandir(folder / machine):
            if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and entry.is_file():
                status = entry.stat()
                update_files.append(UpdateFile(entry.name, status.st_size, status.st_mtime_ns))
    except OSError:
        return []  # it went away meanwhile; it is read when it is there again
    return sorted(update_files, key=lambda state: state.name)


def files_of_others(folder: Path, machine: str) -> Iterator[tuple[str, UpdateFile]]:
    """The update files of all machines but `machine`, and those of it that a carrier renamed, each with its machine.

    Raises FileError where the folder cannot be read.
    """
    for name in machines(folder):
        yield from ((name, file) for file in files(folder, name) if name != machine or not is_own_name(file.name))


def is_own_name(name: str) -> bool:
    """Whether a file's name is one that `layout` gives, rather than a carrier after a conflict."""
    return _OWN_NAME.fullmatch(name) is not None


def read_update(path: Path) -> bytes:
    """The update in a file. Raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError("is larger than 64 MiB")
    if not data.startswith(_FAMILY[: len(data)]):
        raise UnreadableFileError("is no file of this program, or something has changed it")
    if len(data) > len(_MAGIC) and not data.startswith(_MAGIC):
        raise UnreadableFileError("was written by a newer Backtracker; update this one")
    payload = data[_HEADER_BYTES:]
    length = int.from_bytes(data[_HEADER_BYTES - _LENGTH_BYTES : _HEADER_BYTES], "big")
    if len(data) < _HEADER_BYTES or len(payload) < length:
        raise UnreadableFileError("has not come whole yet")
    digest = data[len(_MAGIC) + _DIGEST_BYTES : len(_MAGIC) + 2 * _DIGEST_BYTES]
    if sha256(payload).digest() != digest:
        raise UnreadableFileError("is damaged")
    return payload


def read_marker(folder: Path, machine: str) -> Marker | None:
    """What `machine.json` of a machine says; None where there is none that can be read."""
    try:
        with (folder / machine / MARKER).open("rb") as file:
            values = json.loads(file.read(MAX_MARKER_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or values.get("format") != _MARKER_FORMAT:
        return None
    texts = [values.get(name) for name in ("name", "token", "host")]
    number = values.get("number")
    if type(number) is not int or not all(isinstance(text, str) for text in texts):
        return None
    name = " ".join(str(texts[0]).split())[:MAX_NAME]
    return Marker(name or machine, number, str(texts[1]), str(texts[2]))


def name_of(folder: Path, machine: str) -> str:
    """What people call a machine; the name of its folder where that cannot be read."""
    marker = read_marker(folder, machine)
    return machine if marker is None else marker.name


def layout(days: Mapping[int, str], today: date) -> dict[str, tuple[int, ...]]:
    """Which writers go into which file, from the day (`YYYY-MM-DD`) of each; the files that rest longest come first."""
    day = today.isoformat()
    names: dict[str, list[int]] = {}
    for peer, of in sorted(days.items()):
        of_day, of_month, of_year = names_of(of)
        name = of_day if of == day else of_month if of[:7] == day[:7] else of_year
        names.setdefault(name, []).append(peer)
    return {name: tuple(names[name]) for name in sorted(names, key=lambda name: (len(name), name))}


def names_of(day: str) -> tuple[str, ...]:
    """The names that the file may have which holds what was written on a day (`YYYY-MM-DD`), one after the other."""
    return f"{day}{SUFFIX}", f"{day[:7]}{SUFFIX}", f"{day[:4]}{SUFFIX}"


class OwnFolder:
    """This machine's folder, which is made with the first file."""

    def __init__(self, folder: Path, machine: str) -> None:
        self.path = folder / machine

    def holds(self, name: str, version: bytes, *, whole: bool = False) -> bool:
        """Whether a file is there, as long as written with this `version`; with `whole` all of it is read."""
        try:
            with (self.path / name).open("rb") as file:
                header = file.read(_HEADER_BYTES)
                size = os.fstat(file.fileno()).st_size
            if whole:
                read_update(self.path / name)
        except (OSError, UnreadableFileError):
            return False
        length = int.from_bytes(header[-_LENGTH_BYTES:], "big")
        return header.startswith(_MAGIC + sha256(version).digest()) and size == _HEADER_BYTES + length

    def write(self, name: str, version: bytes, payload: bytes) -> None:
        """Write an update file, whole or not at all; `version` says what is in it. Raises FileError."""
        length = len(payload).to_bytes(_LENGTH_BYTES, "big")
        self._replace(name, _MAGIC + sha256(version).digest() + sha256(payload).digest() + length + payload)

    def write_marker(self, marker: Marker) -> None:
        """Write `machine.json`. Raises FileError."""
        values = {"format": _MARKER_FORMAT, "version": _VERSION, **asdict(marker)}
        self._replace(MARKER, json.dumps(values, ensure_ascii=False, indent=1).encode())

    def remove_others(self, names: Iterable[str]) -> None:
        """Remove the update files that are not among `names`, once what they held is in those. Raises FileError."""
        kept = set(names)
        for state in files(self.path.parent, self.path.name):
            if state.name not in kept and is_own_name(state.name):
                path = self.path / state.name
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    raise FileError(f"{path} cannot be removed: {error.strerror}.") from None

    def _replace(self, name: str, data: bytes) -> None:
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
            write_whole(self.path / name, data)
        except OSError as error:
            raise FileError(f"{self.path / name} cannot be written: {error.strerror}.") from None


def _is_machine(entry: Path) -> bool:
    if entry.name.startswith(".") or not entry.is_dir():
        return False
    return (entry / MARKER).exists() or any(entry.glob(f"*{SUFFIX}"))

"""Files written under a temporary name first, so that at their own name is the old content or the new, never a part."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

_MARK = ".backtracker-"
_NAME = re.compile(rf"\..+{re.escape(_MARK)}[a-z0-9_]{{8}}")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all; it is on disk when this returns.

    Raises OSError.
    """
    with unfinished_file(path) as (handle, name):
        name.write_bytes(data)
        os.fsync(handle)
        name.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have a file's new name in a folder outlive a power cut, where the system can do that."""
    if os.name == "posix":
        with suppress(OSError):  # a folder that may be written but not read, or one without such a thing
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def unfinished_file(path: Path) -> Iterator[tuple[int, Path]]:
    """An empty file beside `path`, as an open handle and its name, to be filled and then moved to `path`.

    It is deleted at the end unless it was moved. What killed programs left in the folder is deleted before. Raises
    OSError where no file can be made.
    """
    _delete_abandoned(path.parent)
    handle, name = _make(path)
    try:
        yield handle, Path(name)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def _make(path: Path) -> tuple[int, str]:
    """A new file that is locked while its handle is open, which says to other programs that it is in use."""
    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}{_MARK}")
        if fcntl is not None:
            with suppress(OSError):  # on a file system without locks nobody can lock it to delete it, either
                fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, name
        # Another program took it for an abandoned one before it was locked.
        os.close(handle)


def _delete_abandoned(folder: Path) -> None:
    """Delete the files of this kind that no program has locked; one that cannot be deleted stays."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _delete_unless_locked(entry.path)


def _delete_unless_locked(path: str) -> None:
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        Path(path).unlink()
    finally:
        os.close(handle)

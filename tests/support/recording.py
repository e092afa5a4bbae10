"""Records every write, sync, truncation and removal that SQLite asks of the operating system, in order.

SQLite reaches the disk through a table of functions, its VFS. The one in use is patched in place: each entry of
interest notes what it was asked and then calls the one that was there. Structures are those of sqlite3.h.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_POINTER = ctypes.c_void_p
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int)
# SQLite keeps the pointer to a name, so it has to be the very one.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_char_p, ctypes.c_int)

# Places in sqlite3_io_methods and sqlite3_vfs, counted in pointers.
_METHODS, _XWRITE, _XTRUNCATE, _XSYNC = 19, 3, 4, 5
_XOPEN, _XDELETE = 5, 6


@dataclass(frozen=True, slots=True)
class Event:
    """A request: `write` of `data` at `at`, `cut` to the length `at`, `sync`, `remove`; or `acknowledged`."""

    kind: str
    path: str
    at: int = 0
    data: bytes = b""


def find_vfs() -> int | None:
    """The address of the VFS in use; None where SQLite is built into Python so that it cannot be reached."""
    library: Any = ctypes.CDLL(_sqlite3.__file__)
    try:
        find = library.sqlite3_vfs_find
    except AttributeError:
        return None
    find.restype = _POINTER
    find.argtypes = [ctypes.c_char_p]
    address: int | None = find(None)
    return address


@contextmanager
def recorded(vfs: int) -> Iterator[list[Event]]:
    """Record all that connections opened within do, until they are closed, which must be before the end."""
    events: list[Event] = []
    table = (_POINTER * 7).from_address(vfs)
    opened, deleted = _OPEN(_address(table[_XOPEN])), _DELETE(_address(table[_XDELETE]))
    methods: dict[int, ctypes.Array[Any]] = {}
    names: dict[int, str] = {}
    kept: list[object] = []

    def patched(original: int) -> int:
        """A copy of a table of methods whose writing ones are recorded; made once for each table there is."""
        if original not in methods:
            copy = (_POINTER * _METHODS).from_buffer_copy(
                ctypes.string_at(original, ctypes.sizeof(_POINTER) * _METHODS)
            )
            write, cut, sync = (_WRITE(_address(copy[_XWRITE])), _TRUNCATE(_address(copy[_XTRUNCATE])),
                                _SYNC(_address(copy[_XSYNC])))  # fmt: skip

            def record(kind: str, file: int, at: int = 0, data: bytes = b"") -> None:
                events.append(Event(kind, names[file], at, data))

            def x_write(file: int, data: int, amount: int, at: int) -> int:
                record("write", file, at, ctypes.string_at(data, amount))
                return int(write(file, data, amount, at))

            def x_truncate(file: int, size: int) -> int:
                record("cut", file, size)
                return int(cut(file, size))

            def x_sync(file: int, flags: int) -> int:
                status = int(sync(file, flags))
                record("sync", file)
                return status

            for place, function in (
                (_XWRITE, _WRITE(x_write)),
                (_XTRUNCATE, _TRUNCATE(x_truncate)),
                (_XSYNC, _SYNC(x_sync)),
            ):
                kept.append(function)
                copy[place] = ctypes.cast(function, _POINTER).value
            methods[original] = copy
        return ctypes.addressof(methods[original])

    def x_open(vfs_: int, name: int | None, file: int, flags: int, out: int) -> int:
        status = int(opened(vfs_, name, file, flags, out))
        slot = _POINTER.from_address(file)
        if status == 0 and name is not None and slot.value is not None:
            names[file] = ctypes.string_at(name).decode()
            slot.value = patched(slot.value)
        return status

    def x_delete(vfs_: int, name: bytes, sync: int) -> int:
        events.append(Event("remove", name.decode()))
        return int(deleted(vfs_, name, sync))

    before = table[_XOPEN], table[_XDELETE]
    hooks: tuple[Any, Any] = _OPEN(x_open), _DELETE(x_delete)
    table[_XOPEN], table[_XDELETE] = (ctypes.cast(hook, _POINTER).value for hook in hooks)
    try:
        yield events
    finally:
        table[_XOPEN], table[_XDELETE] = before


def _address(value: int | None) -> int:
    assert value is not None
    return value


Files = dict[str, bytes]


def after(events: list[Event], survives: Callable[[Event], bool], before: Files) -> Files:
    """The files, which were `before`, as a power cut after these events leaves them.

    All that was done to a file before its last sync is there. Of what came later only what `survives` says is there,
    since a disk may write in any order. A removal has happened when SQLite goes on, since it syncs the folder.
    """
    last_sync = {event.path: place for place, event in enumerate(events) if event.kind == "sync"}
    files = {path: bytearray(content) for path, content in before.items()}
    for place, event in enumerate(events):
        done = place < last_sync.get(event.path, -1) or (event.kind == "remove" and event is not events[-1])
        if event.kind in ("sync", "acknowledged") or not (done or survives(event)):
            continue
        if event.kind == "remove":
            files.pop(event.path, None)
            continue
        content = files.setdefault(event.path, bytearray())
        end = event.at + len(event.data)
        if event.kind == "cut":
            del content[event.at :]
            continue
        content.extend(bytes(max(0, end - len(content))))
        content[event.at : end] = event.data
    return {Path(path).name: bytes(content) for path, content in files.items()}

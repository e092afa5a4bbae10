"""Zip archives that another program exported; nothing is written anywhere, and none is unpacked without bound."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from tracker.core.errors import FileError
from tracker.core.escape_control import escape_control
from tracker.exchange.tables.imported import KNOWN_FILES, MAX_BYTES

MAX_FILES = 50_000
MAX_XML_BYTES = 16 * 1024**3
MAX_RATIO = 200
NAMES_SHOWN = 5

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError,
)  # fmt: skip


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive. Raises FileError where it is none, needs a password, is broken or holds too many files."""
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MAX_FILES:
                raise FileError(f"the archive holds more than {MAX_FILES} files; that is no export known here")
            yield archive
    except _BROKEN as error:
        raise FileError(f"this is no archive that can be opened ({error})") from None


def read_members(archive: zipfile.ZipFile, names: frozenset[str]) -> dict[str, bytes]:
    """The content of the files of these names by their paths; that of all others is empty.

    Raises FileError where together they unpack to more than is read of any table.
    """
    files: dict[str, bytes] = {}
    room = MAX_BYTES
    for info in archive.infolist():
        content = b""
        if file_name(info.filename) in names:
            with archive.open(info) as file:
                content = file.read(room + 1)
            room -= len(content)
        if room < 0:
            raise FileError(f"the archive unpacks to more than {MAX_BYTES // 1024**2} MiB; nothing was read")
        files[info.filename] = content
    return files


def require_plausible_size(info: zipfile.ZipInfo) -> None:
    """Raise FileError where a file is packed more tightly than any export, or would unpack to too much."""
    if info.file_size > MAX_XML_BYTES or info.file_size > MAX_RATIO * max(info.compress_size, 1024**2):
        raise FileError(
            f"{escape_control(info.filename)} in it unpacks to {info.file_size} bytes; that is no export known here"
        )


def unknown_archive(archive: zipfile.ZipFile) -> FileError:
    """The error for an archive that holds nothing known."""
    names = [escape_control(info.filename)[:60] for info in archive.infolist()]
    lowered = {name.lower() for name in names}
    if any(name.startswith("xl/") for name in lowered):
        return FileError("this is an Excel workbook; open it, save the sheet as CSV UTF-8 (.csv), and import that")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in lowered) or "index.zip" in lowered:
        return FileError("this is a Numbers document; open it, export it as CSV (File, Export To), and import that")
    if "content.xml" in lowered and "mimetype" in lowered:
        return FileError("this is an OpenDocument sheet; open it, save it as CSV in UTF-8 (.csv), and import that")
    shown = ", ".join(names[:NAMES_SHOWN]) or "nothing"
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return FileError(f"the archive holds {shown}{more}, of which nothing can be imported. {KNOWN_FILES}")


def file_name(path: str) -> str:
    """The last part of a path in an archive, in small letters."""
    return PurePosixPath(path.replace("\\", "/")).name.lower()

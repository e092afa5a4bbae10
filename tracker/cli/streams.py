"""Standard output and errors: flushed, and their own failures put into words, in one place for every command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, TextIO

from tracker.core.errors import NotPossibleError

# What to open in place of a stream that was closed before the program began. Writing to the output then fails, so that
# no answer is lost without a word; nobody asked to hear of errors.
REPLACEMENTS = (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))


class CheckedStream:
    """A stream that raises NotPossibleError where it cannot be written.

    Where its reader has gone, it raises BrokenPipeError.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def buffer(self) -> CheckedStream:
        """The binary stream below, which click writes to itself where the encoding is ASCII."""
        return CheckedStream(self._stream.buffer)

    def write(self, text: Any) -> Any:
        """Write as the stream does."""
        with _failures_in_words():
            return self._stream.write(text)

    def flush(self) -> None:
        """Pass on to the system what was written."""
        with _failures_in_words():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = "standard output is closed" if error.errno == errno.EBADF else error.strerror
        raise NotPossibleError(
            f"The answer cannot be printed: {why}. If you asked for a change, look whether it was made before you try "
            "again."
        ) from None


@contextmanager
def checked_output() -> Iterator[None]:
    """Let standard output and errors fail as a `CheckedStream` does; both are flushed at the end.

    What standard output has no character for is replaced.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    streams = sys.stdout, sys.stderr
    checked = CheckedStream(sys.stdout), CheckedStream(sys.stderr)
    sys.stdout, sys.stderr = checked
    try:
        yield
        for stream in checked:
            stream.flush()
    finally:
        sys.stdout, sys.stderr = streams
        for original in streams:
            flush_or_discard(original)


def flush_or_discard(stream: TextIO) -> None:
    """Write what a stream still holds, or throw it away: as Python ends it would fail where nothing catches it."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def replace_closed_streams() -> None:
    """Put a stream where one was closed, so that no other file gets its number and every stream can be asked."""
    for name, mode, flags in REPLACEMENTS:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))

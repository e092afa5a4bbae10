"""The process that a browser tab talks to, in place of textual-serve's own `AppService`.

That one starts the program through a shell, waits for its end without a limit, passes on sizes of any number, and
prints what the program writes on stderr among the server's own words. No upstream issue was found for these. What is
spoken with the process is the protocol of Textual's web driver, which is not documented: after a line of its own a
stream of packets, each a letter, the length in four bytes, and the content. A process that does not speak it is ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from importlib.metadata import version

FIRST_LINE = b"__GANGLION__\n"
LINES_BEFORE = 10
DATA, META = b"D", b"M"
MOST_ERROR_BYTES = 4096


def environment(width: int, height: int) -> dict[str, str]:
    """What a process finds around it so that Textual draws for a browser of so many columns and rows."""
    return os.environ | {
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "TERM_PROGRAM_VERSION": version("textual-serve"),
        "COLUMNS": str(width),
        "ROWS": str(height),
    }


class SessionProcess:
    """A process of the program; it ends by itself when its standard input does."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._errors = asyncio.create_task(self._read_errors())

    @classmethod
    async def start(cls, command: Sequence[str], width: int, height: int) -> SessionProcess:
        """Start the command for a terminal of that size, in columns and rows, out of reach of the terminal's signals.

        Raises OSError where it cannot be started.
        """
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment(width, height), start_new_session=True
        )
        return cls(process)

    async def drawings(self) -> AsyncIterator[bytes]:
        """What the process draws, until it ends."""
        assert self._process.stdout is not None
        read = self._process.stdout.readexactly
        with suppress(asyncio.IncompleteReadError):  # it has ended
            if not await self._speaks():
                return
            while True:
                kind, size = await read(1), int.from_bytes(await read(4), "big")
                content = await read(size)
                if kind == DATA:
                    yield content
                elif kind == META and json.loads(content).get("type") == "exit":
                    return

    async def _speaks(self) -> bool:
        assert self._process.stdout is not None
        for _ in range(LINES_BEFORE):
            line = await self._process.stdout.readline()
            if line in (b"", FIRST_LINE):
                return line != b""
        return False

    async def type(self, text: str) -> None:
        """Send what was typed, pasted, or done with the mouse."""
        await self._send(DATA, text.encode())

    async def tell(self, message: dict[str, str | int]) -> None:
        """Send what is no key: `{"type": "resize", "width": 80, "height": 24}`, `{"type": "focus"}`."""
        await self._send(META, json.dumps(message).encode())

    async def _send(self, kind: bytes, content: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(ConnectionError):  # it has ended, which is seen by what it draws
            self._process.stdin.write(kind + len(content).to_bytes(4, "big") + content)
            await self._process.stdin.drain()

    async def end(self, grace_s: float) -> None:
        """End the process: at once by its standard input, and by force where it is still there after the grace.

        Also where the caller is cancelled meanwhile, or was before: after a cancellation `asyncio.timeout` of Python
        3.11.2 raises no TimeoutError (https://github.com/python/cpython/issues/102780), and the process would stay.
        """
        assert self._process.stdin is not None
        self._process.stdin.close()
        ended = asyncio.create_task(self._read_to_end())
        try:
            await asyncio.wait([ended], timeout=grace_s)
        finally:
            if not ended.done():
                self.kill()
        await ended

    def kill(self) -> None:
        """End the process and all that it started by force. No entry is lost, as it writes in transactions."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    async def _read_to_end(self) -> None:
        """Wait until the process has ended; what it still writes is read, or it would wait for room to write it."""
        assert self._process.stdout is not None
        while await self._process.stdout.read(2**16):
            pass
        await self._process.wait()

    async def _read_errors(self) -> bytes:
        """The end of what is written on stderr; read all along, so that the process need not wait for room there."""
        assert self._process.stderr is not None
        errors = b""
        while chunk := await self._process.stderr.read(MOST_ERROR_BYTES):
            errors = (errors + chunk)[-MOST_ERROR_BYTES:]
        return errors

    async def failure(self) -> str:
        """What the process that has ended wrote on stderr, if it failed; empty if it ended well or by force."""
        errors = await self._errors
        ended_well = self._process.returncode in (0, -signal.SIGKILL)
        return "" if ended_well else errors.decode("utf-8", "replace").strip()

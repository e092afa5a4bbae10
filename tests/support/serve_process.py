"""`backtracker serve` as a process, and a browser that opens what it shows."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from tests.support.processes import alive

# Only a test that fails waits so long.
PATIENCE_S = 60


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class ServeProcess:
    """`backtracker serve` at work: the address that it has shown, and its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.address = self.next_address()

    def next_address(self) -> str:
        """The next address that it shows."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            if line.startswith("Open "):
                return line.split()[-1]
        raise AssertionError(self.process.communicate(timeout=PATIENCE_S)[1])

    def end(self, signal_number: int = signal.SIGINT, status: int = 0) -> str:
        """End it by a signal; what it wrote on stderr."""
        self.process.send_signal(signal_number)
        errors = self.process.communicate(timeout=PATIENCE_S)[1]
        assert self.process.returncode == status, errors
        return errors


@contextmanager
def serving(*words: str, program: Sequence[str] = ("-m", "tracker")) -> Iterator[ServeProcess]:
    """The command, on a free port; `program` is what Python is told to run."""
    with subprocess.Popen(
        [sys.executable, "-u", *program, "serve", "--port", str(free_port()), *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ,
    ) as process:  # fmt: skip
        try:
            yield ServeProcess(process)
        finally:
            process.kill()


async def shows(tab: ClientWebSocketResponse[bool], text: str) -> None:
    """Wait until the interface has shown `text`."""
    shown = ""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while text not in shown:
                drawing = (await tab.receive_bytes()).decode("utf-8", "replace")
                shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawing)
    except TimeoutError:
        raise AssertionError(f"waited for {text!r}; the page was sent\n{shown}") from None


def browser() -> ClientSession:
    """A browser that keeps cookies, also those of an address without a name."""
    return ClientSession(cookie_jar=CookieJar(unsafe=True))


async def open_page(session: ClientSession, address: str) -> ClientWebSocketResponse[bool]:
    """Open an address that was shown, as a browser does, until the morning's question is there."""
    async with session.get(address) as answer:
        assert answer.status == 200, await answer.text()
    base = address.partition("?")[0]
    tab = await session.ws_connect(f"{base}ws?width=80&height=24", origin=base.rstrip("/"))
    await shows(tab, "Back or leg pain")
    return tab


async def gone(process: int) -> None:
    """Wait until a process has ended."""
    async with asyncio.timeout(PATIENCE_S):
        while alive(process):
            await asyncio.sleep(0.01)

"""A server that is asked as a browser does, on a free port of this machine, by a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from aiohttp import DummyCookieJar
from aiohttp.test_utils import TestClient, TestServer

from tracker.core.errors import NotPossibleError
from tracker.web.server import InterfaceServer

Client = TestClient[Any, Any]
PORT = 8000


@dataclass
class Served:
    """A server: who asks it, what it announced and reported, and the time it goes by, in seconds."""

    client: Client
    announced: list[str]
    reported: list[str]
    time: list[float] = field(default_factory=lambda: [0.0])

    def pass_time(self, seconds: float) -> None:
        """Let so much time pass."""
        self.time[0] += seconds

    async def status(self, path: str, **headers: str) -> int:
        """How the server answers, without any cookie but what the headers say."""
        async with self.client.get(path, headers=headers) as answer:
            return answer.status

    async def cookie(self) -> str:
        """The Cookie header of a browser that has opened the address shown last."""
        async with self.client.get(self.announced[-1]) as answer:
            assert answer.status == 200, await answer.text()
            return SimpleCookie(answer.headers["Set-Cookie"]).output(attrs=[], header="").strip()


@asynccontextmanager
async def serving(folder: Path, host: str = "127.0.0.1", sessions: int = 5, shown: int = 99) -> AsyncIterator[Served]:
    """A server that has just shown its address; after `shown` addresses its output goes nowhere."""
    time = [0.0]
    announced: list[str] = []
    reported: list[str] = []

    def announce(path: str) -> None:
        if len(announced) == shown:
            raise NotPossibleError("The address cannot be shown.")
        announced.append(path)

    server = InterfaceServer(
        folder / "x.db",
        host,
        PORT,
        sessions=sessions,
        announce=announce,
        report=reported.append,
        exit_now=lambda number: None,
        clock=lambda: time[0],
    )
    async with TestClient(TestServer(server.application()), cookie_jar=DummyCookieJar()) as client:
        server.announce()
        yield Served(client, announced, reported, time)

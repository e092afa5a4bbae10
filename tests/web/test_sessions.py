"""A session is there for as long as its tab is, and does nothing that no page asks for; here of a made-up program."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer

from tests.support.processes import alive, gone
from tracker.web import sessions as module
from tracker.web.messages import MOST_BYTES
from tracker.web.sessions import Sessions

# Only a test that fails waits so long.
PATIENCE_S = 60

PROGRAM = """
import os, sys
def draw(content): os.write(1, b"D" + len(content).to_bytes(4, "big") + content)
os.write(1, b"__GANGLION__\\n")
draw(str(os.getpid()).encode())
"""
ECHO = PROGRAM + "while received := os.read(0, 1024): draw(received)"
STUBBORN = PROGRAM + "import time\nwhile True: time.sleep(60)"
FLOOD = PROGRAM + "while True: draw(b'x' * 65536)"
FAILS = PROGRAM + "sys.exit('It cannot go on.')"
SILENT = "import sys; sys.exit('It cannot start.')"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is given up because the machine is slow: a tab of these tests answers only while it reads."""
    monkeypatch.setattr(module, "HEARTBEAT_S", PATIENCE_S)
    monkeypatch.setattr(module, "PLACE_S", PATIENCE_S)


class Tabs:
    """Browser tabs at the sessions of a program."""

    def __init__(self, sessions: Sessions, client: TestClient[Any, Any], reported: list[str]) -> None:
        self.sessions, self.client, self.reported = sessions, client, reported

    async def open(self) -> tuple[ClientWebSocketResponse[bool], int]:
        """A tab and the process that it talks to."""
        tab = await self.client.ws_connect("/ws?width=80&height=24", max_msg_size=0)
        return tab, int(await tab.receive_bytes())


@asynccontextmanager
async def sessions_of(program: str, most: int = 1) -> AsyncIterator[Tabs]:
    """Sessions of a Python program."""
    reported: list[str] = []
    sessions = Sessions([sys.executable, "-c", program], most, reported.append)
    app = web.Application()
    app.add_routes([web.get("/ws", sessions.handle_socket)])
    async with asyncio.timeout(PATIENCE_S), TestClient(TestServer(app)) as client:
        yield Tabs(sessions, client, reported)
        await sessions.end_all()


async def closing_of(tab: ClientWebSocketResponse[bool]) -> int | None:
    """The code with which the server closes a tab's socket."""
    async for _ in tab:
        pass
    return tab.close_code


@pytest.mark.parametrize("program", [ECHO, STUBBORN, FLOOD], ids=["well-behaved", "stubborn", "drawing on"])
async def test_a_session_is_gone_once_its_tab_is(program: str) -> None:
    async with sessions_of(program) as tabs:
        tab, process = await tabs.open()
        assert alive(process)
        await tab.close()
        await tabs.sessions.wait_for_place()
        assert await gone(process)


async def test_a_session_is_gone_whose_tab_reads_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_S", 0.2)
    async with sessions_of(FLOOD) as tabs:
        reader, writer = await asyncio.open_connection("127.0.0.1", tabs.client.port)
        writer.write(
            b"GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        assert b"101" in await reader.readline()
        await tabs.sessions.wait_for_place()
        writer.close()


@pytest.mark.parametrize("program", [ECHO, STUBBORN, FLOOD], ids=["well-behaved", "stubborn", "drawing on"])
async def test_all_sessions_are_gone_once_the_server_ends(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_S", 2 * PATIENCE_S)  # of one tab; the server that ends does not wait so long
    async with sessions_of(program, most=3) as tabs:
        opened = [await tabs.open() for _ in range(3)]
        await tabs.sessions.end_all()
        assert all([await gone(process) for _, process in opened])
        assert {await closing_of(tab) for tab, _ in opened} <= {1001, 1006}


async def test_a_tab_too_many_is_refused_until_another_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with sessions_of(ECHO, most=2) as tabs:
        first, _ = await tabs.open()
        await tabs.open()
        with monkeypatch.context() as hurried:
            hurried.setattr(module, "PLACE_S", 0.01)
            with pytest.raises(WSServerHandshakeError) as refused:
                await tabs.open()
        assert refused.value.status == 503
        await first.close()
        third, process = await tabs.open()
        assert alive(process)
        await third.close()


async def test_what_the_page_sends_reaches_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    async with sessions_of(ECHO) as tabs:
        tab, _ = await tabs.open()
        await tab.send_json(["stdin", "é"])
        assert await tab.receive_bytes() == b"D\0\0\0\x02\xc3\xa9"
        await tab.send_json(["resize", {"width": 100, "height": 30}])
        assert await tab.receive_bytes() == b'M\0\0\0.{"type": "resize", "width": 100, "height": 30}'
        await tab.send_json(["blur"])
        assert await tab.receive_bytes() == b'M\0\0\0\x10{"type": "blur"}'
        await tab.send_json(["ping", "7"])
        assert await tab.receive_json() == ["pong", "7"]
        await tab.close()


@pytest.mark.parametrize(
    ("frame", "kind", "code"),
    [
        (b'["resize", {"width": 1000000, "height": 1000000}]', WSMsgType.TEXT, 1008),
        (b'["stdin"]', WSMsgType.TEXT, 1008),
        (b"{", WSMsgType.TEXT, 1008),
        (b'["stdin", "0"]', WSMsgType.BINARY, 1008),
        (b"\xff\xfe", WSMsgType.TEXT, 1007),
        (b'["stdin", "' + b"x" * MOST_BYTES + b'"]', WSMsgType.TEXT, 1009),
    ],
    ids=["too large", "incomplete", "no JSON", "binary", "no UTF-8", "too long"],
)
async def test_a_session_ends_with_a_message_that_no_page_sends(
    frame: bytes, kind: WSMsgType, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with sessions_of(ECHO) as tabs:
        tab, process = await tabs.open()
        await tab.send_frame(frame, kind)
        assert await closing_of(tab) == code
        await tabs.sessions.wait_for_place()
        assert await gone(process)
    assert not caplog.records
    assert not tabs.reported


@pytest.mark.parametrize("query", ["width=1000000&height=24", "width=80&height=0", "width=x", "width=80&height=24.5"])
async def test_no_program_is_started_at_a_size_that_no_terminal_has(query: str) -> None:
    async with sessions_of(ECHO) as tabs:
        with pytest.raises(WSServerHandshakeError) as refused:
            await tabs.client.ws_connect(f"/ws?{query}")
        assert refused.value.status == 400


@pytest.mark.parametrize(("program", "reason"), [(FAILS, "It cannot go on."), (SILENT, "It cannot start.")])
async def test_what_a_program_says_that_fails_is_reported_and_its_tab_closed(program: str, reason: str) -> None:
    async with sessions_of(program) as tabs:
        tab = await tabs.client.ws_connect("/ws")
        assert await closing_of(tab) == 1000
        await tabs.sessions.wait_for_place()
        assert tabs.reported == [reason]


async def test_a_program_knows_the_size_of_the_page_and_nothing_of_the_terminal_of_the_server() -> None:
    program = PROGRAM + "draw(repr([os.environ['COLUMNS'], os.environ['ROWS'], os.getsid(0) == os.getpid()]).encode())"
    async with sessions_of(program) as tabs:
        tab, _ = await tabs.open()
        assert await tab.receive_bytes() == b"['80', '24', True]"
        assert os.environ.get("COLUMNS") is None

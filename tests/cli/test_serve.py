"""The interface in a browser: who gets in, who does not, and that what is typed there is on disk here."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Backtracker

pytest.importorskip("textual_serve", reason="the optional extra `web` is not installed")

from aiohttp import ClientSession, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer

from tracker.web.server import FIRST_KEY, InterfaceServer

# Only a test that fails waits so long.
PATIENCE_S = 60
SECRET = "a-token-that-nobody-guesses"
Client = TestClient[Any, Any]


@asynccontextmanager
async def client(database: Path, token: str | None = None) -> AsyncIterator[Client]:
    """Something that asks the server as a browser does, on a free port of this machine."""
    server = InterfaceServer(database, "127.0.0.1", 8000, token, lambda: None)
    async with TestClient(TestServer(await server._make_app())) as asking:
        yield asking


async def status(asking: Client, path: str, **headers: str) -> int:
    """How the server answers."""
    async with asking.get(path, headers=headers) as answer:
        return answer.status


async def seen(socket: Any, text: str) -> None:
    """Wait until the interface has shown `text`."""
    shown = ""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while text not in shown:
                sent = (await socket.receive_bytes()).decode("utf-8", "replace")
                shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent)
    except TimeoutError:
        raise AssertionError(f"waited for {text!r}; the page was sent\n{shown}") from None


async def test_on_this_machine_the_page_is_there_without_a_token(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db") as asking, asking.get("/") as answer:
        assert answer.status == 200
        assert "Backtracker" in await answer.text()


async def test_the_page_takes_the_first_key_without_a_click(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db") as asking, asking.get("/") as answer:
        before, script, after = (await answer.text()).partition(FIRST_KEY)
        assert '<div\n      id="terminal"' in before
        assert script
        assert after.strip().startswith("</body>")


async def test_a_page_asks_nobody_else_for_anything(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db") as asking, asking.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert set(re.findall(r"\S+://\S+", policy)) == {f"ws://{answer.url.host}:{answer.url.port};"}
        assert "default-src 'self'" in policy
        assert f"ws://{answer.url.host}:{answer.url.port}/ws" in await answer.text()
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_without_a_token_only_the_names_of_this_machine_are_answered(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db") as asking:
        for host in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
            assert await status(asking, "/", Host=host) == 200
        for host in ("evil.example", "192.0.2.7:8000", "localhost.evil.example"):
            assert await status(asking, "/", Host=host) == 403


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/1", "/nothing"])
async def test_with_a_token_nothing_is_answered_to_who_does_not_know_it(tmp_path: Path, path: str) -> None:
    async with client(tmp_path / "x.db", SECRET) as asking:
        for said in ("", "?token=", "?token=wrong", f"?token={SECRET}x", "?token=%C3%BC"):
            assert await status(asking, path + said) == 403
        assert await status(asking, path, Cookie="backtracker-token=wrong") == 403


async def test_the_address_with_the_token_opens_the_page_and_all_that_belongs_to_it(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db", SECRET) as asking:
        async with asking.get(f"/?token={SECRET}") as answer:
            assert answer.status == 200
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
        assert await status(asking, "/static/js/textual.js", Cookie=cookie.partition(";")[0]) == 200


async def test_a_page_of_another_site_cannot_reach_it_through_the_browser(tmp_path: Path) -> None:
    async with client(tmp_path / "x.db") as asking:
        with pytest.raises(WSServerHandshakeError) as refused:
            await asking.ws_connect("/ws", headers={"Origin": "http://evil.example"})
        assert refused.value.status == 403


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(*words: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """The command at work: the address it shows, and what ends it and gives what it said on stderr."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "tracker", "serve", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ,
    ) as server:  # fmt: skip

        def end() -> str:
            server.send_signal(signal.SIGINT)
            said = server.communicate(timeout=PATIENCE_S)[1]
            assert server.returncode == 0, said
            return said

        assert server.stdout is not None
        try:
            said = server.stdout.readline().split()
            assert said, server.communicate(timeout=PATIENCE_S)[1]
            yield said[-1], end
        finally:
            server.kill()


async def answer_of(address: str) -> int:
    """How the address is answered."""
    async with ClientSession() as asking, asking.get(address) as answer:
        return answer.status


async def check_in(address: str) -> None:
    """Answer the morning's question on the page, as a browser does."""
    async with ClientSession() as asking, asking.ws_connect(f"{address}ws?width=80&height=24", origin=address) as page:
        await seen(page, "Back or leg pain")
        await page.send_json(["stdin", "2"])
        await seen(page, "pain 2")


def test_what_is_typed_in_the_browser_is_in_the_database(planned: Backtracker) -> None:
    with served("--port", str(free_port())) as (address, end):
        asyncio.run(check_in(address))
        assert end() == ""
    assert planned("today", "--json").json["checkin"]["pain"] == 2


def test_where_others_can_reach_it_it_warns_and_wants_the_token(planned: Backtracker) -> None:
    with served("--host", "0.0.0.0", "--port", str(free_port())) as (shown, end):
        address = re.sub(r"//[^:/]+", "//127.0.0.1", shown)
        assert asyncio.run(answer_of(address)) == 200
        assert asyncio.run(answer_of(address.partition("?")[0])) == 403
        assert "Warning: other devices" in end()


def test_what_a_terminal_would_obey_in_the_address_is_shown(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve_at_once(server: InterfaceServer) -> None:
        server._ready()

    monkeypatch.setattr(InterfaceServer, "serve", serve_at_once)
    said = planned("serve", "--host", "pc\x1b[2J")
    assert "http://pc<U+001B>[2J:8000/" in said.out
    assert "\x1b" not in said.out + said.err


def test_a_port_that_is_taken_is_said_in_one_line(planned: Backtracker) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "Name another with --port" in planned("serve", "--port", port, fails=1).err


def test_a_database_that_cannot_be_used_is_said_before_anything_is_served(run: Backtracker, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database" * 100)
    assert "not a database" in run("--db", other, "serve", fails=1).err


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("pyvenv.cfg", "{python} -m pip install textual-serve"),
        ("pipx_metadata.json", "pipx inject backtracker textual-serve"),
        ("uv-receipt.toml", "uv pip install --python {python} textual-serve"),
    ],
    ids=["pip", "pipx", "uv"],
)
def test_without_the_extra_the_command_says_how_this_installation_gets_it(
    run: Backtracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mark: str, line: str
) -> None:
    (tmp_path / mark).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.delitem(sys.modules, "tracker.web.server", raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert run("serve", fails=1).err.endswith(f"Add it with: {line.format(python=shlex.quote(sys.executable))}\n")

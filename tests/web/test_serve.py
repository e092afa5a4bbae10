"""The command that opens the interface to a browser: what is typed there is on disk here, and nothing stays behind."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.cli.conftest import Backtracker
from tests.support.processes import alive, children
from tests.support.serve_process import ServeProcess, browser, free_port, gone, open_page, serving, shows
from tracker.web.server import InterfaceServer


def test_what_is_typed_in_the_browser_is_in_the_database(planned: Backtracker) -> None:
    async def check_in(address: str) -> None:
        async with browser() as session:
            tab = await open_page(session, address)
            await tab.send_json(["stdin", "2"])
            await shows(tab, "pain 2")

    with serving() as server:
        asyncio.run(check_in(server.address))
        assert server.end() == ""
    assert planned("today", "--json").json["checkin"]["pain"] == 2


@pytest.mark.parametrize(
    ("signal_number", "status"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGQUIT, 131), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_the_sessions_are_gone_with_the_server_however_it_ends(
    planned: Backtracker, signal_number: int, status: int
) -> None:
    async def end_with_a_page_open(server: ServeProcess) -> None:
        async with browser() as session:
            await open_page(session, server.address)
            (program,) = children(server.process.pid)
            assert alive(program)
            server.process.send_signal(signal_number)
            await gone(program)

    with serving() as server:
        asyncio.run(end_with_a_page_open(server))
        assert server.end(0, status) == ""


STUCK = """
import asyncio, sys, time
from aiohttp import web
from tracker.cli import main
async def cleanup(runner): time.sleep(3600)
web.AppRunner.cleanup = cleanup
main()
"""


@pytest.mark.parametrize(("signal_number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_server_that_takes_too_long_to_end_is_ended_by_force_with_its_sessions(
    planned: Backtracker, signal_number: int, status: int
) -> None:
    async def end_with_a_page_open(server: ServeProcess) -> None:
        async with browser() as session:
            await open_page(session, server.address)
            (program,) = children(server.process.pid)
            server.process.send_signal(signal_number)
            await gone(program)

    with serving(program=["-c", STUCK]) as server:
        asyncio.run(end_with_a_page_open(server))
        assert server.end(0, status) == ""


def test_an_address_that_cannot_be_shown_is_said_in_one_line_and_nothing_is_served(planned: Backtracker) -> None:
    reading, closed = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("w") as full:
        for output in (closed, full.fileno()):
            done = subprocess.run(
                [sys.executable, "-m", "tracker", "serve", "--port", str(free_port())],
                stdout=output, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
            assert done.stderr.startswith("backtracker: The address cannot be shown")
            assert (done.stderr.count("\n"), done.returncode) == (1, 1)
    os.close(closed)


def test_a_server_whose_output_is_closed_later_answers_that_it_cannot_show_an_address(planned: Backtracker) -> None:
    async def knock(server: ServeProcess) -> list[int]:
        statuses = []
        for url in (server.address, server.address.partition("?")[0]):
            async with ClientSession() as stranger, stranger.get(url) as answer:
                statuses.append(answer.status)
        return statuses

    with serving() as server:
        assert server.process.stdout is not None
        server.process.stdout.close()
        assert asyncio.run(knock(server)) == [200, 503]


def test_where_others_can_reach_it_it_warns(planned: Backtracker) -> None:
    async def knock(address: str) -> list[int]:
        statuses = []
        for url in (address, address, address.partition("?")[0]):
            async with ClientSession() as session, session.get(url) as answer:
                statuses.append(answer.status)
        return statuses

    with serving("--host", "0.0.0.0") as server:
        address = re.sub(r"//[^:/]+", "//127.0.0.1", server.address)
        assert asyncio.run(knock(address)) == [200, 403, 403]
        assert server.next_address() != server.address
        assert "Warning: other devices" in server.end()


def test_neither_the_ticket_nor_the_cookie_stands_in_a_command_line(planned: Backtracker) -> None:
    async def secrets_of(server: ServeProcess) -> tuple[str, list[int]]:
        async with browser() as session:
            await open_page(session, server.address)
            (cookie,) = session.cookie_jar
            return cookie.value, [server.process.pid, *children(server.process.pid)]

    with serving() as server:
        token, processes = asyncio.run(secrets_of(server))
        for process in processes:
            line = Path("/proc", str(process), "cmdline")
            assert not any(secret in line.read_text() for secret in (token, server.address.partition("=")[2]))


def test_what_a_terminal_would_obey_in_the_address_is_shown(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve_at_once(server: InterfaceServer) -> signal.Signals:
        server.announce()
        return signal.SIGINT

    monkeypatch.setattr(InterfaceServer, "serve", serve_at_once)
    printed = planned("serve", "--host", "pc\x1b[2J")
    assert "http://pc<U+001B>[2J:8000/" in printed.out
    assert "\x1b" not in printed.out + printed.err


def test_the_number_of_sessions_is_five_unless_it_is_said(
    planned: Backtracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[Any] = []
    monkeypatch.setattr(InterfaceServer, "__init__", lambda self, *words, sessions, **others: numbers.append(sessions))
    monkeypatch.setattr(InterfaceServer, "serve", lambda _: signal.SIGINT)
    planned("serve")
    planned("serve", "--sessions", "1")
    assert numbers == [5, 1]
    for refused in ("0", "-1", "100", "many"):
        planned("serve", "--sessions", refused, fails=2)


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
    for name in [name for name in sys.modules if name.startswith("tracker.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert run("serve", fails=1).err.endswith(f"Add it with: {line.format(python=shlex.quote(sys.executable))}\n")

"""`python -m tests.tools.browser_attacks ROUNDS [SEED]`: what a stranger and a page gone wrong try with `serve`.

Each round starts a server, tries to get in without what it shows, sends a page's socket what no page sends, opens more
pages than are allowed, closes tabs, and ends the server by Ctrl+C, SIGTERM or SIGKILL. It fails at the first thing that
gets through, and prints how much was tried and the longest and largest of what was measured.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.support.processes import children
from tests.support.serve_process import ServeProcess, browser, gone, open_page, serving
from tracker.web.messages import MOST_BYTES, MOST_COLUMNS, MOST_ROWS

SESSIONS = 2
PAGE_KEYS = 4000
ENDINGS = {signal.SIGINT: 0, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}


@dataclass
class Figures:
    """What was tried, and the worst that was measured, by what it is."""

    tried: dict[str, int] = field(default_factory=dict)
    worst: dict[str, float] = field(default_factory=dict)

    def add(self, what: str) -> None:
        """Count an attempt that was refused as it should be."""
        self.tried[what] = self.tried.get(what, 0) + 1

    def measure(self, what: str, value: float) -> None:
        """Keep the worst of a figure."""
        self.worst[what] = max(value, self.worst.get(what, 0))


def resident_mb(process: int) -> float:
    """The memory of a process in megabytes, as it is now."""
    status = Path("/proc", str(process), "status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def bad_frame(chance: random.Random) -> tuple[bytes, WSMsgType]:
    """A frame that no page sends."""
    number: Any = chance.choice(
        [0, -1, MOST_COLUMNS + 1, MOST_ROWS + 1, 10**6, 10**18, 1.5, "80", None, True, [], 1e308]
    )
    width, height = chance.choice([(number, 24), (80, MOST_ROWS + 1), (number, number)])
    envelope: Any = chance.choice(
        [["resize", {"width": width, "height": height}], ["stdin", number], ["quit"], ["ping", {}], {}, number, []]
    )
    return chance.choice(
        [
            (json.dumps(envelope).encode(), WSMsgType.TEXT),
            (chance.randbytes(chance.randrange(1, 200)) + b"\xff", WSMsgType.TEXT),
            (chance.randbytes(chance.randrange(1, 200)), WSMsgType.BINARY),
            (b"[" * chance.randrange(1000, MOST_BYTES), WSMsgType.TEXT),
            (b'["stdin", "' + b"x" * MOST_BYTES + b'"]', WSMsgType.TEXT),
        ]
    )


async def read_on(tab: ClientWebSocketResponse[bool]) -> None:
    """Read what a page is sent, as a browser does, which also answers the server's question whether it is there."""
    async for _ in tab:
        pass


async def knock(base: str, chance: random.Random, figures: Figures) -> None:
    """Try to get in without a ticket, by guessed ones, under other names, from other pages."""
    guesses = ["", "?ticket=", f"?ticket={secrets.token_urlsafe(32)}", "?token=" + "a" * chance.randrange(1, 4000)]
    headers: list[dict[str, str]] = [
        {},
        {"Host": chance.choice(["evil.example", "[", "a b", "127.0.0.1.evil.example", "localhost:x"])},
        {"Origin": chance.choice(["http://evil.example", "null", "http://[", "x" * 2000])},
        {"Cookie": f"backtracker-{base.rstrip('/').rpartition(':')[2]}={secrets.token_urlsafe(32)}"},
    ]
    async with ClientSession() as stranger:
        for path in ("", "ws", "static/js/textual.js", "%2e%2e/%2e%2e/etc/passwd"):
            url = base + path + chance.choice(guesses)
            async with stranger.get(url, headers=chance.choice(headers)) as answer:
                assert answer.status in (400, 403), (url, answer.status)
                assert answer.headers["X-Frame-Options"] == "DENY"
                figures.add("requests of a stranger")


async def attack(server: ServeProcess, chance: random.Random, figures: Figures) -> None:
    """All that one round tries; the server is left with pages open."""
    base, _, query = server.address.partition("?")
    await knock(base, chance, figures)
    async with browser() as session, AsyncExitStack() as tabs:
        tab = await open_page(session, server.address)
        async with ClientSession() as stranger, stranger.get(f"{base}?{query}") as answer:
            assert answer.status == 403
            figures.add("tickets tried twice")
        (program,) = children(server.process.pid)
        await tab.send_json(["resize", {"width": MOST_COLUMNS, "height": MOST_ROWS}])
        drawn = 0
        while drawn < MOST_COLUMNS * MOST_ROWS:
            drawn += len(await tab.receive_bytes())
        figures.measure("memory of a session at the largest size, MB", resident_mb(program))
        await tab.send_json(["stdin", "?" * PAGE_KEYS])
        frame, kind = bad_frame(chance)
        await tab.send_frame(frame, kind)
        async for _ in tab:
            pass
        assert tab.close_code in (1002, 1007, 1008, 1009), (frame[:100], tab.close_code)
        figures.add("frames that no page sends")
        began = monotonic()
        await gone(program)
        figures.measure("from a closed socket to the end of its session, s", monotonic() - began)

        readers = []
        for _ in range(SESSIONS):
            tab = await tabs.enter_async_context(session.ws_connect(f"{base}ws", origin=base.rstrip("/")))
            await tab.receive_bytes()
            readers.append(asyncio.create_task(read_on(tab)))
        async with session.get(f"{base}ws?width=80&height=24", headers={"Upgrade": "websocket"}) as answer:
            assert answer.status in (400, 503)
        async with session.get(base) as answer:
            assert answer.status == 503, answer.status
            figures.add("pages too many")
        programs = children(server.process.pid)
        assert len(programs) == SESSIONS, programs
        number = chance.choice(list(ENDINGS))
        began = monotonic()
        server.process.send_signal(number)
        assert await asyncio.to_thread(server.process.wait) == ENDINGS[number]
        figures.measure("from Ctrl+C, SIGTERM or SIGKILL to the end of the server, s", monotonic() - began)
        for program in programs:
            await gone(program)
        figures.measure("from Ctrl+C, SIGTERM or SIGKILL to the end of all sessions, s", monotonic() - began)
        figures.add("servers ended with pages open")
        await asyncio.gather(*readers)
    assert server.end(0, ENDINGS[number]) == ""


def main(rounds: int, seed: int) -> None:
    """Attack that many servers and print what came of it."""
    chance, figures = random.Random(seed), Figures()
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["BACKTRACKER_DB"] = str(Path(folder, "backtracker.db"))
            subprocess.run(
                [sys.executable, "-m", "tracker", "plan", "set", "bird-dog"], check=True, capture_output=True
            )
            with serving("--sessions", str(SESSIONS)) as server:
                asyncio.run(attack(server, chance, figures))
        print(f"\r{number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for what, count in figures.tried.items():
        print(f"{count} {what}, none got through")
    for what, value in figures.worst.items():
        print(f"at most {value:.1f}: {what}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 1)

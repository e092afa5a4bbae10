"""Who gets in, and who does not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError

from tests.support.browser import serving
from tracker.web import sessions
from tracker.web.access import HEADERS, NOT_SHOWN, POLICY

PATHS = ["/", "/ws", "/static/js/textual.js", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
async def test_on_this_machine_too_nothing_is_answered_to_whoever_has_no_ticket(tmp_path: Path, path: str) -> None:
    async with serving(tmp_path) as served:
        ticket = served.announced[-1].partition("=")[2]
        for query in ("", "?ticket=", "?ticket=wrong", f"?ticket={ticket}x", "?ticket=%C3%BC", f"?token={ticket}"):
            assert await served.status(path + query) == 403
        assert await served.status(path, Cookie="backtracker-8000=wrong") == 403
        assert await served.status(path, Cookie=f"backtracker-8000={ticket}") == 403
        assert len(served.announced) == 1


async def test_the_address_shown_opens_the_page_and_its_cookie_all_that_belongs_to_it(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        async with served.client.get(served.announced[0]) as answer:
            assert answer.status == 200
            assert "Backtracker" in await answer.text()
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
        cookie = cookie.partition(";")[0]
        assert await served.status("/", Cookie=cookie) == 200
        assert await served.status(served.announced[0], Cookie=cookie) == 200
        assert await served.status("/static/js/textual.js", Cookie=cookie) == 200
        assert await served.status("/nothing", Cookie=cookie) == 404


async def test_an_address_is_good_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        answers = await asyncio.gather(*(served.status(served.announced[0]) for _ in range(5)))
        assert sorted(answers) == [200, 403, 403, 403, 403]


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 403), (3600, 403)])
async def test_an_address_is_good_for_a_minute(tmp_path: Path, seconds: int, status: int) -> None:
    async with serving(tmp_path) as served:
        served.pass_time(seconds)
        assert await served.status(served.announced[0]) == status


async def test_whoever_comes_when_the_address_is_no_longer_good_has_a_new_one_shown(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        first = served.announced[0]
        assert await served.status("/") == 403
        assert served.announced == [first], "the first one is good still"
        await served.cookie()
        assert await served.status("/") == 403
        assert await served.status("/") == 403
        assert len(served.announced) == 2, "one at a time"
        served.pass_time(60)
        assert await served.status(first) == 403
        assert len(served.announced) == len(set(served.announced)) == 3
        assert await served.status(served.announced[1]) == 403
        assert await served.status(served.announced[2]) == 200


async def test_where_a_new_address_cannot_be_shown_that_is_said_and_who_is_in_stays_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(tmp_path, shown=1) as served:
        cookie = await served.cookie()
        for _ in range(2):
            async with served.client.get("/") as answer:
                assert answer.status == 503
                assert await answer.text() == NOT_SHOWN
                assert without_host(answer.headers) == HEADERS
        assert await served.status("/", Cookie=cookie) == 200
    assert not caplog.records


async def test_only_opening_the_page_uses_an_address_up(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        query = served.announced[0].removeprefix("/")
        async with served.client.head(served.announced[0]) as answer:
            assert answer.status == 403
        for path in PATHS[1:]:
            assert await served.status(path + query) == 403
        assert await served.status(served.announced[0]) == 200


async def test_on_this_machine_only_its_own_names_are_answered(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        cookie = await served.cookie()
        for host in ("localhost:8000", "LocalHost", "127.0.0.1", "[::1]:8000"):
            assert await served.status("/", Cookie=cookie, Host=host) == 200
        for host in ("evil.example", "192.0.2.7:8000", "localhost.evil.example", "127.0.0.1.evil.example"):
            assert await served.status("/", Cookie=cookie, Host=host) == 403
    async with serving(tmp_path, "0.0.0.0") as served:
        assert await served.status("/", Cookie=await served.cookie(), Host="tablet-room.example") == 200


@pytest.mark.parametrize("host", ["", "[", "[::1", "a b", "a,b", "a;script-src *", "a@b", "a/b", "a:b", "[x]", "a:1:2"])
async def test_a_host_that_is_none_is_refused(tmp_path: Path, host: str) -> None:
    async with serving(tmp_path, "0.0.0.0") as served:
        assert await served.status(served.announced[0], Host=host) == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://[", "", "127.0.0.1", "http://127.0.0.1:1"])
async def test_a_page_of_another_site_cannot_reach_it_through_the_browser(tmp_path: Path, origin: str) -> None:
    async with serving(tmp_path) as served:
        cookie = await served.cookie()
        assert await served.status("/", Cookie=cookie, Origin=origin) == 403
        with pytest.raises(WSServerHandshakeError) as refused:
            await served.client.ws_connect("/ws", headers={"Origin": origin, "Cookie": cookie})
        assert refused.value.status == 403


def without_host(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that all answers share, the address of the WebSocket aside."""
    shared = {name: headers.get(name, "") for name in HEADERS}
    return shared | {POLICY: re.sub(r" ws://[^ ;]+", "", shared[POLICY])}


async def test_refusals_carry_the_same_headers_as_pages(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        cookie = await served.cookie()
        for path, headers, status in (
            ("/", {"Cookie": cookie}, 200),
            ("/static/js/textual.js", {"Cookie": cookie}, 200),
            ("/", {}, 403),
            ("/static/js/textual.js", {}, 403),
            ("/", {"Host": "["}, 400),
            ("/", {"Host": "evil.example"}, 403),
            ("/", {"Origin": "null"}, 403),
            ("/nothing", {"Cookie": cookie}, 404),
            ("/ws", {"Cookie": cookie}, 400),
            ("/ws?width=1000000", {"Cookie": cookie}, 400),
            ("/static", {"Cookie": cookie}, 403),
        ):
            async with served.client.get(path, headers=headers) as answer:
                assert answer.status == status, path
                assert without_host(answer.headers) == HEADERS
        async with served.client.post("/", headers={"Cookie": cookie}) as answer:
            assert answer.status == 405
            assert without_host(answer.headers) == HEADERS


async def test_a_page_too_many_is_refused_and_its_browser_let_in_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "PLACE_S", 0.01)
    async with serving(tmp_path, sessions=0) as served:
        async with served.client.get(served.announced[0]) as answer:
            assert answer.status == 503
            assert "Close another tab" in await answer.text()
            assert without_host(answer.headers) == HEADERS
            cookie = answer.headers["Set-Cookie"].partition(";")[0]
        assert await served.status("/static/js/textual.js", Cookie=cookie) == 200


async def test_a_page_asks_nobody_else_for_anything(tmp_path: Path) -> None:
    async with serving(tmp_path) as served, served.client.get(served.announced[0]) as answer:
        policy = answer.headers[POLICY]
        own = f"ws://{answer.url.host}:{answer.url.port}"
        assert re.findall(r"\S+://\S+", policy) == [f"{own};"]
        assert "default-src 'self'" in policy
        page = await answer.text()
        assert f"{own}/ws" in page
        assert not re.search(r'(href|src)="https?://(?!127\.0\.0\.1)', page)

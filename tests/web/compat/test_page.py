"""The page takes the first key, and fetches nothing from others; one that is made otherwise is served as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from textual_serve.server import Server

from tests.support.browser import serving
from tracker.web.compat.page import SCRIPT


async def test_the_page_takes_the_first_key_without_a_click(tmp_path: Path) -> None:
    async with serving(tmp_path) as served, served.client.get(served.announced[0]) as answer:
        before, script, after = (await answer.text()).partition(SCRIPT)
        assert '<div\n      id="terminal"' in before
        assert script
        assert after.strip().startswith("</body>")


async def test_the_page_names_no_other_server(tmp_path: Path) -> None:
    async with serving(tmp_path) as served, served.client.get(served.announced[0]) as answer:
        page = await answer.text()
        assert "googleapis" not in page
        assert "css/xterm.css" in page, "its own styles stay"


async def test_a_page_made_otherwise_is_served_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def other_page(self: Server, request: web.Request) -> web.Response:
        return web.Response(text="<main>Another page</main>")

    monkeypatch.setattr(Server, "handle_index", other_page)
    async with serving(tmp_path) as served, served.client.get(served.announced[0]) as answer:
        assert await answer.text() == "<main>Another page</main>"

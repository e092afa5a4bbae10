"""What cannot be read as HTTP gets a status and the headers of all answers, and no traceback."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp.web_protocol import RequestHandler

from tests.support.browser import serving
from tracker.web.access import HEADERS
from tracker.web.compat.unreadable_requests import answer_unreadable_requests
from tracker.web.sessions import Sessions

GARBAGE = [
    b"GARBAGE\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
    b"GET /ws HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
]


@pytest.mark.parametrize("request_bytes", GARBAGE, ids=range(len(GARBAGE)))
async def test_what_is_no_request_gets_a_status_and_the_headers_of_all_answers(
    tmp_path: Path, request_bytes: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(tmp_path) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.client.port)
        writer.write(request_bytes)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
        writer.close()
    assert answer.split()[1].startswith("4")
    for name, value in HEADERS.items():
        assert f"{name}: {value}\r\n" in answer
    assert not caplog.records


async def test_a_fault_of_the_program_stays_loud_and_has_the_headers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Sessions) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Sessions, "wait_for_place", fail)
    async with serving(tmp_path) as served, served.client.get(served.announced[0]) as answer:
        assert answer.status == 500
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert "ZeroDivisionError" in caplog.text


def test_where_aiohttp_has_no_such_method_it_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(RequestHandler, "handle_error")
    answer_unreadable_requests(HEADERS)
    assert not hasattr(RequestHandler, "handle_error")

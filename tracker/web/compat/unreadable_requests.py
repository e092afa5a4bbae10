"""Answers to requests that aiohttp cannot read as HTTP.

Without this aiohttp prints a traceback for each, and answers without our headers, as neither a handler nor a signal of
the application is called. No upstream issue was found. Where aiohttp no longer has the method, they are answered as it
does by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

FIRST_SERVER_ERROR = 500


def answer_unreadable_requests(headers: Mapping[str, str]) -> None:
    """Answer every such request from now on with its status, a sentence and the headers.

    A fault of the server itself is still printed with its traceback, as aiohttp does it.
    """
    original = getattr(RequestHandler, "handle_error", None)
    if original is None or hasattr(original, "headers"):
        return

    def handle_error(
        self: Any, request: Any, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        if status >= FIRST_SERVER_ERROR or request.writer.output_size > 0:
            response: web.StreamResponse = original(self, request, status, exc, message)
        else:
            response = web.Response(status=status, text="This is no request that can be read.\n")
            response.force_close()
        response.headers.update(headers)
        return response

    handle_error.headers = headers  # type: ignore[attr-defined] # says that it is ours
    RequestHandler.handle_error = handle_error  # type: ignore[method-assign]

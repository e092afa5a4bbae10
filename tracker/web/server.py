"""The interface in a browser, through textual-serve, which is an optional extra: nothing else loads this module.

Each page that is opened runs the program of its own, on the same database, and ends it when it is closed. A page asks
nobody but this server for anything, which its Content-Security-Policy sees to: textual-serve's own would fetch a font.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware
from textual_serve.server import Server

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "token"
COOKIE = "backtracker-token"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self' ws://{host}; frame-ancestors 'none'"
)


# The first key counts, also before anybody has clicked: the terminal is there once the page has another class.
FIRST_KEY = """<script>
new MutationObserver(() => document.querySelector(".xterm-helper-textarea")?.focus())
  .observe(document.body, {attributeFilter: ["class"]});
</script>
"""


class Served(Server):
    """A server of the interface on the database at `database`; `ready` is called once it listens.

    With a `token`, whoever does not know it gets nothing. Without one it is for this machine alone, and answers only
    those who ask for it by a name of this machine.
    """

    def __init__(self, database: Path, host: str, port: int, token: str | None, ready: Callable[[], None]) -> None:
        command = shlex.join([sys.executable, "-m", "tracker", "--db", str(database.absolute())])
        super().__init__(command, host=host, port=port, title="Backtracker")
        self._token = token
        self._ready = ready

    def serve(self, debug: bool = False) -> None:  # noqa: ARG002 - textual-serve's
        """Serve until Ctrl+C. Raises OSError where the address cannot be listened on.

        No log is kept of the requests, as it would put the token where it does not belong.
        """
        web.run_app(self._make_app(), host=self.host, port=self.port, access_log=None, print=lambda *_: self._ready())

    async def on_startup(self, app: web.Application) -> None:
        """Nothing, where textual-serve would show its own name."""

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, which comes back by the address it was asked for: only the browser knows how it gets here."""
        self.public_url = f"http://{request.host}"
        page = await super().handle_index(request)
        assert isinstance(page, web.Response)
        page.text = (page.text or "").replace("</body>", f"{FIRST_KEY}</body>")
        return page

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(guard(self._token))
        return app


def guard(token: str | None) -> Middleware:
    """Lets through who knows the token, or who asks from this machine where there is none; others get a 403."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not (_of_this_page(request) and (_is_loopback(request.host) if token is None else _knows(request, token))):
            raise web.HTTPForbidden(text="This address is not complete. Open the one that `backtracker serve` shows.\n")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
            response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
            if token is not None:
                response.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
        return response

    return guarded


def _of_this_page(request: web.Request) -> bool:
    """Whether a page of another site is not behind it, as it may be where a browser opens a WebSocket."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _knows(request: web.Request, token: str) -> bool:
    """Whether the address, or the cookie that its first use left, has the token."""
    said = request.query.get(TOKEN) or request.cookies.get(COOKIE, "")
    return compare_digest(said.encode(), token.encode())


def _is_loopback(host: str) -> bool:
    """Whether a Host header names this machine: not another site whose name was made to lead here."""
    return is_loopback(urlsplit(f"//{host}").hostname or "")


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

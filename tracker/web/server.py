"""The interface in a browser, through textual-serve, which is an optional extra: nothing else loads this module.

Each page that is opened runs its own process of the program on the same database, which ends when the page is closed.
The Content-Security-Policy lets a page load nothing from other servers; without it textual-serve fetches a font.
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


# Focuses the terminal as soon as the page has it, so that the first key works before anybody has clicked.
FIRST_KEY = """<script>
new MutationObserver(() => document.querySelector(".xterm-helper-textarea")?.focus())
  .observe(document.body, {attributeFilter: ["class"]});
</script>
"""


class InterfaceServer(Server):
    """Serves the interface on the database at `database`; `ready` is called once it listens.

    With a `token`, requests without it are refused. Without one, only requests whose Host header names this machine
    are answered.
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
        """Print nothing, where textual-serve would print its own banner."""

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page; its links use the address of the request, as only the browser knows how it reaches this server."""
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
    """A middleware that answers 403 to requests without the token, or, where there is none, from other machines."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not (
            _has_same_origin(request) and (_is_loopback(request.host) if token is None else _has_token(request, token))
        ):
            raise web.HTTPForbidden(text="This address is not complete. Open the one that `backtracker serve` shows.\n")
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
            response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
            if token is not None:
                response.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
        return response

    return guarded


def _has_same_origin(request: web.Request) -> bool:
    """Whether the request comes from a page of this server; browsers let any page open a WebSocket."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _has_token(request: web.Request, token: str) -> bool:
    """Whether the address has the token, or the cookie that was set when it was first used."""
    given = request.query.get(TOKEN) or request.cookies.get(COOKIE, "")
    return compare_digest(given.encode(), token.encode())


def _is_loopback(host: str) -> bool:
    """Whether a Host header names this machine, and not a site whose name was made to resolve to it (DNS rebinding)."""
    return is_loopback(urlsplit(f"//{host}").hostname or "")


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Who gets in: whoever opens an address that this server has just shown, and then that browser, by its cookie.

The address holds a ticket, which is good once and for a minute, so that it is worth nothing to whoever reads it later,
in a list of processes, a history or a log. The browser gets a cookie for it, which only this server and the browser
know. On loopback too: every account of a machine can connect there.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from tracker.core.errors import NotPossibleError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TICKET = "ticket"
TICKET_S = 60
SECRET_BYTES = 32
POLICY = "Content-Security-Policy"
HEADERS = {
    "Cache-Control": "no-store",
    POLICY: (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries: a page loads nothing from other servers, and no other page gets at it."""

NO_TICKET = (
    "This address lets one browser in, once, within a minute of being shown. "
    "A new one stands where `backtracker serve` runs.\n"
)
NOT_SHOWN = (
    "A new address cannot be shown, since what `backtracker serve` prints goes nowhere. "
    "Start it again where it can be read.\n"
)
OTHER_NAME = "This server answers to the names of its own machine alone. Open the address that it shows.\n"
OTHER_PAGE = "A page of another site cannot reach this server.\n"
NO_HOST = "The name in this request is none that a server can have.\n"

_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")


class Access:
    """Decides about requests; `clock` gives seconds that only grow, `port` tells the cookies of two servers apart.

    With `loopback_only`, only requests whose Host header names this machine are answered: a site whose name was made to
    resolve to it (DNS rebinding) is another. `announce` is called with a new ticket when somebody comes without one and
    the last one is no longer good; it raises NotPossibleError where it cannot be shown.
    """

    def __init__(
        self, port: int, *, loopback_only: bool, clock: Callable[[], float], announce: Callable[[str], None]
    ) -> None:
        self._loopback_only = loopback_only
        self._clock = clock
        self._announce = announce
        self._cookie = f"backtracker-{port}"
        self._token = secrets.token_urlsafe(SECRET_BYTES)
        self._ticket: str | None = None
        self._good_until = 0.0

    def announce_ticket(self) -> None:
        """Make a ticket in place of the last one, and announce it. Raises NotPossibleError where it cannot be shown."""
        self._ticket = secrets.token_urlsafe(SECRET_BYTES)
        self._good_until = self._clock() + TICKET_S
        self._announce(self._ticket)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only who gets in, with 400 or 403 to all others, or 503 where the way in cannot be shown."""
        self._require_own_page(request)
        if self._equal(request.cookies.get(self._cookie, ""), self._token):
            return await handler(request)
        opens_page = request.method == "GET" and request.path == "/"
        if not (opens_page and self._redeem(request.query.get(TICKET, ""))):
            if opens_page and not self._has_good_ticket():
                try:
                    self.announce_ticket()
                except NotPossibleError:
                    self._ticket = None  # nobody can know it
                    raise web.HTTPServiceUnavailable(text=NOT_SHOWN) from None
            raise web.HTTPForbidden(text=NO_TICKET)
        response = await handler(request)
        response.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict")
        return response

    def _require_own_page(self, request: web.Request) -> None:
        """Refuse a Host header that is none or not ours, and an Origin that is not that host."""
        host = request.headers.get("Host", "")
        if not _HOST.fullmatch(host):
            raise web.HTTPBadRequest(text=NO_HOST)
        if self._loopback_only and not is_loopback(re.sub(r":\d+$", "", host).strip("[]")):
            raise web.HTTPForbidden(text=OTHER_NAME)
        origin = request.headers.get("Origin")
        if origin is not None and _host_of(origin) != host:
            raise web.HTTPForbidden(text=OTHER_PAGE)

    def _has_good_ticket(self) -> bool:
        return self._ticket is not None and self._clock() < self._good_until

    def _redeem(self, ticket: str) -> bool:
        """Whether a ticket is good; it is not from then on."""
        if self._ticket is None or not self._has_good_ticket() or not self._equal(ticket, self._ticket):
            return False
        self._ticket = None
        return True

    @staticmethod
    def _equal(given: str, secret: str) -> bool:
        return compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers that all have: a signal of the application, so that refusals have them too."""
    response.headers.update(HEADERS)
    if _HOST.fullmatch(request.host):
        # Not every browser takes 'self' for the WebSocket as well.
        policy = HEADERS[POLICY].replace("connect-src 'self'", f"connect-src 'self' ws://{request.host}")
        response.headers[POLICY] = policy


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _host_of(origin: str) -> str | None:
    """The host and port of an Origin header; None where it is none, such as `null`."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None

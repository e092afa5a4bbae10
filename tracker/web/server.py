"""The interface in a browser, by the page of textual-serve, which is an optional extra: nothing else loads this module.

Each page that is opened runs its own process of the program on the same database, which ends when the page is closed,
and with the server, however that ends.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from time import monotonic

from aiohttp import web

from tracker.web.access import HEADERS, TICKET, Access, add_headers, is_loopback
from tracker.web.compat.page import TerminalPage
from tracker.web.compat.unreadable_requests import answer_unreadable_requests
from tracker.web.sessions import Sessions

SHUTDOWN_S = 0.2
"""How long answers may take that are under way when the server ends; sessions are ended before that."""
DEADLINE_S = 1.2
"""How long after SIGINT, SIGTERM or SIGQUIT the server and its sessions are ended by force, as on a busy machine."""


class InterfaceServer:
    """Serves the interface on the database at `database`, to at most `sessions` pages at once.

    `announce` is called with what is added to the address to get in, `/?ticket=…`: once the server listens, and when
    somebody comes without a ticket and the last one is no longer good; it raises NotPossibleError where that cannot be
    shown. `report` is called with what the program of a session wrote that failed. `exit_now` ends this process at
    once, with the status of the signal that it is given. `clock` gives seconds that only grow.
    """

    def __init__(
        self,
        database: Path,
        host: str,
        port: int,
        *,
        sessions: int,
        announce: Callable[[str], None],
        report: Callable[[str], None],
        exit_now: Callable[[signal.Signals], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._host, self._port = host, port
        self._exit_now = exit_now
        self._page = TerminalPage("Backtracker")
        command = [sys.executable, "-m", "tracker", "--db", str(database.absolute())]
        self._sessions = Sessions(command, sessions, report)
        self._access = Access(
            port,
            loopback_only=is_loopback(host),
            clock=clock,
            announce=lambda ticket: announce(f"/?{TICKET}={ticket}"),
        )

    def serve(self) -> signal.Signals:
        """Serve until SIGINT, as by Ctrl+C, SIGTERM or SIGQUIT, which is returned.

        From then on the process has DEADLINE_S to end, in which it may do what else it has to.
        Raises OSError where the address cannot be listened on. Requests are not logged, as a log would hold tickets.
        """
        return asyncio.run(self._serve())

    async def _serve(self) -> signal.Signals:
        stopped: asyncio.Future[signal.Signals] = asyncio.get_running_loop().create_future()

        def stop(number: signal.Signals) -> None:
            if not stopped.done():
                deadline = Timer(DEADLINE_S, self._end_by_force, [number])
                deadline.daemon = True  # it does not keep the process from ending before
                deadline.start()
                stopped.set_result(number)

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            asyncio.get_running_loop().add_signal_handler(number, stop, number)
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=SHUTDOWN_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            self.announce()
            return await stopped
        finally:
            await runner.cleanup()

    def _end_by_force(self, number: signal.Signals) -> None:
        self._sessions.kill_all()
        self._exit_now(number)

    def announce(self) -> None:
        """Announce a new address, in place of the last one."""
        self._access.announce_ticket()

    def application(self) -> web.Application:
        """What answers requests."""
        answer_unreadable_requests(HEADERS)
        app = web.Application(middlewares=[self._access.middleware])
        self._page.set_up(app)
        app.add_routes(
            [
                web.get("/", self._handle_page),
                web.get("/ws", self._sessions.handle_socket, name="websocket"),
                web.static("/static", self._page.static_files, name="static"),
            ]
        )
        app.on_response_prepare.append(add_headers)
        app.on_shutdown.append(lambda _: self._sessions.end_all())
        return app

    async def _handle_page(self, request: web.Request) -> web.StreamResponse:
        try:
            await self._sessions.wait_for_place()
        except web.HTTPServiceUnavailable as refusal:
            # Answered rather than raised, so that the browser keeps the cookie and need only load the page again.
            return web.Response(status=refusal.status, text=refusal.text)
        return await self._page.render(request)

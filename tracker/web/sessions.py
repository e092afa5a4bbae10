"""The sessions of the browser tabs: each its own process of the program, for as long as its socket is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from aiohttp import WSCloseCode, WSMsgType, web

from tracker.web.compat.session_process import SessionProcess
from tracker.web.messages import MOST_BYTES, BadMessageError, Focus, Ping, Size, Typed, first_size, read_message

HEARTBEAT_S = 4
"""How often a page that sends nothing is asked whether it is there; half as long it has to answer."""
GRACE_S = 2
"""How long a program may take to end once its tab is gone."""
LAST_GRACE_S = 0.4
"""How long all of them may take where the server ends."""
CLOSING_S = 0.5
PLACE_S = 4
"""How long a page waits for a place: that of a tab that was just closed or loaded anew is free by then."""

FULL = (
    "There are as many sessions open as this server allows. Close another tab and load this page again, "
    "or start the server with a higher --sessions.\n"
)


class Sessions:
    """At most `most` sessions of `command`; `report` gets what a program wrote that failed."""

    def __init__(self, command: Sequence[str], most: int, report: Callable[[str], None]) -> None:
        self._command = command
        self._places = asyncio.Semaphore(most)
        self._report = report
        self._processes: set[SessionProcess] = set()
        self._ending = asyncio.Event()
        self._none_left = asyncio.Event()
        self._none_left.set()

    async def wait_for_place(self) -> None:
        """Return once there is room for one more. Raises HTTPServiceUnavailable if there is none for some seconds."""
        async with self._place():
            pass

    async def handle_socket(self, request: web.Request) -> web.StreamResponse:
        """Run the program for a WebSocket until one of them ends; answer 400 or 503 before it is opened."""
        try:
            size = first_size(request.query)
        except BadMessageError:
            raise web.HTTPBadRequest(text="No terminal has this size.\n") from None
        socket = web.WebSocketResponse(
            timeout=CLOSING_S, heartbeat=HEARTBEAT_S, max_msg_size=MOST_BYTES, compress=False
        )
        if not socket.can_prepare(request):
            raise web.HTTPBadRequest(text="This address is for the page's own connection.\n")
        async with self._place():
            await socket.prepare(request)
            try:
                await self._run(socket, size)
            finally:
                await self._close(socket, request)
        return socket

    async def end_all(self) -> None:
        """End every session, as the server ends too."""
        self._ending.set()
        try:
            async with asyncio.timeout(LAST_GRACE_S):
                await self._none_left.wait()
        except TimeoutError:
            self.kill_all()
            await self._none_left.wait()

    def kill_all(self) -> None:
        """End every program by force; any thread may call this."""
        for process in list(self._processes):
            process.kill()

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PLACE_S):
                await self._places.acquire()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(text=FULL) from None
        try:
            yield
        finally:
            self._places.release()

    async def _run(self, socket: web.WebSocketResponse, size: Size) -> None:
        process = await SessionProcess.start(self._command, size.columns, size.rows)
        self._processes.add(process)
        self._none_left.clear()
        tasks = [
            asyncio.create_task(work)
            for work in (_send_drawings(socket, process), _pass_messages_on(socket, process), self._ending.wait())
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await process.end(GRACE_S)
            self._processes.discard(process)
            if not self._processes:
                self._none_left.set()
        if failure := await process.failure():
            self._report(failure)
        for task in done:
            task.result()  # raises what went wrong

    async def _close(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        """Close a socket, also one whose other end has stopped reading, and also where this task was cancelled."""
        closing = asyncio.create_task(
            socket.close(code=WSCloseCode.GOING_AWAY if self._ending.is_set() else WSCloseCode.OK)
        )
        done, _ = await asyncio.wait([closing], timeout=2 * CLOSING_S)
        if done:
            await closing  # raises what went wrong
            return
        closing.cancel()
        if request.transport is not None:
            request.transport.abort()


async def _send_drawings(socket: web.WebSocketResponse, process: SessionProcess) -> None:
    """Send what the program draws to the page."""
    with suppress(ConnectionError):  # the page has gone
        async for drawing in process.drawings():
            await socket.send_bytes(drawing)


async def _pass_messages_on(socket: web.WebSocketResponse, process: SessionProcess) -> None:
    """Send to the program what the page sends, and close the socket at the first message that no page of ours sends."""
    async for frame in socket:
        try:
            if frame.type is not WSMsgType.TEXT:
                raise BadMessageError
            match read_message(frame.data):
                case Typed(text):
                    await process.type(text)
                case Size(columns, rows):
                    await process.tell({"type": "resize", "width": columns, "height": rows})
                case Focus(has_focus):
                    await process.tell({"type": "focus" if has_focus else "blur"})
                case Ping(text):
                    await socket.send_json(["pong", text])
        except BadMessageError:
            await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"No page of this program sends this.")
        except ConnectionError:
            return  # the page has gone

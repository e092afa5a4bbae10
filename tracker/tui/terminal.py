"""The terminal given back when the program is told to end, and the program ended when the terminal is gone."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import Any

from textual.app import App

# What asks a program to end. SIGINT is another: in the interface ctrl+c is a key.
ENDING_SIGNALS = ("SIGTERM", "SIGQUIT", "SIGHUP", "SIGINT")
SIGNAL_STATUS = 128


def end_on_signals(app: App[Any]) -> None:
    """Leave the app with the exit status of a shell, 128 and the signal's number, when a signal asks for it.

    A signal that is ignored, as SIGHUP under nohup, stays ignored. Called from the main thread, before the app runs.
    """

    def end(number: int, _: FrameType | None) -> None:
        status = SIGNAL_STATUS + number
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(status) from None
        loop.call_soon_threadsafe(app.exit, None, status)

    for name in ENDING_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def end_without_terminal(before: Callable[[], None]) -> None:
    """Watch the terminal from a thread that sleeps, and when it is gone call `before` and end the program at once.

    Nobody can see or press anything then, and Textual would try to read keys for ever. All that was logged is on disk.
    """
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return
    terminal = select.poll()
    terminal.register(sys.__stdin__.fileno(), 0)  # without asking for anything it tells of a hang-up alone
    Thread(target=_wait_for_hang_up, args=[terminal, before], name="hang-up", daemon=True).start()


def _wait_for_hang_up(terminal: select.poll, before: Callable[[], None]) -> None:
    while not any(event & (select.POLLHUP | select.POLLERR) for _, event in terminal.poll()):
        pass  # pragma: no cover - another event than these is of no use here, and none was asked for
    before()
    os._exit(SIGNAL_STATUS + signal.SIGHUP)

"""The driver of a session in a browser, which ends with the server that started it.

Without this the program goes on for ever once its standard input has ended, be it that the tab was closed or that the
server was killed: the thread that reads keys ends, and nobody else notices
(https://github.com/Textualize/textual/pull/6690). It uses no private name.
"""

from __future__ import annotations

import os
from threading import Timer

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

GRACE_S = 5
"""How long the program may take to end by itself, as it may wait for room to draw in."""


class SessionDriver(WebDriver):
    """Ends the program with its standard input."""

    def run_input_thread(self) -> None:
        """Read keys until there can be no more, and leave the program then, by force if it does not end."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        by_force = Timer(GRACE_S, os._exit, [1])
        by_force.daemon = True
        by_force.start()
        self.process_message(ExitApp())

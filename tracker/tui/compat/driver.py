"""The terminal's driver on Unix, which also comes back from a stop that it was not asked about.

Without this `kill -STOP` and `kill -CONT` begin everything a second time beside what runs: two threads that read keys,
and a terminal that is left as it was made for the program. Where the driver lacks a name that this needs, it is used as
it is.
"""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class StoppableDriver(LinuxDriver):
    """Goes on after `kill -STOP` as after ctrl+z."""

    def _sigcont_application(self, *_: object) -> None:
        if getattr(self, "_must_signal_resume", None) is False:
            self._must_signal_resume = True
            self.suspend_application_mode()
            if not self._must_signal_resume:
                return  # it was stopped again on the way, and is back from that
        super()._sigcont_application()

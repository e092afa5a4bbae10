"""The terminal's driver on Unix, which also comes back from a stop that it was not asked about."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class StoppableDriver(LinuxDriver):
    """Goes on after `kill -STOP` as after ctrl+z.

    Nothing was put away before such a stop. Textual would begin everything a second time beside it: two threads that
    read keys, and a terminal that is left as it was made for the program.
    """

    def _sigcont_application(self, *_: object) -> None:
        if not self._must_signal_resume:
            self._must_signal_resume = True
            self.suspend_application_mode()
        if self._must_signal_resume:  # still: it may have been stopped again on the way, and be back from that
            super()._sigcont_application()

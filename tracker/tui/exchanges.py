"""What the interface shows of the exchange with other machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from tracker.tui.exchange_watcher import ExchangeWatcher, LastMet


class Exchanges:
    """Shows what came of other machines, and when, in `app`; nothing where the database is not to be exchanged."""

    def __init__(self, app: App[Any], database: DatabaseWorker) -> None:
        self.last_met: LastMet | None = None
        self._app = app
        self._database = database
        self._watcher: ExchangeWatcher | None = None

    def start(self) -> None:
        """Begin, in a thread for which nobody waits, and name copies that a carrier of files has laid beside."""
        from tracker.service.sync.conflicted_copies import copy_faults
        from tracker.tui.exchange_watcher import ExchangeWatcher

        if not self._database.exchanges:
            return
        for fault in copy_faults(self._database.path):
            self._app.call_later(self._say, fault, "warning")
        self._watcher = ExchangeWatcher(self._database.path, self._database.clock, self._tell)
        self._watcher.start()

    def stop(self) -> None:
        """Look no more."""
        if self._watcher is not None:
            self._watcher.stop()

    def _tell(self, lines: Sequence[str], met: LastMet | None) -> None:
        """Called in the thread that looks; what it says is shown in that of the app."""
        self._app.call_later(self._show, lines, met)

    def _show(self, lines: Sequence[str], met: LastMet | None) -> None:
        self.last_met = met or self.last_met
        for line in lines:
            self._say(line, "information")
        if self._app.screen_stack:
            for bar in self._app.screen.query(TopBar):
                bar.met = self.last_met

    def _say(self, text: str, severity: Any) -> None:
        self._app.notify(text, severity=severity, markup=False)

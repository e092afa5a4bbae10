"""The interface; the only package that imports Textual and plotext."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from tracker.compat.partial_import import ASYNCIO_OPTIONAL, SHUTIL_OPTIONAL, TEXTUAL_TYPES_UNUSED, import_without
from tracker.tui import environment

# How often Textual may paint. With its 60 a key that comes just after a frame of the figure waits to be seen.
PAINTS_A_SECOND = "240"
# How long the thread that writes to the terminal waits for the one that goes on computing; Python lets it wait 5 ms.
THREAD_WAIT_S = 0.0005


def run(database: Path, *, backups: bool = True, exchanges: bool = True) -> int:
    """Open the interface; returns the exit status, which is not 0 where a fault of the program ended it.

    With `backups` the database is copied on the first start of a day, once the first screen is up. With `exchanges` it
    is exchanged with other machines where that is set up.
    Raises UserError where there is no terminal that can show it, or the database or the configuration cannot be used.
    """
    environment.prepare()
    # Nearly all that is made until the first screen stays, so looking for garbage among it is a tenth of the way there.
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", PAINTS_A_SECOND)
    sys.setswitchinterval(THREAD_WAIT_S)
    load_libraries()
    from tracker import paths
    from tracker.tui.database_worker import DatabaseWorker

    # It opens in its thread while Textual is still being imported.
    database_worker = DatabaseWorker(database, backups=backups, exchanges=exchanges)
    try:
        from tracker.tui.app import BacktrackerApp
        from tracker.tui.config import read_config
        from tracker.tui.terminal import end_on_signals, end_without_terminal

        config = read_config(paths.config())
        database_worker.wait()
        app = BacktrackerApp(database_worker, config, when_drawn=_collect_from_now_on)
        end_on_signals(app)
        if not environment.is_in_browser():
            end_without_terminal(app.end_speech)
        try:
            app.run()
        finally:
            app.end_speech()
        return app.return_code or 0
    finally:
        database_worker.close()


def load_libraries() -> None:
    """Load what the first screen needs of the libraries, and leave out what nothing here uses."""
    import_without("asyncio", optional=ASYNCIO_OPTIONAL)
    import_without("shutil", optional=SHUTIL_OPTIONAL)
    import_without("textual.types", TEXTUAL_TYPES_UNUSED)


def _collect_from_now_on() -> None:
    """Collect garbage once, then leave what exists out of later collections, so that they take less time."""
    gc.collect()
    gc.freeze()
    gc.enable()

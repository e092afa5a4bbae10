"""The interface; the only package that imports Textual and plotext."""

from __future__ import annotations

from pathlib import Path


def run(database: Path) -> int:
    """Open the interface; returns the exit status, which is not 0 where a fault of the program ended it.

    Raises Problem where the database or the configuration cannot be used.
    """
    from tracker import paths
    from tracker.tui.backroom import Backroom

    backroom = Backroom.open(database)  # opens in its thread while Textual is still being imported
    try:
        from tracker.tui.app import BacktrackerApp
        from tracker.tui.config import read_config

        config = read_config(paths.config())
        backroom.wait()
        app = BacktrackerApp(backroom, config)
        app.run()
        return app.return_code or 0
    finally:
        backroom.close()

"""Opens the interface: on a screen, or in plain lines where the terminal or the person asks for them."""

from __future__ import annotations

import os
from pathlib import Path

PLAIN_VARIABLE = "BACKTRACKER_PLAIN"


def open_interface(database: Path, *, backups: bool = True, exchanges: bool = True) -> int:
    """Open the interface; returns the exit status. Raises UserError where it cannot be opened."""
    if wants_plain_lines():
        from tracker.cli.session.run import run_session

        return run_session(database, backups=backups, exchanges=exchanges)
    from tracker.tui import run

    return run(database, backups=backups, exchanges=exchanges)


def wants_plain_lines() -> bool:
    """Whether nothing may be drawn: the terminal cannot, or the person said so. A browser's page can always draw."""
    if "TEXTUAL_DRIVER" in os.environ:
        return False
    return os.environ.get("TERM") == "dumb" or os.environ.get(PLAIN_VARIABLE, "") not in ("", "0")

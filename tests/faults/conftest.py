"""Commands and apps on a real file."""

from tests.cli.conftest import planned, run
from tests.tui.conftest import database, desk, make_app

__all__ = ["database", "desk", "make_app", "planned", "run"]

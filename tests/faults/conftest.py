"""Commands and apps on a real file."""

from tests.cli.conftest import planned, run
from tests.tui.conftest import context, database, make_app

__all__ = ["context", "database", "make_app", "planned", "run"]

"""Commands and apps on a real file."""

import pytest

from tests.cli.conftest import planned, run
from tests.tui.conftest import context, database, make_app

__all__ = ["context", "database", "make_app", "planned", "run"]


@pytest.fixture(autouse=True)
def _quick_creation() -> None:
    """A new database is made as the program makes it."""

"""Commands on a real file, for what needs the optional extra `web`; without it there is nothing to test here."""

from __future__ import annotations

from importlib.util import find_spec

from tests.cli.conftest import planned, run

__all__ = ["planned", "run"]

collect_ignore_glob = [] if find_spec("textual_serve") else ["test_*.py", "compat/*"]

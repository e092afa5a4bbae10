"""The folders of a person, as the tests in a pseudo-terminal have them."""

from __future__ import annotations

from tests.pty.conftest import home, home_with_plan

__all__ = ["home", "home_with_plan"]

"""What a terminal sends, read as keys.

Without this `esc` `[` `:` and a letter that come at once end the program: they look like the code of one key, whose
number Textual reads without checking that it is one. Where the driver or the parser lacks a name that this needs, the
parser is used as it is.
"""

from __future__ import annotations

import sys
from typing import Any

from textual.driver import Driver


def use_tolerant_parser(driver: type[Driver]) -> None:
    """Let a driver read keys with a parser that takes what is no key for separate characters."""
    module = sys.modules[driver.__module__]
    parser = getattr(module, "XTermParser", None)
    if parser is not None and not issubclass(parser, Tolerant):
        setattr(module, "XTermParser", type("TolerantParser", (Tolerant, parser), {}))  # noqa: B010 - for mypy


class Tolerant:
    """A mixin that stands before Textual's parser among the bases."""

    def _parse_extended_key(self, sequence: str) -> Any:
        try:
            return super()._parse_extended_key(sequence)  # type: ignore[misc]
        except (ValueError, OverflowError):
            return None

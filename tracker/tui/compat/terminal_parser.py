"""What a terminal sends, read as keys.

Without this `esc` `[` `:` and a letter that come at once end the program: they look like the code of one key, whose
number Textual reads without checking that it is one. And alt+enter would be enter in every terminal without Kitty's
protocol, and save a note in place of breaking its line. Where the driver or the parser lacks a name that this needs,
the parser is used as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from textual.driver import Driver

ALT_ENTER, KITTY_ALT_ENTER = "\x1b\r", "\x1b[13;3u"


def use_tolerant_parser(driver: type[Driver]) -> None:
    """Let a driver read keys with a parser that takes what is no key for separate characters."""
    module = sys.modules[driver.__module__]
    parser = getattr(module, "XTermParser", None)
    if parser is not None and not issubclass(parser, Tolerant):
        setattr(module, "XTermParser", type("TolerantParser", (Tolerant, parser), {}))  # noqa: B010 - for mypy


class Tolerant:
    """A mixin that stands before Textual's parser among the bases."""

    def feed(self, data: str) -> Iterable[Any]:
        """The tokens of what a terminal has sent, alt+enter as Kitty's protocol writes it."""
        tokens: Iterable[Any] = super().feed(data.replace(ALT_ENTER, KITTY_ALT_ENTER))  # type: ignore[misc]
        return tokens

    def _parse_extended_key(self, sequence: str) -> Any:
        try:
            return super()._parse_extended_key(sequence)  # type: ignore[misc]
        except (ValueError, OverflowError):
            return None

"""What a terminal sends, read as keys."""

from __future__ import annotations

from textual._xterm_parser import XTermParser
from textual.events import Key


class TerminalParser(XTermParser):
    """Textual's, which falls over when `esc` `[` `:` and a letter come at once: they only look like one key."""

    def _parse_extended_key(self, sequence: str) -> list[Key] | None:  # type: ignore[override]
        try:
            return super()._parse_extended_key(sequence)
        except (ValueError, OverflowError):
            return None

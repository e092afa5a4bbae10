"""Text that people typed, as HTML."""

from __future__ import annotations

from html import escape as escape_markup

from tracker.core.escape_control import escape_control


def escape(text: str) -> str:
    """`text` escaped for HTML; where the style sheet says so, its line breaks stay."""
    return escape_markup(escape_control(text.replace("\r\n", "\n"), keep="\n"))

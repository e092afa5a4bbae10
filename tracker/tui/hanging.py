"""Paragraphs whose further lines are indented."""

from __future__ import annotations

from textwrap import fill

NARROWEST = 8


def hanging(text: str, width: int, indent: int) -> str:
    """`text` for a column `width` cells wide that it enters at `indent`, its further lines indented so far."""
    if width - indent < NARROWEST:
        return text
    return fill(text, width, initial_indent=" " * indent, subsequent_indent=" " * indent)[indent:]

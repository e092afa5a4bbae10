"""Text wrapped to no width at all.

Without this a terminal of a few columns ends the program wherever the padding of a widget leaves no column for its
text: Textual hands Rich a width of 0 or less, which is then a step of `range`. Where Textual wraps its text in another
way, it is left to that.
"""

from __future__ import annotations

from typing import Any

from textual import content


def wrap_to_a_column_at_least() -> None:
    """Let Textual wrap text to one column where there is none; called again, it does nothing."""
    original: Any = getattr(content, "divide_line", None)
    if original is None or original.__module__ == __name__:
        return

    def divide_line(text: str, width: int, *arguments: Any, **named: Any) -> Any:
        return original(text, max(width, 1), *arguments, **named)

    setattr(content, "divide_line", divide_line)  # noqa: B010 - for mypy

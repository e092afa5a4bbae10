"""The highest and the median of pain readings; unknown ones (None) are left out."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.engine.daily_facts import median
from tracker.core.model import Number


def highest(first: int | None, second: int | None) -> int | None:
    """The higher of two readings, None if neither is known."""
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)


def middle(readings: Sequence[int]) -> Number | None:
    """Their median, None of none."""
    return median(readings) if readings else None

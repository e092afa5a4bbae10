"""The highest and the median of pain readings."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.model import Number


def highest(first: int | None, second: int | None) -> int | None:
    """The higher of two readings, None if neither is known."""
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)


def median(values: Sequence[Number]) -> Number:
    """The middle one, or the mean of the middle two; there is at least one. `statistics` takes long to load."""
    ranked = sorted(values)
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def median_or_none(readings: Sequence[int]) -> Number | None:
    """Their median, None of none."""
    return median(readings) if readings else None

"""A series of days turned round like a ring against another, for all turns at once."""

from __future__ import annotations

from collections.abc import Sequence


def different_shifts(series: Sequence[bool]) -> int:
    """How many different series the circular shifts of one give: its length, or less where it repeats itself."""
    ring = bytes(series)
    return (ring + ring).find(ring, 1) if ring else 0


def circular_sums(series: Sequence[bool], values: Sequence[int]) -> list[int]:
    """For each shift s the sum of values[day] over the days for which series[(day + s) % n] holds; exact.

    `values` are as many as the days, none below 0. Both series are written as the digits of one large number each: the
    digits of the product are the sums, and Python multiplies large numbers far faster than a loop adds up.
    """
    days, width = len(series), (sum(values).bit_length() + 7) // 8
    if not width:
        return [0] * days
    product = _number(series, width) * _number(values[::-1], width)
    digits = product.to_bytes(2 * days * width, "little")
    sums = [int.from_bytes(digits[at : at + width], "little") for at in range(0, len(digits), width)]
    # Day d is digit n - 1 - d of the values, so shift s is in digit n - 1 + s, and s - 1 where it goes round.
    return [sums[days - 1]] + [sums[days - 1 + shift] + sums[shift - 1] for shift in range(1, days)]


def _number(digits: Sequence[int], width: int) -> int:
    return int.from_bytes(b"".join([int(digit).to_bytes(width, "little") for digit in digits]), "little")

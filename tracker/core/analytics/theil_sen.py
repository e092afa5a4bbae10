"""A straight trend that single bad weeks do not bend: the median of the slopes between all pairs of points.

Theil 1950, Sen 1968 (J Am Stat Assoc 63:1379-1389), for the slope and its interval. Weeks that follow one another are
alike, which makes an interval too narrow; so the variance behind it is widened by what the remaining deviations of
neighbouring points have in common (Yue and Wang 2004, Water Resour Manag 18:201-218).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt

from tracker.core.readings import median

FEWEST_POINTS = 8
# Two-sided 95 % of the normal distribution.
Z = 1.959964

Observation = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trend:
    """A slope, in units of the points' second number by one of the first, with its 95 % interval.

    `claim` says that a level course is outside the interval. Where many points are equal, as medians of whole numbers
    are, it may end at 0 and still leave 0 out.
    """

    slope: float
    low: float
    high: float
    points: int
    claim: bool


def trend(points: Sequence[Observation]) -> Trend | None:
    """The trend of points with increasing first numbers; None of fewer than eight, which make no claim."""
    if len(points) < FEWEST_POINTS:
        return None
    slopes = sorted(
        (value - earlier) / (at - before)
        for place, (at, value) in enumerate(points)
        for before, earlier in points[:place]
    )
    middle = median(slopes)
    rest = [value - middle * at for at, value in points]
    spread = Z * sqrt(_variance([value for _, value in points]) * _widening(rest))
    low = floor((len(slopes) - spread) / 2) - 1
    high = ceil((len(slopes) + spread) / 2)
    rising, falling = sum(slope > 0 for slope in slopes), sum(slope < 0 for slope in slopes)
    return Trend(
        middle,
        slopes[max(low, 0)],
        slopes[min(high, len(slopes) - 1)],
        len(points),
        claim=abs(rising - falling) > spread,
    )


def _variance(values: Sequence[float]) -> float:
    """Of Kendall's count of rising less falling pairs, with its correction for equal values."""
    count = len(values)
    tied = sum(times * (times - 1) * (2 * times + 5) for times in Counter(values).values())
    return (count * (count - 1) * (2 * count + 5) - tied) / 18


def _widening(rest: Sequence[float]) -> float:
    """By how much the likeness of neighbours widens the variance; at least 1."""
    count, mean = len(rest), sum(rest) / len(rest)
    deviations = [value - mean for value in rest]
    squares = sum(value * value for value in deviations)
    if not squares:
        return 1
    likeness = sum(first * second for first, second in pairwise(deviations)) / squares
    # The correlation of so few points comes out too small, by about this much.
    likeness = min(max(likeness + (1 + 3 * likeness) / count, 0), 0.95)
    return max(1 + 2 * sum((1 - lag / count) * likeness**lag for lag in range(1, count)), 1)

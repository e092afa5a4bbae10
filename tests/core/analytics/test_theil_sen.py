"""Trends that single points do not bend."""

from __future__ import annotations

import pytest

from tracker.core.analytics.theil_sen import trend

LEVEL = (3, 4, 3, 3, 2, 3, 4, 3, 3, 2)


def test_a_straight_line_is_its_own_trend() -> None:
    found = trend([(week, 6 - week / 4) for week in range(12)])
    assert found is not None
    assert (found.slope, found.low, found.high) == pytest.approx((-0.25, -0.25, -0.25))
    assert found.claim


def test_a_bad_week_does_not_bend_it() -> None:
    weeks = [(week, 6 - week / 2) for week in range(12)]
    weeks[10] = (10, 9)
    found = trend(weeks)
    assert found is not None
    assert found.slope == pytest.approx(-0.5)
    assert found.claim


def test_weeks_about_one_level_have_no_trend() -> None:
    found = trend(list(enumerate(LEVEL)))
    assert found is not None
    assert found.low <= 0 <= found.high
    assert not found.claim


def test_weeks_without_a_point_count_in_the_slope() -> None:
    found = trend([(week, week) for week in range(20) if week % 3])
    assert found is not None
    assert found.slope == 1


def test_fewer_than_eight_points_claim_nothing() -> None:
    assert trend([(week, week) for week in range(7)]) is None
    assert trend([(week, week) for week in range(8)]) is not None


def test_equal_points_have_no_trend() -> None:
    found = trend([(week, 2) for week in range(30)])
    assert found is not None
    assert (found.slope, found.claim) == (0, False)


def test_neighbours_alike_widen_the_interval() -> None:
    wander = [0, 0, 1, 1, 2, 2, 1, 1, 0, 0, -1, -1, -2, -2, -1, -1]
    jump = [0, 1, 0, -1, 2, -2, 1, -1, 0, 1, 0, -1, 2, -2, 1, -1]
    apart, alike = (trend([(w, w / 10 + part) for w, part in enumerate(parts)]) for parts in (jump, wander))
    assert apart is not None
    assert alike is not None
    assert alike.high - alike.low > apart.high - apart.low


def test_the_interval_is_that_of_the_order_of_slopes() -> None:
    """Ten points without likeness: Kendall's variance is 125, C = 1.96 × √125 = 21.9, the 11th to 35th of 45."""
    values = (1, 9, 2, 8, 3, 11, 4, 10, 5, 12)
    slopes = sorted((values[b] - values[a]) / (b - a) for b in range(10) for a in range(b))
    found = trend(list(enumerate(values)))
    assert found is not None
    assert (found.low, found.high) == (slopes[10], slopes[34])

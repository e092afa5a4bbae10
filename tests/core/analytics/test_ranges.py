"""The stretches of time that are looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analytics.ranges import Range, Reach, earlier, later, reaching, week_start, weeks_to

WEDNESDAY = date(2026, 11, 18)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_twelve_weeks_are_the_current_one_and_the_eleven_before() -> None:
    assert reaching(Reach.TWELVE_WEEKS, WEDNESDAY, None) == Range(date(2026, 8, 31), WEDNESDAY)


@given(DAYS)
def test_a_year_is_never_shorter_than_a_year(today: date) -> None:
    shown = reaching(Reach.YEAR, today, None)
    assert (today - shown.first).days + 1 >= 365
    assert shown.weeks == 53


def test_all_begins_in_the_week_of_the_oldest_day() -> None:
    assert reaching(Reach.ALL, WEDNESDAY, date(2020, 2, 29)) == Range(date(2020, 2, 24), WEDNESDAY)


def test_ranges_are_named_as_people_speak_of_them() -> None:
    assert [reach.label for reach in Reach] == ["4 weeks", "12 weeks", "a year", "all"]


@pytest.mark.parametrize("oldest", [None, WEDNESDAY, WEDNESDAY + timedelta(40)])
def test_all_of_nothing_is_this_week(oldest: date | None) -> None:
    assert reaching(Reach.ALL, WEDNESDAY, oldest) == Range(date(2026, 11, 16), WEDNESDAY)


def test_weeks_may_begin_on_sunday() -> None:
    assert reaching(Reach.TWELVE_WEEKS, WEDNESDAY, None, 6) == Range(date(2026, 8, 30), WEDNESDAY)
    assert reaching(Reach.ALL, WEDNESDAY, date(2020, 2, 29), 6) == Range(date(2020, 2, 23), WEDNESDAY)


@given(DAYS, st.integers(1, 60), st.integers(1, 5), st.integers(0, 6))
def test_moving_back_and_forth_returns_to_where_it_began(
    today: date, weeks: int, moves: int, first_weekday: int
) -> None:
    start = shown = weeks_to(today, weeks, first_weekday)
    for _ in range(moves):
        shown = earlier(shown)
        assert shown.weeks == weeks
        assert (shown.last + timedelta(1)).weekday() == first_weekday
    for _ in range(moves):
        shown = later(shown, today)
    assert shown == start


@given(DAYS, st.integers(1, 60))
def test_neighbouring_ranges_touch_and_do_not_overlap(today: date, weeks: int) -> None:
    shown = weeks_to(today, weeks)
    assert earlier(shown).last + timedelta(1) == shown.first


def test_moving_on_from_today_stays() -> None:
    shown = weeks_to(WEDNESDAY, 4)
    assert later(shown, WEDNESDAY) == shown


def test_the_calendar_has_a_beginning_and_an_end() -> None:
    oldest = weeks_to(date(1, 1, 3), 4)
    assert oldest == Range(date.min, date(1, 1, 3))
    assert earlier(oldest) == oldest
    assert later(Range(week_start(date.max), date.max), date.max).last == date.max

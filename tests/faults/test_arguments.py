"""Whatever is typed as an argument, or stands in the environment, is a value or is refused in a sentence."""

from __future__ import annotations

import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Backtracker
from tracker.cli import main
from tracker.clock import NOW_VARIABLE, Clock
from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_day, read_days, read_number, read_reps

TODAY = date(2026, 11, 22)
# What is nearly right, and digits of other scripts, which int() takes.
typed_texts = st.text(max_size=30) | st.text("0123456789-+:, .TZetodayys٣５", max_size=20)
quick = settings(deadline=None, max_examples=150)


@quick
@given(typed_texts, st.booleans())
@example("-99999", True)
@example("+99999", True)
@example("0000-00-00", False)
@example("٢٠٢٦-٠١-٠١", False)
def test_a_day_is_a_date_or_is_refused(text: str, future: bool) -> None:
    try:
        day = read_day(text, TODAY, future=future)
    except UsageError:
        return
    assert isinstance(day, date)
    assert future or not text.startswith("+")


@quick
@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)), st.integers(0, 9999))
def test_every_date_and_number_of_days_is_understood_as_it_is_meant(day: date, back: int) -> None:
    assert read_day(str(day), TODAY) == day
    assert read_day(f"-{back}", TODAY) == TODAY - timedelta(back)


@quick
@given(typed_texts)
@example("mon,,tue")
@example("monkey")
def test_weekdays_are_some_of_seven_or_are_refused(text: str) -> None:
    try:
        days = read_days(text)
    except UsageError:
        return
    assert days
    assert set(days) <= set(range(7))
    assert list(days) == sorted(set(days))


@quick
@given(typed_texts)
@example("1_000")
@example("9" * 5000)
def test_repetitions_are_whole_numbers_or_are_refused(text: str) -> None:
    try:
        reps = read_reps(text)
    except UsageError:
        return
    assert reps
    assert all(type(count) is int for count in reps)


@quick
@given(typed_texts)
@example("1e400")
@example("nan")
@example("-0")
def test_a_number_is_finite_and_not_below_nothing_or_is_refused(text: str) -> None:
    try:
        number = read_number(text, "Load")
    except UsageError:
        return
    assert 0 <= number < float("inf")


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
       | st.text("0123456789-:T+Z.W ", max_size=32) | st.datetimes().map(datetime.isoformat)
       | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))  # fmt: skip
@example("0001-01-01")
@example("9999-12-31T23:59:59-12:00")
@example("0001-01-01T00:00+14:00")
def test_a_clock_is_one_that_can_be_read_or_is_refused(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(NOW_VARIABLE, text)
        try:
            clock = Clock.from_environment()
        except UsageError:
            return
    assert isinstance(clock.today("03:00"), date)
    assert datetime.fromisoformat(clock.stamp())


@settings(deadline=None, max_examples=60)
@given(
    words=st.lists(
        st.sampled_from(["bird-dog", "5", "0", "-1", "--pain", "--hold", "--load", "--minutes", "--leg", "--on",
                         "today", "-3", "nan", "1e9", "--note", "--", "walk", "99999999999999999999", "٣"])
        | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
        max_size=7,
    ),
    command=st.sampled_from(["log", "checkin", "done", "skip", "pause", "settings", "today", "suggest"]),
)  # fmt: skip
def test_the_words_of_a_call_are_understood_or_refused_and_never_a_traceback(
    command: str, words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = tmp_path_factory.getbasetemp() / "arguments.db"
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()), redirect_stderr(StringIO()) as errors:
        patch.setenv(NOW_VARIABLE, "2026-11-22T07:30:00")
        patch.setattr(sys, "argv", ["backtracker", "--db", str(database), command, *words])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code in (0, 1, 2)
    assert errors.getvalue().count("\n") == (1 if ended.value.code else 0)


def test_a_number_of_five_thousand_digits_is_refused_like_any_other(planned: Backtracker) -> None:
    for words in (["log", "bird-dog", "9" * 5000], ["checkin", "9" * 5000], ["log", "walk", "--minutes", "9" * 5000],
                  ["plan", "set", "bird-dog", "--reps", "9" * 5000], ["today", "--on", "9" * 5000],
                  ["settings", "weeks_required", "9" * 5000], ["history", "--weeks", "9" * 5000]):  # fmt: skip
        planned(*words, fails=2)

"""Reasons to see somebody that were answered: for how long they are short, and what makes them long again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import CheckIn, SetLog
from tracker.service.context import AppContext, open_context
from tracker.service.day.care import answer_care, reasons_today
from tracker.service.day.day_view import day_view
from tracker.service.day.status import status
from tracker.service.day.today_view import read_today_view
from tracker.service.history import undo_redo
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
OpenOn = Callable[[int], AppContext]


@pytest.fixture
def open_on(tmp_path: Path) -> OpenOn:
    """Opens the one database, some days after today."""

    def open_then(days: int) -> AppContext:
        return open_context(tmp_path / "backtracker.db", Clock(NOW + timedelta(days=days)))

    return open_then


def leg_symptoms(context: AppContext, *days: int) -> None:
    """Check-ins with leg symptoms, days after today."""
    with context.write("leg symptoms") as work:
        for day in days:
            work.put(CheckIn(TODAY + timedelta(days=day), 0, leg=True))


def seen(context: AppContext) -> dict[str, date | None]:
    """Today's reasons, and when each was answered."""
    return {care.code: care.seen for care in reasons_today(context)}


def test_what_was_answered_is_one_short_line_for_28_days(open_on: OpenOn) -> None:
    context = open_on(0)
    leg_symptoms(context, *range(40))
    long_text = reasons_today(context)[0].text
    answer_care(context, "leg_symptoms")
    care = reasons_today(context)[0]
    assert care.seen == TODAY
    assert care.text.startswith("On 23 November you talked to somebody")
    assert len(care.text) < 100 < len(long_text)
    assert seen(open_on(27)) == {"leg_symptoms": TODAY}
    assert seen(open_on(28)) == {"leg_symptoms": None}
    answer_care(open_on(28), "leg_symptoms")
    assert seen(open_on(39)) == {"leg_symptoms": TODAY + timedelta(days=28)}


@pytest.mark.parametrize(("back_after", "still_short"), [(9, True), (10, False)], ids=["six days", "a week"])
def test_a_reason_that_comes_back_after_a_week_is_said_in_full_again(
    open_on: OpenOn, back_after: int, *, still_short: bool
) -> None:
    context = open_on(0)
    leg_symptoms(context, 0)  # which is a reason for that day and two more
    answer_care(context, "leg_symptoms")
    leg_symptoms(context, back_after)
    assert seen(open_on(back_after)) == {"leg_symptoms": TODAY if still_short else None}


def test_strong_pain_that_is_written_anew_is_said_in_full_again(open_on: OpenOn) -> None:
    context = open_on(0)
    with context.write("strong pain") as work:
        work.put(CheckIn(TODAY, 8))
    answer_care(context, "severe_pain")
    assert seen(open_on(1))["severe_pain"] == TODAY
    with context.write("a milder one") as work:
        work.put(CheckIn(TODAY + timedelta(days=1), 7))
    assert seen(open_on(1))["severe_pain"] == TODAY
    with context.write("another") as work:
        work.put(CheckIn(TODAY + timedelta(days=1), 8))
    assert seen(open_on(1))["severe_pain"] is None


def test_strong_pain_that_is_written_later_on_the_day_of_the_answer_is_said_in_full_again(open_on: OpenOn) -> None:
    context = open_on(0)
    with context.write("strong pain") as work:
        work.put(CheckIn(TODAY, 8))
    answer_care(context, "severe_pain")
    assert seen(context)["severe_pain"] == TODAY
    with context.write("in a set") as work:
        work.add_sets(TODAY, [SetLog("bird-dog", 5, hold_s=10, pain=9)])
    assert seen(context)["severe_pain"] is None
    answer_care(context, "severe_pain")
    assert seen(context)["severe_pain"] == TODAY


def test_an_answer_says_nothing_about_the_days_before_it(open_on: OpenOn) -> None:
    context = open_on(1)
    leg_symptoms(context, 0)
    answer_care(context, "leg_symptoms")
    assert [care.seen for care in day_view(context, TODAY).advice.care] == [None]


def test_only_a_reason_that_applies_today_can_be_answered(open_on: OpenOn) -> None:
    context = open_on(0)
    with pytest.raises(NotPossibleError):
        answer_care(context, "leg_symptoms")
    with pytest.raises(UsageError, match="leg_symptoms"):
        answer_care(context, "legs")
    with pytest.raises(UsageError):
        reasons_today(context, "legs")
    assert context.store.answers() == ()


def test_undo_takes_an_answer_back(open_on: OpenOn) -> None:
    context = open_on(0)
    leg_symptoms(context, 0)
    answer_care(context, "leg_symptoms")
    undo_redo.undo(context)
    assert seen(context) == {"leg_symptoms": None}


def test_beside_words_that_say_before_you_go_on_neither_steps_nor_their_dates_are_shown(open_on: OpenOn) -> None:
    first = open_on(-20)
    planning.set_exercise(first, first.exercise("bird-dog"))
    planning.set_exercise(first, first.exercise("bridge"))
    context = open_on(0)
    with context.write("it hurt twice") as work:
        for day in (TODAY - timedelta(days=3), TODAY - timedelta(days=2)):
            sets = [SetLog("bird-dog", reps, hold_s=10, pain=4) for reps in (5, 3, 1)]
            work.put(CheckIn(day, 0))
            work.add_sets(day, [*sets, replace(sets[0], exercise="bridge", pain=0)])
        work.put(CheckIn(TODAY, 0))
    assert [verdict.exercise for verdict in read_today_view(context, TODAY).steps] == ["bird-dog"]
    assert "next step possible on" in status(context)
    leg_symptoms(context, *range(-34, 0))  # for so long that they no longer ease the dose
    assert "before you go on" in reasons_today(context)[0].text
    today_view = read_today_view(context, TODAY, earliest=True)
    assert today_view.steps == ()
    assert "step" not in today_view.status()
    assert "step" not in status(context)
    answer_care(context, "leg_symptoms")
    assert [verdict.exercise for verdict in read_today_view(context, TODAY).steps] == ["bird-dog"]
    assert "next step possible on" in status(context)

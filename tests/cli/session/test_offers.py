"""Offers in plain lines, another exercise or a higher limit: *not now* lasts four weeks, and one undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.cli.session.conftest import MONDAY, Talk
from tracker.core.model import CheckIn, SetLog
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.plan import planning

SWAP, LIMIT = "Bird dog has hurt two weeks running.", "For four weeks only small readings stood in the way"
SET = SetLog("bird-dog", 5, hold_s=10, pain=1)


def weeks_before(context: AppContext, pain: int, pain_of_set: dict[int, int]) -> None:
    """A bird dog planned for 32 days and done on each, with a pain every morning and, by days ago, in some sets."""
    context.clock.fixed = MONDAY - timedelta(days=32)
    planning.set_exercise(context, context.exercise("bird-dog"))
    context.clock.fixed = MONDAY
    with context.write("the weeks before") as work:
        for back in range(32, 0, -1):
            day = MONDAY.date() - timedelta(days=back)
            work.put(CheckIn(day, pain))
            sets = [replace(SET, reps=reps, pain=pain_of_set.get(back, pain)) for reps in (5, 3, 1)]
            work.add_sets(day, sets)


@pytest.fixture
def answered(context: AppContext) -> AppContext:
    """The first run answered."""
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    return context


@pytest.fixture
def swap(answered: AppContext) -> AppContext:
    """A morning on which another exercise is offered in place of the bird dog."""
    weeks_before(answered, 0, {3: 4, 10: 4})
    return answered


@pytest.fixture
def limit(answered: AppContext) -> AppContext:
    """A morning on which a higher limit is offered."""
    weeks_before(answered, 1, {})
    with answered.write("the strictest limit") as work:
        work.put_settings({"pain_free_limit": 0})
    return answered


@pytest.mark.parametrize(
    ("offer", "morning", "question", "said"),
    [
        ("swap", "0", SWAP, "Bird dog stays in the plan. The question comes again in four weeks."),
        ("limit", "1", LIMIT, "Pain up to 0 counts as pain-free, as before. The question comes again in four weeks."),
    ],
)
def test_not_now_lasts_beyond_the_session(
    request: pytest.FixtureRequest, talk: Talk, offer: str, morning: str, question: str, said: str
) -> None:
    context = request.getfixturevalue(offer)
    assert question in talk(morning).said, "it is asked as long as it has no answer"
    assert said in talk("n").lines
    assert question not in talk().said
    assert question in talk("u").said, "one undo, and it is asked again"
    assert said in talk("n").lines
    context.clock.fixed = datetime(2026, 11, 24, 7, 30)
    assert question not in talk(morning).said


def test_later_puts_an_offer_off_for_this_session_alone(swap: AppContext, talk: Talk) -> None:
    console = talk("0", "later")
    assert sum(SWAP in line for line in console.lines) == 1
    assert SWAP in talk().said

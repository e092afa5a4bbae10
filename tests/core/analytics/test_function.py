"""How well activities go, and when that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from tracker.core.analytics.function import change_between, change_text, latest_change, mean_score
from tracker.core.analytics.function_due import FunctionQuestion, due_question
from tracker.core.model import Activity, Answer, CheckIn, FunctionScores, Pause, Settings

DAY = date(2026, 1, 5)


def days(count: int) -> date:
    """So many days after the first."""
    return DAY + timedelta(days=count)


def scored(on: int, **scores: int) -> FunctionScores:
    """The scores of a day."""
    return FunctionScores(days(on), tuple(sorted(scores.items())))


def test_the_mean_is_over_the_activities_scored_both_times() -> None:
    change = change_between(scored(0, shoes=2, stairs=4), scored(14, shoes=4, stairs=6, film=10))
    assert change is not None
    assert (change.before, change.after, change.activities) == (3, 5, ("shoes", "stairs"))
    assert change_between(scored(0, shoes=2), scored(14, film=3)) is None
    assert mean_score(FunctionScores(DAY)) is None


@pytest.mark.parametrize(
    ("before", "after", "clear"),
    [
        ({"shoes": 2, "stairs": 4}, {"shoes": 4, "stairs": 6}, True),
        ({"shoes": 2, "stairs": 4}, {"shoes": 4, "stairs": 5}, False),
        ({"shoes": 6, "stairs": 6}, {"shoes": 4, "stairs": 4}, True),
        ({"shoes": 2}, {"shoes": 4}, False),
        ({"shoes": 2}, {"shoes": 5}, True),
    ],
)
def test_two_points_of_a_mean_and_three_of_one_activity_are_more_than_noise(
    before: dict[str, int], after: dict[str, int], clear: bool
) -> None:
    change = change_between(scored(0, **before), scored(14, **after))
    assert change is not None
    assert change.is_clear is clear


def test_a_change_is_said_with_its_dates_and_only_claimed_where_it_is_clear() -> None:
    def said(before: FunctionScores, after: FunctionScores) -> str:
        change = change_between(before, after)
        assert change is not None
        return change_text(change, days(20))

    assert said(scored(0, shoes=2, stairs=4), scored(14, shoes=4, stairs=6)) == (
        "The mean of your activities went from 3 to 5 of 10 since 5 January. That is clearly better."
    )
    assert said(scored(0, shoes=5), scored(14, shoes=2)).endswith("That is clearly worse.")
    assert said(scored(0, shoes=5), scored(14, shoes=4)) == (
        "shoes went from 5 to 4 of 10 since 5 January. Scores differ by that much by themselves."
    )
    assert said(scored(0, shoes=5), scored(14, shoes=5)) == "shoes is as it was since 5 January, at 5 of 10."


def test_the_latest_change_is_from_the_first_scores_that_share_an_activity() -> None:
    change = latest_change([scored(0, old=3), scored(14, shoes=4), FunctionScores(days(20)), scored(28, shoes=8)])
    assert change is not None
    assert (change.first, change.last, change.difference) == (days(14), days(28), 4)
    assert latest_change([scored(0, shoes=3)]) is None


def asked(on: int, pains: Sequence[int], **known: Any) -> FunctionQuestion | None:
    """What is due on a day, with these mornings up to it."""
    first = on - len(pains) + 1
    values: dict[str, Any] = {"goal": "Dance", "activities": (Activity("shoes", DAY),), "function": (), "answers": ()}
    return due_question(
        days(on),
        settings=Settings(),
        checkins=tuple(CheckIn(days(first + at), pain) for at, pain in enumerate(pains)),
        **{"pauses": (), **values, **known},
    )


def test_the_goal_is_asked_on_the_third_morning_and_what_is_hard_on_the_one_after() -> None:
    nothing = {"goal": "", "activities": ()}
    assert [asked(count, [0] * count, **nothing) for count in (1, 2, 3)] == [None, None, FunctionQuestion.GOAL]
    assert asked(3, [0] * 3, activities=()) is None
    assert asked(4, [0] * 4, activities=()) is FunctionQuestion.ACTIVITIES


def test_scores_are_asked_every_second_week() -> None:
    assert asked(1, [0]) is FunctionQuestion.SCORES
    asked_on = [on for on in range(1, 30) if asked(on, [0], function=(scored(1, shoes=3), scored(15, shoes=3)))]
    assert asked_on == [29]
    assert asked(20, [0], function=(scored(1, shoes=3),), activities=(Activity("shoes", DAY, days(19)),)) is None


def test_nothing_is_asked_before_the_check_in_in_a_pause_or_in_the_first_three_days_of_a_flare() -> None:
    assert asked(20, []) is None
    assert asked(20, [0], pauses=(Pause(days(18)),)) is None
    quiet = [0] * 10
    assert [asked(20 + more, [*quiet, 6, *[6] * more]) for more in range(4)] == [None] * 3 + [FunctionQuestion.SCORES]


def test_later_is_tomorrow_and_not_again_is_never() -> None:
    later = (Answer(FunctionQuestion.SCORES, "later", days(20)),)
    assert [asked(on, [0], answers=later) for on in (20, 21)] == [None, FunctionQuestion.SCORES]
    never = (Answer(FunctionQuestion.GOAL, "not again", days(3)),)
    assert asked(300, [0] * 9, goal="", answers=never, function=(scored(299, shoes=1),)) is None

"""Trends in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.overviews import an_overview
from tracker.core.analytics.trend_sentences import function_trend_sentence, pain_trend_sentence
from tracker.core.analytics.trends import Overview
from tracker.core.model import FunctionScores

FIRST = date(2025, 1, 6)


def weeks(*medians: int | None) -> Overview:
    days = [(FIRST + timedelta(7 * week + day), pain) for week, pain in enumerate(medians) for day in range(7)]
    pains = {day: pain for day, pain in days if pain is not None}
    return an_overview(FIRST, days[-1][0], pains=pains)


@pytest.mark.parametrize(
    ("medians", "sentence"),
    [
        ((6, 5, 5, 4, 4, 3, 3, 2), "Pain by week falls by 2 points in four weeks (95 % interval 1.6 to 2.7)."),
        ((2, 3, 3, 4, 4, 5, 5, 6), "Pain by week rises by 2 points in four weeks (95 % interval 1.6 to 2.7)."),
        ((3, 4, 3, 2, 3, 4, 3, 3), "Pain by week shows no clear rise or fall."),
        ((6, 5, 5, 4, 4, 3, 3), ""),
        ((6, 5, None, 4, 4, 3, 3, 2), ""),
        ((3,) * 107, ""),
    ],
)
def test_weekly_medians_of_eight_weeks_or_more_have_a_sentence(medians: tuple[int | None, ...], sentence: str) -> None:
    assert pain_trend_sentence(weeks(*medians)) == sentence


def scores(number: int, **of: int) -> FunctionScores:
    """The scores of one fortnight."""
    return FunctionScores(FIRST + timedelta(14 * number), tuple(sorted(of.items())))


def test_scores_of_function_have_the_same_sentence_by_their_weeks() -> None:
    rising = [scores(number, shoes=1 + number, stairs=2) for number in range(8)]
    assert function_trend_sentence(rising) == "What you can do rises by 1 point in four weeks (95 % interval 1 to 1)."
    assert function_trend_sentence(rising[:7]) == ""
    assert function_trend_sentence([]) == ""


def test_only_days_on_which_the_activities_of_now_were_scored_count() -> None:
    early = [scores(number, garden=9) for number in range(4)]
    rising = [scores(number, shoes=number - 3) for number in range(4, 12)]
    assert function_trend_sentence([*early, *rising]).startswith("What you can do rises by 2 points")
    assert function_trend_sentence([*early, *rising[1:]]) == ""

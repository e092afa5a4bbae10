"""The chart of what the person can do, and its sentences."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.analytics.trends import overview
from tracker.core.model import FunctionScores, History
from tracker.tui.history import text
from tracker.tui.history.function_chart import function_chart_spec
from tracker.tui.widgets.charts.spec import ChartInk, ChartSpec

MONDAY = date(2026, 8, 31)
TODAY = MONDAY + timedelta(days=83)
Peg = tuple[int, int, int]


def scores(number: int, peg: Peg | None = None, **activities: int) -> FunctionScores:
    return FunctionScores(MONDAY + timedelta(days=number), tuple(sorted(activities.items())), peg)


def drawn(*function: FunctionScores) -> ChartSpec:
    weeks = overview(History(), logged=(), first=MONDAY, last=TODAY, today=TODAY)
    return function_chart_spec(weeks, function)


def points(chart: ChartSpec, ink: ChartInk) -> list[tuple[float, float]]:
    return [point for series in chart.series if series.ink is ink for run in series.runs for point in run]


def test_means_and_peg_are_drawn_on_their_days() -> None:
    chart = drawn(scores(0, (6, 3, 6), Lift=2, Sit=4), scores(14, Lift=4, Sit=5), scores(28, (2, 2, 2), Lift=6, Sit=8))
    assert points(chart, ChartInk.WORK) == [(0, 3), (14, 4.5), (28, 7)]
    assert points(chart, ChartInk.DURING) == [(0, 5), (28, 2)]
    assert [key.words for key in chart.keys] == [
        "your activities, more is better",
        "PEG, less is better",
        "no clear change",
    ]


def test_the_band_is_what_a_mean_or_a_single_activity_differs_by_itself() -> None:
    (band,) = drawn(scores(7, Lift=2, Sit=6), scores(21, Lift=3, Sit=6)).spans
    assert (band.low, band.high, band.left) == (2, 6, 6.5)
    (band,) = drawn(scores(7, Lift=2), scores(21, Lift=3)).spans
    assert (band.low, band.high) == (0, 5)
    assert drawn(scores(7, Lift=2)).spans == ()


def test_an_activity_that_came_later_is_in_no_mean() -> None:
    chart = drawn(scores(0, Lift=2, Sit=4), scores(14, Lift=3), scores(28, Lift=4, Sit=6, Swim=0))
    assert points(chart, ChartInk.WORK) == [(0, 3), (28, 5)]


def test_the_sentence_says_whether_a_change_is_more_than_noise() -> None:
    function = (scores(0, (6, 3, 6), Lift=2, Sit=4), scores(28, (2, 2, 2), Lift=6, Sit=8))
    assert text.function_sentence(function, TODAY) == (
        "The mean of your activities went from 3 to 7 of 10 since 31 August. That is clearly better. PEG went from "
        "5 to 2."
    )
    assert text.function_sentence(function[:1], TODAY) == (
        "Your activities were scored once, on 31 August: 3 of 10. PEG: 5."
    )


def test_without_scores_it_says_how_to_score() -> None:
    assert text.function_missing((), ()) == text.NO_SCORES
    assert text.function_missing((scores(0, Lift=2),), ()) == text.NO_SCORES_HERE
    assert text.function_missing((scores(0, Lift=2),), (scores(0, Lift=2),)) is None


def test_the_scores_of_a_day_are_said_beside_it() -> None:
    assert text.scores_sentence(scores(0, (1, 2, 3), Lift=2, Sit=4)) == "Scores: Lift 2, Sit 4; PEG 1, 2, 3."
    assert text.scores_sentence(scores(0, (1, 2, 3))) == "Scores: PEG 1, 2, 3."

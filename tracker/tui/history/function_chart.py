"""The chart of how well the person's own activities go, with the PEG answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.core.analytics.function import compared_activities, compared_means, noise_of_mean, peg_means
from tracker.core.analytics.trends import Overview
from tracker.core.model import MAX_SCORE, FunctionScores
from tracker.tui.history.chart_builders import empty_chart, legend, with_marks
from tracker.tui.widgets.charts.spec import ChartInk, ChartSpec, Rule, Series, Span

ACTIVITIES, PEG = "•", "×"


def function_chart_spec(overview: Overview, function: Sequence[FunctionScores], description: str = "") -> ChartSpec:
    """The means by day, and a band about the first: within it, scores differ by themselves."""
    chart = empty_chart(overview, 12, description)
    means = tuple((float(chart.x(day)), mean) for day, mean in compared_means(function))
    pegs = tuple((float(chart.x(day)), mean) for day, mean in peg_means(function))
    spans: tuple[Span, ...] = ()
    if len(means) > 1:
        first, noise = means[0][1], noise_of_mean(compared_activities(function))
        low, high = max(first - noise, 0), min(first + noise, MAX_SCORE)
        spans = (Span(ChartInk.BAND, means[0][0] - 0.5, chart.days - 0.5, low, high),)
    return with_marks(
        replace(
            chart,
            series=(
                Series(ChartInk.DURING, (pegs,), PEG),
                Series(ChartInk.WORK, (means,), ACTIVITIES),
            ),
            spans=spans,
            rules=(Rule(ChartInk.RULE, 5), Rule(ChartInk.RULE, MAX_SCORE)),
            y_ticks=((0, "0"), (5, "5"), (MAX_SCORE, str(MAX_SCORE))),
            keys=legend(
                (means, ChartInk.WORK, ACTIVITIES, "your activities, more is better"),
                (pegs, ChartInk.DURING, PEG, "PEG, less is better"),
                (spans, ChartInk.BAND, "░", "no clear change"),
            ),
        ),
        overview,
        (),
    )

"""Trends of pain and function in words; there are none of fewer than eight points (docs/questions.md, *Trends*)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from tracker.core import wording
from tracker.core.analytics.theil_sen import Trend, trend
from tracker.core.analytics.trends import Overview
from tracker.core.model import FunctionScores

# More weeks than these are no straight line.
MOST_WEEKS = 106
WEEKS = 4


def pain_trend_sentence(overview: Overview) -> str:
    """Whether the weekly medians of the mornings' pain rise or fall, and by how much; nothing where that is unknown."""
    weeks = overview.weeks
    points = [(float(at), float(week.pain_median)) for at, week in enumerate(weeks) if week.pain_median is not None]
    fit = trend(points) if len(weeks) <= MOST_WEEKS else None
    return "" if fit is None else _sentence(fit, "Pain by week")


def function_trend_sentence(function: Sequence[FunctionScores]) -> str:
    """The same of the mean of the person's activities: those scored last, over the days on which all of them were."""
    scored = [(scores.date, dict(scores.scores)) for scores in function if scores.scores]
    if not scored:
        return ""
    (first, _), (_, latest) = scored[0], scored[-1]
    points = [
        ((day - first).days / 7, fmean(scores[name] for name in latest))
        for day, scores in scored
        if latest.keys() <= scores.keys()
    ]
    fit = trend(points)
    return "" if fit is None else _sentence(fit, "What you can do")


def _sentence(fit: Trend, what: str) -> str:
    if not fit.claim:
        return f"{what} shows no clear rise or fall."
    near, far = sorted((abs(fit.low), abs(fit.high)))
    return (
        f"{what} {'rises' if fit.slope > 0 else 'falls'} by {_points(abs(fit.slope))} in four weeks "
        f"(95 % interval {_in_weeks(near)} to {_in_weeks(far)})."
    )


def _points(slope: float) -> str:
    size = _in_weeks(slope)
    return f"{size} point{'' if size == '1' else 's'}"


def _in_weeks(slope: float) -> str:
    return wording.number(round(WEEKS * slope, 1))

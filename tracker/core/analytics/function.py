"""How well the person's own activities go: the mean, and whether a change of it is more than noise.

The scale is that of the Patient-Specific Functional Scale (Stratford 1995): 0 not at all, 10 as before the trouble.
About 2 points of the mean, or 3 of a single activity, are more than scores differ by themselves. docs/measures.md has
the sources.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from tracker.core import wording
from tracker.core.model import FunctionScores

MEAN_NOISE = 2
ACTIVITY_NOISE = 3


@dataclass(frozen=True, slots=True)
class FunctionChange:
    """The means of the activities that were scored on both of two dates, and whether they differ by more than noise."""

    first: date
    last: date
    activities: tuple[str, ...]
    before: float
    after: float

    @property
    def difference(self) -> float:
        """By how many points the mean is higher than it was."""
        return self.after - self.before

    @property
    def is_clear(self) -> bool:
        """Whether the mean differs by more than noise; of a single activity it takes more."""
        return abs(self.difference) >= noise_of_mean(self.activities)


def noise_of_mean(activities: Collection[str]) -> int:
    """By how much a mean of so many activities has to differ to be more than noise."""
    return MEAN_NOISE if len(activities) > 1 else ACTIVITY_NOISE


def mean_score(scores: FunctionScores) -> float | None:
    """The mean of the activities of a day; None where none was scored."""
    return fmean(score for _, score in scores.scores) if scores.scores else None


def change_between(before: FunctionScores, after: FunctionScores) -> FunctionChange | None:
    """The change from one day to a later one, over the activities scored on both; None where there are none."""
    earlier, later = dict(before.scores), dict(after.scores)
    both = tuple(name for name in later if name in earlier)
    if not both:
        return None
    return FunctionChange(
        before.date,
        after.date,
        both,
        fmean(earlier[name] for name in both),
        fmean(later[name] for name in both),
    )


def latest_change(function: Sequence[FunctionScores]) -> FunctionChange | None:
    """The change from the first scores to the last, over the activities in both; else from the first that share any."""
    scored = [scores for scores in function if scores.scores]
    changes = (change_between(before, scored[-1]) for before in scored[:-1])
    return next((change for change in changes if change is not None), None)


def compared_activities(function: Sequence[FunctionScores]) -> tuple[str, ...]:
    """The activities of the latest change; where there is none, those scored last."""
    change = latest_change(function)
    if change is not None:
        return change.activities
    return next((tuple(dict(scores.scores)) for scores in reversed(function) if scores.scores), ())


def compared_means(function: Sequence[FunctionScores]) -> list[tuple[date, float]]:
    """Their means, on the days on which all of them were scored, by date."""
    names = set(compared_activities(function))
    return [
        (scores.date, fmean(score for name, score in scores.scores if name in names))
        for scores in function
        if names and names <= dict(scores.scores).keys()
    ]


def peg_means(function: Sequence[FunctionScores]) -> list[tuple[date, float]]:
    """The means of the three PEG answers, by date."""
    return [(scores.date, fmean(scores.peg)) for scores in function if scores.peg is not None]


def change_text(change: FunctionChange, today: date) -> str:
    """The change in words: means, dates, and whether it is more than noise."""
    means = f"{wording.number(round(change.before, 1))} to {wording.number(round(change.after, 1))} of 10"
    since = f"since {wording.day(change.first, today=today)}"
    subject = "The mean of your activities" if len(change.activities) > 1 else change.activities[0]
    if not change.difference:
        return f"{subject} is as it was {since}, at {wording.number(round(change.after, 1))} of 10."
    if not change.is_clear:
        return f"{subject} went from {means} {since}. Scores differ by that much by themselves."
    direction = "better" if change.difference > 0 else "worse"
    return f"{subject} went from {means} {since}. That is clearly {direction}."

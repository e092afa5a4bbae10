"""The sentences of the History screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracker.core import wording
from tracker.core.analytics.function import change_text, compared_means, latest_change, peg_means
from tracker.core.analytics.summary import reason
from tracker.core.analytics.trends import DayTrend, DoseChange, Overview
from tracker.core.model import FunctionScores

NO_HISTORY = (
    "Nothing is logged yet. Open Today, say how the back feels and log a first set: the charts begin with that."
)
NOTHING_PLANNED = (
    "Nothing was planned in these weeks before today, and today counts as soon as a set is logged. ← and → show other "
    "weeks."
)
ALL_PAUSED = "Paused in these weeks. Paused days do not count against you. End the pause in Plan when you are ready."
NO_MORNINGS = "No morning in these weeks has an answer. Today asks for it each morning; one key is enough."
NO_EXERCISE_PAIN = "No pain during exercise was noted in these weeks. Today asks for it once, when the session is done."
NO_SCORES = (
    "Nothing is scored yet. Press : and choose Your activities to name what your back makes hard, then Score your "
    "activities to say how well they go."
)
NO_SCORES_HERE = (
    "Nothing was scored in these weeks; ← and → show other weeks. Press : and choose Score your activities to say how "
    "they go now."
)
NO_WORK = "No exercise was logged in these weeks. Log a set on Today, or look at other weeks with ← and →."


def adherence_missing(overview: Overview) -> str | None:
    """What to say instead of the adherence chart; None if there is something to draw."""
    if any(week.planned_sets for week in overview.weeks):
        return None
    return ALL_PAUSED if overview.days and all(day.paused for day in overview.days) else NOTHING_PLANNED


def pain_missing(overview: Overview) -> str | None:
    """What to say instead of the pain chart; None if there is a reading."""
    return None if any(day.pain is not None for day in overview.days) else NO_MORNINGS


def exercise_pain_missing(overview: Overview) -> str | None:
    """What to say instead of the chart of pain during exercise; None if there is a reading or a leg symptom."""
    return None if any(day.exercise_pain is not None or day.leg for day in overview.days) else NO_EXERCISE_PAIN


def year_missing(overview: Overview) -> str | None:
    """What to say instead of the heat map; None if a day has something to show."""
    return None if any(day.planned_sets or day.paused or day.flare for day in overview.days) else NOTHING_PLANNED


def function_missing(every: Sequence[FunctionScores], shown: Sequence[FunctionScores]) -> str | None:
    """What to say instead of the chart of function; None if something was scored."""
    if shown:
        return None
    return NO_SCORES_HERE if every else NO_SCORES


def function_sentence(function: Sequence[FunctionScores], today: date) -> str:
    """How the mean of the activities changed and whether that is more than noise, and the PEG answers."""
    change, means, pegs = latest_change(function), compared_means(function), peg_means(function)
    parts = []
    if change is not None:
        parts.append(change_text(change, today))
    elif means:
        day, mean = means[0]
        parts.append(f"Your activities were scored once, on {wording.day(day, today=today)}: {_rounded(mean)} of 10.")
    if len(pegs) > 1:
        parts.append(f"PEG went from {_rounded(pegs[0][1])} to {_rounded(pegs[-1][1])}.")
    elif pegs:
        parts.append(f"PEG: {_rounded(pegs[0][1])}.")
    return " ".join(parts)


def scores_sentence(scores: FunctionScores) -> str:
    """`Scores: Lift my daughter 5, Tie my shoes 7; PEG 3, 2, 3.`"""
    parts = [", ".join(f"{name} {score}" for name, score in scores.scores)] if scores.scores else []
    parts += [f"PEG {', '.join(map(str, scores.peg))}"] if scores.peg is not None else []
    return f"Scores: {'; '.join(parts)}."


def _rounded(value: float) -> str:
    return wording.number(round(value, 1))


def day_sentence(day: DayTrend, changes: Iterable[DoseChange], names: Mapping[str, str], *, today: date) -> str:
    """`Tue 3 November: pain 2 in the morning, 1 in exercise; 5 of 6 sets done. Bird dog: a small step up, …`"""
    pain = "no reading in the morning" if day.pain is None else f"pain {day.pain} in the morning"
    if day.exercise_pain is not None:
        pain += f", {day.exercise_pain} in exercise"
        if day.exercise_pain and day.worst is not None:
            pain += f" ({names.get(day.worst, day.worst)})"
    if day.leg:
        pain += ", down the leg"
    parts = [pain]
    if day.open:
        parts.append(f"{wording.count(day.done_sets, 'set')} done so far")
    elif day.planned_sets:
        parts.append(f"{day.done_sets} of {wording.count(day.planned_sets, 'set')} done")
    elif not day.paused:
        parts.append("nothing planned")
    parts += [state for state, holds in (("flare", day.flare), ("paused", day.paused)) if holds]
    text = f"{wording.weekday(day.date)[:3]} {wording.day(day.date, today=today)}: {'; '.join(parts)}."
    for change in changes:
        if change.date == day.date:
            text += f" {names.get(change.exercise, change.exercise)}: {reason(change)}."
    return text

"""Overviews made by hand, for what draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tracker.core.analytics.trends import DayTrend, DoseChange, Overview, WeekTrend, WorkDay
from tracker.core.engine.flares import Flare
from tracker.core.model import Pause
from tracker.core.readings import median_or_none

MONDAY = date(2026, 8, 31)
TODAY = date(2026, 11, 18)
PLANNED = 10


def an_overview(
    first: date = MONDAY,
    last: date = TODAY,
    *,
    pains: Mapping[date, int] | None = None,
    done: Mapping[date, int] | None = None,
    unplanned: Iterable[date] = (),
    pauses: Iterable[Pause] = (),
    flares: Iterable[Flare] = (),
    changes: Iterable[DoseChange] = (),
    work: Mapping[str, tuple[WorkDay, ...]] | None = None,
) -> Overview:
    """Ten sets planned and eight done on every day, and a pain of 1 each morning, where not said otherwise."""
    free, rests, spans = set(unplanned), tuple(pauses), tuple(flares)
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        paused = any(pause.covers(day) for pause in rests)
        planned = 0 if paused or day in free else PLANNED
        sets = min(planned, 8 if done is None else done.get(day, 8))
        days.append(
            DayTrend(
                date=day,
                pain=1 if pains is None else pains.get(day),
                exercise_pain=0 if sets else None,
                flare=any(span.start <= day and (span.end is None or day < span.end) for span in spans),
                paused=paused,
                planned_sets=planned,
                done_sets=sets,
                done=0 < planned == sets,
            )
        )
    weeks = tuple(_week(days[at : at + 7]) for at in range(0, len(days), 7))
    return Overview(first, last, weeks, tuple(days), tuple(changes), spans, rests, work or {})


def _week(days: list[DayTrend]) -> WeekTrend:
    planned, done = sum(day.planned_sets for day in days), sum(day.done_sets for day in days)
    pains = [day.pain for day in days if day.pain is not None]
    return WeekTrend(
        start=days[0].date,
        planned_days=sum(day.planned_sets > 0 for day in days),
        done_days=sum(day.done for day in days),
        planned_sets=planned,
        done_sets=done,
        adherence=done / planned if planned else None,
        pain_median=median_or_none(pains),
        pain_max=max(pains, default=None),
        exercise_pain_max=None,
        flare_days=sum(day.flare for day in days),
        paused_days=sum(day.paused for day in days),
    )

"""The charts of the History screen: an `Overview` in, a `ChartSpec` out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.core import wording
from tracker.core.analytics.summary import NOISE, noise_band
from tracker.core.analytics.trends import DoseChange, FlareSpan, Overview, WeekTrend
from tracker.core.model import Why
from tracker.tui.widgets.chart_spec import (
    AxisTick,
    Bar,
    ChartInk,
    ChartPoint,
    ChartSpec,
    LegendEntry,
    Rule,
    Series,
    Span,
)

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

MOST_BARS = 60
MOST_MONDAYS = 16
GROUPS = (1, 4, 13, 52)

DONE, MISSED, NOW, MORNING, PAUSED, FLARE, FLARE_ON = "█", "○", "▾", "•", "═", "▲", "─"
RAISED, LOWERED, ADDED, REMOVED, CHANGED = "↑", "↓", "+", "−", "◆"
CHANGE_WORDS = {RAISED: "raised", LOWERED: "lowered", ADDED: "added", REMOVED: "taken out", CHANGED: "changed"}


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Weeks that share a bar: `share` of their planned sets was done, None where nothing was planned."""

    first: date
    last: date
    share: float | None
    paused: bool


def adherence_chart_spec(overview: Overview, description: str = "") -> ChartSpec:
    """Done of planned by week against the line of 100 %; where the weeks are very many, several share a bar."""
    plot = _empty(overview, 1.25, description)
    bars: list[Bar] = []
    marks: dict[str, list[ChartPoint]] = {MISSED: [], PAUSED: [], NOW: []}
    for group in week_groups(overview.weeks):
        left, right = plot.x(group.first), min(plot.x(group.last), plot.days - 1)
        unfinished = group.last > overview.last
        if unfinished:
            marks[NOW].append(((left + right) / 2, 1.12))
        if group.share:
            bars.append(Bar(ChartInk.NOW if unfinished else ChartInk.BAR, left - 0.5, right + 0.5, group.share))
        elif group.share is not None:
            marks[MISSED].append(((left + right) / 2, 0))
        elif group.paused:
            marks[PAUSED] += [(x, 0) for x in range(left, right + 1)]
    size = group_size(len(overview.weeks))
    keys = [
        LegendEntry(
            ChartInk.BAR, DONE, "done of planned, by week" if size == 1 else f"done of planned, by {size} weeks"
        )
    ]
    for glyph, ink, said in ((NOW, ChartInk.NOW, "so far"), (MISSED, ChartInk.MISSED, "none done")):
        keys += [LegendEntry(ink, glyph, said)] if marks[glyph] else []
    return _marked(
        replace(
            plot,
            bars=tuple(bars),
            series=tuple(
                Series(ink, (tuple(marks[glyph]),), glyph)
                for glyph, ink in ((MISSED, ChartInk.MISSED), (PAUSED, ChartInk.PAUSE), (NOW, ChartInk.NOW))
            ),
            rules=(Rule(ChartInk.RULE, 0.5), Rule(ChartInk.FULL, 1)),
            y_ticks=((0, "0 %"), (0.5, "50 %"), (1, "100 %")),
            keys=tuple(keys),
        ),
        overview,
        (),
    )


def pain_chart_spec(overview: Overview, description: str = "") -> ChartSpec:
    """Pain by day, the median of each week, and the band that is noise; days without a reading are gaps."""
    plot = _empty(overview, 12, description)
    readings = tuple((float(plot.x(day.date)), float(day.pain)) for day in overview.days if day.pain is not None)
    medians = [(week.start, week.pain_median) for week in overview.weeks if week.pain_median is not None]
    bounds = [(plot.x(start), min(plot.x(start) + 6, plot.days - 1), median) for start, median in medians]
    runs: list[list[ChartPoint]] = []
    for at, (left, right, median) in enumerate(bounds):
        if at == 0 or medians[at][0] - medians[at - 1][0] != WEEK:
            runs.append([])
        runs[-1] += [(left, median), (right, median)]
    noise = noise_band(overview)
    keys = (
        [LegendEntry(ChartInk.PAIN, MORNING, "morning"), LegendEntry(ChartInk.MEDIAN, "━", "week's median")]
        if readings
        else []
    )
    return _marked(
        replace(
            plot,
            series=(
                Series(ChartInk.MEDIAN, tuple(map(tuple, runs)), "━", lines=True),
                Series(ChartInk.PAIN, (readings,), MORNING, crowds=True),
            ),
            spans=(Span(ChartInk.BAND, -0.5, plot.days - 0.5, *noise),) if noise is not None else (),
            rules=(Rule(ChartInk.RULE, 5), Rule(ChartInk.RULE, 10)),
            y_ticks=((0, "0"), (5, "5"), (10, "10")),
            keys=(*keys, *([LegendEntry(ChartInk.BAND, "░", f"noise, {NOISE} points")] if noise is not None else [])),
        ),
        overview,
        overview.changes,
    )


def work_chart_spec(overview: Overview, exercise: str, description: str = "") -> ChartSpec:
    """The work of one exercise by day, with the planned work as far as its changes tell it."""
    done = overview.work.get(exercise, ())
    changes = [change for change in overview.changes if change.exercise == exercise]
    planned = _planned_work(overview, changes)
    most = max([each.work for each in done] + [y for run in planned for _, y in run] + [1])
    plot = _empty(overview, most * 1.2, description)
    work = tuple((float(plot.x(each.date)), float(each.work)) for each in done)
    half = round(most / 2) or most / 2
    return _marked(
        replace(
            plot,
            series=(Series(ChartInk.PLANNED, planned, "━", lines=True), Series(ChartInk.WORK, (work,), MORNING)),
            rules=(Rule(ChartInk.RULE, half), Rule(ChartInk.RULE, most)),
            y_ticks=((0, "0"), (half, wording.number(half)), (most, wording.number(most))),
            keys=(
                LegendEntry(ChartInk.WORK, MORNING, "done that day"),
                *([LegendEntry(ChartInk.PLANNED, "━", "planned")] if planned else []),
            ),
        ),
        overview,
        changes,
    )


def group_size(weeks: int) -> int:
    """How many weeks share a bar, so that the bars stay wide enough to be told apart."""
    return next((size for size in GROUPS if weeks <= size * MOST_BARS), GROUPS[-1])


def week_groups(weeks: Sequence[WeekTrend]) -> list[WeekGroup]:
    """The bars of the adherence chart, oldest first; the last group is the fullest one that ends with the last week."""
    size = group_size(len(weeks))
    groups = []
    for end in range(len(weeks), 0, -size):
        together = weeks[max(end - size, 0) : end]
        planned = sum(week.planned_sets for week in together)
        groups.append(
            WeekGroup(
                together[0].start,
                together[-1].start + 6 * DAY,
                sum(week.done_sets for week in together) / planned if planned else None,
                any(week.paused_days for week in together),
            )
        )
    return groups[::-1]


def change_mark(change: DoseChange) -> str:
    """The glyph of a dose change, by what became of the work where its reason does not say it."""
    if change.before is None:
        return ADDED
    if change.after is None:
        return REMOVED
    if change.why is Why.INCREASE:
        return RAISED
    if change.why is Why.STEP_BACK:
        return LOWERED
    before, after = (
        (change.before.work, change.before.load_kg),
        (change.after.work, change.after.load_kg),
    )
    if before == after:
        return CHANGED
    return RAISED if before < after else LOWERED


def date_ticks(first: date, last: date) -> tuple[tuple[AxisTick, ...], ...]:
    """The dates that may be written under the axis, from the finest choice to the coarsest.

    Mondays where the days are few, then the first days of months with January as its year, then New Year's Days.
    """
    days = (last - first).days + 1
    monday = first + (-first.weekday() % 7) * DAY
    mondays = (
        [monday + week * WEEK for week in range((last - monday).days // 7 + 1)] if days <= MOST_MONDAYS * 7 else []
    )
    years = range(first.year, last.year + 1)
    choices = [
        *([(day, wording.short_day(day)) for day in mondays[::step]] for step in (1, 2, 4)),
        *([_month(year, month) for year in years for month in range(1, 13, step)] for step in (1, 2, 3, 6)),
        *([_month(year, 1) for year in years if year % step == 0] for step in (1, 2, 5, 10, 20)),
    ]
    kept = (tuple(tick for tick in choice if first <= tick[0] <= last) for choice in choices)
    return tuple(choice for choice in kept if choice)


def _month(year: int, month: int) -> AxisTick:
    return date(year, month, 1), str(year) if month == 1 else wording.MONTHS[month - 1][:3]


def flare_days(flare: FlareSpan, last: date) -> tuple[date, date]:
    """The first and last day of a flare; it is over on the day on which it ends."""
    return flare.start, last if flare.end is None else max(flare.end - DAY, flare.start)


def _empty(overview: Overview, top: float, description: str) -> ChartSpec:
    ticks = date_ticks(overview.first, overview.last)
    return ChartSpec(overview.first, overview.last, top, x_ticks=ticks, description=description)


def _marked(plot: ChartSpec, overview: Overview, changes: Iterable[DoseChange]) -> ChartSpec:
    """`plot` with pauses, flares and `changes` in its topmost row, and the days of pauses and flares tinted."""
    pauses = _within(plot, ((pause.start, pause.end or plot.last) for pause in overview.pauses))
    flares = _within(plot, (flare_days(flare, plot.last) for flare in overview.flares))
    marks: dict[str, list[ChartPoint]] = {}
    for change in changes:
        marks.setdefault(change_mark(change), []).append((plot.x(change.date), plot.top))
    lane = [
        *_lane(ChartInk.PAUSE, PAUSED, pauses, plot.top),
        *_lane(ChartInk.FLARE, FLARE_ON, flares, plot.top),
        *([Series(ChartInk.FLARE, (tuple((left, plot.top) for left, _ in flares),), FLARE)] if flares else []),
        *(Series(ChartInk.STEP, (tuple(points),), glyph) for glyph, points in marks.items()),
    ]
    keys = [
        *(LegendEntry(ChartInk.STEP, glyph, said) for glyph, said in CHANGE_WORDS.items() if glyph in marks),
        *([LegendEntry(ChartInk.FLARE, FLARE, "flare")] if flares else []),
        *([LegendEntry(ChartInk.PAUSE, PAUSED, "paused")] if pauses else []),
    ]
    tinted = [
        Span(ink, left - 0.5, right + 0.5, 0, plot.top)
        for ink, spans in ((ChartInk.PAUSE, pauses), (ChartInk.FLARE, flares))
        for left, right in spans
    ]
    return replace(plot, series=(*plot.series, *lane), spans=(*tinted, *plot.spans), keys=(*plot.keys, *keys))


def _within(plot: ChartSpec, spans: Iterable[tuple[date, date]]) -> list[tuple[int, int]]:
    return [
        (plot.x(max(start, plot.first)), plot.x(min(end, plot.last)))
        for start, end in spans
        if start <= plot.last and plot.first <= end
    ]


def _lane(ink: ChartInk, glyph: str, spans: Sequence[tuple[int, int]], top: float) -> list[Series]:
    points = tuple((float(x), top) for left, right in spans for x in range(left, right + 1))
    return [Series(ink, (points,), glyph)] if points else []


def _planned_work(overview: Overview, changes: Sequence[DoseChange]) -> tuple[tuple[ChartPoint, ...], ...]:
    """The planned work as steps: one run of points for each stretch of time in which the exercise was in the plan."""
    if not changes:
        return ()
    ends = [(overview.first, changes[0].before), *((change.date, change.after) for change in changes)]
    runs: list[list[ChartPoint]] = []
    joined = False
    for (start, dose), (end, _) in pairwise([*ends, (overview.last + DAY, None)]):
        if dose is None or start >= end:
            joined = joined and dose is not None
            continue
        if not joined:
            runs.append([])
        x = (start - overview.first).days
        runs[-1] += [(x - 0.5, dose.work), (x - 0.5 + (end - start).days, dose.work)]
        joined = True
    return tuple(map(tuple, runs))

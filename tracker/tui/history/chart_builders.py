"""The charts of the History screen: an `Overview` in, a `ChartSpec` out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from tracker.core import wording
from tracker.core.analytics.summary import variation_band
from tracker.core.analytics.trends import DoseChange, Overview, WeekTrend
from tracker.core.engine.flares import Flare
from tracker.core.model import Why
from tracker.tui.widgets.charts.spec import (
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
MOST_WEEK_STARTS = 16
GROUPS = (1, 4, 13, 52)

DONE, MISSED, NOW, MORNING, PAUSED, FLARE, FLARE_ON = "█", "○", "▾", "•", "═", "▲", "─"
DURING, LEG = "✚", "L"
# Below the row of flares and dose changes, above a pain of 10.
LEG_HEIGHT = 11 / 12
RAISED, LOWERED, ADDED, REMOVED, CHANGED = "↑", "↓", "+", "−", "◆"
CHANGE_TEXT = {RAISED: "raised", LOWERED: "lowered", ADDED: "added", REMOVED: "taken out", CHANGED: "changed"}


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Weeks that share a bar. `share` is done ÷ planned sets, None where nothing was planned."""

    first: date
    last: date
    share: float | None
    paused: bool


def adherence_chart_spec(overview: Overview, description: str = "") -> ChartSpec:
    """Done of planned sets by week; over very many weeks several share a bar."""
    chart = empty_chart(overview, 1.25, description)
    bars: list[Bar] = []
    marks: dict[str, list[ChartPoint]] = {MISSED: [], PAUSED: [], NOW: []}
    for group in week_groups(overview.weeks):
        left, right = chart.x(group.first), min(chart.x(group.last), chart.days - 1)
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
    period = "week" if size == 1 else f"{size} weeks"
    return with_marks(
        replace(
            chart,
            bars=tuple(bars),
            series=tuple(
                Series(ink, (tuple(marks[glyph]),), glyph)
                for glyph, ink in ((MISSED, ChartInk.MISSED), (PAUSED, ChartInk.PAUSE), (NOW, ChartInk.NOW))
            ),
            rules=(Rule(ChartInk.RULE, 0.5), Rule(ChartInk.FULL, 1)),
            y_ticks=((0, "0 %"), (0.5, "50 %"), (1, "100 %")),
            keys=legend(
                (True, ChartInk.BAR, DONE, f"done of planned, by {period}"),
                (marks[NOW], ChartInk.NOW, NOW, "so far"),
                (marks[MISSED], ChartInk.MISSED, MISSED, "none done"),
            ),
        ),
        overview,
        (),
    )


def pain_chart_spec(overview: Overview, description: str = "") -> ChartSpec:
    """Pain by day, the weekly medians, and the band of normal variation; days without a reading are gaps."""
    chart = empty_chart(overview, 12, description)
    readings = tuple((float(chart.x(day.date)), float(day.pain)) for day in overview.days if day.pain is not None)
    medians = [(week.start, week.pain_median) for week in overview.weeks if week.pain_median is not None]
    bounds = [(chart.x(start), min(chart.x(start) + 6, chart.days - 1), median) for start, median in medians]
    runs: list[list[ChartPoint]] = []
    for index, (left, right, median) in enumerate(bounds):
        if index == 0 or medians[index][0] - medians[index - 1][0] != WEEK:
            runs.append([])
        runs[-1] += [(left, median), (right, median)]
    return with_marks(
        replace(
            chart,
            series=(
                Series(ChartInk.MEDIAN, tuple(map(tuple, runs)), "━", lines=True),
                Series(ChartInk.PAIN, (readings,), MORNING, crowds=True),
            ),
            spans=tuple(
                Span(ChartInk.BAND, left - 0.5, right + 0.5, *variation_band(median)) for left, right, median in bounds
            ),
            rules=(Rule(ChartInk.RULE, 5), Rule(ChartInk.RULE, 10)),
            y_ticks=((0, "0"), (5, "5"), (10, "10")),
            keys=legend(
                (readings, ChartInk.PAIN, MORNING, "morning"),
                (readings, ChartInk.MEDIAN, "━", "week's median"),
                (bounds, ChartInk.BAND, "░", "normal day-to-day variation"),
            ),
        ),
        overview,
        overview.changes,
    )


def exercise_pain_chart_spec(overview: Overview, description: str = "") -> ChartSpec:
    """The worst pain during exercise by day, and the days with leg symptoms."""
    chart = empty_chart(overview, 12, description)
    pains = tuple(
        (float(chart.x(day.date)), float(day.exercise_pain)) for day in overview.days if day.exercise_pain is not None
    )
    legs = tuple((float(chart.x(day.date)), chart.top * LEG_HEIGHT) for day in overview.days if day.leg)
    return with_marks(
        replace(
            chart,
            series=(
                Series(ChartInk.DURING, (pains,), DURING, crowds=True),
                *([Series(ChartInk.LEG, (legs,), LEG)] if legs else []),
            ),
            rules=(Rule(ChartInk.RULE, 5), Rule(ChartInk.RULE, 10)),
            y_ticks=((0, "0"), (5, "5"), (10, "10")),
            keys=legend(
                (pains, ChartInk.DURING, DURING, "worst pain during exercise"),
                (legs, ChartInk.LEG, LEG, "down the leg, numb or tingling"),
            ),
        ),
        overview,
        overview.changes,
    )


def work_chart_spec(overview: Overview, exercise: str, description: str = "") -> ChartSpec:
    """The work of one exercise by day, and the planned work where dose changes tell it."""
    done = overview.work.get(exercise, ())
    changes = [change for change in overview.changes if change.exercise == exercise]
    planned = _planned_work(overview, changes)
    most = max([day_work.work for day_work in done] + [y for run in planned for _, y in run] + [1])
    chart = empty_chart(overview, most * 1.2, description)
    work = tuple((float(chart.x(day_work.date)), float(day_work.work)) for day_work in done)
    half = round(most / 2) or most / 2
    return with_marks(
        replace(
            chart,
            series=(Series(ChartInk.PLANNED, planned, "━", lines=True), Series(ChartInk.WORK, (work,), MORNING)),
            rules=(Rule(ChartInk.RULE, half), Rule(ChartInk.RULE, most)),
            y_ticks=((0, "0"), (half, wording.number(half)), (most, wording.number(most))),
            keys=legend((True, ChartInk.WORK, MORNING, "done that day"), (planned, ChartInk.PLANNED, "━", "planned")),
        ),
        overview,
        changes,
    )


def group_size(weeks: int) -> int:
    """How many weeks share a bar, so that there are at most MOST_BARS of them."""
    return next((size for size in GROUPS if weeks <= size * MOST_BARS), GROUPS[-1])


def week_groups(weeks: Sequence[WeekTrend]) -> list[WeekGroup]:
    """The bars of the adherence chart, oldest first; only the first may have fewer weeks than the others."""
    size = group_size(len(weeks))
    groups = []
    for end in range(len(weeks), 0, -size):
        group = weeks[max(end - size, 0) : end]
        planned = sum(week.planned_sets for week in group)
        groups.append(
            WeekGroup(
                group[0].start,
                group[-1].start + 6 * DAY,
                sum(week.done_sets for week in group) / planned if planned else None,
                any(week.paused_days for week in group),
            )
        )
    return groups[::-1]


def change_mark(change: DoseChange) -> str:
    """The glyph of a dose change: by its reason, or for a manual change by the work before and after."""
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
    """The choices of dates to write under the axis, from the finest to the coarsest.

    The first days of weeks, as `first` is one, where the days are few, then the first days of months, with January as
    its year, then years.
    """
    days = (last - first).days + 1
    weeks = [first + number * DAY for number in range(0, days, 7)] if days <= MOST_WEEK_STARTS * 7 else []
    years = range(first.year, last.year + 1)
    choices = [
        *([(day, wording.short_day(day)) for day in weeks[::step]] for step in (1, 2, 4)),
        *([_month(year, month) for year in years for month in range(1, 13, step)] for step in (1, 2, 3, 6)),
        *([_month(year, 1) for year in years if year % step == 0] for step in (1, 2, 5, 10, 20)),
    ]
    in_range = (tuple(tick for tick in choice if first <= tick[0] <= last) for choice in choices)
    return tuple(choice for choice in in_range if choice)


def _month(year: int, month: int) -> AxisTick:
    return date(year, month, 1), str(year) if month == 1 else wording.MONTHS[month - 1][:3]


def flare_days(flare: Flare, last: date) -> tuple[date, date]:
    """The first and last day of a flare; the day on which it ends is no flare day."""
    return flare.start, last if flare.end is None else max(flare.end - DAY, flare.start)


def empty_chart(overview: Overview, top: float, description: str) -> ChartSpec:
    """A chart of the days of `overview` with nothing in it but dates."""
    ticks = date_ticks(overview.first, overview.last)
    return ChartSpec(overview.first, overview.last, top, x_ticks=ticks, description=description)


def legend(*entries: tuple[object, ChartInk, str, str]) -> tuple[LegendEntry, ...]:
    """An entry for each whose first value, what is drawn with it, is not empty."""
    return tuple(LegendEntry(ink, glyph, words) for drawn, ink, glyph, words in entries if drawn)


def with_marks(chart: ChartSpec, overview: Overview, changes: Iterable[DoseChange]) -> ChartSpec:
    """`chart` with pauses, flares and `changes` in its topmost row, and the days of pauses and flares tinted."""
    pauses = _within(chart, ((pause.start, pause.end or chart.last) for pause in overview.pauses))
    flares = _within(chart, (flare_days(flare, chart.last) for flare in overview.flares))
    marks: dict[str, list[ChartPoint]] = {}
    for change in changes:
        marks.setdefault(change_mark(change), []).append((chart.x(change.date), chart.top))
    mark_row = [
        *_mark_row(ChartInk.PAUSE, PAUSED, pauses, chart.top),
        *_mark_row(ChartInk.FLARE, FLARE_ON, flares, chart.top),
        *([Series(ChartInk.FLARE, (tuple((left, chart.top) for left, _ in flares),), FLARE)] if flares else []),
        *(Series(ChartInk.STEP, (tuple(points),), glyph) for glyph, points in marks.items()),
    ]
    keys = legend(
        *((glyph in marks, ChartInk.STEP, glyph, words) for glyph, words in CHANGE_TEXT.items()),
        (flares, ChartInk.FLARE, FLARE, "flare"),
        (pauses, ChartInk.PAUSE, PAUSED, "paused"),
    )
    tinted = [
        Span(ink, left - 0.5, right + 0.5, 0, chart.top)
        for ink, spans in ((ChartInk.PAUSE, pauses), (ChartInk.FLARE, flares))
        for left, right in spans
    ]
    return replace(chart, series=(*chart.series, *mark_row), spans=(*tinted, *chart.spans), keys=(*chart.keys, *keys))


def _within(chart: ChartSpec, spans: Iterable[tuple[date, date]]) -> list[tuple[int, int]]:
    return [
        (chart.x(max(start, chart.first)), chart.x(min(end, chart.last)))
        for start, end in spans
        if start <= chart.last and chart.first <= end
    ]


def _mark_row(ink: ChartInk, glyph: str, spans: Sequence[tuple[int, int]], top: float) -> list[Series]:
    points = tuple((float(x), top) for left, right in spans for x in range(left, right + 1))
    return [Series(ink, (points,), glyph)] if points else []


def _planned_work(overview: Overview, changes: Sequence[DoseChange]) -> tuple[tuple[ChartPoint, ...], ...]:
    """The planned work as steps, one run of points for each time in which the exercise was in the plan."""
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

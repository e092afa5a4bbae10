"""The report's two charts as inline SVG: adherence by week, and pain by day with what happened, on one time axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby, pairwise

from tracker.core import wording
from tracker.core.analytics import summary
from tracker.core.analytics.exercise_summary import ExerciseSummary
from tracker.core.analytics.trends import DayTrend, Overview, WeekTrend
from tracker.core.model import MAX_PAIN, Pause

WIDTH = 720
LEFT, RIGHT, TOP, BOTTOM = 38, 10, 14, 20
ADHERENCE_HEIGHT = 84
PAIN_HEIGHT = 140
MOST_TICKS = 12
MOST_BAR_LABELS = 27
MOST_LARGE_POINTS = 400
LABEL_WIDTH = 26
LEG_ROW = 8
PAUSED = 'fill="url(#paused-days)"'
PAUSE_PATTERN = (
    '<pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" class="pause-ground"/><line y2="5" class="pause-line"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Axes:
    """Converts days and values from 0 to `top` to the coordinates of a chart `height` units high."""

    first: date
    days: int
    height: int
    top: float

    @property
    def slot(self) -> float:
        """The width of a day."""
        return (WIDTH - LEFT - RIGHT) / self.days

    @property
    def floor(self) -> int:
        """The y of 0."""
        return TOP + self.height

    def x(self, day: date) -> float:
        """The left edge of a day, or the edge of the chart where it lies outside."""
        return LEFT + min(max((day - self.first).days, 0), self.days) * self.slot

    def middle(self, day: date) -> float:
        """The middle of a day of the range."""
        return self.x(day) + self.slot / 2

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.floor - value / self.top * self.height


def adherence_chart(overview: Overview) -> str:
    """A bar a week, of sets done of sets planned; nothing planned is a gap, and a paused week is hatched."""
    axes = Axes(overview.first, len(overview.days), ADHERENCE_HEIGHT, 1)
    parts = [PAUSE_PATTERN.format(id="paused-weeks")]
    for share in (0, 0.5, 1):
        parts += _gridline(axes, share, f"{share * 100:.0f} %")
    for week in overview.weeks:
        parts += _bar(axes, week, overview.last, labelled=len(overview.weeks) <= MOST_BAR_LABELS)
    return _svg(axes, parts, summary.adherence_sentence(overview))


def pain_chart(overview: Overview, provoked: Mapping[date, int] | None = None) -> str:
    """A point a morning, the median of each week, the band of noise, and flares, pauses and dose changes behind.

    Beside these, a square for each pain that an exercise brought on, `provoked`, and under the axis a mark for each day
    with leg symptoms.
    """
    axes = Axes(overview.first, len(overview.days), PAIN_HEIGHT, MAX_PAIN)
    parts = [PAUSE_PATTERN.format(id="paused-days"), *_noise(axes, overview), *_spans(axes, overview)]
    for pain in range(0, MAX_PAIN + 1, 2):
        parts += _gridline(axes, pain, str(pain))
    parts += _points(axes, overview.days)
    parts += _medians(axes, overview)
    parts += _provoked(axes, provoked or {})
    parts += _changes(axes, overview)
    legs = [day.date for day in overview.days if day.leg]
    parts += _leg_marks(axes, legs)
    return _svg(axes, parts, summary.pain_sentence(overview), below=LEG_ROW if legs else 0)


def provoked_by_day(summaries: Mapping[str, ExerciseSummary]) -> dict[date, int]:
    """The highest pain that an exercise brought on, by day."""
    days: dict[date, int] = {}
    for summary_of in summaries.values():
        for day in summary_of.painful:
            if day.provoked:
                days[day.date] = max(day.pain, days.get(day.date, 0))
    return days


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Dates to write under an axis, at most a dozen or so: Mondays, or first days of months, or of years."""
    days = (last - first).days + 1
    if days <= 7 * 16:
        step = 7 * -(-days // (7 * MOST_TICKS))
        mondays = (first + timedelta(number) for number in range(0, days, step))
        return [(day, wording.short_day(day)) for day in mondays]
    months = days // 30 + 1
    if months <= 3 * MOST_TICKS:
        step = -(-months // MOST_TICKS)
        firsts = [day for day in _firsts_of_months(first, last) if (day.month - 1) % step == 0]
        return [(day, f"{wording.MONTHS[day.month - 1][:3]} {day.year % 100:02}") for day in firsts]
    step = -(-(last.year - first.year) // MOST_TICKS)
    years = range(first.year + 1, last.year + 1, step)
    return [(date(year, 1, 1), str(year)) for year in years]


def _firsts_of_months(first: date, last: date) -> Iterator[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    firsts = (date(number // 12, number % 12 + 1, 1) for number in months)
    return (day for day in firsts if first <= day <= last)


def _svg(axes: Axes, parts: Sequence[str], sentence: str, below: float = 0) -> str:
    """The chart with its time axis, its dates `below` a row of marks; `sentence` says the same in words."""
    last = axes.first + timedelta(axes.days - 1)
    labels = []
    for day, label in ticks(axes.first, last):
        x = axes.x(day)
        labels.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{axes.floor}" y2="{axes.floor + 3}" class="axis"/>')
        if x <= WIDTH - RIGHT - 24:
            labels.append(f'<text x="{x:.1f}" y="{axes.floor + below + 14:.0f}">{label}</text>')
    base = f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{axes.floor}" y2="{axes.floor}" class="axis"/>'
    size = f"0 0 {WIDTH} {axes.floor + BOTTOM + below:.0f}"
    inside = "".join((*parts, base, *labels))
    style = ' class="long"' if axes.days > MOST_LARGE_POINTS else ""
    return f'<svg viewBox="{size}"{style} role="img" aria-label="{escape(sentence)}">{inside}</svg>'


def _gridline(axes: Axes, value: float, label: str) -> Iterator[str]:
    y = axes.y(value)
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
    yield f'<text x="{LEFT - 5}" y="{y + 3:.1f}" class="end">{label}</text>'


def _rect(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {style}/>'


def _bar(axes: Axes, week: WeekTrend, last: date, *, labelled: bool) -> Iterator[str]:
    slot = axes.slot * 7
    end = axes.x(week.start + timedelta(7))
    gap = slot * 0.14 if slot > 3 else 0
    x, width = axes.x(week.start) + gap, max(end - axes.x(week.start) - 2 * gap, 0.6)
    if week.adherence is None:
        if week.paused_days:
            yield _rect(x, axes.y(1), width, axes.height, 'fill="url(#paused-weeks)"')
        return
    so_far = week.start + timedelta(6) > last
    y = axes.y(week.adherence)
    yield _rect(x, y, width, axes.floor - y, f'class="{"bar so-far" if so_far else "bar"}"')
    if labelled:
        share = summary.percent(week.done_sets, week.planned_sets)
        yield f'<text x="{x + width / 2:.1f}" y="{y - 3:.1f}" class="middle">{share}</text>'


def _spans(axes: Axes, overview: Overview) -> Iterator[str]:
    """Flares and pauses over the whole height of the chart, named where there is room."""
    after = overview.last + timedelta(1)
    flares = ((flare.start, flare.end or after, "flare", 'class="flare"') for flare in overview.flares)
    pauses = ((pause.start, _day_after(pause, after), "pause", PAUSED) for pause in overview.pauses)
    free = 0.0
    for start, end, name, style in sorted([*flares, *pauses]):
        x, width = axes.x(start), axes.x(end) - axes.x(start)
        yield _rect(x, TOP, width, axes.height, style)
        label = min(x, WIDTH - RIGHT - LABEL_WIDTH)
        if label >= free:
            yield f'<text x="{label:.1f}" y="{TOP - 4}" class="{name}-name">{name}</text>'
            free = label + LABEL_WIDTH


def _day_after(pause: Pause, after: date) -> date:
    """The day after a pause, at most `after`, which also stands for an open end."""
    return after if pause.end is None or pause.end >= after else pause.end + timedelta(1)


def _noise(axes: Axes, overview: Overview) -> Iterator[str]:
    band = summary.noise_band(overview)
    if band is not None:
        low, high = band
        yield _rect(LEFT, axes.y(high), WIDTH - LEFT - RIGHT, axes.y(low) - axes.y(high), 'class="noise"')


def _points(axes: Axes, days: Sequence[DayTrend]) -> Iterator[str]:
    """A point for each reading, joined to that of the day before if it has one."""
    for _, run in groupby(days, key=lambda day: day.pain is None):
        corners = [(axes.middle(day.date), axes.y(day.pain)) for day in run if day.pain is not None]
        yield from _consecutive(corners, len(days))


def _consecutive(corners: Sequence[tuple[float, float]], days: int) -> Iterator[str]:
    """Readings of consecutive days: a line, and points unless the chart has too many days for them."""
    if len(corners) > 1:
        yield f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in corners)}" class="days"/>'
    if days <= MOST_LARGE_POINTS or len(corners) == 1:
        radius = 1.7 if days <= MOST_LARGE_POINTS else 0.8
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="day"/>' for x, y in corners)


def _medians(axes: Axes, overview: Overview) -> Iterator[str]:
    """A step for each week, joined to that of the week before if it has one."""
    steps = []
    for week in overview.weeks:
        if week.pain_median is not None:
            end = axes.x(week.start + timedelta(7))
            steps.append((week.start, axes.x(week.start), end, axes.y(week.pain_median)))
    path = [f"M{x:.1f} {y:.1f}H{end:.1f}" for _, x, end, y in steps]
    for (start, _, end, y), (next_start, _, _, next_y) in pairwise(steps):
        if next_start - start == timedelta(7):
            path.append(f"M{end:.1f} {y:.1f}V{next_y:.1f}")
    if path:
        yield f'<path d="{"".join(path)}" class="median"/>'


def _provoked(axes: Axes, provoked: Mapping[date, int]) -> Iterator[str]:
    """A hollow square for each day, at the highest pain that an exercise brought on."""
    for day, pain in sorted(provoked.items()):
        x, y = axes.middle(day), axes.y(pain)
        yield f'<rect x="{x - 2.2:.1f}" y="{y - 2.2:.1f}" width="4.4" height="4.4" class="provoked"/>'


def _leg_marks(axes: Axes, days: Sequence[date]) -> Iterator[str]:
    """A diamond under the axis for each day."""
    for day in days:
        yield f'<path d="M{axes.middle(day):.1f} {axes.floor + 4}l2.6 2.6l-2.6 2.6l-2.6 -2.6z" class="leg"/>'


def _changes(axes: Axes, overview: Overview) -> Iterator[str]:
    """A triangle at the top for each day on which a dose changed."""
    for day in sorted({change.date for change in overview.changes}):
        x = axes.middle(day)
        yield f'<path d="M{x - 3.5:.1f} {TOP}h7l-3.5 6.5z" class="change"/>'

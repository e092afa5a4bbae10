"""Where the parts of a chart are in cells; no plotext and no colour in it."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from tracker.tui.widgets.charts.spec import AxisTick, ChartInk, ChartSpec, Series

Areas = list[list[ChartInk | None]]

# Points for each column that has any, from which on they are crowded.
CROWD = 1.25


def area_inks(plot: ChartSpec, width: int, height: int) -> Areas:
    """The ink with which each of `height` rows of `width` cells is tinted; of areas on top of each other the last."""
    left, columns = day_columns(plot, width)
    rows = rows_of(plot, columns, height)
    tints: Areas = [[None] * width for _ in range(height)]
    for span in plot.spans:
        begin, end = ((x + 0.5) * columns / plot.days for x in (span.left, span.right))
        low, high = (y * rows / plot.top for y in (span.low, span.high))
        for row in tints[rows - ceil(high) : rows - int(low)]:
            cells = slice(left + int(begin), left + max(ceil(end), int(begin) + 1))
            row[cells] = [span.ink] * len(row[cells])
    return tints


def day_columns(plot: ChartSpec, width: int) -> tuple[int, int]:
    """The column in which the days begin, and the number of columns they have."""
    left = max((len(label) for _, label in plot.y_ticks), default=-1) + 1
    return left, max(width - left, 1)


def rows_of(plot: ChartSpec, columns: int, height: int) -> int:
    """The number of rows above the axis, of `height` with the line of dates if there is room for any."""
    return max(height - (2 if fitting_ticks(plot, columns) else 1), 1)


def fitting_ticks(plot: ChartSpec, columns: int) -> tuple[AxisTick, ...]:
    """The finest of the choices of dates whose labels keep two columns between them."""
    for choice in plot.x_ticks:
        starts = ((plot.x(day) * columns / plot.days, len(label)) for day, label in choice)
        if all(after - before >= length + 2 for (before, length), (after, _) in pairwise(starts)):
            return choice
    return ()


def is_crowded(plot: ChartSpec, series: Series, columns: int) -> bool:
    """Whether there are many more points than columns in which they are."""
    share = columns / plot.days
    points = [x for run in series.runs for x, _ in run]
    return series.crowds and len(points) > CROWD * len({int((x + 0.5) * share) for x in points})

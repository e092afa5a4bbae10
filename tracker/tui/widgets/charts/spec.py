"""What a chart shows, as plain values: no widget, no colour and no size in them.

The horizontal axis is days, counted from `Plot.first` as 0; each day is a slot one unit wide, its middle on the whole
number. The vertical axis is whatever the plot says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ChartPoint = tuple[float, float]
AxisTick = tuple[date, str]


class ChartInk(StrEnum):
    """What a mark stands for; the chart widget has a style for each, and no mark relies on its colour alone."""

    AXIS = "axis"
    RULE = "rule"
    FULL = "full"
    BAR = "bar"
    NOW = "now"
    MISSED = "missed"
    PAIN = "pain"
    MEDIAN = "median"
    BAND = "band"
    STEP = "step"
    FLARE = "flare"
    PAUSE = "pause"
    WORK = "work"
    PLANNED = "planned"
    DURING = "during"
    LEG = "leg"


@dataclass(frozen=True, slots=True)
class Series:
    """Points drawn with `glyph`, or with a smaller one where there are more than columns and the series `crowds`.

    `runs` are never joined, so a gap in the data is a gap in the line; `lines` joins the points within each run.
    """

    ink: ChartInk
    runs: tuple[tuple[ChartPoint, ...], ...]
    glyph: str
    lines: bool = False
    crowds: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled bar from 0 up to `height` for what is from `left` to `right`; it leaves a gap to the next one there."""

    ink: ChartInk
    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Span:
    """A tinted area behind everything else."""

    ink: ChartInk
    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A dotted line across the whole width at `height`."""

    ink: ChartInk
    height: float


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """An entry of the legend."""

    ink: ChartInk
    glyph: str
    words: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A whole chart of the days `first` to `last`, from 0 up to `top`; `description` says it in words.

    `x_ticks` are choices, the finest first: the first one that there is room for is drawn.
    """

    first: date
    last: date
    top: float
    series: tuple[Series, ...] = ()
    bars: tuple[Bar, ...] = ()
    spans: tuple[Span, ...] = ()
    rules: tuple[Rule, ...] = ()
    x_ticks: tuple[tuple[AxisTick, ...], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    keys: tuple[LegendEntry, ...] = ()
    description: str = ""

    @property
    def days(self) -> int:
        """The number of days along the axis."""
        return (self.last - self.first).days + 1

    def x(self, day: date) -> int:
        """Where `day` is on the axis."""
        return (day - self.first).days

    def day_at(self, share: float) -> date:
        """The day at `share` of the width, 0 being its left edge and 1 its right."""
        return self.first + timedelta(days=min(max(int(share * self.days), 0), self.days - 1))

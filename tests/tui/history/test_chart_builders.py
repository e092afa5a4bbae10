"""What the charts draw."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.overviews import MONDAY, TODAY, an_overview
from tracker.core.analytics.summary import exercise_pain_sentence
from tracker.core.analytics.trends import DoseChange, Overview, WorkDay
from tracker.core.engine.flares import Flare
from tracker.core.model import Dose, Pause, Why
from tracker.tui.compat.plotext_drawing import EIGHTHS, draw
from tracker.tui.history.chart_builders import (
    FLARE,
    MISSED,
    MOST_BARS,
    PAUSED,
    adherence_chart_spec,
    change_mark,
    date_ticks,
    exercise_pain_chart_spec,
    pain_chart_spec,
    week_groups,
    work_chart_spec,
)
from tracker.tui.widgets.charts.chart import SMALLEST
from tracker.tui.widgets.charts.layout import area_inks, day_columns, fitting_ticks, rows_of
from tracker.tui.widgets.charts.spec import ChartInk, ChartSpec

SMALL, LARGE = Dose((5, 3, 1), 10), Dose((6, 4, 2), 10)
WEEK = timedelta(7)


def points(plot: ChartSpec, glyph: str) -> list[tuple[float, float]]:
    return [point for series in plot.series if series.glyph == glyph for run in series.runs for point in run]


def raised(day: date, exercise: str = "bird-dog") -> DoseChange:
    return DoseChange(day, exercise, Why.INCREASE, SMALL, LARGE)


def text_of(plot: ChartSpec, width: int = 76, height: int = 14) -> list[str]:
    return ["".join(glyph for glyph, _ in row) for row in draw(plot, width, height)]


# Adherence


def test_a_week_has_a_bar_as_high_as_the_share_that_was_done() -> None:
    bars = adherence_chart_spec(an_overview()).bars
    assert len(bars) == 12
    assert {bar.height for bar in bars} == {0.8}


def test_the_current_week_reaches_as_far_as_it_has_gone() -> None:
    bars = adherence_chart_spec(an_overview()).bars
    assert [bar.ink for bar in bars[-2:]] == [ChartInk.BAR, ChartInk.NOW]
    last = (TODAY - MONDAY).days
    assert last - 0.5 < bars[-1].right <= last + 0.5


def test_a_paused_week_is_marked_and_not_zero() -> None:
    plot = adherence_chart_spec(an_overview(pauses=[Pause(MONDAY + WEEK, MONDAY + WEEK + timedelta(6))]))
    assert len(plot.bars) == 11
    assert not points(plot, MISSED)
    assert {x for x, y in points(plot, PAUSED) if y == 0} == set(range(7, 14))


def test_a_week_in_which_nothing_was_done_is_told_from_one_in_which_nothing_was_planned() -> None:
    missed = {MONDAY + timedelta(day): 0 for day in range(7)}
    free = [MONDAY + WEEK + timedelta(day) for day in range(7)]
    plot = adherence_chart_spec(an_overview(done=missed, unplanned=free))
    assert len(plot.bars) == 10
    assert points(plot, MISSED) == [(3, 0)]


def test_many_weeks_share_bars_and_their_sets_are_added_up() -> None:
    first = MONDAY - 519 * WEEK
    overview = an_overview(first, done={first + timedelta(day): 2 for day in range(7)})
    groups = week_groups(overview.weeks)
    assert len(groups) <= MOST_BARS
    assert groups[-1].last >= TODAY
    assert groups[0].first == first
    weeks = [week for week in overview.weeks if groups[0].first <= week.start <= groups[0].last]
    assert groups[0].share == sum(week.done_sets for week in weeks) / sum(week.planned_sets for week in weeks)


# Pain


def test_days_without_a_reading_are_gaps_and_so_are_weeks() -> None:
    readings = {MONDAY: 0, MONDAY + timedelta(3): 2, MONDAY + 2 * WEEK: 4, MONDAY + 3 * WEEK: 5}
    plot = pain_chart_spec(an_overview(pains=readings))
    median = next(series for series in plot.series if series.ink is ChartInk.MEDIAN)
    assert next(series for series in plot.series if series.ink is ChartInk.PAIN).runs == (
        ((0, 0), (3, 2), (14, 4), (21, 5)),
    )
    assert median.runs == (((0, 1), (6, 1)), ((14, 4), (20, 4), (21, 5), (27, 5)))


def test_the_band_of_normal_variation_is_about_the_median_of_its_week() -> None:
    pains = {MONDAY: 0, MONDAY + WEEK: 4, MONDAY + 3 * WEEK: 10}
    bands = [span for span in pain_chart_spec(an_overview(pains=pains)).spans if span.ink is ChartInk.BAND]
    assert [(band.left, band.low, band.high) for band in bands] == [(-0.5, 0, 1), (6.5, 3, 5), (20.5, 9, 10)]


def test_without_a_reading_there_is_no_band_and_no_key_for_it() -> None:
    plot = pain_chart_spec(an_overview(pains={}))
    assert not plot.spans
    assert not plot.keys


def test_dose_changes_flares_and_pauses_are_on_the_axis_of_the_pain() -> None:
    overview = an_overview(
        changes=[raised(MONDAY + timedelta(10))],
        flares=[Flare(MONDAY + timedelta(20), MONDAY + timedelta(25))],
        pauses=[Pause(MONDAY - WEEK, MONDAY + timedelta(1)), Pause(TODAY)],
    )
    plot = pain_chart_spec(overview)
    assert points(plot, "↑") == [(10, plot.top)]
    assert points(plot, FLARE) == [(20, plot.top)]
    assert {x for x, _ in points(plot, PAUSED)} == {0, 1, (TODAY - MONDAY).days}
    (flare,) = (span for span in plot.spans if span.ink is ChartInk.FLARE)
    assert (flare.left, flare.right) == (19.5, 24.5)


def test_no_two_keys_of_a_chart_have_the_same_glyph_so_that_colour_is_not_needed() -> None:
    overview = an_overview(
        changes=[raised(MONDAY), DoseChange(TODAY, "walk", Why.MANUAL, None, SMALL)],
        flares=[Flare(MONDAY, None)],
        pauses=[Pause(TODAY)],
        work={"bird-dog": (WorkDay(MONDAY, 90),)},
    )
    for plot in (adherence_chart_spec(overview), pain_chart_spec(overview), work_chart_spec(overview, "bird-dog")):
        glyphs = [key.glyph for key in plot.keys]
        assert len(glyphs) == len(set(glyphs))


@pytest.mark.parametrize(
    ("why", "before", "after", "mark"),
    [
        (Why.START, None, SMALL, "+"),
        (Why.MANUAL, SMALL, None, "−"),
        (Why.INCREASE, LARGE, SMALL, "↑"),
        (Why.STEP_BACK, SMALL, LARGE, "↓"),
        (Why.MANUAL, SMALL, LARGE, "↑"),
        (Why.CLINICIAN, LARGE, SMALL, "↓"),
        (Why.MANUAL, Dose((4, 4)), Dose((8,)), "◆"),
        (Why.MANUAL, Dose((8,)), Dose((8,), load_kg=2), "↑"),
    ],
)
def test_the_mark_of_a_change_says_in_which_direction_it_went(
    why: Why, before: Dose | None, after: Dose | None, mark: str
) -> None:
    assert change_mark(DoseChange(TODAY, "bird-dog", why, before, after)) == mark


# Work


def test_the_planned_work_goes_up_in_steps_and_stops_where_the_exercise_left_the_plan() -> None:
    changes = [
        raised(MONDAY + timedelta(10)),
        DoseChange(MONDAY + timedelta(20), "bird-dog", Why.MANUAL, LARGE, None),
        DoseChange(MONDAY + timedelta(30), "bird-dog", Why.MANUAL, None, SMALL),
        raised(MONDAY + timedelta(5), "plank"),
    ]
    plot = work_chart_spec(an_overview(changes=changes), "bird-dog")
    planned = next(series for series in plot.series if series.ink is ChartInk.PLANNED)
    assert planned.runs == (((-0.5, 90), (9.5, 90), (9.5, 120), (19.5, 120)), ((29.5, 90), (79.5, 90)))
    assert points(plot, "↑") == [(10, plot.top)]


def test_the_work_of_an_exercise_is_drawn_for_the_days_on_which_it_was_logged() -> None:
    work = (WorkDay(MONDAY, 90), WorkDay(TODAY, 45.5))
    plot = work_chart_spec(an_overview(work={"bird-dog": work}), "bird-dog")
    assert next(series for series in plot.series if series.ink is ChartInk.WORK).runs == (((0, 90), (79, 45.5)),)
    assert plot.top > 90


# The axis of dates


@given(first=st.dates(date(1990, 1, 1), date(2040, 1, 1)), days=st.integers(1, 20_000), columns=st.integers(10, 200))
@settings(max_examples=150, deadline=None)
def test_dates_under_the_axis_never_touch(first: date, days: int, columns: int) -> None:
    last = first + timedelta(days - 1)
    plot = ChartSpec(first, last, 1, x_ticks=date_ticks(first, last))
    ticks = fitting_ticks(plot, columns)
    assert all(first <= day <= last for day, _ in ticks)
    starts = [(plot.x(day) * columns / plot.days, len(label)) for day, label in ticks]
    assert all(before + length < after for (before, length), (after, _) in pairwise(starts))


@pytest.mark.parametrize(
    ("weeks", "columns", "labels"),
    [
        (4, 72, ["31 Aug", "7 Sep", "14 Sep", "21 Sep"]),
        (12, 72, ["31 Aug", "14 Sep", "28 Sep", "12 Oct", "26 Oct", "9 Nov"]),
        (53, 72, ["Sep", "Oct", "Nov", "Dec", "2027", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]),
        (150, 72, ["Oct", "2027", "Apr", "Jul", "Oct", "2028", "Apr", "Jul", "Oct", "2029", "Apr", "Jul"]),
        (520, 50, ["2028", "2030", "2032", "2034", "2036"]),
    ],
)
def test_the_dates_under_the_axis_are_round_ones(weeks: int, columns: int, labels: list[str]) -> None:
    last = MONDAY + weeks * WEEK - timedelta(1)
    plot = ChartSpec(MONDAY, last, 1, x_ticks=date_ticks(MONDAY, last))
    assert [label for _, label in fitting_ticks(plot, columns)] == labels


# What plotext draws


@given(
    width=st.integers(SMALLEST[0], 200),
    height=st.integers(SMALLEST[1], 60),
    days=st.integers(1, 800),
    seed=st.integers(0, 10),
)
@settings(max_examples=40, deadline=None)
def test_a_chart_of_any_size_and_length_fills_its_room_exactly(width: int, height: int, days: int, seed: int) -> None:
    last = MONDAY + timedelta(days - 1)
    pains = {MONDAY + timedelta(day): day * seed % 11 for day in range(0, days, 1 + seed % 3)}
    work = tuple(WorkDay(day, pain) for day, pain in pains.items())
    overview = an_overview(
        last=last,
        pains=pains,
        done=pains,
        flares=[Flare(MONDAY, MONDAY + timedelta(seed + 1))],
        pauses=[Pause(last)],
        changes=[raised(last)],
        work={"bird-dog": work},
    )
    for plot in (adherence_chart_spec(overview), pain_chart_spec(overview), work_chart_spec(overview, "bird-dog")):
        for rows in (draw(plot, width, height), area_inks(plot, width, height)):
            assert len(rows) == height
            assert all(len(row) == width for row in rows)


def test_the_bars_the_line_of_100_per_cent_and_the_dates_are_on_the_picture() -> None:
    lines = text_of(adherence_chart_spec(an_overview(done={})))
    assert lines[2].startswith("100 % ┈┈┈") or lines[3].startswith("100 % ┈┈┈")
    assert "█████" in lines[-4]
    assert lines[-1].split()[:2] == ["31", "Aug"]


def test_a_reading_is_drawn_in_the_column_of_its_day() -> None:
    plot = pain_chart_spec(an_overview(last=MONDAY + timedelta(27), pains={MONDAY: 5, MONDAY + timedelta(27): 5}))
    left, columns = day_columns(plot, 60)
    (row,) = (line for line in text_of(plot, 60, 13) if "•" in line)
    slot = columns / 28
    assert left <= row.index("•") < left + slot
    assert left + 27 * slot <= row.rindex("•") < left + columns


def test_a_flare_is_tinted_from_its_first_day_to_its_last_and_the_band_of_noise_where_the_readings_are() -> None:
    overview = an_overview(pains={MONDAY: 5}, flares=[Flare(MONDAY + WEEK, MONDAY + 2 * WEEK)])
    plot = pain_chart_spec(overview)
    left, columns = day_columns(plot, 86)
    rows = area_inks(plot, 86, 14)
    slot = columns / plot.days
    flare = [at for at, ink in enumerate(rows[0]) if ink is ChartInk.FLARE]
    assert (flare[0], flare[-1]) == (left + int(7 * slot), left + int(14 * slot))
    (row,) = (y for y, line in enumerate(text_of(plot, 86, 14)) if "•" in line)
    band = [at for at, ink in enumerate(rows[row]) if ink is ChartInk.BAND]
    assert (band[0], band[-1]) == (left, left + ceil(7 * slot) - 1), "the band is there in the week of its median"
    assert not any(any(row) for row in rows[-2:]), "the axis and the dates are not tinted"


@given(height=st.integers(10, 40), pains=st.lists(st.integers(0, 10), min_size=7, max_size=28), wide=st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_each_reading_can_be_read_back_to_half_a_cell(height: int, pains: list[int], wide: int) -> None:
    last = MONDAY + timedelta(len(pains) - 1)
    plot = pain_chart_spec(
        an_overview(last=last, pains={MONDAY + timedelta(at): pain for at, pain in enumerate(pains)})
    )
    width = 3 + wide * plot.days
    left, columns = day_columns(plot, width)
    lines, rows = text_of(plot, width, height), rows_of(plot, columns, height)
    for at, pain in enumerate(pains):
        cells = slice(left + at * columns // plot.days, left + (at + 1) * columns // plot.days)
        (row,) = (y for y in range(rows) if "•" in lines[y][cells])
        assert abs((rows - row - 0.5) * plot.top / rows - pain) <= plot.top / rows / 2 + 1e-9


@given(shares=st.lists(st.integers(0, 4), min_size=2, max_size=12), height=st.integers(10, 40))
@settings(max_examples=60, deadline=None)
def test_bars_begin_at_0_end_at_their_value_to_an_eighth_of_a_cell_and_have_equal_gaps(
    shares: list[int], height: int
) -> None:
    first = MONDAY
    done = {first + timedelta(7 * week + day): share for week, share in enumerate(shares) for day in range(7)}
    plot = adherence_chart_spec(an_overview(first, first + timedelta(7 * len(shares) - 1), done=done))
    width = 6 + 7 * len(shares)
    left, columns = day_columns(plot, width)
    rows = rows_of(plot, columns, height)
    cells = draw(plot, width, height)
    inks = (ChartInk.BAR, ChartInk.NOW)
    for bar in plot.bars:
        begin = left + round((bar.left + 0.5) * columns / plot.days)
        column = [cells[rows - 1 - up][begin] for up in range(rows)]
        eighths = sum(EIGHTHS.index(glyph) + 1 for glyph, ink in column if ink in inks)
        assert column[0][1] in inks, "it begins at 0"
        assert abs(eighths - 8 * bar.height * rows / plot.top) <= 0.5 + 1e-9
    runs = "".join("#" if ink in inks else " " for _, ink in cells[rows - 1][left:]).rstrip().split("#")
    assert {len(gap) for gap in runs if gap} <= {1} or 0 in shares, "every gap is one column"


def test_a_6_lies_above_the_line_of_5() -> None:
    plot = pain_chart_spec(an_overview(last=MONDAY + timedelta(6), pains={MONDAY + timedelta(3): 6}))
    lines = text_of(plot, 60, 16)
    (point,) = (y for y, line in enumerate(lines) if "•" in line)
    (line,) = (y for y, text in enumerate(lines) if text.startswith(" 5 "))
    assert point < line


def test_fifty_years_are_drawn() -> None:
    first = MONDAY - 2600 * WEEK
    overview = an_overview(first, pains={first + timedelta(day): 5 * (day % 9 == 0) for day in range(18_000)})
    assert any("█" in line for line in text_of(adherence_chart_spec(overview)))
    assert any("·" in line for line in text_of(pain_chart_spec(overview)))


def test_a_single_day_is_drawn() -> None:
    overview = an_overview(TODAY - timedelta(TODAY.weekday()), TODAY - timedelta(TODAY.weekday()))
    assert any("█" in line for line in text_of(adherence_chart_spec(overview)))
    assert any("•" in line for line in text_of(pain_chart_spec(overview)))


def test_importing_the_chart_does_not_load_plotext() -> None:
    code = "import sys, tracker.tui.widgets.charts.chart, tracker.tui.history.screen; print('plotext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.skipif("BACKTRACKER_SAMPLES" not in os.environ, reason="needs the folder of sample files")
def test_real_diaries_are_drawn() -> None:
    files = sorted(Path(os.environ["BACKTRACKER_SAMPLES"], "pain").glob("*.csv"))
    assert files
    for file in files:
        plot = pain_chart_spec(overview_of(file))
        drawn = "".join(text_of(plot))
        assert "•" in drawn or "·" in drawn


def overview_of(file: Path) -> Overview:
    """The highest pain of each day, rounded."""
    pains: dict[date, int] = defaultdict(int)
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            if row["name"] != "happiness":
                day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
                pains[day] = max(pains[day], round(float(row["intensity"])))
    first = min(pains)
    return an_overview(first - timedelta(first.weekday()), max(pains), pains=pains)


def test_pain_during_exercise_is_drawn_by_day_with_leg_symptoms_above() -> None:
    days = an_overview(last=MONDAY + timedelta(6)).days
    unread = [replace(day, exercise_pain=None) for day in days]
    changed = (replace(days[0], exercise_pain=6, worst="bird-dog"), replace(unread[1], leg=True), *unread[2:])
    overview = replace(an_overview(last=MONDAY + timedelta(6)), days=changed)
    plot = exercise_pain_chart_spec(overview)
    assert (points(plot, "✚"), points(plot, "L")) == ([(0, 6)], [(1, 11)])
    assert [key.glyph for key in plot.keys] == ["✚", "L"], "the legend names every sign that is drawn"
    assert exercise_pain_sentence(overview, {"bird-dog": "Bird dog"}) == (
        "Pain during exercise on 1 of 1 day with a reading; the worst was 6, in Bird dog on 31 August 2026. "
        "Leg symptoms on 1 day."
    )

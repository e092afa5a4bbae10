"""The year of days, and the ledger strip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from tests.support.overviews import TODAY, an_overview
from tracker.core.analytics.trends import DayTrend
from tracker.core.engine.flares import Flare
from tracker.core.model import Pause
from tracker.tui.history.heatmap import LABELS, Heatmap, Level, level, weeks_shown
from tracker.tui.widgets.day_messages import DayChosen, DayPointed
from tracker.tui.widgets.day_strip import DayStrip, Mark, strip_text

FIRST = date(2025, 11, 17)
YEAR = an_overview(FIRST).days
DAY = DayTrend(TODAY, 0, None, flare=False, paused=False, planned_sets=10, done_sets=10, done=True)
YESTERDAY = TODAY - timedelta(1)


class HeatmapApp(App[None]):
    def __init__(self, days: tuple[DayTrend, ...] = YEAR) -> None:
        super().__init__()
        self.days = days
        self.pointed: list[date] = []
        self.chosen: list[date] = []

    def compose(self) -> ComposeResult:
        yield Heatmap()

    def on_mount(self) -> None:
        self.heatmap.today, self.heatmap.days = TODAY, self.days

    @property
    def heatmap(self) -> Heatmap:
        return self.query_one(Heatmap)

    def lines(self) -> list[str]:
        return [self.heatmap.render_line(y).text for y in range(self.heatmap.size.height)]

    def on_day_pointed(self, event: DayPointed) -> None:
        self.pointed.append(event.day)
        self.heatmap.cursor = event.day

    def on_day_chosen(self, event: DayChosen) -> None:
        self.chosen.append(event.day)


@pytest.mark.parametrize(
    ("day", "how"),
    [
        (None, Level.UNKNOWN),
        (DAY, Level.ALL),
        (replace(DAY, done_sets=5), Level.MOST),
        (replace(DAY, done_sets=4), Level.SOME),
        (replace(DAY, date=YESTERDAY, done_sets=0), Level.NONE),
        (replace(DAY, done_sets=0), Level.FREE),
        (replace(DAY, planned_sets=0, done_sets=0), Level.FREE),
        (replace(DAY, planned_sets=0, done_sets=0, paused=True), Level.PAUSED),
        (replace(DAY, flare=True), Level.FLARE),
    ],
)
def test_a_day_is_told_by_its_share_and_today_is_not_yet_missed(day: DayTrend | None, how: Level) -> None:
    assert level(day, TODAY) is how


def test_every_level_and_every_mark_has_a_glyph_of_its_own_so_that_colour_is_not_needed() -> None:
    assert len({member.glyph for member in Level}) == len(Level)
    assert len({member.glyph for member in Mark}) == len(Mark)


@given(width=st.integers(1, 200), weeks=st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_the_weeks_shown_always_fit(width: int, weeks: int) -> None:
    shown, wide = weeks_shown(width, weeks)
    assert 1 <= shown <= min(weeks, 53)
    assert LABELS + shown * wide <= max(width, LABELS + 1)


@pytest.mark.parametrize(("width", "weeks", "wide"), [(160, 53, 2), (80, 53, 1), (60, 53, 1), (40, 36, 1)])
def test_a_year_is_shown_wherever_there_is_room(width: int, weeks: int, wide: int) -> None:
    assert weeks_shown(width, 53) == (weeks, wide)


async def test_the_map_names_the_months_and_the_days_of_the_week() -> None:
    app = HeatmapApp()
    async with app.run_test(size=(80, 24)):
        lines = app.lines()
        assert lines[0].split() == [
            "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        ]  # fmt: skip
        assert [line[:3].strip() for line in lines[1:8]] == ["Mon", "", "Wed", "", "Fri", "", "Sun"]


async def test_each_day_is_in_the_row_of_its_weekday_and_the_column_of_its_week() -> None:
    days = an_overview(
        FIRST,
        pauses=[Pause(date(2026, 8, 3), date(2026, 8, 3))],
        flares=[Flare(date(2026, 8, 11), date(2026, 8, 12))],
    ).days
    app = HeatmapApp(days)
    async with app.run_test(size=(80, 24)):
        lines = app.lines()
        column = LABELS + (date(2026, 8, 3) - FIRST).days // 7
        assert lines[1][column] == Level.PAUSED.glyph
        assert lines[2][column + 1] == Level.FLARE.glyph
        assert "▲ flare" in lines[9]
        assert "═ paused" in lines[9]
        assert lines[3][LABELS + 52] == Level.MOST.glyph
        assert lines[4][LABELS + 52] == " ", "tomorrow is empty"


async def test_the_arrows_go_by_days_and_weeks_and_stay_among_the_days_known() -> None:
    app = HeatmapApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.heatmap.focus()
        await pilot.press("up", "left", "up", "down", "right", "right")
        week = timedelta(7)
        assert app.pointed == [TODAY, TODAY - week, TODAY - week - timedelta(1), TODAY - week, TODAY, TODAY]
        await pilot.press("enter")
        assert app.chosen == [TODAY]
        app.heatmap.cursor = FIRST
        await pilot.press("left")
        assert app.pointed[-1] == FIRST


async def test_a_click_points_at_a_day_and_another_one_chooses_it() -> None:
    app = HeatmapApp()
    async with app.run_test(size=(120, 24)) as pilot:
        column = LABELS + 2 * 52
        await pilot.click(Heatmap, offset=(column, 3))
        assert (app.pointed, app.chosen) == ([TODAY], [])
        await pilot.click(Heatmap, offset=(column + 1, 3))
        assert (app.pointed, app.chosen) == ([TODAY], [TODAY])
        await pilot.click(Heatmap, offset=(column, 6))
        await pilot.click(Heatmap, offset=(1, 3))
        assert len(app.pointed) == 1, "the future and the labels are no days"


async def test_a_narrow_map_shows_the_newest_weeks_and_an_empty_one_nothing() -> None:
    app = HeatmapApp()
    async with app.run_test(size=(30, 12)) as pilot:
        assert app.heatmap.week_starts[-1] == date(2026, 11, 16)
        assert len(app.heatmap.week_starts) == 26
        app.heatmap.days = ()
        await pilot.pause()
        app.heatmap.focus()
        await pilot.press("left", "enter")
        assert not any(line.strip() for line in app.lines())
        assert not app.pointed


async def test_the_name_of_a_month_that_begins_in_the_last_week_is_whole() -> None:
    app = HeatmapApp(tuple(day for day in YEAR if date(2026, 8, 3) <= day.date <= date(2026, 11, 1)))
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        assert app.lines()[0].split() == ["Sep", "Oct", "Nov"]


async def test_the_legend_names_every_sign_that_is_drawn() -> None:
    flare, free = replace(DAY, date=FIRST, flare=True), replace(DAY, date=FIRST + timedelta(1), planned_sets=0)
    days = (flare, free, *(replace(day, done_sets=9 if day.date.day % 2 else 0) for day in YEAR[2:-1]), DAY)
    app = HeatmapApp(days)
    async with app.run_test(size=(50, 14)) as pilot:
        await pilot.pause()
        legend = " ".join(" ".join(app.lines()[9:]).split())
    assert legend == "■ all done ▪ at least half ○ none ▲ flare · nothing planned"


def test_a_strip_says_in_words_what_it_shows() -> None:
    marks = (Mark.DONE, Mark.DONE, Mark.MISSED, Mark.PAINFUL)
    assert strip_text(marks) == "4 days: 2 done, 1 missed, 1 painful."
    assert strip_text(()) == "No days yet."


class StripApp(App[None]):
    def compose(self) -> ComposeResult:
        yield DayStrip()


async def test_a_strip_is_a_row_of_glyphs_with_its_length() -> None:
    app = StripApp()
    async with app.run_test(size=(40, 5)) as pilot:
        strip = app.query_one(DayStrip)
        strip.marks = (Mark.DONE,) * 7 + (Mark.PAINFUL, Mark.RAISED, Mark.UNKNOWN)
        await pilot.pause()
        assert strip.render_line(0).text.rstrip() == "●●●●●●●✚↑? 10 days"
        assert strip.tooltip == strip.description

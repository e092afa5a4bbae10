"""Checked pictures of History: at three sizes, by night, by day and without colour, and where little is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from tests.support.waiting import settled
from tests.support.walking import press, walk
from tests.tui.conftest import MONDAY, SUNDAY, MakeApp
from tracker.clock import Clock
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.demo.demo import fill
from tracker.service.plan import planning
from tracker.tui.compat import plotext_drawing
from tracker.tui.config import Config
from tracker.tui.history.chart_pane import ChartPane
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.today.screen import TodayScreen

Compare = Callable[..., bool]
SIZES = {"60x20": (60, 20), "80x24": (80, 24), "160x50": (160, 50)}
CHARTS = {"adherence": "", "pain": "j", "year": "jjjj", "work": "jjjjj"}


def at(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What opens History and presses keys there."""

    async def go(pilot: Pilot[None]) -> None:
        plotext_drawing.load()
        await walk(pilot, HistoryScreen, "H")
        await press(pilot, *keys)

    return go


@pytest.fixture
def half_a_year(context: AppContext) -> None:
    """The demonstration: with a flare, a holiday, and steps up and down."""
    then = open_context(context.store.path, Clock(SUNDAY))
    fill(then)
    then.close()


@pytest.mark.usefixtures("half_a_year")
@pytest.mark.parametrize("chart", CHARTS)
def test_each_chart_looks_as_it_was_agreed(snap_compare: Compare, make_app: MakeApp, chart: str) -> None:
    assert snap_compare(make_app(SUNDAY), terminal_size=SIZES["80x24"], run_before=at(*CHARTS[chart]))


@pytest.mark.usefixtures("half_a_year")
@pytest.mark.parametrize("theme", ["backtracker-dark", "backtracker-light"])
@pytest.mark.parametrize("size", SIZES)
def test_a_year_looks_as_it_was_agreed(snap_compare: Compare, make_app: MakeApp, size: str, theme: str) -> None:
    app = make_app(SUNDAY, Config(theme=theme, animation=False))
    assert snap_compare(app, terminal_size=SIZES[size], run_before=at("r", "j"))


@pytest.mark.usefixtures("half_a_year")
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_read_without_colour(
    snap_compare: Compare, make_app: MakeApp, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(SUNDAY), terminal_size=SIZES[size], run_before=at("j", "comma"))


@pytest.mark.usefixtures("half_a_year")
@pytest.mark.parametrize("size", SIZES)
def test_function_looks_as_it_was_agreed(snap_compare: Compare, make_app: MakeApp, size: str) -> None:
    assert snap_compare(make_app(SUNDAY), terminal_size=SIZES[size], run_before=at("r", *"jjj"))


def test_the_first_day_of_all_looks_as_it_was_agreed(
    snap_compare: Compare, context: AppContext, make_app: MakeApp
) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    planning.start_plan(context, planning.starter(context, "big"))
    recording.check_in(context, MONDAY.date(), 2)
    recording.log_missing(context, MONDAY.date())
    assert snap_compare(make_app(), terminal_size=SIZES["160x50"], run_before=at())


def test_where_nothing_is_scored_it_says_how_to(snap_compare: Compare, context: AppContext, make_app: MakeApp) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    recording.check_in(context, MONDAY.date(), 2)
    assert snap_compare(make_app(), terminal_size=SIZES["80x24"], run_before=at(*"jjj"))


def test_before_anything_is_logged_it_says_how_to_begin(
    snap_compare: Compare, context: AppContext, make_app: MakeApp
) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    assert snap_compare(make_app(), terminal_size=SIZES["80x24"], run_before=at())


@pytest.mark.usefixtures("half_a_year")
async def test_a_day_of_each_chart_is_opened_on_today_by_mouse_and_by_keyboard(make_app: MakeApp) -> None:
    plotext_drawing.load()
    async with make_app(SUNDAY).run_test(size=SIZES["160x50"]) as pilot:
        opened = []
        for view in CHARTS:
            history = await walk(pilot, HistoryScreen, "H", "escape")
            picture = history.query_one(f"#{view}", ChartPane).picture
            for _ in range(2):
                await pilot.click(picture, offset=(30, 4))
                await settled(pilot)
            assert isinstance(pilot.app.screen, TodayScreen), view
            opened.append(pilot.app.screen.day)
        assert None not in opened
        assert len(set(opened)) >= 3, "each chart has its own scale"
        await walk(pilot, HistoryScreen, "H", "escape")
        today = await walk(pilot, TodayScreen, "comma", "comma", "enter")
        assert today.day == SUNDAY.date() - timedelta(days=1)

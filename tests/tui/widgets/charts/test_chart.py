"""The widget of the charts: when it draws, what it says, and what a click on it does."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.support.overviews import MONDAY, TODAY, an_overview
from tracker.core.engine.flares import Flare
from tracker.tui.compat import plotext_drawing
from tracker.tui.compat.plotext_drawing import draw
from tracker.tui.history.chart_builders import pain_chart_spec
from tracker.tui.themes import THEMES
from tracker.tui.widgets.charts import chart as chart_module
from tracker.tui.widgets.charts.chart import Chart
from tracker.tui.widgets.charts.layout import day_columns
from tracker.tui.widgets.charts.spec import ChartSpec
from tracker.tui.widgets.day_messages import DayChosen, DayPointed


class ChartApp(App[None]):
    def __init__(self, plot: ChartSpec) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.plot = plot
        self.messages: list[DayPointed | DayChosen] = []

    def compose(self) -> ComposeResult:
        yield Chart()

    def on_mount(self) -> None:
        self.query_one(Chart).plot = self.plot

    def on_day_pointed(self, event: DayPointed) -> None:
        self.messages.append(event)

    def on_day_chosen(self, event: DayChosen) -> None:
        self.messages.append(event)


def shown(app: App[None]) -> list[str]:
    widget = app.query_one(Chart)
    return [widget.render_line(y).text for y in range(widget.size.height)]


async def test_a_chart_is_drawn_again_only_for_new_data_or_a_new_size(monkeypatch: pytest.MonkeyPatch) -> None:
    plotext_drawing.load()
    drawn: list[ChartSpec] = []

    def counted(plot: ChartSpec, width: int, height: int) -> plotext_drawing.Rows:
        drawn.append(plot)
        return draw(plot, width, height)

    monkeypatch.setattr(chart_module, "draw", counted)
    app = ChartApp(pain_chart_spec(an_overview()))
    async with app.run_test(size=(80, 24)) as pilot:
        widget = app.query_one(Chart)
        await pilot.pause()
        before = widget.render_line(9)
        assert len(drawn) == 1
        app.theme = THEMES[1].name
        await pilot.pause()
        widget.cursor = TODAY
        await pilot.pause()
        widget.refresh()
        await pilot.pause()
        assert len(drawn) == 1
        assert widget.render_line(9) != before
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert {len(line) for line in shown(app)} == {60}
        assert len(drawn) == 2
        widget.plot = pain_chart_spec(an_overview(pains={MONDAY: 7}))
        await pilot.pause()
        assert len(drawn) == 3


async def test_a_chart_shown_before_plotext_is_there_appears_when_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plotext_drawing, "_plotext", None)
    app = ChartApp(pain_chart_spec(an_overview()))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("•" in line for line in shown(app))


async def test_the_legend_says_what_the_marks_mean() -> None:
    plotext_drawing.load()
    app = ChartApp(pain_chart_spec(an_overview(flares=[Flare(MONDAY, None)])))
    async with app.run_test(size=(60, 20)):
        legend = " ".join(shown(app)[-2:])
        assert "· morning" in legend, "where there are more readings than columns they are smaller"
        assert "▲ flare" in legend


async def test_a_click_points_at_a_day_and_another_one_chooses_it() -> None:
    plotext_drawing.load()
    plot = pain_chart_spec(an_overview())
    app = ChartApp(plot)
    async with app.run_test(size=(80, 24)) as pilot:
        left, columns = day_columns(plot, 80)
        await pilot.click(Chart, offset=(left + columns - 1, 5))
        assert app.messages == [DayPointed(TODAY)]
        app.query_one(Chart).cursor = TODAY
        await pilot.pause()
        await pilot.click(Chart, offset=(left + columns - 1, 5))
        assert app.messages[1:] == [DayChosen(TODAY)]


@pytest.mark.parametrize("width", [40, 74, 80, 101])
async def test_wherever_a_chart_is_clicked_the_same_place_again_chooses_that_day(width: int) -> None:
    plotext_drawing.load()
    plot = pain_chart_spec(an_overview())
    left, columns = day_columns(plot, width)
    app = ChartApp(plot)
    async with app.run_test(size=(width, 24)) as pilot:
        for column in range(0, columns, 7):
            app.messages.clear()
            await pilot.click(Chart, offset=(left + column, 5))
            app.query_one(Chart).cursor = app.messages[0].day
            await pilot.click(Chart, offset=(left + column, 5))
            assert app.messages == [DayPointed(app.messages[0].day), DayChosen(app.messages[0].day)]
            app.query_one(Chart).cursor = None


async def test_without_colour_the_band_is_a_texture() -> None:
    plotext_drawing.load()
    app = ChartApp(pain_chart_spec(an_overview()))
    app.no_color = True
    async with app.run_test(size=(80, 24)):
        assert any("░░░" in line for line in shown(app)[:-2])


async def test_the_description_of_a_chart_is_its_sentence() -> None:
    app = ChartApp(pain_chart_spec(an_overview(), "Median morning pain 1."))
    async with app.run_test():
        assert app.query_one(Chart).description == "Median morning pain 1."

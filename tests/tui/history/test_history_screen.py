"""History, as someone uses it."""

from __future__ import annotations

from asyncio import Event
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widgets import Static

from tests.support.overviews import TODAY, an_overview
from tests.support.waiting import settled
from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.analytics.ranges import Range, Reach, reaching, weeks_to
from tracker.core.analytics.trends import DoseChange, Overview, WorkDay
from tracker.core.errors import StorageError
from tracker.core.model import Dose, FunctionScores, Pause, Why
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day.recording import check_in
from tracker.service.plan import planning
from tracker.tui.compat import plotext_drawing
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.history.chart_pane import ChartPane
from tracker.tui.history.heatmap import Heatmap
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.history.source import HistoryData, StoredHistory
from tracker.tui.themes import THEMES
from tracker.tui.widgets.charts.chart import Chart
from tracker.tui.widgets.day_messages import DayChosen
from tracker.tui.widgets.text.split_line import SplitLine

LONG_AGO = date(2024, 1, 10)
TWELVE_WEEKS = Range(date(2026, 8, 31), TODAY)
UNITS = {"bird-dog": "seconds", "my-row": "repetitions"}
SCORES = (FunctionScores(TODAY - timedelta(14), (("Lift", 2),)), FunctionScores(TODAY, (("Lift", 6),), (1, 2, 3)))
NAMES = {"bird-dog": "Bird dog", "my-row": "[b]Row[/b] [@click=app.bell]"}


class Source:
    """Six done of ten on every day, a pain of 1, and two exercises; one has a name like markup."""

    first_weekday = 0

    def __init__(self) -> None:
        self.asked: list[Range] = []
        self.day = TODAY
        self.began: date | None = LONG_AGO
        self.problem: StorageError | None = None
        self.pauses: tuple[Pause, ...] = ()
        self.empty = False
        self.known_at_once = 1000
        self.rest_known = Event()

    async def read(self, requested: Reach | Range, weeks_drawn: int = 0) -> HistoryData:
        if self.problem is not None:
            raise self.problem
        if weeks_drawn:
            await self.rest_known.wait()
        elif requested is Reach.ALL and self.known_at_once < reaching(requested, self.day, self.began).weeks:
            known = weeks_to(self.day, self.known_at_once)
            return HistoryData(self.day, self.began, NAMES, UNITS, self.overview(known.first, known.last), more=True)
        weeks = requested if isinstance(requested, Range) else reaching(requested, self.day, self.began)
        self.asked.append(weeks)
        return HistoryData(self.day, self.began, NAMES, UNITS, self.overview(weeks.first, weeks.last), function=SCORES)

    def overview(self, first: date, last: date) -> Overview:
        days = [first + timedelta(number) for number in range((last - first).days + 1)]
        return an_overview(
            first,
            last,
            pains={} if self.empty else None,
            unplanned=days if self.empty else (),
            pauses=self.pauses,
            changes=[DoseChange(date(2026, 11, 17), "my-row", Why.INCREASE, Dose((8,)), Dose((9,)))],
            work={} if self.empty else {"bird-dog": (WorkDay(last, 90),), "my-row": (WorkDay(last, 9),)},
        )

    async def prepare(self) -> None:
        """Everything is there already."""

    def today(self) -> date:
        return self.day


class Said(NamedTuple):
    """A line's left end and its right one."""

    left: str
    right: str


class HistoryApp(App[None]):
    def __init__(self, source: Source) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.source = source
        self.today = source.day
        self.config = Config()
        self.opened: list[date] = []

    def on_mount(self) -> None:
        plotext_drawing.load()
        self.push_screen(HistoryScreen(self.source))

    def on_day_chosen(self, event: DayChosen) -> None:
        self.opened.append(event.day)

    def text(self, selector: str) -> str:
        return str(self.screen.query_one(selector, Static).content)

    def ends(self, selector: str) -> Said:
        line = self.screen.query_one(selector, SplitLine)
        return Said(str(line.left), str(line.right))

    @property
    def current(self) -> ChartPane:
        (pane,) = self.screen.query("ChartPane.-current").results(ChartPane)
        return pane


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def app(source: Source) -> HistoryApp:
    return HistoryApp(source)


async def settle(app: HistoryApp) -> None:
    """What was wanted is read and drawn, and then the map of the year."""
    await app.workers.wait_for_complete()
    weeks_drawn = Event()
    app.screen.call_after_refresh(weeks_drawn.set)
    await weeks_drawn.wait()
    await app.workers.wait_for_complete()


async def test_history_opens_on_the_adherence_of_the_last_twelve_weeks(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.pause()
        assert TWELVE_WEEKS in source.asked
        assert app.ends("#views").right == "◂ 31 Aug to 18 Nov"
        assert app.current.view == "adherence"
        assert "80 % of what was planned in the last 12 weeks" in app.current.sentence
        visible = [pane.view for pane in app.screen.query(ChartPane) if pane.region.area]
        assert visible == ["adherence"]


async def test_in_a_narrow_window_the_chart_shown_is_always_among_the_names(app: HistoryApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(app)
        names = []
        for _ in range(6):
            names.append(app.ends("#views").left)
            assert len(" ".join(app.ends("#views"))) <= 60 - 2 * 2
            await pilot.press("down")
        assert names == [
            *["Adherence  Pain  During  Function  …"] * 3,
            "…  Pain  During  Function  Year  Work",
            "…  During  Function  Year  Work",
            "…  Pain  During  Function  Year  Work",
        ]


async def test_a_large_window_shows_four_charts(app: HistoryApp) -> None:
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(app)
        await pilot.pause()
        panes = [pane for pane in app.screen.query(ChartPane) if pane.region.area]
        assert [pane.view for pane in panes] == ["adherence", "pain", "year", "work"]
        assert all(pane.region.width > 70 and pane.region.height > 12 for pane in panes)
        await pilot.press("down", "down")
        await settle(app)
        await pilot.pause()
        panes = [pane for pane in app.screen.query(ChartPane) if pane.region.area]
        assert [pane.view for pane in panes] == ["adherence", "during", "year", "work"]
        await pilot.press("down")
        await settle(app)
        await pilot.pause()
        panes = [pane for pane in app.screen.query(ChartPane) if pane.region.area]
        assert [pane.view for pane in panes] == ["adherence", "function", "year", "work"]


async def test_a_chart_chosen_in_a_small_window_has_its_place_in_a_large_one(app: HistoryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("down", "down")
        await settle(app)
        await pilot.resize_terminal(160, 50)
        await settle(app)
        await pilot.pause()
        panes = [pane.view for pane in app.screen.query(ChartPane) if pane.region.area]
        assert panes == ["adherence", "during", "year", "work"]


async def test_another_chart_leaves_the_hidden_ones_as_they_are(
    app: HistoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: set[str | None] = set()
    apply = Stylesheet.apply

    def noted(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        if isinstance(node, ChartPane):
            styled.add(node.id)
        apply(sheet, node, **options)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("down")
        await settle(app)
        monkeypatch.setattr(Stylesheet, "apply", noted)
        await pilot.press("down")
        await settle(app)
    assert styled == {"pain", "during"}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)])
async def test_the_sentence_beneath_each_chart_is_on_the_screen(app: HistoryApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(app)
        for _ in range(4):
            await pilot.pause()
            sentence = app.current.query_one(".words", Static)
            assert str(sentence.content)
            assert sentence.region.height > 0
            assert sentence.region.bottom <= size[1]
            assert app.current.picture.region.height >= 8
            await pilot.press("down")
            await settle(app)


async def test_down_goes_through_the_charts_and_then_the_exercises_and_up_comes_back(app: HistoryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        data = []
        for key in ("down", "j", "down", "down", "down", "down", "down", "k"):
            await pilot.press(key)
            await settle(app)
            await pilot.pause()
            data.append((app.current.view, app.current.title))
        assert [view for view, _ in data] == [
            "pain", "during", "function", "year", "work", "work", "adherence", "work",
        ]  # fmt: skip
        assert data[4][1] == "Bird dog · seconds"
        assert data[5][1] == "[b]Row[/b] [@click=app.bell] · repetitions"
        assert app.ends("#ranges").left == data[5][1], "a name is shown as it was typed"


async def test_r_looks_further_back_and_left_and_right_move_through_time(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("left")
        await settle(app)
        assert source.asked[-2] == Range(date(2026, 6, 8), date(2026, 8, 30))
        assert app.ends("#views").right == "◂ 8 Jun to 30 Aug ▸"
        await pilot.press("right")
        await settle(app)
        assert app.ends("#views").right == "◂ 31 Aug to 18 Nov"
        await pilot.press("right")
        await settle(app)
        assert app.ends("#views").right == "◂ 31 Aug to 18 Nov", "there is nothing after today"
        await pilot.press("r")
        await settle(app)
        assert app.ends("#views").right == "◂ 17 Nov 2025 to 18 Nov"
        await pilot.press("r")
        await settle(app)
        assert source.asked[-2] == Range(date(2024, 1, 8), TODAY)
        await pilot.press("left")
        await settle(app)
        assert app.ends("#views").right == "8 Jan 2024 to 18 Nov", "all is all there is"
        await pilot.press("r")
        await settle(app)
        assert app.ends("#views").right == "◂ 26 Oct to 18 Nov"


async def test_all_weeks_are_drawn_as_far_as_they_are_known_and_then_completed(app: HistoryApp, source: Source) -> None:
    source.known_at_once = 52
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("r", "r")
        await pilot.pause()
        assert app.ends("#views").right == "◂ 24 Nov 2025 to 18 Nov …"
        assert "in the last year: 2880 of 3600 sets" in app.current.sentence
        source.rest_known.set()
        await settle(app)
        assert app.ends("#views").right == "8 Jan 2024 to 18 Nov"
        assert "in the last 150 weeks: " in app.current.sentence


async def test_who_goes_on_does_not_wait_for_what_is_not_known_yet(app: HistoryApp, source: Source) -> None:
    source.known_at_once = 52
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("r", "r", "r")
        await pilot.pause()
        source.rest_known.set()
        await settle(app)
        assert app.ends("#views").right == "◂ 26 Oct to 18 Nov"


async def test_to_look_at_another_chart_asks_for_nothing(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        asked = len(source.asked)
        await pilot.press("down", "down", "down", "down", "down", "down")
        await settle(app)
        assert len(source.asked) == asked


async def test_what_was_seen_is_kept_until_anybody_writes(database: Path, context: AppContext) -> None:
    database_worker = DatabaseWorker(database, Clock(MONDAY))
    source = StoredHistory(database_worker, MONDAY.date())
    data = await source.read(Reach.TWELVE_WEEKS)
    assert await source.read(Reach.TWELVE_WEEKS) is data
    check_in(context, MONDAY.date(), 3)
    new = await source.read(Reach.TWELVE_WEEKS)
    assert new.overview.days[-1].pain == 3
    assert (data.first_day, new.first_day) == (None, MONDAY.date())
    database_worker.close()


async def test_when_a_day_has_passed_the_weeks_reach_up_to_the_new_one(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)):
        await settle(app)
        source.day = TODAY + timedelta(1)
        assert isinstance(app.screen, HistoryScreen)
        await app.screen.reload()
        await settle(app)
        assert Range(date(2026, 8, 31), TODAY + timedelta(1)) in source.asked
        assert app.ends("#views").right == "◂ 31 Aug to 19 Nov"


async def test_a_day_can_be_pointed_at_read_about_and_opened(app: HistoryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("enter")
        assert app.opened == []
        await pilot.press("comma", "comma")
        assert app.text("#day").startswith(
            "Tue 17 November: pain 1 in the morning, 0 in exercise; 8 of 10 sets done. [b]Row[/b]"
        )
        assert {chart.cursor for chart in app.screen.query(Chart)} == {date(2026, 11, 17)}
        await pilot.press("enter")
        assert app.opened == [date(2026, 11, 17)]
        await pilot.press("full_stop", "full_stop")
        assert app.text("#day").startswith("Wed 18 November"), "the day after today is no day yet"
        await pilot.press("escape")
        assert app.text("#day") == ""


async def test_the_map_of_the_year_is_entered_with_tab_and_left_with_escape(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("down", "down", "down", "down", "tab", "left", "left", "up")
        assert isinstance(app.focused, Heatmap)
        await pilot.press("enter")
        assert app.opened == [date(2026, 11, 10)]
        shown = app.ends("#views").right
        await pilot.press("escape", "left")
        await settle(app)
        assert app.focused is None
        assert app.ends("#views").right != shown, "the arrows move the weeks again"


async def test_the_mouse_chooses_charts_ranges_and_weeks(app: HistoryApp, source: Source) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.pause()
        await pilot.click("#views", offset=(14, 0))
        assert app.current.view == "pain"
        await pilot.click("#ranges", offset=(80 - 2 - len(app.ends("#ranges").right), 0))
        await settle(app)
        await pilot.pause()
        assert app.ends("#views").right == "◂ 26 Oct to 18 Nov"
        await pilot.click("#views", offset=(80 - 2 - len(app.ends("#views").right), 0))
        await settle(app)
        assert app.ends("#views").right == "◂ 28 Sep to 25 Oct ▸"


async def test_a_click_on_a_chart_makes_it_the_current_one(app: HistoryApp) -> None:
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(app)
        await pilot.pause()
        await pilot.click("#pain", offset=(30, 5))
        assert app.current.view == "pain"
        assert app.text("#day") != ""


async def test_without_any_history_the_screen_says_how_to_begin(app: HistoryApp, source: Source) -> None:
    source.began, source.empty = None, True
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.pause()
        missing = app.current.query_one(".words", Static)
        assert str(missing.content).startswith("Nothing is logged yet. Open Today")
        assert missing.region.area
        assert not app.current.picture.region.area
        assert app.current.sentence == str(missing.content)
        await pilot.press("left", "comma", "down", "down", "down", "down", "down")


async def test_each_chart_without_data_says_what_to_do_next(app: HistoryApp, source: Source) -> None:
    source.empty = True
    async with app.run_test(size=(160, 50)):
        await settle(app)
        sentences = {pane.view: pane.sentence for pane in app.screen.query(ChartPane)}
        assert sentences["adherence"].startswith("Nothing was planned in these weeks before today")
        assert sentences["year"] == sentences["adherence"]
        assert sentences["pain"].startswith("No morning in these weeks has an answer.")
        assert sentences["work"].startswith("No exercise was logged in these weeks.")


async def test_weeks_of_pause_are_said_to_be_left_out_not_missed(app: HistoryApp, source: Source) -> None:
    source.pauses = (Pause(LONG_AGO),)
    async with app.run_test(size=(80, 24)):
        await settle(app)
        assert "Paused days do not count against you" in app.current.sentence


async def test_a_problem_of_the_store_is_told_and_the_screen_goes_on(app: HistoryApp, source: Source) -> None:
    source.problem = StorageError("The database is locked by another program. Try again in a moment.")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == [str(source.problem)]
        source.problem = None
        await pilot.press("r")
        await settle(app)
        assert app.current.sentence


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_screen_survives_any_size_in_both_themes(app: HistoryApp, theme: str) -> None:
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(app)
        app.theme = theme
        for size in ((20, 6), (60, 20), (1, 1), (120, 36), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down")
            await settle(app)
        assert app.current.region.area


async def test_a_day_that_is_pointed_at_says_its_scores(app: HistoryApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app)
        await pilot.press("comma")
        await settle(app)
        assert str(app.screen.query_one("#day", Static).content).endswith("Scores: Lift 6; PEG 1, 2, 3.")
        await pilot.press("comma")
        await settle(app)
        assert "Scores" not in str(app.screen.query_one("#day", Static).content)


async def test_what_is_read_when_the_program_was_left_is_not_drawn(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    planning.set_exercise(context, context.exercise("bird-dog"))
    app = make_app()
    async with app.run_test() as pilot:
        screen = await walk(pilot, HistoryScreen, "H")
        monkeypatch.setattr(HistoryScreen, "is_closing", True)
        await screen.query("#views").remove()  # as when the screens are taken down
        await screen.reload()
        await settled(pilot)
        assert app.is_running

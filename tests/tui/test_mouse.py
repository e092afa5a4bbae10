"""What a click does on the parts that every screen has, and in the session."""

from __future__ import annotations

import pytest

from tests.support.waiting import settled
from tests.support.walking import press
from tests.tui.conftest import MONDAY, MakeApp
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.library.screen import LibraryScreen
from tracker.tui.plan.screen import PlanScreen
from tracker.tui.today.screen import TodayScreen
from tracker.tui.today.session_list import SessionList
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.top_bar import TopBar


@pytest.fixture(autouse=True)
def planned(context: AppContext) -> None:
    """Three exercises, so that the first run asks for nothing."""
    for exercise in ("bird-dog", "bridge", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise))


@pytest.mark.parametrize("width", [50, 80])
async def test_a_click_on_the_name_of_a_screen_goes_there(make_app: MakeApp, width: int) -> None:
    async with make_app().run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        line = pilot.app.screen.query_one(TopBar).render_line(0).text
        for name, screen in (("Plan", PlanScreen), ("History", HistoryScreen), ("Library", LibraryScreen),
                             ("Today", TodayScreen)):  # fmt: skip
            await pilot.click(TopBar, offset=(line.index(name), 0))
            await settled(pilot)
            assert isinstance(pilot.app.screen, screen)


async def test_a_click_beside_the_names_stays_where_it_is(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await settled(pilot)
        for column in (0, 79):
            await pilot.click(TopBar, offset=(column, 0))
            await settled(pilot)
            assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_click_on_a_key_in_the_footer_presses_it(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await press(pilot, "0")
        bar = pilot.app.screen.query_one(KeyBar)
        log = next(key for key in bar.keys if key.pressed == "enter")
        at = bar.render_line(0).text.index(f"{log.shown} {log.does}")
        await pilot.click(KeyBar, offset=(at, 0))
        await settled(pilot)
        assert len(context.store.day_sets(MONDAY.date())) == 1


async def test_the_key_under_the_mouse_says_what_it_does(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await press(pilot, "0")
        bar = pilot.app.screen.query_one(KeyBar)
        for key in bar.keys[:3]:
            at = bar.render_line(0).text.index(f"{key.shown} {key.does}")
            await pilot.hover(KeyBar, offset=(at, 0))
            assert (bar.pointed, bar.tooltip) == (key, key.tooltip)
        await pilot.hover(TopBar)
        assert bar.pointed is None


async def test_a_click_on_a_line_of_the_session_puts_the_cursor_there(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await settled(pilot)
        session = pilot.app.screen.query_one(SessionList)
        lines = [session.render_line(at).text for at in range(session.size.height)]
        for exercise in ("figure-four", "bird-dog"):
            name = context.exercise(exercise).name
            at = next(number for number, line in enumerate(lines) if name in line)
            await pilot.click(session, offset=(4, at))
            assert session.cursor == exercise
        await pilot.click(session, offset=(4, 0))  # a heading
        assert session.cursor == "bird-dog"


async def test_leaving_while_the_program_looks_for_changes_is_quiet(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await settled(pilot)
    await app._look_for_changes()

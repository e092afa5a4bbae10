"""A key draws again what it has changed, and moves nothing else."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
from textual.strip import Strip
from textual.widgets import Static

from tests.support.waiting import until
from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.plan import planning
from tracker.tui.today.screen import TodayScreen
from tracker.tui.today.session_list import SessionList

TODAY = MONDAY.date()


@pytest.fixture
def rows_drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of the session that are drawn from now on."""
    drawn: list[str] = []
    render_line = SessionList.render_line

    def noted(session: SessionList, y: int) -> Strip:
        strip = render_line(session, y)
        drawn.append(strip.text.strip())
        return strip

    monkeypatch.setattr(SessionList, "render_line", noted)
    return drawn


def plan_two(context: AppContext) -> None:
    """Two exercises done on each of the last days; the check-in of today is there."""
    with closing(open_context(context.store.path, Clock(MONDAY - timedelta(days=3)))) as earlier:
        for exercise in ("bird-dog", "bridge"):
            planning.set_exercise(earlier, earlier.exercise(exercise))
    for back in range(3, 0, -1):
        recording.check_in(context, TODAY - timedelta(days=back), 0)
        recording.finish_day(context, TODAY - timedelta(days=back), 0)
    recording.check_in(context, TODAY, 0)


def exercises(rows: list[str]) -> set[str]:
    """The exercises of these rows."""
    return {row.removeprefix("▶ ").split("  ")[0] for row in rows}


async def test_a_pain_and_its_undo_draw_the_row_of_its_exercise_alone(
    context: AppContext, make_app: MakeApp, rows_drawn: list[str]
) -> None:
    plan_two(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, TodayScreen, "enter", "p")  # a sentence is there, in whose place the next ones come
        rows_drawn.clear()
        await walk(pilot, TodayScreen, "1")
        assert rows_drawn[-1].endswith("■□□ 1")
        await walk(pilot, TodayScreen, "u")
        assert rows_drawn[-1].endswith("■□□")
        assert exercises(rows_drawn) == {"Bird dog"}


async def test_what_is_said_of_an_exercise_keeps_its_lines_until_the_cursor_moves(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen)
        record, detail = screen.query_one("#record", Static), screen.detail
        before = record.size.height, detail.virtual_size.height
        await walk(pilot, TodayScreen, "enter", "p", "4")
        assert "Not today" in str(record.render())  # in fewer lines
        assert (record.size.height, detail.virtual_size.height) == before
        await walk(pilot, TodayScreen, "j", "k")
        assert record.size.height < before[0]


async def test_what_was_said_gives_its_place_back_after_a_while(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_two(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen)
        high = screen.session.size.height
        await walk(pilot, TodayScreen, "enter")
        assert screen.session.size.height < high
        monkeypatch.setattr("tracker.tui.screen.MESSAGE_SECONDS", 0.01)
        await pilot.press("u")
        await until(pilot, lambda: screen.session.size.height == high, "the sentence to go")
        assert not screen.query_one("#sentence").display

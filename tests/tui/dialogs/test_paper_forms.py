"""The report and the sheet, written from the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.walking import press, walk
from tests.tui.conftest import MakeApp
from tracker.core.model import CheckIn
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.dialogs.paper_forms import ReportForm, SheetForm
from tracker.tui.today.screen import TodayScreen


@pytest.fixture(autouse=True)
def home(context: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, a plan and a morning."""
    planning.set_exercise(context, context.exercise("bridge"))
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    with context.write("Morning") as work:
        work.put(CheckIn(context.today(), 0))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


async def test_the_report_is_written_to_the_home_folder_and_said(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_file('report')")
        await walk(pilot, ReportForm)
        screen = await walk(pilot, TodayScreen, "enter")
        (page,) = home.glob("*.html")
        assert page.name == "backtracker-report-2026-11-23.html"
        assert "Goal and function" in page.read_text(encoding="utf-8")
        assert "Wrote the report on 23 November" in str(screen.query_one("#sentence").render())


async def test_the_sheet_is_written_under_the_name_that_is_typed(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_file('plan')")
        form = await walk(pilot, SheetForm, "ctrl+u", *"plan.txt", "enter")
        assert "give the file the ending .html" in str(form.query_one("#faults").render())
        await walk(pilot, TodayScreen, *["backspace"] * 3, *"html", "enter")
    assert "Bridge" in (home / "plan.html").read_text(encoding="utf-8")


async def test_a_number_of_weeks_that_cannot_be_is_said(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_file('report')")
        form = await walk(pilot, ReportForm, "ctrl+u", "0", "enter")
        assert "from 1 to 5200" in str(form.query_one("#faults").render())
        await press(pilot, "escape", "escape")
    assert list(home.glob("*.html")) == []

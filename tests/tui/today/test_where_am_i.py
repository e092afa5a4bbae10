"""Which day is shown, how to get back, and what was forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.walking import typed, walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.today_view import read_today_view
from tracker.service.plan import planning
from tracker.tui.hands_free.screen import HandsFree
from tracker.tui.history.screen import HistoryScreen
from tracker.tui.today.day_dialog import DayDialog
from tracker.tui.today.overview import WeeksOverview, month_labels, overview_text, pain_bars
from tracker.tui.today.screen import TodayScreen
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.top_bar import TopBar

TODAY = MONDAY.date()


def plan_three(context: AppContext) -> None:
    """Three exercises for every day, planned today."""
    for exercise in ("bird-dog", "bridge", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise))


def sentence(screen: TodayScreen) -> str:
    """What is said above the keys."""
    line = screen.query_one("#sentence")
    return str(line.render()) if line.display else ""


@pytest.mark.parametrize("key", ["T", "escape"])
async def test_a_past_day_says_which_it_is_and_how_to_get_back(
    context: AppContext, make_app: MakeApp, key: str
) -> None:
    plan_three(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen, "0", "comma", "comma", "escape")
        assert screen.day == date(2026, 11, 21)
        assert "Sat 21 November" in str(screen.query_one(TopBar).render())
        foot = str(screen.query_one(KeyBar).render())
        assert "T Today" in foot
        assert ", Before" in foot
        assert ". After" in foot
        screen = await walk(pilot, TodayScreen, key)
        assert screen.day is None
        assert "Mon 23 November" in str(screen.query_one(TopBar).render())
        assert "T Today" not in str(screen.query_one(KeyBar).render())


async def test_any_date_can_be_gone_to(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        dialog = await walk(pilot, DayDialog, "0", "g")
        await typed(pilot, "2027-01-01")
        dialog = await walk(pilot, DayDialog, "enter")
        assert "still to come" in str(dialog.query_one("#faults").render())
        await pilot.press(*["backspace"] * 10)
        await typed(pilot, "2026-03-04")
        screen = await walk(pilot, TodayScreen, "enter")
        assert screen.day == date(2026, 3, 4)


async def test_forgotten_days_are_said_once_with_the_keys_that_lead_there(database: Path, make_app: MakeApp) -> None:
    earlier = open_context(database, Clock(MONDAY - timedelta(days=3)))
    plan_three(earlier)
    recording.log_missing(earlier, earlier.today())
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        assert sentence(screen).startswith(
            "Nothing is logged on Saturday 21 November and Sunday 22 November. Press , for the day before"
        )
        screen = await walk(pilot, TodayScreen, "0", "comma", "T")
        assert "Nothing is logged" not in sentence(screen)


async def test_a_sentence_does_not_come_back_with_the_screen(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0", "enter")
        assert "1 set logged" in sentence(screen)
        await walk(pilot, HistoryScreen, "H")
        screen = await walk(pilot, TodayScreen, "T")
        assert sentence(screen) == ""


async def test_hands_free_begins_with_the_first_open_set_wherever_the_cursor_is_and_ends_with_what_was_done(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_three(context)
    app, now = make_app(), 0.0
    monkeypatch.setattr(app.database.clock, "seconds", lambda: now)
    async with app.run_test() as pilot:
        await walk(pilot, TodayScreen, "0", "down")
        await pilot.press("space")
        await pilot.pause()
        session = app.screen
        assert isinstance(session, HandsFree)
        assert session.pacer.position is not None
        assert session.pacer.position.timed_set.exercise.id == "bird-dog"
        while isinstance(app.screen, HandsFree):
            for _ in range(10):
                now += 1.5
                session.tick()
            await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.pause()
        assert sentence(app.screen) == f"7 sets in {round(now / 60)} minutes."


def test_mornings_are_bars_in_which_a_zero_and_an_unknown_one_can_be_told_apart() -> None:
    assert pain_bars([0, None, 10, 5], 4) == ["  █ ", "  █▄", "▁·██"]
    assert pain_bars([1, 4, None, None], 2) == ["  ", "▂ ", "█·"], "the worst of two days"


def test_bars_of_few_days_are_wide() -> None:
    assert pain_bars([0, None, 10], 12, 3) == ["        ███ ", "        ███ ", "▁▁▁ ·   ███ "]


async def test_where_there_is_room_today_shows_the_mornings_and_the_week(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    recording.check_in(context, TODAY - timedelta(days=3), 7)
    async with make_app().run_test(size=(120, 24)) as pilot:
        screen = await walk(pilot, TodayScreen, "0", "escape", "a")
        text = str(screen.query_one(WeeksOverview).render())
        assert text.startswith("Morning pain\n")
        assert "2 of 4 mornings recorded; the highest was 7, on 20 November." in text
        assert "This week  Mon ▪  Tue □  Wed □  Thu □  Fri □  Sat □  Sun □" in text
        await pilot.resize_terminal(80, 24)
        screen = await walk(pilot, TodayScreen)
        assert not screen.query_one(WeeksOverview).display or not screen.query_one(WeeksOverview).region


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_where_there_is_much_room_the_chart_is_tall_and_each_day_of_the_week_has_a_line(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    plan_three(context)
    recording.check_in(context, TODAY - timedelta(days=3), 7)
    async with make_app().run_test(size=size) as pilot:
        screen = await walk(pilot, TodayScreen, "0", "escape", "a")
        overview = screen.query_one(WeeksOverview)
        lines = str(overview.render()).splitlines()
        assert sum("█" in line for line in lines) in (7, 14), "a row or two for each point of pain"
        planned = sum(len(item.dose.reps) for item in planning.plan_items(context))
        done = len(context.store.day_sets(TODAY))
        assert 0 < done < planned
        assert f"Mon 23  ▪ in part   {f'{done} of {planned} sets':<14} morning 0" in lines
        assert f"Tue 24  □ to come   0 of {planned} sets" in lines
        assert len(lines) <= overview.content_size.height
        assert screen.size.height - len(lines) - len(screen.session.rows) < screen.size.height / 2


@pytest.mark.parametrize("height", range(7, 60))
def test_what_stands_under_the_session_fits_its_room(context: AppContext, height: int) -> None:
    plan_three(context)
    recording.check_in(context, TODAY, 3)
    recording.check_in(context, TODAY - timedelta(days=100), 1)
    lines = str(overview_text(read_today_view(context, TODAY), 90, height)).splitlines()
    assert len(lines) <= height
    assert lines[0] == "Morning pain, twelve weeks"


def test_without_a_morning_there_is_a_sentence_in_place_of_the_chart(context: AppContext) -> None:
    plan_three(context)
    lines = str(overview_text(read_today_view(context, TODAY), 90, 40)).splitlines()
    assert lines[1] == "Nothing is recorded yet. Each morning that you answer will stand here."


def test_the_months_stand_under_their_first_days() -> None:
    assert month_labels(date(2026, 11, 3), 5, 10) == "    Nov"
    assert month_labels(date(2026, 11, 3), 40, 22) == "   Oct            Nov"
    assert month_labels(date(2026, 11, 1), 5, 5) == "", "cut off, it would be no name"
    assert month_labels(date(2026, 11, 15), 25, 80) == "22 Oct                        Nov"


async def test_a_past_day_is_not_called_today_nor_shown_with_what_was_said_of_today(
    context: AppContext, make_app: MakeApp
) -> None:
    yesterday = TODAY - timedelta(days=1)
    earlier = open_context(context.store.path, Clock(MONDAY - timedelta(days=3)))
    plan_three(earlier)
    earlier.close()
    recording.check_in(context, yesterday, 6, flare=True)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen, "5", "escape")
        assert str(screen.query_one("#eased").render()).startswith("Eased today: half")
        assert "pain 5" in sentence(screen)
        await walk(pilot, TodayScreen, "comma")
        assert screen.day == yesterday
        assert str(screen.query_one("#eased").render()).startswith("Eased that day: half")
        assert "pain 5" not in sentence(screen)

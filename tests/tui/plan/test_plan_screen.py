"""The plan, as somebody uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from tests.support.undo_journal import next_undo
from tests.support.waiting import settled, text_of, until
from tests.support.walking import press, typed, walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.model import Dose, Pause, Settings, Why
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.plan import pauses, planning
from tracker.service.plan.plan_view import plan_view
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.dialogs.walk_minutes import WalkMinutes
from tracker.tui.library.screen import LibraryScreen
from tracker.tui.plan.coming import Coming
from tracker.tui.plan.pause_form import PauseForm
from tracker.tui.plan.plan_text import PlanText
from tracker.tui.plan.screen import PlanScreen
from tracker.tui.plan.settings_form import SettingsForm
from tracker.tui.widgets.forms.day_picker import DayPicker
from tracker.tui.widgets.plan_changes import Changes

Compare = Callable[..., bool]
TODAY = MONDAY.date()
BIG_THREE = ["curl-up", "side-bridge-knees", "bird-dog", "knee-rolls", "hip-flexor", "walk"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program opens on this screen, as to draw Today first would be half of what a test takes."""
    monkeypatch.setattr(BacktrackerApp, "DEFAULT_MODE", "plan")


@pytest.fixture(autouse=True)
def begun(context: AppContext) -> None:
    """A person who has begun three weeks ago, with the big three."""
    recording.check_in(context, TODAY, 0)
    earlier = open_context(context.store.path, Clock(datetime(2026, 11, 2, 7, 30)))
    planning.start_plan(earlier, planning.starter(earlier, "big-three"))
    earlier.close()


@pytest.fixture
def emptied(context: AppContext) -> None:
    """Nothing is in the plan any more."""
    for item in planning.plan_items(context):
        planning.remove(context, item.exercise)


def text(screen: PlanScreen, selector: str) -> str:
    return str(screen.query_one(selector, Static).content)


def fault(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#faults", Static).content)


def order(context: AppContext) -> list[str]:
    return [item.exercise.id for item in planning.plan_items(context)]


def lines(screen: PlanScreen) -> list[str]:
    return [str(option.prompt) for option in screen.choices.options]


def keys(pilot: Pilot[None]) -> set[str]:
    active = pilot.app.screen.active_bindings.values()
    return {key.binding.description for key in active if key.enabled}


async def test_each_line_says_the_place_the_dose_the_days_and_the_lock(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"), days=(0, 2, 4), lock=True)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert [line.split() for line in lines(screen)[2:4]] == [
            ["3", "Bird", "dog", "5·3·1", "×", "10", "s,", "sides", "M·W·F··", "locked"],
            ["4", "Knee", "rolls", "6,", "sides", "MTWTF··"],
        ]
        assert text(screen, "#status") == "3 strength, 2 stretch and mobility, 1 endurance"


async def test_no_line_is_wider_than_the_list(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("hip-flexor-standing"), lock=True)
    async with make_app().run_test(size=(160, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        for width in (60, 80, 160):
            await pilot.resize_terminal(width, 24)
            assert max(map(len, lines(screen))) <= screen.choices.content_size.width - 2


async def test_a_plan_without_a_stretch_says_what_would_complete_it(context: AppContext, make_app: MakeApp) -> None:
    for name in ("knee-rolls", "hip-flexor"):
        planning.remove(context, context.exercise(name))
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert text(screen, "#status") == "3 strength, 1 endurance · a stretch and mobility exercise would complete it"


async def test_brackets_move_an_exercise_and_the_cursor_goes_along(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen, "down", "right_square_bracket")
        assert order(context)[:3] == ["curl-up", "bird-dog", "side-bridge-knees"]
        assert screen.item is not None
        assert screen.item.exercise.id == "side-bridge-knees"
        await press(pilot, "left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert order(context)[:3] == ["side-bridge-knees", "curl-up", "bird-dog"]
        assert [item.since for item in planning.plan_items(context)] == [date(2026, 11, 2)] * 6
        await press(pilot, "u", "u", "u")
        assert order(context) == BIG_THREE


async def test_dose_and_days_are_changed_in_a_small_form(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, PlanScreen, "down", "down")
        form = await walk(pilot, DoseForm, "enter")
        assert form.text("reps") == "5, 3, 1"
        assert form.query_one(DayPicker).days == (0, 1, 2, 3, 4)
        await typed(pilot, "4,3,1")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
    item = planning.plan_items(context)[2]
    assert (item.dose, item.prescription.why, item.prescription.start) == (Dose((4, 3, 1), 10), Why.MANUAL, TODAY)


async def test_a_locked_exercise_is_changed_as_the_word_of_the_professional(
    context: AppContext, make_app: MakeApp
) -> None:
    planning.set_exercise(context, context.exercise("curl-up"), lock=True)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, DoseForm, "enter")
        await typed(pilot, "6")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
    item = planning.plan_items(context)[0]
    assert (item.dose, item.prescription.locked, item.prescription.why) == (Dose((6,), 10), True, Why.CLINICIAN)


async def test_l_locks_and_unlocks(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen, "l")
        assert planning.plan_items(context)[0].prescription.locked
        assert "a professional prescribed it" in text(screen, "#item")
        await press(pilot, "l")
        assert not planning.plan_items(context)[0].prescription.locked


async def test_d_takes_an_exercise_out_and_u_brings_it_back(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, PlanScreen, "d")
        assert order(context) == BIG_THREE[1:]
        await press(pilot, "u")
        assert order(context) == BIG_THREE


async def test_the_cursor_stays_in_its_row_when_exercises_are_taken_out_and_is_on_each_that_comes_back(
    make_app: MakeApp,
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen, "down", "down", "d")
        assert screen.item is not None
        assert screen.item.exercise.id == BIG_THREE[3]
        await press(pilot, "d", "home", "u")
        assert screen.item is not None
        assert screen.item.exercise.id == BIG_THREE[3]
        await press(pilot, "u")
        assert screen.item is not None
        assert screen.item.exercise.id == BIG_THREE[2]
        await press(pilot, "end", "d")
        assert screen.item is not None
        assert screen.item.exercise.id == BIG_THREE[-2]


async def test_every_change_is_there_with_its_date_and_reason(context: AppContext, make_app: MakeApp) -> None:
    bird_dog = context.exercise("bird-dog")
    planning.set_exercise(context, bird_dog, planning.PlanEdit(reps=(6, 3, 1)))
    planning.remove(context, context.exercise("curl-up"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen, "down")
        rows = screen.query_one("#history", Changes)
        assert list(rows.changes) == [
            ("23 Nov", "changed by you", "5·3·1 × 10 s, sides → 6·3·1 × 10 s, sides"),
            ("2 Nov", "begun", "5·3·1 × 10 s, sides, mon, tue, wed, thu, fri"),
        ]
        await press(pilot, "c")
        assert ("23 Nov", "taken out", "Curl-up: no longer in the plan") in rows.changes
        assert len(rows.changes) == 8
        await press(pilot, "c")
        assert len(rows.changes) == 2


async def test_what_is_written_and_overwritten_on_one_day_is_one_change(context: AppContext, make_app: MakeApp) -> None:
    for reps in ((6, 3, 1), (5, 4, 1)):
        planning.set_exercise(context, context.exercise("curl-up"), planning.PlanEdit(reps=reps))
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert screen.query_one("#history", Changes).changes[0] == (
            "23 Nov",
            "changed by you",
            "5·3·1 × 10 s → 5·4·1 × 10 s",
        )
        assert len(screen.query_one("#history", Changes).changes) == 2


@pytest.mark.usefixtures("emptied")
async def test_an_empty_plan_says_how_to_begin_and_a_starter_plan_takes_four_keys(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert screen.query_one("#empty").display
        assert "starter plan" in text(screen, "#empty")
        assert not {"Change", "Take out", "Lock", "Move up"} & keys(pilot)
        await walk(pilot, StarterPlans, "s")
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, WalkMinutes)
        await press(pilot, "2", "0", "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
        assert not screen.query_one("#empty").display
    assert order(context) == BIG_THREE
    assert [item.dose.minutes for item in planning.plan_items(context)][-1] == 16


@pytest.mark.parametrize("size", [(60, 20), (75, 24), (80, 24)])
async def test_all_starter_plans_are_seen_whole_at_once_or_one_by_one(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await walk(pilot, StarterPlans, "s")
        for plan in context.library.plans:
            box = pilot.app.screen.query_one(".dialog").content_region
            inside = (line[box.x : box.right] for line in text_of(pilot.app).splitlines()[box.y : box.bottom])
            lines = " ".join(" ".join(inside).split())
            assert all(other.name in lines for other in context.library.plans)
            assert plan.summary in lines
            last = [context.exercises()[entry.exercise] for entry in plan.entries][-2]
            assert last.name in lines
            await press(pilot, "down")


async def test_starter_plans_show_minutes_days_and_both_parts(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(160, 50)) as pilot:
        await walk(pilot, StarterPlans, "s")
        picture = pilot.app.export_screenshot().replace("&#160;", " ")
        for plan in context.library.plans:
            assert plan.name in picture
            assert f"up to {plan.minutes} min, {len(plan.days)} days a week" in picture
        assert picture.count("Strength: ") == picture.count("Stretch and mobility: ") == len(context.library.plans)
        assert "keeps its dose" in str(pilot.app.screen.query_one(".foot", Static).content)
        await press(pilot, "escape")
    assert order(context) == BIG_THREE


async def test_a_pause_is_given_its_days_and_reason_and_p_ends_it(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        await walk(pilot, PauseForm, "p")
        await press(pilot, "down")
        await typed(pilot, "+3")
        await press(pilot, "down")
        await typed(pilot, "flu")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
        assert context.store.history().pauses == (Pause(TODAY, date(2026, 11, 26), "flu"),)
        assert text(screen, "#status").endswith("paused 23 November to 26 November, flu")
        assert "Resume" in keys(pilot)
        await press(pilot, "p")
        assert "Pause" in keys(pilot)
    assert not context.store.history().pauses


async def test_a_pause_with_a_wrong_date_is_said_in_the_form(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        form = await walk(pilot, PauseForm, "p")
        for start, end, text in (
            ("soon", "", "'soon' is no date"),
            ("today", "-2", "before it begins"),
            ("2026-02-30", "", "There is no date"),
        ):
            form.query_one("#from", Input).value = start
            form.query_one("#to", Input).value = end
            await press(pilot, "enter")
            assert text in fault(pilot)
    assert not context.store.history().pauses


async def test_the_plan_is_changed_as_text(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        dialog = await walk(pilot, PlanText, "e")
        area = dialog.query_one(TextArea)
        assert "Curl-up" in area.text
        area.text = "Walk 12 min\nBird dog 4,2 x 10 s mon fri locked\n"
        await press(pilot, "tab", "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
    assert order(context) == ["walk", "bird-dog"]
    assert planning.plan_items(context)[1].prescription.locked


async def test_wrong_lines_are_named_and_nothing_changes(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        dialog = await walk(pilot, PlanText, "e")
        area = dialog.query_one(TextArea)
        area.text = "Walk 12 min\nFlying 3\nBird dog ten\n"
        await press(pilot, "tab", "enter")
        first, second = fault(pilot).splitlines()
        assert first.startswith("line 2: ")
        assert second.startswith("line 3: ")
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, PlanScreen)
    assert order(context) == BIG_THREE


async def test_settings_are_changed_with_all_faults_at_once(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, SettingsForm, "o")
        await typed(pilot, "9")
        await press(pilot, "down")
        await typed(pilot, "1")
        await press(pilot, "enter")
        assert fault(pilot).startswith(
            "The highest pain that counts as pain-free is a whole number from 0 to 5, not 9."
        )
        assert ". The number of clean weeks before a step is a whole number from 2 to 6" in fault(pilot)
        assert context.settings().weeks_required == 2
        await typed(pilot, "3")
        assert context.settings().pain_free_limit == 0


async def test_only_what_differs_is_written(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        form = await walk(pilot, SettingsForm, "o", "enter")
        assert "Nothing is changed" in fault(pilot)
        await typed(pilot, "2")
        form.query_one("#raise_doses").focus()
        await press(pilot, "space", "enter")
        assert isinstance(pilot.app.screen, PlanScreen)
    assert (context.settings().pain_free_limit, context.settings().raise_doses) == (2, False)
    assert next_undo(context.store.path) == (
        "The highest pain that counts as pain-free is now 2 and proposing larger doses is now off"
    )


async def test_every_setting_says_what_it_means(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        form = await walk(pilot, SettingsForm, "o")
        text = "\n".join(str(hint.content) for hint in form.query(".hint").results(Static))
        assert len(form.query(".hint")) == len(fields(Settings)) + 1
        assert not [setting.name for setting in fields(Settings) if setting.name in text], "no raw names"


async def test_a_leads_to_the_library(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await walk(pilot, LibraryScreen, "a")


async def test_a_rest_day_and_a_finished_one_are_named(context: AppContext, make_app: MakeApp) -> None:
    async with make_app(now=datetime(2026, 11, 22, 7, 30)).run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert text(screen, "#status").endswith("a rest day")
    recording.finish_day(context, TODAY, 0)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, PlanScreen)
        assert text(screen, "#status").endswith("done for today")


async def at_bird_dog(pilot: Pilot[None]) -> None:
    await walk(pilot, PlanScreen, "down", "down")


def lived(context: AppContext) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"), planning.PlanEdit(reps=(6, 3, 1)))
    planning.set_exercise(context, context.exercise("hip-flexor"), lock=True)
    pauses.pause(context, date(2026, 12, 24), date(2026, 12, 27), "holiday")


@pytest.mark.parametrize("theme", ["backtracker-dark", "backtracker-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)], ids=["60x20", "80x24", "160x50"])
def test_the_plan_looks_as_it_was_agreed(
    snap_compare: Compare, context: AppContext, make_app: MakeApp, size: tuple[int, int], theme: str
) -> None:
    lived(context)
    app = make_app(config=Config(theme=theme, animation=False))
    assert snap_compare(app, terminal_size=size, run_before=at_bird_dog)


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_where_there_is_room_what_comes_next_and_all_changes_stand_beneath(
    context: AppContext, make_app: MakeApp, size: tuple[int, int]
) -> None:
    lived(context)
    async with make_app().run_test(size=size) as pilot:
        screen = await walk(pilot, PlanScreen)
        coming = screen.query_one(Coming)
        await until(pilot, lambda: "Step possible on" in dict(coming.lines)["Curl-up"])
        assert [name for name, _ in coming.lines[:6]] == [item.exercise.name for item in planning.plan_items(context)]
        words = dict(coming.lines)
        assert words["Hip flexor"] == "Locked: only a professional changes it."
        assert words["Big three"] == "up to 24 min, 5 days a week"
        rules = "A dose may grow after 2 weeks in a row with 80 % of the plan done and no pain above 0; "
        assert any(line.startswith(rules) for _, line in coming.lines)
        everything = screen.query_one("#all", Changes)
        assert everything.changes[-1][2].startswith("Curl-up: ")
        assert len({change.split(":")[0] for _, _, change in everything.changes}) == 6
        assert "c all changes" not in text_of(pilot.app)
        await press(pilot, "c")
        assert text_of(pilot.app).count("All changes") == 1


async def test_where_there_is_less_room_the_plan_is_as_it_was(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(160, 50)) as pilot:
        screen = await walk(pilot, PlanScreen)
        for size in ((80, 24), (60, 20), (120, 30)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert not screen.query_one("#next").display
            assert "c all changes" in text_of(pilot.app)


async def test_what_comes_next_is_no_step_beside_words_to_talk_to_somebody(
    context: AppContext, make_app: MakeApp
) -> None:
    for back in range(3):
        recording.check_in(context, TODAY - timedelta(days=back), 8, leg=True)
    assert plan_view(context).view.care_first
    async with make_app().run_test(size=(160, 50)) as pilot:
        screen = await walk(pilot, PlanScreen)
        await settled(pilot)
        assert "tep possible" not in str(screen.query_one(Coming).lines)


async def form_open(pilot: Pilot[None]) -> None:
    await walk(pilot, DoseForm, "enter")


async def starters_open(pilot: Pilot[None]) -> None:
    await walk(pilot, StarterPlans, "s")


async def text_open(pilot: Pilot[None]) -> None:
    await settled(pilot)
    dialog = await walk(pilot, PlanText, "e")
    dialog.query_one(TextArea).cursor_blink = False


@pytest.mark.parametrize("opened", [form_open, starters_open, text_open], ids=["dose", "starters", "text"])
def test_the_dialogs_of_the_plan_look_as_they_were_agreed(
    snap_compare: Compare, make_app: MakeApp, opened: Callable[[Pilot[None]], object]
) -> None:
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=opened)

"""The first run, the help and the About, as somebody meets them who is new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import tracker.tui.first_run
from tests.support.waiting import settled, text_of, until
from tests.support.walking import press
from tests.tui.conftest import MakeApp
from tracker.core.errors import NotPossibleError, StorageError
from tracker.core.model import Number
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.first_run import EMERGENCY_SIGN, GET_HELP, SAFETY, FirstRunStep
from tracker.service.history import undo_redo
from tracker.service.plan import engine_settings, planning
from tracker.tui.compat.command_palette import Palette
from tracker.tui.config import Config
from tracker.tui.dialogs.about import About
from tracker.tui.dialogs.help import Help, KeyTable
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.dialogs.walk_minutes import WalkMinutes
from tracker.tui.dialogs.warning_signs import WarningSigns
from tracker.tui.first_run.emergency import Emergency
from tracker.tui.first_run.ordinary_day import OrdinaryDay
from tracker.tui.first_run.safety import Safety
from tracker.tui.today.screen import TodayScreen

Shown = TypeVar("Shown", bound=Screen[Any])
MARKED = frozenset({SAFETY[0].text, SAFETY[5].text})
ALL_STEPS = (FirstRunStep.SAFETY, FirstRunStep.ORDINARY_DAY, FirstRunStep.STARTER_PLAN)


async def shown(pilot: Pilot[None], kind: type[Shown]) -> Shown:
    """The screen of a kind, once it is there and drawn."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), kind.__name__)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def to_today(pilot: Pilot[None]) -> TodayScreen:
    """Today, once nothing is asked or read any more."""
    return await shown(pilot, TodayScreen)


def answer(context: AppContext, question: str) -> str:
    """What is kept as the answer to a question."""
    return next(answer.answer for answer in context.store.answers() if answer.question == question)


async def test_four_keys_lead_from_nothing_to_a_plan_with_a_walk(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.press("enter")
        await shown(pilot, OrdinaryDay)
        await pilot.press("0")
        await shown(pilot, StarterPlans)
        await pilot.press("enter")
        await shown(pilot, WalkMinutes)
        await pilot.press("enter")
        today = await to_today(pilot)
        assert today.session.rows
    assert planned_walk(context) == 5
    first = context.library.plans[0]
    assert [item.exercise.id for item in planning.plan_items(context)] == [entry.exercise for entry in first.entries]
    assert first_run.unanswered(context) == ()
    assert context.settings().raise_doses


def planned_walk(context: AppContext) -> Number:
    """The minutes of the walk in the plan."""
    (minutes,) = (item.dose.minutes for item in planning.plan_items(context) if item.exercise.id == "walk")
    return minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", 5), ("0", 5), ("6", 5), ("7", 5), ("8", 6), ("20", 16), ("37", 29), ("38", 30), ("999", 30)],
)
async def test_the_walk_begins_with_four_fifths_of_what_is_comfortable_within_its_range(
    context: AppContext, make_app: MakeApp, typed: str, minutes: int
) -> None:
    first_run.answer_safety(context, ())
    async with make_app().run_test() as pilot:
        await shown(pilot, OrdinaryDay)
        await pilot.press("2")
        await shown(pilot, StarterPlans)
        await pilot.press("enter")
        await shown(pilot, WalkMinutes)
        await pilot.press(*typed, "enter")
        await to_today(pilot)
    assert planned_walk(context) == minutes


async def test_who_has_a_walk_in_the_plan_is_not_asked_how_far_they_walk(
    context: AppContext, make_app: MakeApp
) -> None:
    planning.set_exercise(context, context.exercise("walk"), planning.PlanEdit(minutes=12))
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        pilot.app.run_worker(pilot.app.run_action("app.ask_again('starter plan')"))
        await shown(pilot, StarterPlans)
        await pilot.press("enter")
        await to_today(pilot)
    assert planned_walk(context) == 12


async def mark_the_sign(pilot: Pilot[None]) -> None:
    """Mark the sign of an emergency, and go on."""
    await shown(pilot, Safety)
    await pilot.press(*["down"] * 6, "space", "enter")
    await shown(pilot, Emergency)


async def test_the_sign_of_an_emergency_leads_to_help_and_to_no_plan(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await mark_the_sign(pilot)
        await pilot.press("escape", "q", "enter")  # it cannot be put off
        today = await to_today(pilot)
        assert str(today.query_one("#empty", Static).content).startswith(GET_HELP)
    assert planning.plan_items(context) == ()
    async with make_app().run_test() as pilot:
        await shown(pilot, Emergency)  # asked first of all next time, too
        await pilot.press("down", "enter")
        await shown(pilot, OrdinaryDay)
    assert not first_run.waits_for_help(context)
    assert first_run.waits_for_professional(context)


async def test_a_sign_marked_by_mistake_leads_back_to_the_questions_unmarked(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test() as pilot:
        await mark_the_sign(pilot)
        await pilot.press("end", "enter")
        await shown(pilot, Safety)
        await pilot.press("enter")
        await shown(pilot, OrdinaryDay)
    assert (first_run.marked(context), first_run.waits_for_help(context)) == (frozenset(), False)


def test_a_sign_that_is_marked_anew_asks_for_a_doctor_anew(context: AppContext) -> None:
    with pytest.raises(NotPossibleError):
        first_run.answer_emergency(context, looked_at=True)
    first_run.answer_safety(context, {EMERGENCY_SIGN})
    assert first_run.answer_emergency(context, looked_at=False) == GET_HELP
    first_run.answer_emergency(context, looked_at=True)
    first_run.answer_safety(context, {EMERGENCY_SIGN, SAFETY[0].text})
    assert not first_run.waits_for_help(context)
    first_run.answer_safety(context, ())
    first_run.answer_safety(context, {EMERGENCY_SIGN})
    assert first_run.waits_for_help(context)
    assert first_run.unanswered(context)[0] is FirstRunStep.EMERGENCY


@pytest.mark.parametrize(("pain", "limit"), [(0, 1), (1, 2), (2, 2), (3, 2), (10, 2)])
def test_the_pain_of_an_ordinary_good_day_sets_what_counts_as_pain_free(
    context: AppContext, pain: int, limit: int
) -> None:
    message = first_run.answer_ordinary_day(context, pain)
    assert context.settings().pain_free_limit == limit
    assert first_run.band_of(pain).why in message


async def test_x_is_a_ten(context: AppContext, make_app: MakeApp) -> None:
    first_run.answer_safety(context, ())
    async with make_app().run_test() as pilot:
        await shown(pilot, OrdinaryDay)
        await pilot.press("x")
        await shown(pilot, StarterPlans)
    assert answer(context, first_run.ORDINARY_DAY) == "3 or more"


async def test_the_ordinary_day_can_be_chosen_with_arrows_too(context: AppContext, make_app: MakeApp) -> None:
    first_run.answer_safety(context, ())
    async with make_app().run_test() as pilot:
        await shown(pilot, OrdinaryDay)
        await pilot.press("down", "enter")
        await shown(pilot, StarterPlans)
    assert answer(context, first_run.ORDINARY_DAY) == "1-2"


async def test_a_database_that_has_data_opens_on_today_at_once(context: AppContext, make_app: MakeApp) -> None:
    recording.check_in(context, context.today(), 1)
    async with make_app().run_test() as pilot:
        await to_today(pilot)
    assert first_run.unanswered(context) == ALL_STEPS


async def test_a_yes_shows_its_advice_and_is_kept_with_its_date(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        safety = await shown(pilot, Safety)
        before = safety.query_one("#safety-foot", Static).content
        await pilot.press("down", "space")
        assert safety.query_one("#safety-foot", Static).content != before
        assert SAFETY[1].advice.split()[0] in pilot.app.export_screenshot()
        await pilot.press("enter")
        asked = await shown(pilot, OrdinaryDay)
        assert "until a professional has agreed" in str(asked.query_one(".message", Static).content)
    answers = {answer.question: answer for answer in context.store.answers()}
    assert (answers[SAFETY[1].text].answer, answers[SAFETY[1].text].date) == ("yes", context.today())
    assert answers[SAFETY[0].text].answer == "no"
    assert not context.settings().raise_doses


async def test_a_mark_can_be_taken_away_again(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.press("space", "space", "enter")
        await shown(pilot, OrdinaryDay)
    assert first_run.marked(context) == frozenset()
    assert context.settings().raise_doses


async def test_a_click_marks_a_question(context: AppContext, make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.click("PickList", offset=(5, 2))
        await pilot.press("enter")
        await shown(pilot, OrdinaryDay)
    assert first_run.marked(context) == {SAFETY[2].text}


async def test_the_warning_signs_are_one_key_away_from_the_safety_screen(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.press("exclamation_mark")
        await shown(pilot, WarningSigns)
        await pilot.press("escape")
        await shown(pilot, Safety)


async def test_who_leaves_on_the_way_is_asked_only_what_is_open_next_time(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.press("enter")
        await shown(pilot, OrdinaryDay)
        await pilot.press("escape")
        await to_today(pilot)
    async with make_app().run_test() as pilot:
        await shown(pilot, OrdinaryDay)
        await pilot.press("2")
        await shown(pilot, StarterPlans)


async def test_who_wants_no_plan_now_is_asked_again_only_by_the_open_question(
    context: AppContext, make_app: MakeApp
) -> None:
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    async with make_app().run_test() as pilot:
        today = await to_today(pilot)
        assert "Still to answer: a starter plan. Press t." in text_of(pilot.app)
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.screen is not today, "the starter plans")
    assert planning.plan_items(context) == ()
    recording.check_in(context, context.today(), 0)
    assert first_run.unanswered(context) == ()


async def test_a_problem_in_the_first_run_is_said_and_the_program_goes_on(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(first_run, "marked", full)
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await to_today(pilot)
        assert [answer.message for answer in app._notifications] == ["The disk is full."]


async def test_the_questions_can_be_answered_again_later(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    first_run.answer_safety(context, MARKED)
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        pilot.app.run_worker(pilot.app.run_action("app.ask_again('safety')"))
        await shown(pilot, Safety)
        await pilot.press("space", "enter")
        await to_today(pilot)
    assert first_run.marked(context) == MARKED - {SAFETY[0].text}


async def test_doses_are_raised_once_the_person_says_that_a_professional_agreed(
    context: AppContext, make_app: MakeApp
) -> None:
    planning.start_plan(context, context.library.plans[0])
    first_run.answer_safety(context, MARKED)
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        await pilot.app.run_action("app.professional_agreed")
    assert context.settings().raise_doses
    assert answer(context, first_run.PROFESSIONAL) == "yes"
    with pytest.raises(NotPossibleError):
        first_run.professional_agreed(context)


async def test_one_key_pressed_by_mistake_is_no_word_of_a_professional(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    first_run.answer_safety(context, MARKED)
    first_run.answer_ordinary_day(context, 2)
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        await press(pilot, "t", "escape")
        assert first_run.waits_for_professional(context)
        await press(pilot, "t", "y")
    assert not first_run.waits_for_professional(context)


def test_undo_takes_back_each_step_as_a_whole(context: AppContext) -> None:
    first_run.answer_safety(context, MARKED)
    first_run.answer_ordinary_day(context, 2)
    planning.start_plan(context, context.library.plans[0])
    undo_redo.undo(context)
    assert planning.plan_items(context) == ()
    undo_redo.undo(context)
    assert (context.settings().pain_free_limit, first_run.unanswered(context)) == (
        0,
        (FirstRunStep.ORDINARY_DAY, FirstRunStep.STARTER_PLAN),
    )
    undo_redo.undo(context)
    assert context.settings().raise_doses
    assert context.store.answers() == ()
    assert first_run.steps(context) == ALL_STEPS


def test_a_yes_marked_by_mistake_holds_nothing_up_once_it_is_corrected(context: AppContext) -> None:
    first_run.answer_safety(context, MARKED)
    first_run.answer_safety(context, ())
    assert context.settings().raise_doses
    assert not first_run.waits_for_professional(context)


def test_answering_no_does_not_raise_doses_for_whoever_turned_that_off_themselves(context: AppContext) -> None:
    engine_settings.change_settings(context, {"raise_doses": "false"})
    first_run.answer_safety(context, ())
    assert not context.settings().raise_doses


async def test_help_shows_the_keys_of_this_screen_and_its_own_words(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test() as pilot:
        today = await to_today(pilot)
        await pilot.press("question_mark")
        shown_help = await shown(pilot, Help)
        screen_keys, app_keys = (table._key_rows for table in shown_help.query(KeyTable))
        assert ("enter", "Log") in [(keys, does) for keys, does, _ in screen_keys]
        assert ("u", "Undo") in [(keys, does) for keys, does, _ in app_keys]
        assert not {does for _, does, _ in screen_keys} & {does for _, does, _ in app_keys}
        assert shown_help._about == today.HELP
        await pilot.press("escape")
        await shown(pilot, TodayScreen)


async def test_help_shows_a_key_as_it_was_changed(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app(config=Config(animation=False, keys={"today.skip": "o"})).run_test() as pilot:
        await to_today(pilot)
        await pilot.press("question_mark")
        screen_keys = (await shown(pilot, Help)).query(KeyTable).first()._key_rows
        assert ("o", "Skip") in [(keys, does) for keys, does, _ in screen_keys]


async def test_about_says_where_the_data_are(context: AppContext, database: Path, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test(size=(160, 50)) as pilot:
        await to_today(pilot)
        await pilot.app.run_action("app.about")
        about = await shown(pilot, About)
        assert str(database) in "".join(str(answer.content) for answer in about.query(Static))


async def test_the_palette_finds_what_has_no_key(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        found = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Safety questions", "An ordinary good day", "A professional has agreed", "About", "Undo"} <= {*found}
        assert found.count("Copy selected text") == 1, "which has four keys"


@pytest.mark.parametrize("action", ["command_palette", "change_theme"])
async def test_paging_through_the_palette_where_nothing_of_it_can_be_seen_is_nothing(
    context: AppContext, make_app: MakeApp, action: str
) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        await pilot.app.run_action(action)
        await shown(pilot, Palette)
        await pilot.resize_terminal(1, 1)
        await pilot.press("pagedown", "pageup", "escape")
        await shown(pilot, TodayScreen)


async def test_every_theme_that_can_be_chosen_can_be_shown(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    app = make_app()
    async with app.run_test() as pilot:
        await to_today(pilot)
        for name in app.available_themes:
            app.theme = name
            await pilot.pause()
    assert app.return_code in (None, 0)


async def test_questions_that_are_asked_already_are_not_asked_twice(make_app: MakeApp) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        before = list(pilot.app.screen_stack)
        await pilot.app.run_action("app.ask_again('safety')")
        await settled(pilot)
        assert pilot.app.screen_stack == before


async def test_leaving_as_a_question_opens_is_leaving(make_app: MakeApp) -> None:
    class Late(Safety):
        CSS_PATH = str(Path(tracker.tui.first_run.__file__).with_name("first_run.tcss"))

        def compose(self) -> ComposeResult:
            self.app.exit()
            yield from super().compose()

    app = make_app()
    async with app.run_test() as pilot:
        await shown(pilot, Safety)
        app.push_screen(Late())
    assert app.return_code == 0


async def test_leaving_the_palette_twice_leaves_what_stands_behind_it(context: AppContext, make_app: MakeApp) -> None:
    planning.start_plan(context, context.library.plans[0])
    async with make_app().run_test() as pilot:
        await to_today(pilot)
        await pilot.press("colon")
        palette = await shown(pilot, Palette)
        palette._action_escape()
        palette._action_escape()
        await shown(pilot, TodayScreen)


# Pictures

Compare = Callable[..., bool]
PLACES = (Path("~/.local/share/backtracker/backtracker.db"), Path("~/.config/backtracker/config.toml"))


async def at_safety(pilot: Pilot[None]) -> None:
    await shown(pilot, Safety)


async def at_marked_safety(pilot: Pilot[None]) -> None:
    await shown(pilot, Safety)
    await pilot.press("space", *["down"] * 6, "space")


async def at_ordinary_day(pilot: Pilot[None]) -> None:
    await shown(pilot, Safety)
    await pilot.press("space", "enter")
    await shown(pilot, OrdinaryDay)


async def at_emergency(pilot: Pilot[None]) -> None:
    await at_marked_safety(pilot)
    await pilot.press("enter")
    await shown(pilot, Emergency)


async def at_walk(pilot: Pilot[None]) -> None:
    await shown(pilot, Safety)
    await pilot.press("enter")
    await shown(pilot, OrdinaryDay)
    await pilot.press("0")
    await shown(pilot, StarterPlans)
    await pilot.press("enter")
    await shown(pilot, WalkMinutes)
    await pilot.press("2", "0")


async def at_about(pilot: Pilot[None]) -> None:
    await shown(pilot, Safety)
    pilot.app.push_screen(About(*PLACES))
    await shown(pilot, About)


STATES = {
    "safety": at_safety,
    "marked": at_marked_safety,
    "emergency": at_emergency,
    "ordinary-day": at_ordinary_day,
    "walk": at_walk,
    "about": at_about,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_the_first_run_and_the_about_look_as_they_were_agreed(
    snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, state: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("tracker.tui.dialogs.about.__version__", "1.2.3")
    assert snap_compare(make_app(), terminal_size=size, run_before=STATES[state])


def test_the_safety_screen_is_as_clear_in_the_light(snap_compare: Compare, make_app: MakeApp) -> None:
    app = make_app(config=Config(theme="backtracker-light", animation=False))
    assert snap_compare(app, terminal_size=(80, 24), run_before=at_marked_safety)


def helped(screen: Help) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Shows this help."""

    async def show(pilot: Pilot[None]) -> None:
        await shown(pilot, Safety)
        pilot.app.push_screen(screen)
        await shown(pilot, Help)

    return show


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_the_help_looks_as_it_was_agreed(snap_compare: Compare, make_app: MakeApp, size: tuple[int, int]) -> None:
    screen_keys = [
        ("↑ k", "Up", ""),
        ("enter", "Log", "Log the set under the cursor"),
        ("f", "Flare", "Half for some days"),
    ]
    app_keys = [("u", "Undo", "Take back the last change of any kind"), ("q", "Quit", "")]
    screen = Help(screen_keys, app_keys, "Answer with [b]one digit[/b].\n")
    assert snap_compare(make_app(), terminal_size=size, run_before=helped(screen))

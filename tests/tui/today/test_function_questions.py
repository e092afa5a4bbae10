"""Goal and activities are asked once the session is done, and never in the way of a set."""

from __future__ import annotations

from datetime import timedelta

from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.model import Activity, CheckIn, FunctionScores, Medication
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.plan import planning
from tracker.tui.dialogs.function_forms import ActivitiesForm, GoalForm, ScoresForm
from tracker.tui.today.screen import TodayScreen
from tracker.tui.today.text import empty_text

TODAY = MONDAY.date()


def mornings(context: AppContext, count: int) -> None:
    """A plan of one exercise, and check-ins up to today."""
    planning.set_exercise(context, context.exercise("bridge"))
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    with context.write("Mornings") as work:
        for back in range(count):
            work.put(CheckIn(TODAY - timedelta(days=back), 0))


def asked(screen: TodayScreen) -> str:
    """What stands in the place of the status."""
    return str(screen.prompt.content)


async def test_the_goal_is_asked_on_the_third_morning_after_the_last_set_and_shown_when_it_ends(
    context: AppContext, make_app: MakeApp
) -> None:
    mornings(context, 3)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        assert FunctionQuestion.GOAL not in asked(screen)
        screen = await walk(pilot, TodayScreen, "A", "0")
        assert asked(screen).startswith("What would you like to be able to do again?")
        await walk(pilot, GoalForm, "y")
        screen = await walk(pilot, TodayScreen, *"Dance", "enter")
        assert screen.prompt.question is None
        assert screen.today_view is not None
        assert empty_text(screen.today_view).endswith("Your goal: Dance")
        assert context.store.goal() == "Dance"
        await walk(pilot, TodayScreen, "u")
        assert context.store.goal() == ""


async def test_later_and_not_again_are_kept_with_their_date(context: AppContext, make_app: MakeApp) -> None:
    mornings(context, 4)
    kept: list[str | None] = []
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen, "A", "0")
        for key in ("l", "u", "n"):
            screen = await walk(pilot, TodayScreen, key)
            assert (screen.prompt.question is None) == (key != "u")
            answers = {answer.question: answer.answer for answer in context.store.answers() if answer.date == TODAY}
            kept.append(answers.get(FunctionQuestion.GOAL))
    assert kept == ["later", None, "not again"]


async def test_activities_are_named_and_scored_with_what_is_taken_as_one_change(
    context: AppContext, make_app: MakeApp
) -> None:
    mornings(context, 4)
    with context.write("Goal") as work:
        work.put_goal("Dance")
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen, "A", "0")
        await walk(pilot, ActivitiesForm, "y")
        screen = await walk(pilot, TodayScreen, *"Shoes", "tab", *"Film", "enter")
        assert context.store.activities() == (Activity("Film", TODAY), Activity("Shoes", TODAY))
        assert asked(screen).startswith(FunctionQuestion.SCORES)
        await walk(pilot, ScoresForm, "y")
        form = await walk(pilot, ScoresForm, "6", "tab", "1", "1", "enter")
        assert "0 to 10" in str(form.query_one("#faults").render())
        await walk(pilot, TodayScreen, "backspace", "tab", "5", "tab", "4", "tab", "3", "tab", *"A pill", "enter")
        assert context.store.function_scores() == (FunctionScores(TODAY, (("Film", 6), ("Shoes", 1)), (5, 4, 3)),)
        assert context.store.medication() == (Medication(TODAY, "A pill"),)
        await walk(pilot, TodayScreen, "u")
        assert (context.store.function_scores(), context.store.medication()) == ((), ())


def with_shoes_scored(context: AppContext) -> None:
    """Two mornings, and one activity with a score of today."""
    mornings(context, 2)
    with context.write("Scores") as work:
        work.put(Activity("Shoes", TODAY))
        work.put(FunctionScores(TODAY, (("Shoes", 4),)))


async def test_scores_are_mended_from_the_palette(context: AppContext, make_app: MakeApp) -> None:
    with_shoes_scored(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_function('SCORES')")
        await walk(pilot, TodayScreen, "backspace", "7", "enter")
    assert context.store.function_scores() == (FunctionScores(TODAY, (("Shoes", 7),)),)


async def test_an_emptied_field_deletes_what_it_held_and_one_undo_brings_it_back(
    context: AppContext, make_app: MakeApp
) -> None:
    mornings(context, 2)
    scored = FunctionScores(TODAY, (("Gone", 3), ("Shoes", 4)), (1, 2, 3))
    with context.write("Scores") as work:
        work.put(Activity("Shoes", TODAY))
        work.put(scored)
        work.put(Medication(TODAY, "A pill"))
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_function('SCORES')")
        await walk(pilot, TodayScreen, "ctrl+u", *["tab", "ctrl+u"] * 4, "enter")
        assert context.store.function_scores() == (FunctionScores(TODAY, (("Gone", 3),)),)
        assert context.store.medication() == ()
        await walk(pilot, TodayScreen, "u")
    assert context.store.function_scores() == (scored,)
    assert context.store.medication() == (Medication(TODAY, "A pill"),)


async def test_where_nothing_is_left_the_scores_of_the_day_are_deleted(context: AppContext, make_app: MakeApp) -> None:
    with_shoes_scored(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_function('SCORES')")
        await walk(pilot, TodayScreen, "ctrl+u", "enter")
    assert context.store.function_scores() == ()


async def test_on_a_past_day_that_day_is_scored(context: AppContext, make_app: MakeApp) -> None:
    mornings(context, 3)
    yesterday = TODAY - timedelta(days=1)
    with context.write("Activity") as work:
        work.put(Activity("Shoes", yesterday))
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen, "comma")
        await pilot.app.run_action("app.write_function('SCORES')")
        await walk(pilot, TodayScreen, "4", "enter")
    assert context.store.function_scores() == (FunctionScores(yesterday, (("Shoes", 4),)),)


async def test_an_activity_is_replaced_by_key_and_one_undo_brings_it_back(
    context: AppContext, make_app: MakeApp
) -> None:
    mornings(context, 2)
    before = (Activity("Film", TODAY - timedelta(days=9)), Activity("Shoes", TODAY - timedelta(days=9)))
    with context.write("Activities") as work:
        for activity in before:
            work.put(activity)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await pilot.app.run_action("app.write_function('ACTIVITIES')")
        form = await walk(pilot, ActivitiesForm, "enter")
        assert "Nothing is changed" in str(form.query_one("#faults").render())
        await walk(pilot, TodayScreen, "ctrl+u", *"Run", "enter")
        ended = Activity("Film", TODAY - timedelta(days=9), TODAY - timedelta(days=1))
        assert set(context.store.activities()) == {ended, before[1], Activity("Run", TODAY)}
        await walk(pilot, TodayScreen, "u")
    assert set(context.store.activities()) == set(before)

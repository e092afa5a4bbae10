"""The order in which Today asks, and that no answer lands on another day."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.support.waiting import until
from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.model import Answer, CheckIn, SetLog
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.care import reasons_today
from tracker.service.plan import pauses, planning
from tracker.tui.dialogs.starter_plans import StarterPlans
from tracker.tui.dialogs.walk_minutes import WalkMinutes
from tracker.tui.first_run.ordinary_day import OrdinaryDay
from tracker.tui.first_run.safety import Safety
from tracker.tui.today.screen import TodayScreen

TODAY = MONDAY.date()
SATURDAY, SUNDAY = TODAY - timedelta(days=2), TODAY - timedelta(days=1)


def plan_two(context: AppContext) -> None:
    """A plan that was begun last week, without a check-in since."""
    for exercise in ("bird-dog", "bridge"):
        planning.set_exercise(context, context.exercise(exercise))
    recording.check_in(context, TODAY - timedelta(days=5), 1)
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)


def pain_of(context: AppContext, day: date) -> tuple[int, bool] | None:
    """The pain and the leg flag of a check-in."""
    checkin = context.store.checkin(day)
    return None if checkin is None else (checkin.pain, checkin.leg)


async def shown(pilot: Pilot[None], kind: type[Screen[Any]]) -> None:
    """Wait for a dialog of the first run, whose worker goes on for as long as it asks."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


def question_of(screen: TodayScreen) -> str:
    """What is asked, and how it is answered."""
    return str(screen.prompt.content)


async def test_a_pain_typed_after_the_session_is_about_the_session_and_not_about_a_morning_before(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0", "A")
        assert question_of(screen).startswith("Any back or leg pain during today's session? 0 = none.")
        screen = await walk(pilot, TodayScreen, "2")
        assert question_of(screen).startswith("Pain 2 in which exercise?")
        await walk(pilot, TodayScreen, "enter", "0")
    assert pain_of(context, SATURDAY) is None
    assert pain_of(context, SUNDAY) is None
    assert sorted(done.pain or 0 for done in context.store.day_sets(TODAY)) == [0, 0, 2, 2, 2]


async def test_a_pain_noted_in_the_session_is_not_lowered_by_the_question_at_its_end(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0", "a", "k", "p", "4", "A", "2")
        await until(pilot, lambda: question_of(screen).startswith("Pain 2 in which exercise?"))
        await walk(pilot, TodayScreen, "k", "enter")
        await until(pilot, lambda: question_of(screen).startswith("And any"))
        await walk(pilot, TodayScreen, "0")
        await until(pilot, lambda: screen.prompt.question is None)
    assert [done.pain for done in context.store.day_sets(TODAY)] == [4, 4, 4, 0, 0]


async def test_the_mornings_before_are_asked_with_weekday_and_date_until_the_first_set_and_then_have_a_key(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0")
        assert question_of(screen).startswith("Pain on the morning of Saturday 21 November?")
        screen = await walk(pilot, TodayScreen, "p", "3")  # which is written nowhere before a set
        assert question_of(screen).startswith("Pain on the morning of Saturday 21 November?")
        screen = await walk(pilot, TodayScreen, "down", "j", "a")
        assert screen.prompt.question is None
        line = str(screen.query_one("#open").render())
        assert line == "No check-in for Saturday 21 November and Sunday 22 November. Press m to fill it in."
        screen = await walk(pilot, TodayScreen, "m")
        assert question_of(screen).startswith("Pain on the morning of Sunday 22 November?")
        await walk(pilot, TodayScreen, "4")
    assert (pain_of(context, SATURDAY), pain_of(context, SUNDAY)) == (None, (4, False))


async def test_mornings_in_a_pause_are_not_asked(context: AppContext, make_app: MakeApp) -> None:
    plan_two(context)
    pauses.pause(context, SATURDAY, SATURDAY, "flu")
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0")
        assert "Sunday 22 November" in question_of(screen)
        screen = await walk(pilot, TodayScreen, "enter")
        assert screen.prompt.question is None


async def test_pain_down_the_leg_is_said_wherever_pain_is_asked(context: AppContext, make_app: MakeApp) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "l")
        assert question_of(screen).startswith("Down the leg, numb or tingling.")
        await walk(pilot, TodayScreen, "3", "l", "2", "enter", "A")
        screen = await walk(pilot, TodayScreen, "l", "1", "enter")
    assert (pain_of(context, TODAY), pain_of(context, SATURDAY)) == ((3, True), (2, True))
    assert {(done.exercise, done.pain) for done in context.store.day_sets(TODAY) if done.leg} == {("bird-dog", 1)}


async def test_the_question_and_its_keys_take_one_line_of_eighty_columns(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen)
        assert (screen.prompt.size.height, "l leg" in question_of(screen)) == (1, True)
        await pilot.resize_terminal(120, 40)
        screen = await walk(pilot, TodayScreen)
        assert (screen.prompt.size.height, "l: down the leg" in question_of(screen)) == (1, True)
        await pilot.resize_terminal(80, 24)
        screen = await walk(pilot, TodayScreen, "0")
        assert (screen.prompt.size.height, "enter unknown" in question_of(screen)) == (1, True)


async def test_leaving_the_first_run_leaves_one_question_that_brings_all_the_rest(
    context: AppContext, make_app: MakeApp
) -> None:
    async with make_app().run_test() as pilot:
        await shown(pilot, Safety)
        await pilot.press("escape")
        screen = await walk(pilot, TodayScreen)
        line = str(screen.query_one("#open").render())
        assert line == "Still to answer: the safety questions, an ordinary good day and a starter plan. Press t."
        await pilot.press("t")
        for step, key in ((Safety, "enter"), (OrdinaryDay, "0"), (StarterPlans, "enter"), (WalkMinutes, "enter")):
            await shown(pilot, step)
            await pilot.press(key)
        await shown(pilot, TodayScreen)
        screen = await walk(pilot, TodayScreen)
        assert not screen.query_one("#open").has_class("-shown")
        assert screen.session.rows
    assert first_run.unanswered(context) == ()


async def test_one_key_says_that_the_person_has_talked_to_somebody(context: AppContext, make_app: MakeApp) -> None:
    plan_two(context)
    recording.check_in(context, TODAY, 2, leg=True)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        assert "Press i once you have talked to somebody." in str(screen.query_one("#care").render())
        found = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "I have talked to somebody" in found
        screen = await walk(pilot, TodayScreen, "i")
        assert str(screen.query_one("#care").render()).startswith("On 23 November you talked to somebody about pain")
        found = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "I have talked to somebody" not in found
    assert [care.seen for care in reasons_today(context)] == [TODAY]


def month_of(context: AppContext, database: Path, pain: int) -> None:
    """A month with every session done, and the same pain on each morning."""
    with closing(open_context(database, Clock(MONDAY - timedelta(days=32)))) as earlier:
        planning.set_exercise(earlier, earlier.exercise("bird-dog"))
    with context.write("a month") as work:
        for days in range(32, -1, -1):
            day = TODAY - timedelta(days=days)
            work.put(CheckIn(day, pain))
            if days:
                work.add_sets(day, [SetLog("bird-dog", reps, hold_s=10, pain=pain) for reps in (5, 3, 1)])
    first_run.answer_safety(context, ())
    with context.write("an ordinary day") as work:
        work.put(Answer(first_run.ORDINARY_DAY, "0", TODAY))


async def test_small_readings_alone_lead_to_the_next_higher_limit_and_to_no_second_question(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    month_of(context, database, 2)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        assert "Count pain up to 1 as pain-free?" in question_of(screen)
        assert "Of the last twelve weeks, 0 would have been clean at 1, and 5 at 2." in question_of(screen)
        screen = await walk(pilot, TodayScreen, "y")
        assert screen.prompt.question is None
    assert context.settings().pain_free_limit == 1


async def test_a_limit_that_is_not_wanted_now_is_not_asked_about_again_but_by_undo(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    month_of(context, database, 2)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        await pilot.press("n")
        await until(pilot, lambda: screen.prompt.question is None)
        assert screen.today_view is not None
        assert screen.today_view.limit_offer is None, "also before offers are read again"
        screen = await walk(pilot, TodayScreen)
        assert screen.prompt.question is None
        screen = await walk(pilot, TodayScreen, "u")
        assert "Count pain up to 1 as pain-free?" in question_of(screen)


async def test_a_steady_level_asks_for_the_word_of_a_professional_with_more_than_one_key(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    month_of(context, database, 4)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        assert "steady at 4 for four weeks" in question_of(screen)
        screen = await walk(pilot, TodayScreen, "y")
        assert question_of(screen).startswith("Write down that they agree to count pain up to 4 as pain-free?")
        assert context.settings().pain_free_limit == 0
        screen = await walk(pilot, TodayScreen, "y")
        assert question_of(screen).startswith("Bird dog: a step up"), "which these weeks have earned"
    assert context.settings().pain_free_limit == 4
    assert first_run.was_agreed(context)


async def test_who_has_not_asked_a_professional_yet_is_left_alone(
    context: AppContext, database: Path, make_app: MakeApp
) -> None:
    month_of(context, database, 4)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "n")
        assert screen.prompt.question is None
    assert context.settings().pain_free_limit == 0


async def test_a_set_of_which_one_repetition_is_done_does_not_look_done(context: AppContext, make_app: MakeApp) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "0", "escape", "escape", "1", "enter", "enter")
        line = next(strip for strip in map(screen.session.render_line, range(5)) if "Bird dog" in strip.text)
        assert "▪■□" in line.text
        assert str(screen.query_one("#dose").render()) == (
            "3 sets: 5, 3 and 1 repetitions, each held for 10 s, on both sides."
        )


async def test_an_eased_day_says_by_how_much_and_why_and_marks_its_doses(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    recording.check_in(context, SUNDAY, 6, flare=True)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "5")
        assert str(screen.query_one("#eased").render()) == "Eased today: half, day 2 of a flare."
        lines = [strip.text for strip in map(screen.session.render_line, range(4))]
        assert any("Bird dog" in line and "~2·1·1 × 10 s" in line for line in lines)


async def test_no_step_is_spoken_of_beside_words_to_talk_to_somebody_before_going_on(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_two(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen, "l", "1", "escape")
        assert "before you go on" in str(screen.query_one("#care").render())
        assert "step possible" not in str(screen.query_one("#status").render())
        assert "step possible" not in str(screen.query_one("#record").render())

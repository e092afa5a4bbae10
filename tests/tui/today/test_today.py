"""Whole mornings on the Today screen, and every state it must have words for."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.support import waiting
from tests.support.walking import walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.errors import StorageError
from tracker.core.model import Dose, SetLog, SkipReason
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.history import undo_redo
from tracker.service.plan import pauses, planning
from tracker.tui.app import BacktrackerApp
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker
from tracker.tui.dialogs.info_card import InfoCardText
from tracker.tui.hands_free.screen import HandsFree
from tracker.tui.today.screen import TodayScreen
from tracker.tui.today.swap_dialog import SwapDialog
from tracker.tui.widgets.pick_list import PickList

TODAY = MONDAY.date()


def plan_three(context: AppContext) -> None:
    """A plan of two strength exercises and a stretch, every day."""
    for exercise in ("bird-dog", "bridge", "figure-four"):
        planning.set_exercise(context, context.exercise(exercise))


async def settled(pilot: Pilot[None]) -> TodayScreen:
    """The Today screen, once everything that was asked of the context is drawn."""
    screen = pilot.app.screen
    await waiting.settled(pilot)
    assert isinstance(screen, TodayScreen)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> TodayScreen:
    """Press keys one after the other, as a person does who looks before the next."""
    screen = await settled(pilot)
    for key in keys:
        await pilot.press(key)
        screen = await settled(pilot)
    return screen


async def first_flare(pilot: Pilot[None], *keys: str) -> TodayScreen:
    """Mark the first flare, and close the text that opens with it."""
    await walk(pilot, InfoCardText, *keys)
    await pilot.press("escape")
    return await settled(pilot)


def words_of(screen: TodayScreen, widget: str) -> str:
    """The text that a widget shows."""
    return str(screen.query_one(widget).render())


async def test_a_good_morning_by_hand_takes_nine_keys_at_most(context: AppContext, make_app: MakeApp) -> None:
    for exercise in ("bird-dog", "bridge", "curl-up", "figure-four", "knee-rolls", "hip-flexor"):
        planning.set_exercise(context, context.exercise(exercise))
    keys = ["0", "a", "a", "a", "a", "a", "a", "0"]
    async with make_app().run_test() as pilot:
        screen = await press(pilot, *keys)
        assert screen.prompt.question is None
        assert "Done for today" in words_of(screen, "#empty")
    assert len(keys) <= 9
    sets = context.store.day_sets(TODAY)
    assert {set_log.exercise for set_log in sets} == {
        "bird-dog",
        "bridge",
        "curl-up",
        "figure-four",
        "knee-rolls",
        "hip-flexor",
    }
    assert {set_log.pain for set_log in sets} == {0}
    checkin = context.store.checkin(TODAY)
    assert checkin is not None
    assert checkin.pain == 0


async def test_a_good_morning_hands_free_takes_three_keys(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = ("bird-dog", "bridge", "curl-up", "figure-four", "knee-rolls", "hip-flexor")
    for exercise in six:
        planning.set_exercise(context, context.exercise(exercise))
    app, now = make_app(), 0.0
    monkeypatch.setattr(app.database.clock, "seconds", lambda: now)
    async with app.run_test() as pilot:
        await press(pilot, "0")
        await pilot.press("space")
        await pilot.pause()
        session = app.screen
        assert isinstance(session, HandsFree)
        while isinstance(app.screen, HandsFree):
            for _ in range(10):
                now += 1.5
                session.tick()
            await pilot.pause()
        screen = await press(pilot, "0")
        assert screen.prompt.question is None
        assert "Done for today" in words_of(screen, "#empty")
    sets = context.store.day_sets(TODAY)
    assert {set_log.exercise for set_log in sets} == set(six)
    assert {set_log.pain for set_log in sets} == {0}


async def test_enter_logs_the_set_under_the_cursor_as_planned_and_moves_on_when_it_is_complete(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "enter", "enter")
        assert [set_log.reps for set_log in context.store.day_sets(TODAY)] == [5, 3]
        assert screen.session.cursor == "bird-dog"
        screen = await press(pilot, "enter")
        assert screen.session.cursor == "bridge"


async def test_digits_answer_the_open_question_and_are_repetitions_otherwise(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "2")
        assert context.store.day_sets(TODAY) == ()
        assert context.store.checkin(TODAY) is not None
        screen = await press(pilot, "4", "enter")
        assert [set_log.reps for set_log in context.store.day_sets(TODAY)] == [4]
        screen = await press(pilot, "minus", "enter", "1", "2", "backspace", "plus", "enter")
        assert [set_log.reps for set_log in context.store.day_sets(TODAY)] == [4, 2, 2]
        assert screen.session.typed_amount == ""


async def test_logging_is_never_blocked_by_an_unanswered_question(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "enter")
        assert len(context.store.day_sets(TODAY)) == 1
        assert screen.prompt.question is not None
        screen = await press(pilot, "escape")
        assert screen.prompt.question is None
        assert "No check-in yet" in words_of(screen, "#status")


async def test_two_missed_mornings_are_asked_too_and_enter_says_dont_know(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    recording.check_in(context, TODAY - timedelta(days=5), 1)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0")
        assert "Saturday" in words_of(screen, "#prompt")
        screen = await press(pilot, "enter")
        assert "Sunday" in words_of(screen, "#prompt")
        screen = await press(pilot, "3")
        assert screen.prompt.question is None
    assert context.store.checkin(TODAY - timedelta(days=2)) is None
    known = context.store.checkin(TODAY - timedelta(days=1))
    assert known is not None
    assert known.pain == 3


async def test_x_is_ten_and_l_is_the_leg(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await press(pilot, "x", "enter", "p", "l", "1")
    checkin = context.store.checkin(TODAY)
    assert checkin is not None
    assert checkin.pain == 10
    assert [(set_log.pain, set_log.leg) for set_log in context.store.day_sets(TODAY)] == [(1, True)]


async def test_much_pain_in_an_exercise_takes_it_out_for_today_and_costs_no_adherence(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "1", "enter", "p", "7")
        row = screen.today_view.view.row("bird-dog") if screen.today_view else None
        assert row is not None
        assert row.skip is not None
        assert row.skip.reason is SkipReason.PAIN
        assert row.missing == ()


async def test_pain_at_the_end_asks_in_which_exercise(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "A")
        assert "none" in words_of(screen, "#prompt")
        screen = await press(pilot, "2")
        assert "which exercise" in words_of(screen, "#prompt")
        screen.session.cursor = "bridge"
        screen = await press(pilot, "enter")
        assert "none" in words_of(screen, "#prompt")
        await press(pilot, "0")
    pains = {set_log.exercise: set_log.pain for set_log in context.store.day_sets(TODAY)}
    assert pains == {"bird-dog": 0, "bridge": 2, "figure-four": 0}


async def test_u_takes_back_anything_and_says_what(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await press(pilot, "0", "enter", "d")
        assert context.store.day_sets(TODAY) == ()
        await press(pilot, "u")
        assert len(context.store.day_sets(TODAY)) == 1
        await press(pilot, "u", "u")
        assert context.store.day_sets(TODAY) == ()
        assert context.store.checkin(TODAY) is None
        await press(pilot, "ctrl+r")
        assert context.store.checkin(TODAY) is not None


async def test_form_that_broke_after_some_repetitions_is_the_next_set_with_these(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "3", "enter", "2", "b")
        assert [(set_log.reps, set_log.form_broke) for set_log in context.store.day_sets(TODAY)] == [
            (5, False),
            (2, True),
        ]
        assert not screen.session.typed_amount


async def test_skipping_form_and_flare_have_a_key_each(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "3", "b", "s", "t", "down")
        assert [set_log.form_broke for set_log in context.store.day_sets(TODAY)] == [True]
        assert screen.today_view is not None
        row = screen.today_view.view.row("bird-dog")
        assert row is not None
        assert row.skip is not None
        assert row.skip.reason is SkipReason.TIME
        screen = await first_flare(pilot, "f")
        assert screen.today_view is not None
        bridge = screen.today_view.view.row("bridge")
        assert bridge is not None
        assert bridge.today is not None
        assert bridge.dose is not None
        assert bridge.today.work < bridge.dose.work


async def test_what_form_a_flare_and_the_leg_lead_to_is_said_at_once(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "3", "b")
        assert "Form broke. No step comes for it" in words_of(screen, "#sentence")
        screen = await press(pilot, "b")
        assert "form broke. No step comes for it" in words_of(screen, "#sentence")
        screen = await first_flare(pilot, "f")
        assert "a flare. Do half and keep moving" in words_of(screen, "#sentence")
        screen = await press(pilot, "c", "l")
        assert "Down the leg" in words_of(screen, "#prompt")
        await press(pilot, "4")
    checkin = context.store.checkin(TODAY)
    assert checkin is not None
    assert (checkin.pain, checkin.leg) == (4, True)


async def test_a_flare_without_a_check_in_asks_for_its_pain_first(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await first_flare(pilot, "f", "6")
    checkin = context.store.checkin(TODAY)
    assert checkin is not None
    assert (checkin.pain, checkin.flare) == (6, True)


async def test_the_first_flare_opens_what_helps_in_one_and_no_later_flare_does(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await press(pilot, "3")
        card = await walk(pilot, InfoCardText, "f")
        assert "Flares are normal" in str(card.query_one(".dialog").border_title)
        await pilot.press("escape")
        await press(pilot, "u", "u")
        await first_flare(pilot, "f", "7")  # as one that was taken back never was
    recording.check_in(context, TODAY - timedelta(days=60), 5, flare=True)
    recording.check_in(context, TODAY, 3)
    async with make_app().run_test() as pilot:
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_step_is_asked_and_yes_puts_the_new_dose_into_the_session_at_once(
    context: AppContext, make_app: MakeApp
) -> None:
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0")
        assert "6·3·1" in words_of(screen, "#prompt")
        screen = await press(pilot, "y")
        assert screen.today_view is not None
        row = screen.today_view.view.row("bird-dog")
        assert row is not None
        assert row.today == Dose((6, 3, 1), 10)
        assert screen.prompt.question is None


@pytest.mark.parametrize("answer", ["y", "n", "escape"])
async def test_after_a_step_the_session_begins_where_it_did(
    context: AppContext, make_app: MakeApp, answer: str
) -> None:
    planning.set_exercise(context, context.exercise("bridge"))
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0")
        assert screen.session.cursor == "bird-dog", "which the question is about"
        screen = await press(pilot, answer)
        assert screen.session.cursor == "bridge"


async def test_a_step_taken_in_a_session_that_has_begun_holds_from_tomorrow(
    context: AppContext, make_app: MakeApp
) -> None:
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "enter", "y")
        assert screen.today_view is not None
        row = screen.today_view.view.row("bird-dog")
        assert row is not None
        assert row.today == Dose((5, 3, 1), 10)
        assert screen.prompt.question is None
    assert planning.plan_items(open_context(context.store.path, Clock(MONDAY + timedelta(days=1))))[0].dose.reps == (
        6,
        3,
        1,
    )


async def test_a_step_put_off_for_a_week_is_not_asked_again(context: AppContext, make_app: MakeApp) -> None:
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "n")
        assert screen.prompt.question is None
    assert [set_log.exercise for set_log in context.store.history().declined] == ["bird-dog"]


async def test_four_weeks_of_small_readings_offer_the_next_limit(context: AppContext, make_app: MakeApp) -> None:
    live_two_clean_weeks(context, "bird-dog", days=32, pain=1)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "1")
        assert "Count pain up to 1" in words_of(screen, "#prompt")
        await press(pilot, "y")
    assert context.settings().pain_free_limit == 1


async def test_other_days_can_be_filled_in_and_the_future_cannot(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bridge"))
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "escape", "comma", "down")
        assert screen.today_view is not None
        assert screen.today_view.view.on == TODAY - timedelta(days=1)
        screen = await press(pilot, "full_stop", "full_stop")
        assert screen.today_view is not None
        assert screen.today_view.view.on == TODAY


async def test_each_state_of_the_plan_has_its_own_words(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    recording.check_in(context, TODAY, 0)
    async with make_app().run_test() as pilot:
        pauses.pause(context, TODAY, None, "holiday")
        screen = await reloaded(pilot)
        assert "Paused" in words_of(screen, "#empty")
        undo_redo.undo(context)
        for exercise in ("bird-dog", "bridge", "figure-four"):
            planning.set_exercise(context, context.exercise(exercise), days=(1,))
        screen = await reloaded(pilot)
        assert "rest day" in words_of(screen, "#empty")
        for exercise in ("bird-dog", "bridge", "figure-four"):
            planning.remove(context, context.exercise(exercise))
        screen = await reloaded(pilot)
        assert "plan is empty" in words_of(screen, "#empty")


async def test_a_rest_day_still_asks_the_mornings_question(context: AppContext, make_app: MakeApp) -> None:
    planning.set_exercise(context, context.exercise("bird-dog"), days=(1,))
    async with make_app().run_test() as pilot:
        screen = await settled(pilot)
        assert "this morning" in words_of(screen, "#prompt")


async def test_what_another_window_writes_is_shown_and_no_set_is_logged_twice(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.app.POLL_SECONDS", 3600)  # the key comes before the next look
    plan_three(context)
    recording.check_in(context, TODAY, 0)
    async with make_app().run_test() as pilot:
        screen = await settled(pilot)
        recording.log_next(context, TODAY, "bird-dog", 0)
        await pilot.press("enter")
        screen = await reloaded(pilot)
        assert [set_log.reps for set_log in context.store.day_sets(TODAY)] == [5]
        assert screen.today_view is not None
        row = screen.today_view.view.row("bird-dog")
        assert row is not None
        assert len(row.logged) == 1


async def test_left_open_overnight_the_first_key_turns_the_page_and_asks(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    app = make_app(datetime(2026, 11, 22, 21, 0))
    async with app.run_test() as pilot:
        await press(pilot, "0")
        app.database.clock.fixed = MONDAY
        screen = await press(pilot, "enter")
        assert screen.today_view is not None
        assert screen.today_view.view.on == TODAY
        assert context.store.day_sets(TODAY) == ()
        assert "this morning" in words_of(screen, "#prompt")


async def test_another_day_is_not_spoken_of_as_today(context: AppContext, make_app: MakeApp) -> None:
    live_two_clean_weeks(context, "bird-dog")
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "escape", "comma")
        assert "All done. 3 sets, 1 of 1 exercise. That week" in words_of(screen, "#empty")
        assert "that week" in words_of(screen, "#status")
        assert "step" not in words_of(screen, "#status")
        screen = await press(pilot, *["comma"] * 20)
        assert "Nothing was planned on this day." in words_of(screen, "#empty")


async def test_a_session_that_goes_past_the_days_beginning_stays_on_its_day(
    context: AppContext, make_app: MakeApp
) -> None:
    context.clock.fixed = datetime(2026, 11, 22, 7, 30)
    plan_three(context)
    app = make_app(datetime(2026, 11, 23, 2, 50))
    async with app.run_test() as pilot:
        await press(pilot, "0", "enter")
        app.database.clock.fixed = datetime(2026, 11, 23, 3, 10)
        screen = await press(pilot, "enter")
        assert screen.today_view is not None
        assert screen.today_view.view.on == date(2026, 11, 22)
    assert len(context.store.day_sets(date(2026, 11, 22))) == 2


async def test_a_note_is_kept_and_shown_as_it_was_typed(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await press(pilot, "0", "enter")
        await pilot.press("n", *"[b]ok", "enter")
        await settled(pilot)
    assert [set_log.note for set_log in context.store.day_sets(TODAY)] == ["[b]ok"]


async def test_a_second_answer_for_a_date_keeps_the_worse_reading_unless_it_is_an_edit(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        await settled(pilot)
        recording.check_in(context, TODAY, 4)
        await pilot.press("1")
        await settled(pilot)
        checkin = context.store.checkin(TODAY)
        assert checkin is not None
        assert checkin.pain == 4
        await press(pilot, "c", "1")
        checkin = context.store.checkin(TODAY)
        assert checkin is not None
        assert checkin.pain == 1


def live_two_clean_weeks(context: AppContext, exercise: str, days: int = 14, pain: int = 0) -> None:
    """Days of check-ins and of everything planned of one exercise, up to yesterday."""
    first = TODAY - timedelta(days=days)
    then = open_context(context.store.path, Clock(datetime(first.year, first.month, first.day, 7, 30)))
    planning.set_exercise(then, then.exercise(exercise))
    then.close()
    with context.store.transaction("two weeks", at="2026-11-23T06:00:00Z") as change:
        for back in range(days, 0, -1):
            day = TODAY - timedelta(days=back)
            change.add_sets(day, [SetLog(exercise, reps=reps, hold_s=10, pain=0) for reps in (5, 3, 1)])
    for back in range(days, 0, -1):
        recording.check_in(context, TODAY - timedelta(days=back), pain)


def hurt_two_weeks(context: AppContext) -> None:
    """Three weeks of a bird dog, which hurt ten and three days ago."""
    live_two_clean_weeks(context, "bird-dog", days=21)
    with context.store.transaction("pain", at="2026-11-23T06:00:00Z") as change:
        for back in (10, 3):
            change.add_sets(TODAY - timedelta(days=back), [SetLog("bird-dog", reps=1, hold_s=10, pain=4)])


async def test_what_hurts_two_weeks_running_can_be_swapped_for_something_easier(
    context: AppContext, make_app: MakeApp
) -> None:
    hurt_two_weeks(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0")
        assert "Bird dog has hurt two weeks running" in words_of(screen, "#prompt")
        dialog = await walk(pilot, SwapDialog, "y")
        assert dialog.query_one(PickList).chosen == "bird-dog-leg"
        await pilot.press("enter")
        screen = await settled(pilot)
        assert [row.exercise.id for row in screen.session.rows] == ["bird-dog-leg"]
        assert screen.prompt.question is None
        await press(pilot, "u")
        assert [row.exercise.id for row in screen.session.rows] == ["bird-dog"]


async def test_no_swap_for_now_leaves_it_as_it_is_and_asks_what_comes_next(
    context: AppContext, make_app: MakeApp
) -> None:
    hurt_two_weeks(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "n")
        assert screen.prompt.question is None
        assert [row.exercise.id for row in screen.session.rows] == ["bird-dog"]


async def reloaded(pilot: Pilot[None]) -> TodayScreen:
    """The screen after it has looked for what others wrote."""
    screen = await settled(pilot)
    await screen.reload()
    return await settled(pilot)


async def test_the_first_start_of_a_day_copies_the_database_once_the_screen_is_up(
    context: AppContext, database: Path
) -> None:
    plan_three(context)
    for _ in range(2):
        app = BacktrackerApp(DatabaseWorker(database, Clock(MONDAY), backups=True), Config(animation=False))
        async with app.run_test() as pilot:
            await press(pilot, "0")
            await app.workers.wait_for_complete()
        app.database.close()
    assert [copy.name for copy in (database.parent / "backups").iterdir()] == [f"{database.stem}-{TODAY}.db"]


async def test_a_database_that_fails_while_figures_are_read_ahead_ends_nothing(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_three(context)
    app = make_app()
    async with app.run_test() as pilot:
        await press(pilot, "0")
        await app.workers.wait_for_complete()

        async def fail(_: object) -> None:
            raise StorageError("gone")

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(app.database, "run", fail)
            await asyncio.to_thread(app._warm_up_figures)
        await press(pilot, "enter")
        assert len(context.store.day_sets(TODAY)) == 1


async def test_pain_before_the_first_set_leaves_the_exercise_out_or_says_where_to_keep_it_and_is_no_repetitions(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "p", "4")
        assert screen.session.typed_amount == ""
        assert "Log a set of Bird dog first" in words_of(screen, "#sentence")
        screen = await press(pilot, "p", "9")
        assert "talk to a doctor" in words_of(screen, "#sentence")
    assert context.store.day_sets(TODAY) == ()
    (skip,) = context.store.history().skips
    assert (skip.exercise, skip.reason, skip.note) == ("bird-dog", SkipReason.PAIN, "pain 9")


async def test_pain_down_the_leg_before_the_first_set_leaves_the_exercise_out_however_small(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "p", "l", "1")
        assert "out for today" in words_of(screen, "#sentence")
    assert context.store.history().skips[0].note == "pain 1, further down the leg"


async def test_who_has_said_where_it_hurt_is_asked_about_the_others(context: AppContext, make_app: MakeApp) -> None:
    plan_three(context)
    async with make_app().run_test() as pilot:
        screen = await press(pilot, "0", "A")
        assert screen.prompt.question is not None
        assert screen.prompt.question.text.startswith("Any back or leg pain during today's session?")
        screen = await press(pilot, "2", "enter")
        assert screen.prompt.question is not None
        assert "during the other exercises" in screen.prompt.question.text
        screen = await press(pilot, "0")
        assert screen.prompt.question is None
    pains = {set_log.exercise: set_log.pain for set_log in context.store.day_sets(TODAY)}
    assert list(pains.values()).count(2) == 1
    assert list(pains.values()).count(0) == 2


async def test_a_sentence_has_as_many_lines_as_it_needs_whatever_stood_there_before(
    context: AppContext, make_app: MakeApp
) -> None:
    plan_three(context)
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await walk(pilot, TodayScreen)
        line = screen.query_one("#sentence")
        for sentence, lines in (
            ("Short.", 1),
            ("Another.", 1),
            ("A longer one. " * 10, 2),
            ("Brief.", 1),
            ("Of\ntwo", 2),
        ):
            screen.say(sentence)
            await pilot.pause()
            assert line.size.height == lines
            assert sentence.split()[0] in words_of(screen, "#sentence")

"""Forms and questions that are open while another window writes: nothing unseen is overwritten, nothing typed lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import Button, Input, Static, TextArea

from tests.support.waiting import until
from tests.support.walking import press, walk
from tests.tui.conftest import MONDAY, MakeApp
from tracker.clock import Clock
from tracker.core.model import CheckIn, Dose, SetLog, SkipReason
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.history import undo_redo
from tracker.service.plan import engine_settings, planning
from tracker.tui.dialogs.dose_form import DoseForm
from tracker.tui.plan.plan_text import PlanText
from tracker.tui.plan.screen import PlanScreen
from tracker.tui.plan.settings_form import SettingsForm
from tracker.tui.today.entries_dialog import EntriesDialog
from tracker.tui.today.entry_forms import CheckInForm, SetForm
from tracker.tui.today.note_form import NoteForm
from tracker.tui.today.screen import TodayScreen
from tracker.tui.widgets.forms.note_area import NoteArea

TODAY = MONDAY.date()


def a_day(context: AppContext) -> None:
    """Bird dogs and the bridge are planned since last week; the bird dogs are done today, after a check-in."""
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    with closing(open_context(context.store.path, Clock(MONDAY - timedelta(days=7)))) as earlier:
        for exercise in ("bird-dog", "bridge"):
            planning.set_exercise(earlier, earlier.exercise(exercise))
    for days in (2, 1, 0):
        recording.check_in(context, TODAY - timedelta(days=days), 0)
    recording.log_missing(context, TODAY, ["bird-dog"])


def faults(pilot: Pilot[None]) -> str:
    """What a form says is wrong."""
    return " ".join(str(pilot.app.screen.query_one("#faults", Static).content).split())


def sentence(pilot: Pilot[None]) -> str:
    """The sentence above the keys."""
    return " ".join(str(pilot.app.screen.query_one("#sentence", Static).content).split())


def dogs(context: AppContext) -> list[SetLog]:
    """The sets of the bird dog today."""
    return [set_log for set_log in context.store.day_sets(TODAY) if set_log.exercise == "bird-dog"]


async def test_a_check_in_form_keeps_the_flare_that_another_window_wrote(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, EntriesDialog, "e")
        form = await walk(pilot, CheckInForm, "home", "enter")
        recording.check_in(context, TODAY, 6, flare=True, leg=True)
        form.query_one(NoteArea).text = "stiff"
        await walk(pilot, EntriesDialog, "enter")
    assert context.store.checkin(TODAY) == CheckIn(TODAY, 6, flare=True, leg=True, note="stiff")


async def test_a_field_changed_in_both_windows_is_shown_with_both_values_and_a_second_enter_keeps_the_persons(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, EntriesDialog, "e")
        form = await walk(pilot, SetForm, "down", "down", "down", "enter")
        record_pain(context, TODAY, "bird-dog", 2)
        form.query_one("#pain", Input).value = "1"
        await walk(pilot, SetForm, "enter")
        assert "pain: 2 there, 1 here" in faults(pilot)
        assert "enter again" in faults(pilot)
        assert [set_log.pain for set_log in dogs(context)] == [2, 2, 2]
        await walk(pilot, EntriesDialog, "enter")
    assert [set_log.pain for set_log in dogs(context)] == [2, 2, 1]


async def test_a_dose_form_keeps_the_days_that_another_window_chose(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await walk(pilot, PlanScreen, "P")
        form = await walk(pilot, DoseForm, "enter")
        planning.set_exercise(context, context.exercise("bird-dog"), days=(0, 2))
        form.query_one("#reps", Input).value = "4, 4"
        await walk(pilot, PlanScreen, "enter")
    item = planning.plan_items(context)[0]
    assert (item.dose, item.prescription.days) == (Dose((4, 4), 10), (0, 2))


async def test_a_settings_form_shows_both_values_of_a_setting_changed_in_both_windows(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await walk(pilot, PlanScreen, "P")
        form = await walk(pilot, SettingsForm, "o")
        engine_settings.change_settings(context, {"weeks_required": "3", "red_from": "7"})
        form.query_one("#weeks_required", Input).value = "4"
        await walk(pilot, SettingsForm, "enter")
        assert "the number of clean weeks before a step: 3 there, 4 here" in faults(pilot)
        await walk(pilot, PlanScreen, "enter")
    assert (context.settings().weeks_required, context.settings().red_from) == (4, 7)


async def test_the_text_of_the_plan_keeps_what_another_window_changed_and_asks_before_it_empties_it(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, TodayScreen)
        await walk(pilot, PlanScreen, "P")
        form = await walk(pilot, PlanText, "e")
        planning.set_exercise(context, context.exercise("bridge"), days=(0,))
        area = form.query_one(TextArea)
        area.text = area.text.replace("5·3·1 × 10 s", "4,2 x 10 s")
        await walk(pilot, PlanScreen, "tab", "enter")
        by_id = {item.exercise.id: item for item in planning.plan_items(context)}
        assert by_id["bridge"].prescription.days == (0,)
        assert by_id["bird-dog"].dose.reps == (4, 2)
        form = await walk(pilot, PlanText, "e")
        form.query_one(TextArea).text = "# nothing"
        await walk(pilot, PlanText, "tab", "enter")
        assert "all 2 exercises would leave the plan" in faults(pilot)
        assert len(planning.plan_items(context)) == 2
        button = form.query_one(Button)
        await until(pilot, lambda: not button.has_class("-active"), "the button to take another press")
        await walk(pilot, PlanScreen, "enter")
    assert planning.plan_items(context) == ()


async def test_a_question_that_was_open_does_not_write_over_what_another_window_answered(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        await press(pilot, "p")
        record_pain(context, TODAY, "bird-dog", 6)
        await press(pilot, "1")
        assert "changed in another window" in sentence(pilot)
        assert {set_log.pain for set_log in dogs(context)} == {6}
        await press(pilot, "escape", "c")
        recording.check_in(context, TODAY, 5, flare=True)
        await press(pilot, "0")
        assert "changed in another window" in sentence(pilot)
    assert context.store.checkin(TODAY) == CheckIn(TODAY, 5, flare=True)


async def test_much_pain_is_one_change_for_one_key(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    before = context.store.history()
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        await press(pilot, "p", "7")
        assert [skip.reason for skip in context.store.history().skips] == [SkipReason.PAIN]
        assert sentence(pilot).startswith("Stop here.")
        await press(pilot, "u")
    assert context.store.history() == before


async def test_a_note_has_several_lines_and_keeps_what_is_pasted(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        form = await walk(pilot, NoteForm, "n")
        await press(pilot, "a", "alt+enter", "b")
        form.query_one(NoteArea).insert("\nc\nd")
        await walk(pilot, TodayScreen, "enter")
    assert dogs(context)[-1].note == "a\nb\nc\nd"


async def test_a_note_that_cannot_be_stored_stays_in_front_of_the_person_with_the_reason(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    text = "x" * 2001
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        form = await walk(pilot, NoteForm, "n")
        form.query_one(NoteArea).insert(text)
        await walk(pilot, NoteForm, "enter")
        assert "at most 2000 characters, and this one has 2001" in faults(pilot)
        form.query_one(NoteArea).text = "whole"
        with closing(sqlite3.connect(context.store.path)) as other:
            other.execute("BEGIN IMMEDIATE")
            await walk(pilot, NoteForm, "enter")
            assert "Another program is using the database" in faults(pilot)
            assert form.query_one(NoteArea).text == "whole"
            other.execute("ROLLBACK")
        await walk(pilot, TodayScreen, "enter")
    assert dogs(context)[-1].note == "whole"


async def test_a_note_is_not_written_over_another_one_unseen(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        await walk(pilot, NoteForm, "n")
        recording.set_note(context, TODAY, "bird-dog", "theirs")
        await press(pilot, "m", "i", "n", "e")
        await walk(pilot, NoteForm, "enter")
        assert "the note: “theirs” there, “mine” here" in faults(pilot)
        await walk(pilot, TodayScreen, "enter")
    assert dogs(context)[-1].note == "mine"


async def test_a_note_left_with_escape_is_asked_about_once_more(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        screen = await walk(pilot, TodayScreen)
        screen.session.cursor = "bird-dog"
        await walk(pilot, NoteForm, "n", "a")
        await walk(pilot, NoteForm, "escape")
        assert "not saved yet" in faults(pilot)
        await walk(pilot, TodayScreen, "escape")
    assert dogs(context)[-1].note == ""
    assert "sets of 1 exercise logged" in undo_redo.undo(context)

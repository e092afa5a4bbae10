"""Anything ever logged can be changed or deleted from Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.support.undo_journal import next_undo
from tests.support.waiting import settled
from tests.support.walking import press, typed, walk
from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.today.test_today_pictures import Compare, answered, picture
from tracker.core.model import CheckIn, SetLog, Skip, SkipReason
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.plan import planning
from tracker.tui.config import Config
from tracker.tui.today.entries_dialog import EntriesDialog
from tracker.tui.today.entry_forms import CheckInForm, DayNoteForm, EntryForm, SetForm, SkipForm
from tracker.tui.today.screen import TodayScreen
from tracker.tui.widgets.forms.note_area import NoteArea
from tracker.tui.widgets.pick_list import PickList

TODAY = MONDAY.date()
YESTERDAY = TODAY - timedelta(days=1)
HOW = recording.SetDetails(hold_s=10, pain=0)
LONG_NOTE = "left knee slid away on the carpet, better with the mat next time"


def a_day(context: AppContext) -> None:
    """A day with an entry of each kind, three sets of one exercise, and a check-in of the day before."""
    answered(context)
    for exercise in ("bird-dog", "bridge", "walk"):
        planning.set_exercise(context, context.exercise(exercise))
    recording.check_in(context, YESTERDAY, 4, note="after the garden")
    recording.check_in(context, TODAY, 1, leg=True)
    recording.log_sets(context, context.exercise("bird-dog"), TODAY, (5, 3, 1), None, HOW)
    recording.set_form_broke(context, TODAY, "bird-dog")
    recording.set_note(context, TODAY, "bird-dog", LONG_NOTE)
    recording.skip(context, context.exercise("bridge"), TODAY, SkipReason.TIME)
    recording.log_sets(context, context.exercise("walk"), TODAY, (), 12, recording.SetDetails())
    recording.set_day_note(context, TODAY, "slept badly")


def bird_dogs(context: AppContext) -> list[SetLog]:
    """The sets of the bird dog today."""
    return [set_log for set_log in context.store.day_sets(TODAY) if set_log.exercise == "bird-dog"]


def skips(context: AppContext) -> list[Skip]:
    """What is left out."""
    return list(context.store.history().skips)


def message(pilot: Pilot[None]) -> str:
    """The sentence below the list."""
    return str(pilot.app.screen.query_one("#sentence", Static).content)


def selected_line(pilot: Pilot[None]) -> str:
    """The line under the cursor."""
    listed = pilot.app.screen.query_one(PickList)
    assert listed.highlighted is not None
    return str(listed.get_option_at_index(listed.highlighted).prompt)


async def fill(pilot: Pilot[None], field: str, text: str) -> None:
    """Type in a field in place of what is there."""
    box: Input | NoteArea = pilot.app.screen.query_one(f"#{field}")  # type: ignore[assignment]
    box.focus()
    box.select_all()
    await pilot.press("delete")
    await typed(pilot, text)


async def test_it_begins_at_the_last_set_of_the_exercise_under_the_cursor(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, EntriesDialog, "e")
        assert selected_line(pilot).split() == ["1", "×", "10", "s", "pain", "0,", "form", "broke", *LONG_NOTE.split()]
        await press(pilot, "escape", "down", "e")
        assert selected_line(pilot).startswith("Bridge")


async def test_the_first_of_three_sets_is_mended_and_the_others_stay(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    first, *others = bird_dogs(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, SetForm, "e", "up", "up", "enter")
        for field, text in (("reps", "6"), ("hold", "8"), ("load", "1.5"), ("pain", "x"), ("note", "slowly")):
            await fill(pilot, field, text)
        pilot.app.screen.query_one("#leg").focus()
        await walk(pilot, EntriesDialog, "space", "enter")
        changed = SetLog("bird-dog", 6, 0, 8, 1.5, 10, leg=True, note="slowly", at=first.at)
        assert bird_dogs(context) == [changed, *others]
        assert message(pilot).startswith("Bird dog, set 1: 6 × 8 s + 1.5 kg, pain 10, further down the leg")
        assert "6 × 8 s + 1.5 kg" in selected_line(pilot)
        await press(pilot, "u")
        assert bird_dogs(context) == [first, *others]
        assert message(pilot).startswith("Undone: Bird dog, set 1")
        await press(pilot, "ctrl+r")
        assert bird_dogs(context) == [changed, *others]


async def test_the_middle_set_is_deleted_and_comes_back_to_its_place(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    first, middle, last = bird_dogs(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, EntriesDialog, "e", "up", "d")
        assert bird_dogs(context) == [first, last]
        assert message(pilot) == "Bird dog, set 2 deleted: 3 × 10 s, pain 0."
        assert LONG_NOTE in selected_line(pilot)
        await press(pilot, "u")
        assert bird_dogs(context) == [first, middle, last]
        assert "3 × 10 s" in selected_line(pilot)


async def test_deleting_goes_on_within_the_exercise_before_it_comes_to_another(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, EntriesDialog, "e", "d", "d")
        assert [set_log.reps for set_log in bird_dogs(context)] == [5]
        assert len(skips(context)) == 1
        assert selected_line(pilot).startswith("Bird dog")


async def test_pain_becomes_unknown_and_minutes_are_asked_of_what_is_done_in_minutes(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, SetForm, "e", "enter")
        await fill(pilot, "pain", "")
        await walk(pilot, EntriesDialog, "enter")
        assert bird_dogs(context)[-1].pain is None
        await walk(pilot, SetForm, "end", "up", "enter")
        await fill(pilot, "minutes", "20,5")
        await fill(pilot, "pain", "0")
        await walk(pilot, EntriesDialog, "enter")
        walked = context.store.day_sets(TODAY)[-1]
        assert (walked.minutes, walked.pain) == (20.5, 0)


async def test_the_check_in_of_the_day_before_is_mended_and_deleted(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    before = CheckIn(YESTERDAY, 4, note="after the garden")
    after = CheckIn(YESTERDAY, 3, flare=True, note="after the garden")
    async with make_app().run_test() as pilot:
        await walk(pilot, CheckInForm, "comma", "e", "enter")
        await fill(pilot, "pain", "3")
        await walk(pilot, EntriesDialog, "tab", "space", "enter")
        assert context.store.checkin(YESTERDAY) == after
        assert message(pilot) == "Check-in on 22 November: pain 3, a flare, “after the garden”."
        await press(pilot, "d")
        assert context.store.checkin(YESTERDAY) is None
        assert "Nothing is logged" in str(pilot.app.screen.query_one(PickList).options[0].prompt)
        await press(pilot, "d", "enter")  # there is nothing that they could do
        assert isinstance(pilot.app.screen, EntriesDialog)
        await press(pilot, "u", "u")
        assert context.store.checkin(YESTERDAY) == before
        await press(pilot, "ctrl+r")
        today = await walk(pilot, TodayScreen, "escape")
        assert "Morning 3, a flare" in str(today.query_one("#status", Static).content)


async def test_a_check_in_always_has_a_pain(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, CheckInForm, "e", "home", "enter")
        await fill(pilot, "pain", "")
        await press(pilot, "enter")
        assert "Say how much pain" in str(form.query_one("#faults", Static).content)
        assert context.store.checkin(TODAY) == CheckIn(TODAY, 1, leg=True)


async def test_the_reason_of_a_skip_is_mended_and_the_skip_deleted(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        await walk(pilot, SkipForm, "e", "down", "enter")
        await press(pilot, "enter", "up", "enter")  # the list of reasons
        await fill(pilot, "note", "a twinge")
        await walk(pilot, EntriesDialog, "enter")
        assert skips(context) == [Skip(TODAY, "bridge", SkipReason.PAIN, "a twinge")]
        await press(pilot, "u")
        assert skips(context) == [Skip(TODAY, "bridge", SkipReason.TIME)]
        await press(pilot, "d")
        assert skips(context) == []
        await press(pilot, "u")
        assert skips(context) == [Skip(TODAY, "bridge", SkipReason.TIME)]


async def test_the_note_of_a_day_with_sets_is_mended_and_deleted(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, DayNoteForm, "e", "end", "enter")
        await fill(pilot, "note", "")
        await press(pilot, "enter")
        assert "press esc and d" in str(form.query_one("#faults", Static).content)
        await fill(pilot, "note", "slept well [after all]")
        await walk(pilot, EntriesDialog, "enter")
        assert context.store.session_note(TODAY) == "slept well [after all]"
        assert selected_line(pilot).endswith("slept well [after all]")
        await press(pilot, "u")
        assert context.store.session_note(TODAY) == "slept badly"
        await press(pilot, "d")
        assert context.store.session_note(TODAY) == ""
        await press(pilot, "u")
        assert context.store.session_note(TODAY) == "slept badly"


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("reps", "4x", "'4x' is no whole number"),
        ("reps", "1000", "Repetitions go from 1 to 999"),
        ("hold", "long", "'long' is no number"),
        ("load", "900", "from 0 to 500 kg"),
        ("pain", "11", "Pain goes from 0 to 10, not 11"),
    ],
)
async def test_wrong_input_is_said_and_stays(
    context: AppContext, make_app: MakeApp, field: str, text: str, fault: str
) -> None:
    a_day(context)
    before = bird_dogs(context)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter")
        await fill(pilot, field, text)
        await press(pilot, "enter")
        assert pilot.app.screen is form
        assert fault in str(form.query_one("#faults", Static).content)
        assert form.text(field) == text
        assert bird_dogs(context) == before


async def test_an_entry_left_as_it_is_is_not_a_change_that_undo_would_find(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    last = next_undo(context.store.path)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter", "enter")
        assert "Nothing is changed yet" in str(form.query_one("#faults", Static).content)
        await walk(pilot, EntriesDialog, "escape")
    assert next_undo(context.store.path) == last


async def test_a_set_that_another_window_deleted_is_not_written_anew(
    context: AppContext, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.app.POLL_SECONDS", 3600)  # the key comes before the next look
    a_day(context)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter")
        recording.delete_last(context, TODAY, "bird-dog")
        await fill(pilot, "reps", "9")
        await press(pilot, "enter")
        assert "deleted in another window" in str(form.query_one("#faults", Static).content)
        await walk(pilot, EntriesDialog, "escape", "escape")
        assert "3 × 10 s" in selected_line(pilot)
        recording.delete_last(context, TODAY, "bird-dog")
        await press(pilot, "d")
        assert "deleted in another window" in message(pilot)
        assert [set_log.reps for set_log in bird_dogs(context)] == [5]


async def test_leaving_before_the_day_is_read_again_is_quiet(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        dialog = await walk(pilot, EntriesDialog, "e")
        await walk(pilot, TodayScreen, "escape")
        await dialog._form_closed("Bird dog, set 1: 5 reps.")


async def test_what_is_mended_shows_on_today_at_once(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        today = await walk(pilot, TodayScreen, "e", "d", "d", "escape")
        row = today.session.row
        assert row is not None
        assert (row.exercise.id, [set_log.reps for set_log in row.logged]) == ("bird-dog", [5])


async def test_the_key_is_there_only_where_something_is_logged(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        today = await walk(pilot, TodayScreen, "comma")
        assert "e" in today.active_bindings
        today = await walk(pilot, TodayScreen, "comma")
        assert "e" not in today.active_bindings
        await walk(pilot, TodayScreen, "e")


async def test_a_second_click_edits_and_the_words_of_the_keys_can_be_clicked(
    context: AppContext, make_app: MakeApp
) -> None:
    a_day(context)
    async with make_app().run_test() as pilot:
        dialog = await walk(pilot, EntriesDialog, "e")
        await pilot.double_click(PickList, offset=(20, 1))
        await settled(pilot)
        assert isinstance(pilot.app.screen, EntryForm)
        await walk(pilot, EntriesDialog, "escape")
        box = dialog.query_one(".logged")
        hint = "enter edit · d delete · u undo · esc leave"
        start = box.region.right - 2 - len(hint) - 1
        for word, left in (("d delete", 2), ("u undo", 3)):
            await pilot.click(offset=(start + hint.index(word), box.region.bottom - 1))
            await settled(pilot)
            assert len(bird_dogs(context)) == left, word


async def test_a_long_day_scrolls_and_keeps_the_sentence_in_sight(context: AppContext, make_app: MakeApp) -> None:
    a_day(context)
    recording.log_sets(context, context.exercise("bird-dog"), TODAY, [3] * 40, None, HOW)
    async with make_app().run_test(size=(60, 20)) as pilot:
        dialog = await walk(pilot, EntriesDialog, "e", "end", "d")
        sentence = dialog.query_one("#sentence")
        assert sentence.region.bottom <= dialog.query_one(".logged").region.bottom - 1
        listed = dialog.query_one(PickList)
        assert listed.region.bottom <= sentence.region.y
        assert listed.scroll_offset.y == listed.max_scroll_y


@pytest.mark.parametrize(
    ("size", "theme"),
    [((80, 24), "backtracker-dark"), ((80, 24), "backtracker-light"), ((60, 20), "backtracker-dark")],
    ids=["80x24-dark", "80x24-light", "60x20"],
)
@pytest.mark.parametrize("pressed", [("e",), ("e", "up", "d"), ("e", "enter")], ids=["list", "deleted", "set"])
def test_it_looks_as_it_was_agreed(
    snap_compare: Compare,
    context: AppContext,
    make_app: MakeApp,
    size: tuple[int, int],
    theme: str,
    pressed: tuple[str, ...],
) -> None:
    a_day(context)

    async def open_it(pilot: Pilot[None]) -> None:
        await settled(pilot)
        pilot.app.screen.query_one("#detail").display = False  # how the figure behind it looks is agreed elsewhere
        for key in pressed:
            await press(pilot, key)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    assert picture(make_app(config=Config(theme=theme, animation=False)), snap_compare, size, open_it)

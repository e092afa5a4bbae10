"""Anything ever logged can be changed or deleted from Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.tui.conftest import MONDAY, MakeApp
from tests.tui.test_today_pictures import Compare, answered, picture
from tests.tui.walking import press, typed, walk
from tests.waiting import settled
from tracker.core.model import CheckIn, SetLog, Skip, SkipReason
from tracker.service import logbook, planning
from tracker.service.desk import Desk
from tracker.tui.config import Config
from tracker.tui.dialogs.entry_forms import CheckInForm, DayNoteForm, EntryForm, SetForm, SkipForm
from tracker.tui.dialogs.logged import LoggedDay
from tracker.tui.screens.today import TodayScreen
from tracker.tui.widgets.picklist import PickList

TODAY = MONDAY.date()
YESTERDAY = TODAY - timedelta(days=1)
HOW = logbook.HowItWent(hold_s=10, pain=0)
LONG_NOTE = "left knee slid away on the carpet, better with the mat next time"


def a_day(desk: Desk) -> None:
    """A day with an entry of each kind, three sets of one exercise, and a check-in of the day before."""
    answered(desk)
    for exercise in ("bird-dog", "bridge", "walk"):
        planning.set_exercise(desk, desk.exercise(exercise))
    logbook.check_in(desk, YESTERDAY, 4, note="after the garden")
    logbook.check_in(desk, TODAY, 1, leg=True)
    logbook.log_sets(desk, desk.exercise("bird-dog"), TODAY, (5, 3, 1), None, HOW)
    logbook.set_form_broke(desk, TODAY, "bird-dog")
    logbook.set_note(desk, TODAY, "bird-dog", LONG_NOTE)
    logbook.skip(desk, desk.exercise("bridge"), TODAY, SkipReason.TIME)
    logbook.log_sets(desk, desk.exercise("walk"), TODAY, (), 12, logbook.HowItWent())
    logbook.set_day_note(desk, TODAY, "slept badly")


def bird_dogs(desk: Desk) -> list[SetLog]:
    """The sets of the bird dog today."""
    return [each for each in desk.store.day_sets(TODAY) if each.exercise == "bird-dog"]


def skips(desk: Desk) -> list[Skip]:
    """What is left out."""
    return list(desk.store.history().skips)


def said(pilot: Pilot[None]) -> str:
    """The sentence below the list."""
    return str(pilot.app.screen.query_one("#sentence", Static).content)


def here(pilot: Pilot[None]) -> str:
    """The line under the cursor."""
    listed = pilot.app.screen.query_one(PickList)
    assert listed.highlighted is not None
    return str(listed.get_option_at_index(listed.highlighted).prompt)


async def fill(pilot: Pilot[None], field: str, text: str) -> None:
    """Type in a field in place of what is there."""
    box = pilot.app.screen.query_one(f"#{field}", Input)
    box.focus()
    box.select_all()
    await pilot.press("delete")
    await typed(pilot, text)


async def test_it_begins_at_the_last_set_of_the_exercise_under_the_cursor(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, LoggedDay, "e")
        assert here(pilot).split() == ["1", "×", "10", "s", "pain", "0,", "form", "broke", *LONG_NOTE.split()]
        await press(pilot, "escape", "down", "e")
        assert here(pilot).startswith("Bridge")


async def test_the_first_of_three_sets_is_mended_and_the_others_stay(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    first, *others = bird_dogs(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, SetForm, "e", "up", "up", "enter")
        for field, text in (("reps", "6"), ("hold", "8"), ("load", "1.5"), ("pain", "x"), ("note", "slowly")):
            await fill(pilot, field, text)
        pilot.app.screen.query_one("#leg").focus()
        await walk(pilot, LoggedDay, "space", "enter")
        changed = SetLog("bird-dog", 6, 0, 8, 1.5, 10, leg=True, note="slowly", at=first.at)
        assert bird_dogs(desk) == [changed, *others]
        assert said(pilot).startswith("Bird dog, set 1: 6 × 8 s + 1.5 kg, pain 10, further down the leg")
        assert "6 × 8 s + 1.5 kg" in here(pilot)
        await press(pilot, "u")
        assert bird_dogs(desk) == [first, *others]
        assert said(pilot).startswith("Taken back: Bird dog, set 1")
        await press(pilot, "ctrl+r")
        assert bird_dogs(desk) == [changed, *others]


async def test_the_middle_set_is_deleted_and_comes_back_to_its_place(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    first, middle, last = bird_dogs(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, LoggedDay, "e", "up", "d")
        assert bird_dogs(desk) == [first, last]
        assert said(pilot) == "Bird dog, set 2 deleted: 3 × 10 s, pain 0."
        assert LONG_NOTE in here(pilot)
        await press(pilot, "u")
        assert bird_dogs(desk) == [first, middle, last]
        assert "3 × 10 s" in here(pilot)


async def test_deleting_goes_on_within_the_exercise_before_it_comes_to_another(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, LoggedDay, "e", "d", "d")
        assert [each.reps for each in bird_dogs(desk)] == [5]
        assert len(skips(desk)) == 1
        assert here(pilot).startswith("Bird dog")


async def test_pain_becomes_unknown_and_minutes_are_asked_of_what_is_done_in_minutes(
    desk: Desk, make_app: MakeApp
) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, SetForm, "e", "enter")
        await fill(pilot, "pain", "")
        await walk(pilot, LoggedDay, "enter")
        assert bird_dogs(desk)[-1].pain is None
        await walk(pilot, SetForm, "end", "up", "enter")
        await fill(pilot, "minutes", "20,5")
        await fill(pilot, "pain", "0")
        await walk(pilot, LoggedDay, "enter")
        walked = desk.store.day_sets(TODAY)[-1]
        assert (walked.minutes, walked.pain) == (20.5, 0)


async def test_the_check_in_of_the_day_before_is_mended_and_deleted(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    before = CheckIn(YESTERDAY, 4, note="after the garden")
    after = CheckIn(YESTERDAY, 3, flare=True, note="after the garden")
    async with make_app().run_test() as pilot:
        await walk(pilot, CheckInForm, "comma", "e", "enter")
        await fill(pilot, "pain", "3")
        await walk(pilot, LoggedDay, "tab", "space", "enter")
        assert desk.store.checkin(YESTERDAY) == after
        assert said(pilot) == "Check-in on 22 November 2026: pain 3, a flare, “after the garden”."
        await press(pilot, "d")
        assert desk.store.checkin(YESTERDAY) is None
        assert "Nothing is logged" in str(pilot.app.screen.query_one(PickList).options[0].prompt)
        await press(pilot, "d", "enter")  # there is nothing that they could do
        assert isinstance(pilot.app.screen, LoggedDay)
        await press(pilot, "u", "u")
        assert desk.store.checkin(YESTERDAY) == before
        await press(pilot, "ctrl+r")
        today = await walk(pilot, TodayScreen, "escape")
        assert "Morning 3, a flare" in str(today.query_one("#status", Static).content)


async def test_a_check_in_always_has_a_pain(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, CheckInForm, "e", "home", "enter")
        await fill(pilot, "pain", "")
        await press(pilot, "enter")
        assert "Say how much pain" in str(form.query_one("#faults", Static).content)
        assert desk.store.checkin(TODAY) == CheckIn(TODAY, 1, leg=True)


async def test_the_reason_of_a_skip_is_mended_and_the_skip_deleted(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        await walk(pilot, SkipForm, "e", "down", "enter")
        await press(pilot, "enter", "up", "enter")  # the list of reasons
        await fill(pilot, "note", "a twinge")
        await walk(pilot, LoggedDay, "enter")
        assert skips(desk) == [Skip(TODAY, "bridge", SkipReason.PAIN, "a twinge")]
        await press(pilot, "u")
        assert skips(desk) == [Skip(TODAY, "bridge", SkipReason.TIME)]
        await press(pilot, "d")
        assert skips(desk) == []
        await press(pilot, "u")
        assert skips(desk) == [Skip(TODAY, "bridge", SkipReason.TIME)]


async def test_the_note_of_a_day_with_sets_is_mended_and_deleted(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, DayNoteForm, "e", "end", "enter")
        await fill(pilot, "note", "")
        await press(pilot, "enter")
        assert "press esc and d" in str(form.query_one("#faults", Static).content)
        await fill(pilot, "note", "slept well [after all]")
        await walk(pilot, LoggedDay, "enter")
        assert desk.store.session_note(TODAY) == "slept well [after all]"
        assert here(pilot).endswith("slept well [after all]")
        await press(pilot, "u")
        assert desk.store.session_note(TODAY) == "slept badly"
        await press(pilot, "d")
        assert desk.store.session_note(TODAY) == ""
        await press(pilot, "u")
        assert desk.store.session_note(TODAY) == "slept badly"


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
async def test_wrong_input_is_said_and_stays(desk: Desk, make_app: MakeApp, field: str, text: str, fault: str) -> None:
    a_day(desk)
    before = bird_dogs(desk)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter")
        await fill(pilot, field, text)
        await press(pilot, "enter")
        assert pilot.app.screen is form
        assert fault in str(form.query_one("#faults", Static).content)
        assert form.text(field) == text
        assert bird_dogs(desk) == before


async def test_an_entry_left_as_it_is_is_not_a_change_that_undo_would_find(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    last = desk.store.can_undo()
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter", "enter")
        assert "Nothing is changed yet" in str(form.query_one("#faults", Static).content)
        await walk(pilot, LoggedDay, "escape")
    assert desk.store.can_undo() == last


async def test_a_set_that_another_window_deleted_is_not_written_anew(
    desk: Desk, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tui.app.POLL_SECONDS", 3600)  # the key comes before the next look
    a_day(desk)
    async with make_app().run_test() as pilot:
        form = await walk(pilot, SetForm, "e", "enter")
        logbook.delete_last(desk, TODAY, "bird-dog")
        await fill(pilot, "reps", "9")
        await press(pilot, "enter")
        assert "deleted in another window" in str(form.query_one("#faults", Static).content)
        await walk(pilot, LoggedDay, "escape", "escape")
        assert "3 × 10 s" in here(pilot)
        logbook.delete_last(desk, TODAY, "bird-dog")
        await press(pilot, "d")
        assert "deleted in another window" in said(pilot)
        assert [each.reps for each in bird_dogs(desk)] == [5]


async def test_leaving_before_the_day_is_read_again_is_quiet(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        dialog = await walk(pilot, LoggedDay, "e")
        await walk(pilot, TodayScreen, "escape")
        await dialog._changed("Bird dog, set 1: 5 reps.")


async def test_what_is_mended_shows_on_today_at_once(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        today = await walk(pilot, TodayScreen, "e", "d", "d", "escape")
        row = today.session.row
        assert row is not None
        assert (row.exercise.id, [each.reps for each in row.logged]) == ("bird-dog", [5])


async def test_the_key_is_there_only_where_something_is_logged(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        today = await walk(pilot, TodayScreen, "comma")
        assert "e" in today.active_bindings
        today = await walk(pilot, TodayScreen, "comma")
        assert "e" not in today.active_bindings
        await walk(pilot, TodayScreen, "e")


async def test_a_second_click_edits_and_the_words_of_the_keys_can_be_clicked(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    async with make_app().run_test() as pilot:
        dialog = await walk(pilot, LoggedDay, "e")
        await pilot.double_click(PickList, offset=(20, 1))
        await settled(pilot)
        assert isinstance(pilot.app.screen, EntryForm)
        await walk(pilot, LoggedDay, "escape")
        box = dialog.query_one(".logged")
        hint = "enter edit · d delete · u undo · esc leave"
        start = box.region.right - 2 - len(hint) - 1
        for word, left in (("d delete", 2), ("u undo", 3)):
            await pilot.click(offset=(start + hint.index(word), box.region.bottom - 1))
            await settled(pilot)
            assert len(bird_dogs(desk)) == left, word


async def test_a_long_day_scrolls_and_keeps_the_sentence_in_sight(desk: Desk, make_app: MakeApp) -> None:
    a_day(desk)
    logbook.log_sets(desk, desk.exercise("bird-dog"), TODAY, [3] * 40, None, HOW)
    async with make_app().run_test(size=(60, 20)) as pilot:
        dialog = await walk(pilot, LoggedDay, "e", "end", "d")
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
    snap_compare: Compare, desk: Desk, make_app: MakeApp, size: tuple[int, int], theme: str, pressed: tuple[str, ...]
) -> None:
    a_day(desk)

    async def open_it(pilot: Pilot[None]) -> None:
        await settled(pilot)
        pilot.app.screen.query_one("#detail").display = False  # how the figure behind it looks is agreed elsewhere
        for key in pressed:
            await press(pilot, key)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    assert picture(make_app(config=Config(theme=theme, animation=False)), snap_compare, size, open_it)

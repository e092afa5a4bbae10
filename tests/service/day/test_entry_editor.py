"""Whatever is logged of a day can be changed and deleted, and each time be taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.engine.pain_answer import LEG
from tracker.core.errors import NotPossibleError, UsageError, UserError
from tracker.core.input.parsing import read_pain
from tracker.core.model import CheckIn, SetLog, Skip, SkipReason
from tracker.service.context import AppContext, open_context
from tracker.service.day import entry_editor, recording
from tracker.service.day.day_view import day_view
from tracker.service.day.entry_editor import DayNote, EditableEntry, Entry
from tracker.service.day.pain import record_pain
from tracker.service.history import undo_redo
from tracker.service.merging import ChangedElsewhereError
from tracker.service.plan import planning

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
YESTERDAY = ON - timedelta(days=1)
KINDS = ("Check-in", "Bird dog, set 1", "Bird dog, set 2", "Bridge", "Walk, set 1", "Note")

AFTER: dict[str, Callable[[Entry], Entry]] = {
    "Check-in": lambda _: CheckIn(ON, 10, flare=True, leg=True, note="bad night"),
    "Bird dog, set 1": lambda each: replace(_a_set(each), reps=7, hold_s=2.5, load_kg=1, pain=2, note="slow\nand low"),
    "Bird dog, set 2": lambda each: replace(_a_set(each), pain=None, form_broke=True),
    "Bridge": lambda _: Skip(ON, "bridge", SkipReason.PAIN, "a twinge"),
    "Walk, set 1": lambda each: replace(_a_set(each), minutes=20.5),
    "Note": lambda _: DayNote(ON, "slept well after all"),
}


def _a_set(entry: Entry) -> SetLog:
    assert isinstance(entry, SetLog)
    return entry


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """A day with an entry of each kind."""
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    for exercise in ("bird-dog", "bridge"):
        planning.set_exercise(context, context.exercise(exercise))
    recording.check_in(context, ON, 1)
    recording.log_sets(context, context.exercise("bird-dog"), ON, (5, 3), None, recording.SetDetails(hold_s=10, pain=0))
    recording.skip(context, context.exercise("bridge"), ON, SkipReason.TIME)
    recording.log_sets(context, context.exercise("walk"), ON, (), 12, recording.SetDetails())
    recording.set_day_note(context, ON, "slept badly")
    return context


def logged(context: AppContext) -> dict[str, EditableEntry]:
    """The entries of the day by their titles."""
    return {each.title: each for each in entry_editor.entries(day_view(context, ON))}


def test_every_kind_of_entry_is_listed_in_order(context: AppContext) -> None:
    assert tuple(logged(context)) == KINDS


@pytest.mark.parametrize("title", KINDS)
def test_an_entry_becomes_what_was_typed_and_no_other_does(context: AppContext, title: str) -> None:
    before, history = logged(context), context.store.history()
    after = AFTER[title](before[title].entry)
    message = entry_editor.change(context, before[title], after)
    assert logged(context) == before | {title: replace(before[title], entry=after)}
    assert undo_redo.undo(context) == f"Undone: {message}"
    assert context.store.history() == history
    undo_redo.redo(context)
    assert logged(context)[title].entry == after


@pytest.mark.parametrize("title", KINDS)
def test_a_deleted_entry_is_gone_and_can_be_brought_back(context: AppContext, title: str) -> None:
    before, history = logged(context), context.store.history()
    message = entry_editor.delete(context, before[title])
    assert {each.key for each in logged(context).values()} == {each.key for each in before.values()} - {
        before[title].key
    }
    assert undo_redo.undo(context) == f"Undone: {message}"
    assert context.store.history() == history


@pytest.mark.parametrize("title", KINDS)
def test_what_another_window_has_deleted_is_neither_written_nor_deleted_again(context: AppContext, title: str) -> None:
    entry = logged(context)[title]
    with open_context(context.store.path, Clock(NOW)).store as elsewhere:
        entry_editor.delete(AppContext(elsewhere, context.library, context.clock), entry)
    history = context.store.history()
    with pytest.raises(NotPossibleError, match="deleted in another window"):
        entry_editor.change(context, entry, AFTER[title](entry.entry))
    with pytest.raises(NotPossibleError, match="deleted in another window"):
        entry_editor.delete(context, entry)
    assert context.store.history() == history


def test_the_sentence_says_what_is_there_now_and_of_which_day(context: AppContext) -> None:
    first = logged(context)["Bird dog, set 1"]
    after = replace(_a_set(first.entry), load_kg=2.5, pain=None, leg=True, note="slowly")
    message = entry_editor.change(context, first, after)
    assert message == f"Bird dog, set 1: 5 × 10 s + 2.5 kg, pain unknown, further down the leg, “slowly”. {LEG.text}"
    assert entry_editor.delete(context, logged(context)["Walk, set 1"]) == "Walk, set 1 deleted: 12 min, pain unknown."
    recording.check_in(context, YESTERDAY, 4, flare=True)
    morning = entry_editor.entries(day_view(context, YESTERDAY))[0]
    message = entry_editor.change(context, morning, CheckIn(YESTERDAY, 2))
    assert message == "Check-in on 22 November: pain 2."


@pytest.mark.parametrize(
    ("title", "after", "message"),
    [
        ("Bird dog, set 1", lambda each: replace(each, reps=0), "repetitions, 1 to 999"),
        ("Bird dog, set 1", lambda each: replace(each, hold_s=4000), "Seconds held go from 0"),
        ("Bird dog, set 1", lambda each: replace(each, load_kg=501), "load goes from 0"),
        ("Bird dog, set 1", lambda each: replace(each, pain=11), "from 0 to 10"),
        ("Walk, set 1", lambda each: replace(each, minutes=1441), "at most 1440"),
        ("Check-in", lambda each: replace(each, pain=11), "pain"),
        ("Note", lambda each: replace(each, note="x" * 2001), "2000"),
    ],
)
def test_what_is_no_value_is_refused_and_nothing_is_written(
    context: AppContext, title: str, after: Callable[[Entry], Entry], message: str
) -> None:
    entry, history = logged(context)[title], context.store.history()
    with pytest.raises(UserError, match=message):
        entry_editor.change(context, entry, after(entry.entry))
    assert context.store.history() == history


def test_pain_is_typed_as_everywhere_and_may_be_unknown() -> None:
    assert [read_pain(text) for text in ("", "0", "10", "x")] == [None, 0, 10, 10]
    for text in ("11", "-1", "2.5", "much"):
        with pytest.raises(UsageError, match="Pain"):
            read_pain(text)


def write_elsewhere(context: AppContext, write: Callable[[AppContext], str]) -> None:
    """Have another window write."""
    with closing(open_context(context.store.path, context.clock)) as other:
        write(other)


def test_a_form_writes_only_what_was_changed_in_it_onto_what_another_window_wrote(context: AppContext) -> None:
    morning = logged(context)["Check-in"]
    write_elsewhere(context, lambda other: recording.check_in(other, ON, 6, flare=True, leg=True))
    entry_editor.change(context, morning, replace(morning.entry, note="stiff"))
    assert context.store.checkin(ON) == CheckIn(ON, 6, flare=True, leg=True, note="stiff")


def test_a_field_changed_in_two_windows_is_shown_with_both_values_and_the_second_try_keeps_the_persons(
    context: AppContext,
) -> None:
    morning = logged(context)["Check-in"]
    write_elsewhere(context, lambda other: recording.check_in(other, ON, 6, flare=True))
    mine = CheckIn(ON, 3)
    with pytest.raises(ChangedElsewhereError, match="pain: 6 there, 3 here") as raised:
        entry_editor.change(context, morning, mine)
    assert context.store.checkin(ON) == CheckIn(ON, 6, flare=True)
    entry_editor.change(context, replace(morning, entry=raised.value.base), mine)
    assert context.store.checkin(ON) == CheckIn(ON, 3, flare=True)


def test_a_set_whose_pain_became_known_elsewhere_keeps_it_when_its_repetitions_are_changed(context: AppContext) -> None:
    walk = logged(context)["Walk, set 1"]
    write_elsewhere(context, lambda other: record_pain(other, ON, "walk", 2).message)
    entry_editor.change(context, walk, replace(_a_set(walk.entry), minutes=15))
    after = _a_set(logged(context)["Walk, set 1"].entry)
    assert (after.minutes, after.pain) == (15, 2)


def test_what_was_changed_elsewhere_is_shown_before_it_is_deleted(context: AppContext) -> None:
    morning = logged(context)["Check-in"]
    write_elsewhere(context, lambda other: recording.check_in(other, ON, 6))
    with pytest.raises(NotPossibleError, match="pain 6"):
        entry_editor.delete(context, morning)
    entry_editor.delete(context, logged(context)["Check-in"])
    assert context.store.checkin(ON) is None


def test_a_pain_that_is_changed_later_is_answered_anew_and_the_skip_goes_with_one_undo(context: AppContext) -> None:
    first = logged(context)["Bird dog, set 1"]
    history = context.store.history()
    assert "Stop here." in entry_editor.change(context, first, replace(_a_set(first.entry), pain=7))
    assert Skip(ON, "bird-dog", SkipReason.PAIN) in context.store.history().skips
    undo_redo.undo(context)
    assert context.store.history() == history


def test_a_lower_pain_takes_no_skip_back(context: AppContext) -> None:
    first = logged(context)["Bird dog, set 1"]
    entry_editor.change(context, first, replace(_a_set(first.entry), pain=7))
    again = logged(context)["Bird dog, set 1"]
    entry_editor.change(context, again, replace(_a_set(again.entry), pain=0))
    assert [skip.reason for skip in context.store.history().skips if skip.exercise == "bird-dog"] == [SkipReason.PAIN]


def test_an_entry_set_to_what_it_is_keeps_what_could_be_redone(context: AppContext) -> None:
    undo_redo.undo(context)
    morning = logged(context)["Check-in"]
    entry_editor.change(context, morning, morning.entry)
    assert undo_redo.redo(context) == "Redone: Note for 23 November."

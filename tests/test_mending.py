"""Whatever is logged of a day can be changed and deleted, and each time be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import BadCall, NotPossible, Problem
from tracker.core.model import CheckIn, SetLog, Skip, SkipReason
from tracker.core.typed import read_pain
from tracker.service import logbook, mending, planning, upkeep
from tracker.service.day import day_view
from tracker.service.desk import Desk, open_desk
from tracker.service.mending import DayNote, Entry, Logged

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
YESTERDAY = ON - timedelta(days=1)
KINDS = ("Check-in", "Bird dog, set 1", "Bird dog, set 2", "Bridge", "Walk, set 1", "Note")

AFTER: dict[str, Callable[[Entry], Entry]] = {
    "Check-in": lambda _: CheckIn(ON, 10, flare=True, leg=True, note="bad night"),
    "Bird dog, set 1": lambda each: replace(_a_set(each), reps=7, hold_s=2.5, load_kg=1, pain=3, leg=True, note="slow"),
    "Bird dog, set 2": lambda each: replace(_a_set(each), pain=None, form_broke=True),
    "Bridge": lambda _: Skip(ON, "bridge", SkipReason.PAIN, "a twinge"),
    "Walk, set 1": lambda each: replace(_a_set(each), minutes=20.5),
    "Note": lambda _: DayNote(ON, "slept well after all"),
}


def _a_set(entry: Entry) -> SetLog:
    assert isinstance(entry, SetLog)
    return entry


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A day with an entry of each kind."""
    desk = open_desk(tmp_path / "backtracker.db", Clock(NOW))
    for exercise in ("bird-dog", "bridge"):
        planning.set_exercise(desk, desk.exercise(exercise))
    logbook.check_in(desk, ON, 1)
    logbook.log_sets(desk, desk.exercise("bird-dog"), ON, (5, 3), None, logbook.HowItWent(hold_s=10, pain=0))
    logbook.skip(desk, desk.exercise("bridge"), ON, SkipReason.TIME)
    logbook.log_sets(desk, desk.exercise("walk"), ON, (), 12, logbook.HowItWent())
    logbook.set_day_note(desk, ON, "slept badly")
    return desk


def logged(desk: Desk) -> dict[str, Logged]:
    """The entries of the day by their titles."""
    return {each.title: each for each in mending.entries(day_view(desk, ON))}


def test_every_kind_of_entry_is_listed_in_order(desk: Desk) -> None:
    assert tuple(logged(desk)) == KINDS


@pytest.mark.parametrize("title", KINDS)
def test_an_entry_becomes_what_was_typed_and_no_other_does(desk: Desk, title: str) -> None:
    before, history = logged(desk), desk.store.history()
    after = AFTER[title](before[title].entry)
    said = mending.change(desk, before[title], after)
    assert logged(desk) == before | {title: replace(before[title], entry=after)}
    assert upkeep.undo(desk) == f"Taken back: {said}"
    assert desk.store.history() == history
    upkeep.redo(desk)
    assert logged(desk)[title].entry == after


@pytest.mark.parametrize("title", KINDS)
def test_a_deleted_entry_is_gone_and_can_be_brought_back(desk: Desk, title: str) -> None:
    before, history = logged(desk), desk.store.history()
    said = mending.delete(desk, before[title])
    assert {each.key for each in logged(desk).values()} == {each.key for each in before.values()} - {before[title].key}
    assert upkeep.undo(desk) == f"Taken back: {said}"
    assert desk.store.history() == history


@pytest.mark.parametrize("title", KINDS)
def test_what_another_window_has_deleted_is_neither_written_nor_deleted_again(desk: Desk, title: str) -> None:
    entry = logged(desk)[title]
    with open_desk(desk.store.path, Clock(NOW)).store as elsewhere:
        mending.delete(Desk(elsewhere, desk.library, desk.clock), entry)
    history = desk.store.history()
    with pytest.raises(NotPossible, match="deleted in another window"):
        mending.change(desk, entry, AFTER[title](entry.entry))
    with pytest.raises(NotPossible, match="deleted in another window"):
        mending.delete(desk, entry)
    assert desk.store.history() == history


def test_the_sentence_says_what_is_there_now_and_of_which_day(desk: Desk) -> None:
    first = logged(desk)["Bird dog, set 1"]
    after = replace(_a_set(first.entry), load_kg=2.5, pain=None, leg=True, note="slowly")
    said = mending.change(desk, first, after)
    assert said == "Bird dog, set 1: 5 × 10 s + 2.5 kg, pain unknown, further down the leg, “slowly”."
    assert mending.delete(desk, logged(desk)["Walk, set 1"]) == "Walk, set 1 deleted: 12 min, pain unknown."
    logbook.check_in(desk, YESTERDAY, 4, flare=True)
    morning = mending.entries(day_view(desk, YESTERDAY))[0]
    said = mending.change(desk, morning, CheckIn(YESTERDAY, 2))
    assert said == "Check-in on 22 November 2026: pain 2."


@pytest.mark.parametrize(
    ("title", "after", "said"),
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
    desk: Desk, title: str, after: Callable[[Entry], Entry], said: str
) -> None:
    entry, history = logged(desk)[title], desk.store.history()
    with pytest.raises(Problem, match=said):
        mending.change(desk, entry, after(entry.entry))
    assert desk.store.history() == history


def test_pain_is_typed_as_everywhere_and_may_be_unknown() -> None:
    assert [read_pain(text) for text in ("", "0", "10", "x")] == [None, 0, 10, 10]
    for text in ("11", "-1", "2.5", "much"):
        with pytest.raises(BadCall, match="Pain"):
            read_pain(text)

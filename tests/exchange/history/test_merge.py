"""A document laid over a history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.support.histories import BUILTINS, histories
from tracker.core.errors import DocumentError
from tracker.core.model import (
    CheckIn,
    Decline,
    Dose,
    Exercise,
    History,
    Kind,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
)
from tracker.exchange.history.document import Document, read_document, write_document
from tracker.exchange.history.merge import merge, report_lines

DAY = date(2026, 1, 5)
NEXT = DAY + timedelta(days=1)
ROW = Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)))
NONE: frozenset[str] = frozenset()


def dog(reps: int, row: int | None = None) -> SetLog:
    """A set of bird dog."""
    return SetLog("bird-dog", reps, id=row)


def laid(have: History, given: History, *settings_given: str) -> History:
    """The history with the document laid over it."""
    return merge(have, Document(given, frozenset(settings_given))).history


def test_the_sets_of_a_date_and_exercise_are_replaced_and_all_others_stay() -> None:
    clam = SetLog("clam", 8, id=3)
    have = History(sessions=(Session(DAY, (dog(5, 1), dog(3, 2), clam)), Session(NEXT, (dog(9, 4),))))
    given = History(sessions=(Session(DAY, (dog(5), dog(2), dog(1))),))
    result = merge(have, Document(given, NONE))
    assert result.history.sessions == (
        Session(DAY, (dog(5), dog(2), clam, dog(1))),
        Session(NEXT, (dog(9),)),
    )
    assert [one.id for one in result.history.sessions[0].sets] == [1, 2, 3, None]
    assert (result.added["sets"], result.replaced["sets"], result.left["sets"]) == (1, 1, 3)


def test_fewer_sets_in_the_document_take_the_place_of_more() -> None:
    have = History(sessions=(Session(DAY, (dog(5), dog(3), dog(1))),))
    result = merge(have, Document(History(sessions=(Session(DAY, (dog(5),)),)), NONE))
    assert result.history.sessions == (Session(DAY, (dog(5),)),)
    assert result.replaced["sets"] == 2


def test_a_session_note_is_replaced_by_one_that_is_given_and_stays_without() -> None:
    have = History(sessions=(Session(DAY, (), "mine"), Session(NEXT, (), "mine too")))
    given = History(sessions=(Session(DAY, (dog(5),)), Session(NEXT, (dog(5),), "theirs")))
    assert [session.note for session in laid(have, given).sessions] == ["mine", "theirs"]


def test_check_ins_skips_and_declines_are_replaced_by_date_and_exercise() -> None:
    have = History(
        checkins=(CheckIn(DAY, 1), CheckIn(NEXT, 2, note="kept")),
        skips=(Skip(DAY, "clam", SkipReason.TIME), Skip(DAY, "walk", SkipReason.TIME)),
        declined=(Decline(DAY, "clam"),),
    )
    given = History(
        checkins=(CheckIn(DAY, 0, flare=True),),
        skips=(Skip(DAY, "clam", SkipReason.PAIN), Skip(NEXT, "clam", SkipReason.OTHER)),
        declined=(Decline(DAY, "clam"), Decline(DAY, "walk")),
    )
    result = laid(have, given)
    assert result.checkins == (CheckIn(DAY, 0, flare=True), CheckIn(NEXT, 2, note="kept"))
    assert [(skip.date, skip.exercise, skip.reason) for skip in result.skips] == [
        (DAY, "clam", SkipReason.PAIN),
        (DAY, "walk", SkipReason.TIME),
        (NEXT, "clam", SkipReason.OTHER),
    ]
    assert result.declined == (Decline(DAY, "clam"), Decline(DAY, "walk"))


def test_prescriptions_are_replaced_by_exercise_and_first_day_in_their_place() -> None:
    old = Prescription("clam", DAY, Dose((8,)))
    other = Prescription("walk", DAY, Dose(minutes=10))
    new = replace(old, dose=Dose((9,)), locked=True)
    later = replace(old, start=NEXT)
    assert laid(History(prescriptions=(old, other)), History(prescriptions=(later, new))).prescriptions == (
        new,
        other,
        later,
    )


def test_own_exercises_are_replaced_by_id_and_stay_archived() -> None:
    have = History(exercises=(*BUILTINS, replace(ROW, archived=True)))
    given = History(exercises=(*BUILTINS, replace(ROW, name="Row"), replace(ROW, id="my-pull")))
    assert laid(have, given).exercises == (
        *BUILTINS,
        replace(ROW, name="Row", archived=True),
        replace(ROW, id="my-pull"),
    )


def test_only_the_settings_that_are_given_are_set() -> None:
    have = History(settings=Settings(amber_from=4, red_from=7))
    result = merge(have, Document(History(settings=Settings(red_from=8)), frozenset({"red_from"})))
    assert result.history.settings == Settings(amber_from=4, red_from=8)
    assert result.replaced["settings"] == 1


def test_pauses_are_replaced_by_their_first_day() -> None:
    have = History(pauses=(Pause(DAY, None, "ill"), Pause(NEXT, NEXT)))
    assert laid(have, History(pauses=(Pause(DAY, NEXT, "flu"),))).pauses == (Pause(DAY, NEXT, "flu"), Pause(NEXT, NEXT))


def test_of_several_skips_of_one_exercise_and_day_in_a_document_pain_counts() -> None:
    pain, time = Skip(DAY, "clam", SkipReason.PAIN), Skip(DAY, "clam", SkipReason.TIME)
    for skips in ((pain, time), (time, pain), (time, pain, time)):
        assert laid(History(), History(skips=skips)).skips == (pain,)


def test_of_several_pauses_from_one_day_in_a_document_the_longest_counts() -> None:
    short, long, open_end = Pause(DAY, DAY), Pause(DAY, NEXT), Pause(DAY)
    assert laid(History(), History(pauses=(long, short))).pauses == (long,)
    assert laid(History(), History(pauses=(short, open_end, long))).pauses == (open_end,)


def test_an_own_exercise_never_changes_between_repetitions_and_minutes() -> None:
    have = History(exercises=(*BUILTINS, ROW))
    walk = replace(ROW, start=Dose(minutes=5), ceiling=Dose(minutes=10))
    with pytest.raises(DocumentError, match="my-row is in repetitions here, which cannot change"):
        laid(have, History(exercises=(*BUILTINS, walk)))


def test_two_ladders_that_make_a_circle_together_are_refused() -> None:
    pull = replace(ROW, id="my-pull", name="Pull", harder="my-row")
    have = History(exercises=(*BUILTINS, ROW, pull))
    given = History(exercises=(*BUILTINS, replace(ROW, harder="my-pull"), replace(pull, harder=None)))
    assert laid(have, given).exercises[-2:] == given.exercises[-2:]
    with pytest.raises(DocumentError, match="my-row"):
        laid(have, History(exercises=(*BUILTINS, replace(ROW, harder="my-pull"))))


def test_settings_that_contradict_each_other_only_together_are_refused() -> None:
    have = History(settings=Settings(amber_from=4, red_from=5))
    with pytest.raises(DocumentError, match="amber_from"):
        laid(have, History(settings=Settings(amber_from=5)), "amber_from")


def test_what_was_added_replaced_and_left_is_told_in_words() -> None:
    have = History(checkins=(CheckIn(DAY, 1), CheckIn(NEXT, 2)), sessions=(Session(DAY, (dog(1),)),))
    given = History(checkins=(CheckIn(DAY, 0), CheckIn(NEXT + timedelta(days=1), 0)))
    assert report_lines(merge(have, Document(given, NONE))) == [
        "Check-ins: 1 added, 1 replaced, 1 left as it was.",
        "Sets: 1 left as it was.",
        "Settings: 9 left as they were.",
    ]


def test_it_is_told_when_there_is_nothing_new() -> None:
    have = History(checkins=(CheckIn(DAY, 1),))
    merged = merge(have, Document(have, NONE))
    assert not merged.changes_something
    assert report_lines(merged)[0] == "Nothing to add or replace: all of it is there already."


@settings(deadline=None, max_examples=20)
@given(histories())
def test_an_export_laid_over_nothing_is_the_same_export(history: History) -> None:
    document = read_document(write_document(history), BUILTINS)
    assert write_document(laid(History(exercises=BUILTINS), document.history, *document.settings_given)) == (
        write_document(history)
    )


@settings(deadline=None, max_examples=20)
@given(histories())
def test_an_export_laid_over_its_own_history_changes_nothing(history: History) -> None:
    merged = merge(history, read_document(write_document(history), BUILTINS))
    assert not merged.changes_something
    assert write_document(merged.history) == write_document(history)
    assert merged.history.exercises == history.exercises


@settings(deadline=None, max_examples=20)
@given(histories(), histories())
def test_laying_a_document_over_a_history_twice_is_the_same_as_once(have: History, given: History) -> None:
    units = {exercise.id: exercise.in_minutes for exercise in have.exercises}
    if any(units.get(exercise.id, exercise.in_minutes) != exercise.in_minutes for exercise in given.exercises):
        return
    document = read_document(write_document(given), BUILTINS)
    once = merge(have, document)
    twice = merge(once.history, document)
    assert twice.history == once.history
    assert not twice.changes_something

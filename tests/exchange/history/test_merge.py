"""A document laid over a history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.support.histories import BUILTINS, histories
from tracker.core.errors import DocumentError
from tracker.core.model import (
    Activity,
    Answer,
    AskedQuestion,
    CheckIn,
    Decline,
    Dose,
    Exercise,
    ExerciseMapping,
    FunctionScores,
    History,
    Kind,
    Medication,
    Pause,
    Prescription,
    Session,
    SetLog,
    Settings,
    Skip,
    SkipReason,
    TherapistQuestion,
)
from tracker.exchange.history.document import Document, read_document, write_document
from tracker.exchange.history.merge import merge, report_lines

DAY = date(2026, 1, 5)
NEXT = DAY + timedelta(days=1)
ROW = Exercise("my-row", "Band row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)))
NONE: frozenset[str] = frozenset()


def dog(reps: int, id: str | None = None) -> SetLog:
    """A set of bird dog."""
    return SetLog("bird-dog", reps, id=id)


def laid(have: History, given: History, *settings_given: str) -> History:
    """The history with the document laid over it."""
    return merge(have, Document(given, frozenset(settings_given))).history


def test_the_sets_of_a_date_and_exercise_are_replaced_and_all_others_stay() -> None:
    clam = SetLog("clam", 8, id="c")
    have = History(sessions=(Session(DAY, (dog(5, "a"), dog(3, "b"), clam)), Session(NEXT, (dog(9, "d"),))))
    given = History(sessions=(Session(DAY, (dog(5), dog(2), dog(1))),))
    result = merge(have, Document(given, NONE))
    assert result.history.sessions == (
        Session(DAY, (dog(5), dog(2), clam, dog(1))),
        Session(NEXT, (dog(9),)),
    )
    assert [one.id for one in result.history.sessions[0].sets] == ["a", "b", "c", None]
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
    have = History(prescriptions=(old, other))
    assert laid(have, History(prescriptions=(later, new))).prescriptions == (new, other, later)


def test_prescriptions_with_positions_are_held_against_those_that_the_plan_order_gives() -> None:
    clam, walk = Prescription("clam", DAY, Dose((8,))), Prescription("walk", DAY, Dose(minutes=10))
    have = History(prescriptions=(clam, walk))
    assert laid(have, History(prescriptions=(replace(walk, position=2),))).prescriptions == have.prescriptions
    first = replace(walk, position=1, start=NEXT)
    assert laid(have, History(prescriptions=(first,))).prescriptions == (
        replace(clam, position=1),
        replace(walk, position=2),
        first,
    )


@pytest.mark.parametrize(("version", "archived"), [(1, True), (2, False)])
def test_own_exercises_are_replaced_by_id_and_version_1_leaves_them_archived(version: int, archived: bool) -> None:
    have = History(exercises=(*BUILTINS, replace(ROW, archived=True)))
    given = History(exercises=(*BUILTINS, replace(ROW, name="Row"), replace(ROW, id="my-pull")))
    assert merge(have, Document(given, NONE, version)).history.exercises == (
        *BUILTINS,
        replace(ROW, name="Row", archived=archived),
        replace(ROW, id="my-pull"),
    )


def test_a_set_with_an_id_replaces_the_one_of_that_id_on_whatever_day_and_no_other() -> None:
    have = History(sessions=(Session(DAY, (dog(5, "a"), dog(3, "b"))), Session(NEXT, (dog(9, "c"),))))
    given = History(sessions=(Session(DAY, (dog(4, "b"), dog(2, "c"), dog(1, "d"))),))
    result = merge(have, Document(given, NONE))
    assert ids_and_reps(result.history) == {DAY: [("a", 5), ("b", 4), ("c", 2), ("d", 1)]}
    assert (result.added["sets"], result.replaced["sets"], result.left["sets"]) == (1, 2, 1)
    again = merge(result.history, Document(given, NONE))
    assert not again.changes_something
    assert ids_and_reps(again.history) == ids_and_reps(result.history)


def test_sets_with_and_without_ids_of_one_exercise_and_day_take_their_own_places() -> None:
    have = History(sessions=(Session(DAY, (dog(5, "a"), dog(3, "b"), dog(2, "c"))),))
    given = History(sessions=(Session(DAY, (dog(9), dog(4, "b"))),))
    assert ids_and_reps(laid(have, given)) == {DAY: [("a", 9), ("b", 4)]}


def ids_and_reps(history: History) -> dict[date, list[tuple[str | None, int]]]:
    """The sets of each day."""
    return {session.date: [(one.id, one.reps) for one in session.sets] for session in history.sessions}


def test_the_goal_of_a_document_counts_and_one_without_leaves_it() -> None:
    dance, sit = History(goal="Dance"), History(goal="Sit")
    assert [laid(dance, given).goal for given in (sit, History(), dance)] == ["Sit", "Dance", "Dance"]
    assert merge(History(), Document(sit, NONE)).added["goal"] == 1
    assert merge(dance, Document(sit, NONE)).replaced["goal"] == 1
    assert merge(dance, Document(History(), NONE)).left["goal"] == 1


def test_what_the_person_wants_back_is_replaced_by_what_it_is_known_by() -> None:
    have = History(
        activities=(Activity("Sit", DAY), Activity("Lift", DAY)),
        function=(FunctionScores(DAY, (("Sit", 4),)), FunctionScores(NEXT)),
        answers=(Answer("heart", "no", DAY), Answer("numb", "no", DAY)),
        medication=(Medication(DAY, "A pill"), Medication(NEXT, "None")),
        questions=(TherapistQuestion(DAY, "May I run?"), TherapistQuestion(DAY, "May I swim?")),
        asked=(AskedQuestion(DAY, "exercise:walk"),),
        mappings=(ExerciseMapping("hevy", "Walking", "walk"), ExerciseMapping("strong", "Walking", None)),
    )
    given = History(
        activities=(Activity("Sit", DAY, NEXT), Activity("Sit", NEXT)),
        function=(FunctionScores(DAY, (("Lift", 5),), (1, 2, 3)),),
        answers=(Answer("heart", "yes", NEXT),),
        medication=(Medication(DAY, "Two pills"),),
        questions=(TherapistQuestion(DAY, "May I run?", "Yes"),),
        asked=(AskedQuestion(DAY, "exercise:walk"), AskedQuestion(NEXT, "exercise:walk")),
        mappings=(ExerciseMapping("hevy", "Walking", None),),
    )
    assert laid(have, given) == History(
        activities=(Activity("Sit", DAY, NEXT), Activity("Lift", DAY), Activity("Sit", NEXT)),
        function=(FunctionScores(DAY, (("Lift", 5),), (1, 2, 3)), FunctionScores(NEXT)),
        answers=(Answer("heart", "yes", NEXT), Answer("numb", "no", DAY)),
        medication=(Medication(DAY, "Two pills"), Medication(NEXT, "None")),
        questions=(TherapistQuestion(DAY, "May I run?", "Yes"), TherapistQuestion(DAY, "May I swim?")),
        asked=(AskedQuestion(DAY, "exercise:walk"), AskedQuestion(NEXT, "exercise:walk")),
        mappings=(ExerciseMapping("hevy", "Walking", None), ExerciseMapping("strong", "Walking", None)),
    )


def test_more_than_three_activities_at_a_time_are_refused_when_both_have_some() -> None:
    have = History(activities=(Activity("a", DAY), Activity("b", DAY, DAY), Activity("c", DAY)))
    assert len(laid(have, History(activities=(Activity("d", NEXT),))).activities) == 4
    with pytest.raises(DocumentError, match="activities: d would be scored beside 3 others from 2026-01-05 on"):
        laid(have, History(activities=(Activity("d", DAY),)))


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
    have = replace(have, activities=())
    document = read_document(write_document(given), BUILTINS)
    once = merge(have, document)
    twice = merge(once.history, document)
    assert twice.history == once.history
    assert not twice.changes_something

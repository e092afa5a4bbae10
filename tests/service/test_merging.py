"""What a form or a key writes while another window writes too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import CheckIn, Dose, Exercise, FunctionScores, Kind, Pause, SkipReason
from tracker.service import first_run
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.function import activities
from tracker.service.function.goal import set_goal
from tracker.service.function.therapist_questions import add_question, change_question
from tracker.service.history import undo_redo
from tracker.service.library import own_exercises
from tracker.service.merging import ChangedElsewhereError
from tracker.service.plan import engine_settings, pauses, planning
from tracker.service.plan.planning import PlanEdit, PlannedDose

NOW = datetime(2026, 11, 23, 7, 30)
ON = NOW.date()
ROW = Exercise("my-", "Rope row", Kind.STRENGTH, Dose((8, 8)), Dose((12, 12)), cues=("Shoulders down",))


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Bird dogs are planned and one set of them is logged."""
    context = open_context(tmp_path / "backtracker.db", Clock(NOW))
    planning.set_exercise(context, context.exercise("bird-dog"))
    recording.log_next(context, ON, "bird-dog", 0)
    return context


def planned(context: AppContext) -> PlannedDose:
    """How the bird dog is planned."""
    (item,) = planning.plan_items(context)
    return PlannedDose(item.dose, item.prescription.days, item.prescription.locked)


def test_a_dose_form_writes_its_days_beside_repetitions_and_a_lock_that_came_meanwhile(context: AppContext) -> None:
    dog, shown = context.exercise("bird-dog"), planned(context)
    planning.set_exercise(context, dog, PlanEdit(reps=(4, 4)), lock=True)
    planning.edit_planned(context, dog, shown, replace(shown, days=(0, 2)))
    assert planned(context) == PlannedDose(Dose((4, 4), 10), (0, 2), True)


def test_repetitions_changed_in_two_windows_are_shown_and_kept_at_the_second_try(context: AppContext) -> None:
    dog, shown = context.exercise("bird-dog"), planned(context)
    planning.set_exercise(context, dog, PlanEdit(reps=(4, 4)))
    mine = replace(shown, dose=replace(shown.dose, reps=(6, 6), hold_s=8))
    with pytest.raises(ChangedElsewhereError, match="repetitions: 4 and 4 there, 6 and 6 here") as raised:
        planning.edit_planned(context, dog, shown, mine)
    planning.edit_planned(context, dog, raised.value.base, mine)
    assert planned(context).dose == Dose((6, 6), 8)


def test_an_exercise_that_was_taken_out_meanwhile_is_not_put_back_by_a_form(context: AppContext) -> None:
    dog, shown = context.exercise("bird-dog"), planned(context)
    planning.remove(context, dog)
    with pytest.raises(NotPossibleError, match="taken out of the plan in another window"):
        planning.edit_planned(context, dog, shown, replace(shown, days=(0,)))
    planning.edit_planned(context, dog, None, shown)
    with pytest.raises(NotPossibleError, match="added to the plan in another window"):
        planning.edit_planned(context, dog, None, shown)


def test_a_setting_changed_in_two_windows_is_shown_with_both_values(context: AppContext) -> None:
    shown = context.settings()
    engine_settings.change_settings(context, {"weeks_required": "3", "red_from": "7"})
    engine_settings.change_settings(context, {"amber_from": "4"}, shown)
    with pytest.raises(ChangedElsewhereError, match="weeks_required: 3 there, 4 here") as raised:
        engine_settings.change_settings(context, {"weeks_required": "4"}, shown)
    engine_settings.change_settings(context, {"weeks_required": "4"}, raised.value.base)
    settings = context.settings()
    assert (settings.weeks_required, settings.red_from, settings.amber_from) == (4, 7, 4)


def test_a_goal_set_in_two_windows_is_shown_with_both_texts_and_the_first_is_not_written_over(
    context: AppContext,
) -> None:
    set_goal(context, "Climb")
    with pytest.raises(ChangedElsewhereError, match="the goal: “Climb” there, “Dance” here") as raised:
        set_goal(context, "Dance", shown="")
    with pytest.raises(NotPossibleError, match="your goal already"):
        set_goal(context, "", shown="")
    assert context.store.goal() == "Climb"
    set_goal(context, "Dance", raised.value.base.text)
    assert context.store.goal() == "Dance"


def test_scores_and_what_is_taken_of_two_windows_are_both_kept_and_one_score_of_both_is_shown(
    context: AppContext,
) -> None:
    activities.add_activities(context, ["Lift", "Sit", "Tie"])
    shown = activities.scoring_on(context, ON)
    activities.score(context, {"Lift": 3, "Sit": 4}, None, ON, "Tea")
    mine = replace(shown, scores=FunctionScores(ON, (("Lift", 5), ("Tie", 6))), medication="Rest")
    with pytest.raises(ChangedElsewhereError, match="Lift: 3 there, 5 here; medication: Tea there") as raised:
        activities.change_scores(context, shown, mine)
    assert activities.scoring_on(context, ON).scores.scores == (("Lift", 3), ("Sit", 4))
    activities.change_scores(context, raised.value.base, mine)
    kept = activities.scoring_on(context, ON)
    assert (dict(kept.scores.scores), kept.medication) == ({"Lift": 5, "Sit": 4, "Tie": 6}, "Rest")


def test_peg_answers_of_two_windows_are_shown(context: AppContext) -> None:
    activities.add_activities(context, ["Lift"])
    shown = activities.scoring_on(context, ON)
    activities.score(context, {}, (1, 2, 3), ON)
    mine = replace(shown, scores=FunctionScores(ON, (), (4, 5, 6)))
    with pytest.raises(ChangedElsewhereError, match="PEG 1, 2 and 3 there, PEG 4, 5 and 6 here") as raised:
        activities.change_scores(context, shown, mine)
    activities.change_scores(context, raised.value.base, mine)
    assert activities.scoring_on(context, ON).scores.peg == (4, 5, 6)


def test_activities_of_two_windows_are_all_kept(context: AppContext) -> None:
    activities.add_activities(context, ["Lift"])
    shown = activities.activities_on(context, ON)
    activities.add_activities(context, ["Sit"])
    activities.change_activities(context, shown, ["Tie"])
    assert [activity.name for activity in activities.activities_on(context, ON)] == ["Sit", "Tie"]


def test_a_pause_that_another_window_began_on_that_day_is_shown_before_it_is_replaced(context: AppContext) -> None:
    pauses.pause(context, ON, None, "flu")
    with pytest.raises(ChangedElsewhereError, match=r"until you resume \(flu\) there, to 26 November here") as raised:
        pauses.pause(context, ON, ON + timedelta(days=3), "", ())
    assert context.store.history().pauses == (Pause(ON, None, "flu"),)
    pauses.pause(context, ON, ON + timedelta(days=3), "", raised.value.base)
    assert context.store.history().pauses == (Pause(ON, ON + timedelta(days=3), ""),)


def test_a_safety_question_that_another_window_marked_stays_marked(context: AppContext) -> None:
    theirs, mine, taken_back = (question.text for question in first_run.SAFETY[:3])
    first_run.answer_safety(context, {taken_back})
    first_run.answer_safety(context, {taken_back, theirs}, {taken_back})
    first_run.answer_safety(context, {mine}, {taken_back})
    assert first_run.marked(context) == {theirs, mine}
    assert not context.settings().raise_doses


def test_an_answer_noted_in_two_windows_is_shown_with_both_texts_and_a_changed_question_keeps_the_answer(
    context: AppContext,
) -> None:
    add_question(context, "May I run?")
    (shown,) = context.store.therapist_questions()
    change_question(context, shown, text=shown.text, answered="Yes")
    with pytest.raises(ChangedElsewhereError, match="the answer: “Yes” there, “No” here") as raised:
        change_question(context, shown, text=shown.text, answered="No")
    change_question(context, shown, text="May I swim?", answered="")
    (stored,) = context.store.therapist_questions()
    assert stored == replace(shown, text="May I swim?", answered="Yes")
    with pytest.raises(NotPossibleError, match="changed elsewhere"):
        change_question(context, raised.value.base, text=shown.text, answered="No")


def test_an_own_exercise_keeps_what_was_changed_of_it_elsewhere(context: AppContext) -> None:
    own_exercises.make(context, ROW)
    (shown,) = context.store.own_exercises()
    own_exercises.edit(context, replace(shown, pace="slow", start=replace(shown.start, hold_s=3)))
    mine = replace(shown, caution="careful", start=replace(shown.start, reps=(6, 6)))
    own_exercises.edit(context, mine, shown)
    (row,) = context.store.own_exercises()
    assert (row.pace, row.caution, row.start) == ("slow", "careful", Dose((6, 6), 3))


def test_a_note_goes_to_the_set_that_was_shown_and_not_over_another_note(context: AppContext) -> None:
    (shown,) = context.store.day_sets(ON)
    recording.log_next(context, ON, "bird-dog", 1)
    recording.set_note(context, ON, "bird-dog", "first", shown)
    assert [set_log.note for set_log in context.store.day_sets(ON)] == ["first", ""]
    with pytest.raises(ChangedElsewhereError, match="the note: “first” there, “mine” here"):
        recording.set_note(context, ON, "bird-dog", "mine", shown)
    recording.set_day_note(context, ON, "theirs")
    with pytest.raises(ChangedElsewhereError, match="the note: “theirs” there, “mine” here") as raised:
        recording.set_day_note(context, ON, "mine", "")
    recording.set_day_note(context, ON, "mine", raised.value.base.note)
    assert context.store.session_note(ON) == "mine"


def test_a_key_about_the_last_set_does_nothing_to_one_that_was_not_shown(context: AppContext) -> None:
    recording.log_next(context, ON, "bird-dog", 1)
    with pytest.raises(NotPossibleError, match="changed in another window"):
        recording.delete_last(context, ON, "bird-dog", 1)
    with pytest.raises(NotPossibleError, match="changed in another window"):
        recording.set_form_broke(context, ON, "bird-dog", 1)
    assert [set_log.form_broke for set_log in context.store.day_sets(ON)] == [False, False]


def test_a_check_in_and_a_skip_replace_only_what_was_shown(context: AppContext) -> None:
    dog = context.exercise("bird-dog")
    recording.check_in(context, ON, 6, flare=True)
    recording.skip(context, dog, ON, SkipReason.PAIN)
    with pytest.raises(NotPossibleError, match="The check-in was changed"):
        recording.check_in(context, ON, 1, shown=None)
    with pytest.raises(NotPossibleError, match="Bird dog was changed"):
        recording.skip(context, dog, ON, SkipReason.TIME, shown=None)
    assert context.store.checkin(ON) == CheckIn(ON, 6, flare=True)
    assert [skip.reason for skip in context.store.history().skips] == [SkipReason.PAIN]


def test_a_text_that_is_too_long_is_refused_with_its_length_and_one_of_several_lines_is_stored_whole(
    context: AppContext,
) -> None:
    dog, long, lines = context.exercise("bird-dog"), "x" * 2001, "one\n\ntwo\n" + "x" * 1990
    recording.check_in(context, ON, 0)
    writes: tuple[Callable[[str], str], ...] = (
        lambda note: recording.check_in(context, ON, 1, note=note),
        lambda note: recording.set_day_note(context, ON, note),
        lambda note: recording.set_note(context, ON, "bird-dog", note),
        lambda note: recording.skip(context, dog, ON, SkipReason.TIME, note),
        lambda note: recording.log_sets(context, dog, ON, (5,), None, recording.SetDetails(note=note)),
        lambda note: pauses.pause(context, ON, None, note),
    )
    for write in writes:
        before = context.store.history()
        with pytest.raises(UsageError, match="at most 2000 characters, and this one has 2001"):
            write(long)
        assert context.store.history() == before
        write(lines)
    history = context.store.history()
    notes = [*(set_log.note for set_log in context.store.day_sets(ON)), history.skips[0].note, history.pauses[0].reason]
    assert [*notes, context.store.session_note(ON), history.checkins[0].note] == [lines] * 6


REPEATED: dict[str, Callable[[AppContext], str]] = {
    "a setting that was never set": lambda context: engine_settings.change_settings(context, {"weeks_required": "2"}),
    "a setting": lambda context: engine_settings.change_settings(context, {"red_from": "5"}),
    "a lock": lambda context: planning.set_exercise(context, context.exercise("clam"), lock=True),
    "a check-in": lambda context: recording.check_in(context, ON, 2, leg=True),
    "a skip": lambda context: recording.skip(context, context.exercise("clam"), ON, SkipReason.TIME),
    "a pause": lambda context: pauses.pause(context, ON, None, "flu"),
    "a day's note": lambda context: recording.set_day_note(context, ON, "tired"),
    "a starter plan": lambda context: planning.start_plan(context, planning.starter(context, "gentle")),
    "the safety questions": lambda context: first_run.answer_safety(context, ()),
    "an ordinary day": lambda context: first_run.answer_ordinary_day(context, 1),
}


@pytest.mark.parametrize("what", REPEATED)
def test_setting_what_is_set_already_is_no_change_and_keeps_what_could_be_redone(
    context: AppContext, what: str
) -> None:
    planning.set_exercise(context, context.exercise("clam"))
    if what != "a setting that was never set":
        REPEATED[what](context)
    recording.set_day_note(context, ON, "to be redone")
    undo_redo.undo(context)
    history, answers = context.store.history(), context.store.answers()
    later = AppContext(context.store, context.library, Clock(NOW + timedelta(days=1)))
    with suppress(NotPossibleError):  # as where an exercise is planned like that already
        REPEATED[what](later)
    assert (context.store.history(), context.store.answers()) == (history, answers)
    assert undo_redo.redo(context) == "Redone: Note for 23 November."


def test_moving_beyond_the_end_of_the_plan_is_no_change(context: AppContext) -> None:
    before = context.store.prescriptions()
    with pytest.raises(NotPossibleError, match="at the end of the plan already"):
        planning.move(context, context.exercise("bird-dog"), 5)
    assert context.store.prescriptions() == before

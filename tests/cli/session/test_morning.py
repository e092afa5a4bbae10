"""A morning in plain lines: what is asked, what is typed, and what is in the database afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.cli.session.conftest import Talk
from tests.support.plain_lines import ScriptedConsole, SteppingClock
from tracker.cli.session import words
from tracker.cli.session.session import hold_session
from tracker.core.model import SetLog, SkipReason, Units
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow, day_view
from tracker.service.day.open_questions import CLOSING, CLOSING_OTHERS, MORNING
from tracker.service.first_run import EMERGENCY_SIGN, GET_HELP
from tracker.service.plan import planning
from tracker.service.plan.planning import PlanEdit
from tracker.tui.config import Config

ENTER = ""


def row(context: AppContext, exercise: str) -> DayRow:
    found = day_view(context, context.today()).row(exercise)
    assert found is not None
    return found


def reps(context: AppContext, exercise: str) -> list[int]:
    return [logged.reps for logged in row(context, exercise).logged]


def asked(console: ScriptedConsole, text: str) -> int:
    return sum(line.startswith(text) for line in console.lines)


def test_a_whole_good_morning(planned: AppContext, talk: Talk) -> None:
    console = talk("0", ENTER, ENTER, ENTER, ENTER, "a", ENTER, ENTER, "0", ENTER)
    assert console.typed_all
    view = day_view(planned, planned.today())
    assert view.complete
    assert view.checkin is not None
    assert view.checkin.pain == 0
    assert {each.pain for each in view.rows} == {0}
    assert "Bird dog, set 2 of 3: 3 repetitions, each held for 10 seconds, on both sides." in console.said
    assert "Done for today. 7 sets, 3 of 3 exercises. This week 1 of 7 days" in console.said
    assert console.lines[-1] == "Everything is saved."


def test_whatever_is_asked_one_can_leave_and_go_on_with_nothing_lost(planned: AppContext, talk: Talk) -> None:
    lines = ["0", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, "0"]
    for line in lines:
        console = talk(line)
        assert console.typed_all
        assert "Everything is saved." in console.lines[-1]
    view = day_view(planned, planned.today())
    assert view.complete
    assert all(each.pain == 0 for each in view.rows)
    assert not any(CLOSING in line for line in talk().lines)


def test_q_leaves_wherever_it_is_typed(planned: AppContext, talk: Talk) -> None:
    assert talk("q", "0").typed_all is False
    assert day_view(planned, planned.today()).checkin is None
    assert "7 sets of 3 exercises are left today. backtracker session goes on from here." in talk("0", "q").lines[-1]


@pytest.mark.parametrize("wrong", ["", "11", "yes", "-1", "3 4", "ll"])
def test_a_wrong_answer_is_told_what_is_possible_and_asked_again(planned: AppContext, talk: Talk, wrong: str) -> None:
    console = talk(wrong, "2")
    assert "0 to 10" in console.lines[console.lines.index(f"{MORNING} {words.MORNING_HINT}.") + 1]
    checkin = day_view(planned, planned.today()).checkin
    assert checkin is not None
    assert checkin.pain == 2


@pytest.mark.parametrize("typed", [("l", "4"), ("l 4",), ("4 l",), ("L4",)])
def test_pain_down_the_leg(planned: AppContext, talk: Talk, typed: tuple[str, ...]) -> None:
    talk(*typed)
    checkin = day_view(planned, planned.today()).checkin
    assert checkin is not None
    assert (checkin.pain, checkin.leg) == (4, True)


def test_later_puts_a_question_off(planned: AppContext, talk: Talk) -> None:
    console = talk("later", ENTER)
    assert reps(planned, "bird-dog") == [5]
    assert asked(console, MORNING) == 1
    assert asked(talk(), MORNING) == 1


def test_undo_takes_back_whatever_was_answered_last(planned: AppContext, talk: Talk) -> None:
    console = talk("3", "u", "0", ENTER, "u", ENTER, "u", "r")
    assert asked(console, MORNING) == 2
    assert reps(planned, "bird-dog") == [5]
    checkin = day_view(planned, planned.today()).checkin
    assert checkin is not None
    assert checkin.pain == 0


def test_a_number_is_repetitions_and_is_refused_where_it_is_none(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "4", "2.5", "0", "900000")
    assert reps(planned, "bird-dog") == [4]
    assert "Repetitions: '2.5' is no whole number." in console.said


def test_pain_of_the_exercise_that_was_just_done_stops_it(planned: AppContext, talk: Talk) -> None:
    console = talk("0", ENTER, ENTER, ENTER, "p", "7")
    assert "Pain in Bird dog?" in console.said
    assert "Stop here. This exercise is out for today" in console.said
    assert row(planned, "bird-dog").pain == 7
    assert row(planned, "heel-slides").logged == ()


def test_pain_in_the_leg_of_a_named_exercise(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "a", ENTER, "p bird", "l", "3")
    assert "Further down the leg, numb or tingling in Bird dog. How much pain?" in console.said
    assert "! shows the warning signs" in console.said
    assert all(logged.leg for logged in row(planned, "bird-dog").logged)
    assert row(planned, "heel-slides").pain is None


def test_form_broke_a_note_and_deleting_are_about_the_last_set(planned: AppContext, talk: Talk) -> None:
    talk("0", ENTER, "b", "n", "wobbly", "b 2", ENTER, "d")
    logged = row(planned, "bird-dog").logged
    assert [(each.reps, each.form_broke, each.note) for each in logged] == [(5, True, "wobbly"), (2, True, "")]


def test_a_note_without_a_set_is_of_the_day(planned: AppContext, talk: Talk) -> None:
    talk("0", "n", "slept badly", "n", ENTER)
    assert day_view(planned, planned.today()).note == "slept badly"


def test_an_exercise_is_left_out_with_its_reason(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "s", "x", "t", "s figure", "later")
    skip = row(planned, "bird-dog").skip
    assert skip is not None
    assert skip.reason is SkipReason.TIME
    assert row(planned, "figure-four").skip is None
    assert "Heel slides, set 1 of 2" in console.said


def test_going_to_another_exercise(planned: AppContext, talk: Talk) -> None:
    talk("0", "figure", ENTER, "k", ENTER, "j", ENTER, "HEEL", ENTER)
    assert reps(planned, "figure-four") == [1, 1]
    assert reps(planned, "heel-slides") == [5, 5]


def test_a_name_that_fits_none_or_several_is_said(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "zebra", "p q")
    assert "“zebra” is no exercise of today" in console.said
    assert "“q” is no exercise of today" in console.said


def test_the_end_asks_which_exercise_hurt_and_then_about_the_others(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "a", "p bird", "3", "A", "2", "1", "0")
    assert "1: Heel slides\n2: Figure four\nPain 2 in which exercise?" in console.said
    assert asked(console, CLOSING) == 1
    assert asked(console, CLOSING_OTHERS) == 1
    assert {each.exercise.id: each.pain for each in day_view(planned, planned.today()).rows} == {
        "bird-dog": 3,
        "heel-slides": 2,
        "figure-four": 0,
    }


def test_what_was_done_can_still_be_undone_at_the_very_end(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "A", "0", "u", "1", "1", "0", ENTER)
    assert asked(console, CLOSING) == 2
    assert row(planned, "bird-dog").pain == 1


def test_a_flare_asks_for_its_pain_and_brings_what_helps(planned: AppContext, talk: Talk) -> None:
    console = talk("f", "6")
    checkin = day_view(planned, planned.today()).checkin
    assert checkin is not None
    assert (checkin.pain, checkin.flare) == (6, True)
    assert "Eased today: half, day 1 of a flare." in console.said
    usually = "Usually 3 sets: 5, 3 and 1 repetitions, each held for 10 seconds, on both sides."
    eased = "Bird dog, set 1 of 3: 2 repetitions, each held for 10 seconds, on both sides, eased for today."
    assert asked(console, f"{eased} {usually}") == 1
    listed = talk(ENTER, "l").lines
    assert any(line.startswith("Bird dog: ") and f"eased for today. {usually} 1 of" in line for line in listed)
    assert sum(usually in line for line in listed) == 2, "with the first set and in the list"
    assert len(talk("f").said) < len(console.said)


def test_care_words_are_said_first_and_can_be_answered(planned: AppContext, talk: Talk) -> None:
    console = talk("l 5", "i")
    assert "Type i where a set is asked for, once you have talked to somebody." in console.said
    assert "you talked to somebody about" in talk().said


def test_missed_mornings_are_asked_and_enter_is_dont_know(planned: AppContext, talk: Talk) -> None:
    planned.clock.fixed = datetime(2026, 11, 25, 7, 30)
    console = talk("0", ENTER, "1", "m", "2")
    assert "Pain on the morning of Monday 23 November? 0 to 10; l: down the leg; enter: don't know." in console.said
    assert "No check-in for Monday 23 November. m fills it in." in console.said
    pains = {day.pain for day in planned.window(planned.today()).checkins}
    assert pains == {0, 1, 2}


def test_a_forgotten_day_is_said_with_the_commands_that_fill_it_in(planned: AppContext, talk: Talk) -> None:
    talk("0", ENTER)
    planned.clock.fixed = datetime(2026, 11, 25, 7, 30)
    assert "Nothing is logged on Tuesday 24 November. backtracker log" in talk().said


def test_what_is_typed_after_the_night_is_no_answer_about_the_day_before(planned: AppContext, talk: Talk) -> None:
    class Night(ScriptedConsole):
        def line(self, within_s: float | None = None) -> str | None:
            planned.clock.fixed = datetime(2026, 11, 24, 7, 30)
            return super().line(within_s)

    assert isinstance(planned.clock, SteppingClock)
    console = Night(planned.clock, ["7", "1"])
    hold_session(planned, console, Config())
    assert "A new day has begun since; that was not taken as an answer." in console.lines
    assert "Tuesday 24 November." in console.lines
    assert [(day.date.day, day.pain) for day in planned.window(planned.today()).checkins] == [(24, 1)]


def write_clean_weeks(context: AppContext, weeks: int = 3) -> None:
    days = [context.today() - timedelta(days=back) for back in range(7 * weeks, 0, -1)]
    now, context.clock.fixed = context.clock.fixed, datetime(2026, 11, 23, 7, 30) - timedelta(weeks=weeks)
    first_run.answer_safety(context, ())
    first_run.answer_ordinary_day(context, 0)
    planning.set_exercise(context, context.exercise("bird-dog"))
    context.clock.fixed = now
    with context.store.transaction("past", at=context.clock.stamp()) as change:
        for day in days:
            change.add_sets(day, [SetLog("bird-dog", reps=number, hold_s=10, pain=0) for number in (5, 3, 1)])
    for day in days:
        recording.check_in(context, day, 0)


@pytest.mark.parametrize(("answer", "first_set"), [("y", 6), ("n", 5), ("later", 5)])
def test_a_step_is_asked_with_its_dose_spelled_out_and_its_reasons(
    context: AppContext, talk: Talk, answer: str, first_set: int
) -> None:
    write_clean_weeks(context)
    console = talk("0", "maybe", "w", answer, ENTER)
    step = "Bird dog: a step up to 3 sets: 6, 3 and 1 repetitions, each held for 10 seconds, on both sides (+11.1 %)?"
    assert asked(console, step) == 2, "once more after the reasons"
    assert "Bird dog: a step is possible." in console.lines
    assert reps(context, "bird-dog") == [first_set]


def test_weights_are_in_the_persons_units(planned: AppContext, talk: Talk) -> None:
    planning.set_exercise(planned, planned.exercise("suitcase-carry"), PlanEdit(load_kg=10))
    console = talk("0", "l", preferences=Config(units=Units.LB))
    assert "with 22 lb" in console.said
    assert " kg" not in console.said


def test_the_session_as_it_stands_and_the_help(planned: AppContext, talk: Talk) -> None:
    console = talk("0", ENTER, "l", "?", "!")
    assert (
        "Bird dog: 3 sets: 5, 3 and 1 repetitions, each held for 10 seconds, on both sides. 1 of 3 done."
        in console.lines
    )
    assert words.SET_HELP in console.said
    assert "- new trouble with urine, stool or sexual function" in console.lines
    assert asked(console, "Bird dog, set 2 of 3") == 4, "the question stands last, whatever was explained"


def test_no_sign_that_a_screen_reader_leaves_out_is_said(planned: AppContext, talk: Talk) -> None:
    console = talk("0", ENTER, "w", "l", "A", "1", "1", "0", "?", "l", "u")
    assert not set("·×■□▪●○▲◆\x1b") & set(console.said)


def test_the_first_run_leads_from_nothing_to_a_first_set(context: AppContext, talk: Talk) -> None:
    console = talk(ENTER, "0", "1", "10", "0", ENTER)
    assert "Which of these are true for you?" in console.said
    assert "1: Gentle start, up to 20 minutes" in console.said
    walk = row(context, "walk").dose
    assert walk is not None
    assert walk.minutes == 8
    assert row(context, "abdominal-brace").logged


def test_the_first_run_can_be_left_at_any_question_and_gone_on_with(context: AppContext, talk: Talk) -> None:
    for typed in ((ENTER,), ("2",), ("2",), ("2", ENTER), ("0",)):
        assert talk(*typed).typed_all
    assert row(context, "curl-up").planned
    assert day_view(context, context.today()).checkin is not None
    assert "Curl-up, set 1 of 3" in talk().said


def test_the_sign_of_an_emergency_comes_before_everything(context: AppContext, talk: Talk) -> None:
    console = talk("7 2", "1")
    assert GET_HELP in console.said
    assert "ordinary good day" not in console.said
    assert first_run.marked(context) == {EMERGENCY_SIGN, "Dizzy spells or fainting"}
    assert "Type t once a doctor has looked at it." in console.said
    console = talk("t")
    assert "Type 1, 2 or 3." in console.said


def test_a_sign_that_was_marked_by_mistake_is_asked_again(context: AppContext, talk: Talk) -> None:
    talk("7", "3", ENTER, "1", "3", ENTER, "0")
    assert first_run.marked(context) == frozenset()
    assert not first_run.waits_for_help(context)


def test_what_the_first_run_put_off_is_asked_with_t(context: AppContext, talk: Talk) -> None:
    console = talk("later", "t", ENTER, "later")
    assert "Nothing is planned yet." in console.said
    assert first_run.marked(context) == frozenset()
    assert "How much back or leg pain is there on an ordinary good day?" in console.said


def test_a_rest_day_says_so_and_an_exercise_can_be_done_all_the_same(planned: AppContext, talk: Talk) -> None:
    for exercise in ("bird-dog", "heel-slides", "figure-four"):
        planning.set_exercise(planned, planned.exercise(exercise), days=(2,))
    console = talk("0", "bird", ENTER)
    assert "A rest day, and rest is part of the plan. The next training day is Wednesday." in console.said
    assert reps(planned, "bird-dog") == [5]


def test_another_window_logs_the_same_set_and_it_is_there_once(planned: AppContext, talk: Talk) -> None:
    class Other(ScriptedConsole):
        def line(self, within_s: float | None = None) -> str | None:
            line = super().line(within_s)
            if line == ENTER:
                recording.log_next(planned, planned.today(), "bird-dog", 0)
            return line

    assert isinstance(planned.clock, SteppingClock)
    console = Other(planned.clock, ["0", ENTER])
    hold_session(planned, console, Config())
    assert reps(planned, "bird-dog") == [5]
    assert "that set was logged in another window meanwhile" in console.said


def to_the_fourth_morning(context: AppContext) -> None:
    """Three mornings with nothing done, and now the fourth."""
    for back in (3, 2, 1):
        recording.check_in(context, context.today() - timedelta(days=back), 0)


def test_what_the_person_wants_back_is_asked_once_the_session_is_done(planned: AppContext, talk: Talk) -> None:
    to_the_fourth_morning(planned)
    console = talk("0", "A", "0", "lift my daughter", "", "tie my shoes", "11", "4", ENTER, ENTER, ENTER)
    assert console.typed_all
    assert planned.store.goal() == "lift my daughter"
    assert [scores.scores for scores in planned.store.function_scores()] == [(("tie my shoes", 4),)]
    assert console.lines.index("Your goal: lift my daughter") < len(console.lines) - 2
    assert not any(line.startswith("What do") for line in talk().lines)


def test_questions_about_goal_and_activities_can_wait_or_never_come_again(planned: AppContext, talk: Talk) -> None:
    to_the_fourth_morning(planned)
    console = talk("0", "A", "0", "later", "not again", ENTER)
    assert console.typed_all
    assert "The question comes again tomorrow." in console.lines
    planned.clock.fixed = datetime(2026, 11, 24, 7, 30)
    console = talk("0", "A", "0")
    assert "What would you like to be able to do again?" in console.said
    assert "What does your back make hard?" not in console.said


def test_a_name_with_a_comma_is_told_apart_by_ear(planned: AppContext, talk: Talk) -> None:
    for exercise in ("bird-dog-leg", "bird-dog-squares"):
        planning.set_exercise(planned, planned.exercise(exercise))
    console = talk("0", "bird dog,", "bird dog, leg")
    assert "“bird dog,” may be Bird dog, leg only; or Bird dog, squares. Type more of its name." in console.lines
    assert asked(console, "Bird dog, leg only. Set 1 of ") == 1

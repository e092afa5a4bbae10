"""The half year of the demonstration: like a person's, and nothing in it that the engine would not have said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.clock import Clock
from tracker.core.analytics.adherence import exercise_days
from tracker.core.analytics.ranges import week_start
from tracker.core.analytics.trends import Overview, overview
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.engine.progression import Advice, State, Verdict, VerdictKind, today_dose
from tracker.core.model import CheckIn, History, Prescription, SkipReason, Why
from tracker.core.plan import Plan
from tracker.library import load_library
from tracker.service.context import open_context
from tracker.service.demo import demo_life as life
from tracker.service.demo.demo import STARTER, demo_history, fill
from tracker.service.first_run import steps
from tracker.service.function.questions import due

TODAY = date(2026, 11, 22)
DAY_0 = TODAY - timedelta(days=life.DAYS)


def history_to(today: date) -> History:
    library = load_library()
    (plan,) = (plan for plan in library.plans if plan.id == STARTER)
    return demo_history(today, library.exercises, plan)


@cache
def lived() -> History:
    return history_to(TODAY)


@cache
def advice() -> dict[date, Advice]:
    """The advice of each day, from all that was written down."""
    index = AdviceEngine(lived())
    days = [DAY_0 + timedelta(number) for number in range(life.DAYS)]
    return {day: index.advise(day, earliest=False) for day in days}


def seen() -> Overview:
    history = lived()
    return overview(
        history,
        logged=exercise_days(history.sessions),
        first=week_start(DAY_0),
        last=TODAY,
    )


def changes(why: Why) -> list[Prescription]:
    return [each for each in lived().prescriptions if each.why is why and not each.removed]


def offered(day: date) -> dict[str, Verdict]:
    """What was said on that morning, before anything was decided."""
    history = lived()
    before = tuple(
        each for each in history.prescriptions if each.start != day or each.why not in (Why.INCREASE, Why.STEP_BACK)
    )
    declined = tuple(each for each in history.declined if each.date != day)
    advised = AdviceEngine(replace(history, prescriptions=before, declined=declined)).advise(day, earliest=False)
    return {verdict.exercise: verdict for verdict in advised.exercises}


@pytest.mark.parametrize("why", [Why.INCREASE, Why.STEP_BACK])
def test_every_step_that_was_taken_had_been_offered_that_morning(why: Why) -> None:
    taken = changes(why)
    assert taken
    for step in taken:
        verdict = offered(step.start)[step.exercise]
        assert verdict.verdict == why.value
        assert verdict.proposed is not None
        assert verdict.proposed.dose == step.dose


def test_the_step_that_was_declined_had_been_offered_and_was_taken_later() -> None:
    (declined,) = lived().declined
    assert offered(declined.date)[declined.exercise].verdict is VerdictKind.INCREASE
    assert any(each.exercise == declined.exercise and each.start > declined.date for each in changes(Why.INCREASE))


def test_each_day_was_done_at_the_dose_of_that_day() -> None:
    plan = Plan(lived().prescriptions)
    for session in lived().sessions:
        verdicts = {verdict.exercise: verdict for verdict in advice()[session.date].exercises}
        for exercise in {each.exercise for each in session.sets}:
            held = plan.prescription_on(exercise, session.date)
            assert held is not None
            sets = tuple(each.reps for each in session.sets if each.exercise == exercise and each.reps)
            assert sets == today_dose(verdicts[exercise]).reps, session.date


def test_it_has_a_flare_with_eased_days_a_holiday_and_a_way_back() -> None:
    (flare,) = seen().flares
    assert flare.end is not None
    assert any(session.date in (flare.start + timedelta(number) for number in range(7)) for session in lived().sessions)
    (pause,) = lived().pauses
    assert pause.end is not None
    assert not [session for session in lived().sessions if pause.covers(session.date)]
    back = advice()[pause.end + timedelta(3)]
    assert "layoff" in {verdict.code for verdict in back.exercises}
    assert {State.FLARE, State.AFTER_FLARE, State.PAUSED} <= {each.state for each in advice().values()}


def test_about_four_of_five_sets_were_done_and_no_two_months_alike() -> None:
    weeks = seen().weeks
    planned, done = sum(week.planned_sets for week in weeks), sum(week.done_sets for week in weeks)
    assert 0.75 <= done / planned <= 0.9
    assert len({week.done_sets for week in weeks}) > 8
    assert {SkipReason.PAIN, SkipReason.TIME} <= {skip.reason for skip in lived().skips}


def test_the_pain_goes_from_three_to_next_to_nothing() -> None:
    medians = [week.pain_median for week in seen().weeks if week.pain_median is not None]
    assert medians[:3] == [3, 3, 3]
    assert all(median <= 1 for median in medians[-6:])
    assert {1, 2} <= {checkin.pain for checkin in lived().checkins}


@pytest.mark.parametrize("days", range(7))
def test_it_ends_on_a_morning_with_a_session_to_do_and_steps_due_as_soon_as_it_is_said_how_it_is(days: int) -> None:
    today = TODAY + timedelta(days)
    history = history_to(today)
    assert max(session.date for session in history.sessions) < today
    assert max(checkin.date for checkin in history.checkins) < today
    plan = Plan(history.prescriptions, history.pauses)
    assert len([each for each in plan.in_plan(today) if plan.planned(each.exercise, today)]) == 7
    awake = replace(history, checkins=(*history.checkins, CheckIn(today, 0)))
    kinds = {verdict.verdict for verdict in AdviceEngine(awake).advise(today, earliest=False).exercises}
    assert VerdictKind.INCREASE in kinds
    assert kinds <= {VerdictKind.INCREASE, VerdictKind.HOLD}


def test_everything_that_the_table_tells_of_a_day_found_its_place() -> None:
    history = lived()
    notes = {checkin.note for checkin in history.checkins if checkin.note}
    assert notes == set(life.MORNING_NOTES.values())
    assert {session.note for session in history.sessions if session.note} == set(life.SESSION_NOTES.values())
    sets = {((session.date - DAY_0).days, each.exercise): each for session in history.sessions for each in session.sets}
    assert {at: each.note for at, each in sets.items() if each.note} == life.SET_NOTES
    assert {at for at, each in sets.items() if each.form_broke} == life.FORM_BROKE
    assert {at: each.pain for at, each in sets.items() if at in life.SHARP} == life.SHARP
    assert {((skip.date - DAY_0).days, skip.exercise): (skip.reason, skip.note) for skip in history.skips} == life.SKIPS
    assert [each.exercise for each in changes(Why.CLINICIAN)] == [life.PRESCRIBED_EXERCISE]


def test_it_is_the_same_for_the_same_day_and_the_same_life_for_another() -> None:
    assert history_to(TODAY) == lived()
    shifted = history_to(TODAY + timedelta(365))
    assert [checkin.pain for checkin in shifted.checkins] == [checkin.pain for checkin in lived().checkins]


def test_the_database_holds_the_half_year_and_no_question_of_the_first_run_is_open(tmp_path: Path) -> None:
    context = open_context(tmp_path / "backtracker.db", Clock(datetime(2026, 11, 22, 7, 30)))
    fill(context)
    stored = context.store.history()
    told: dict[str, Any] = {"answers": (), "activities": (), "function": (), "medication": (), "questions": ()}
    assert replace(stored, goal="", **told) == lived()
    assert all(getattr(stored, name) for name in ("goal", *told))
    assert due(context, context.today()) is None
    assert steps(context) == ()
    context.close()

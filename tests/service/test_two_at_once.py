"""Two programs that write at the same moment: nothing is there twice, and nothing that was confirmed is lost.

Each test lets two processes do something at the same moment, ROUNDS times, each time on another day or exercise; what
both say that they wrote is then compared with what is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.core.model import CheckIn
from tracker.service.context import AppContext, open_context
from tracker.service.day import recording
from tracker.service.day.pain import record_pain
from tracker.service.plan import engine_settings, pauses, plan_as_text, planning

NOW = datetime(2026, 11, 23, 7, 30)
TODAY = NOW.date()
ROUNDS = 20
PATIENCE_S = 60
DAYS = [TODAY - timedelta(days=number) for number in range(ROUNDS)]

Write = Callable[[AppContext, int], str]


def worker(database: Path, write: Write, barrier: Barrier, results: Connection) -> None:
    """Call `write` for each round at the moment the other worker does; send what it said, None where it was refused."""
    context = open_context(database, Clock(NOW))
    messages: list[str | None] = []
    for number in range(ROUNDS):
        barrier.wait(PATIENCE_S)
        try:
            messages.append(write(context, number))
        except UserError:
            messages.append(None)
    results.send(messages)
    context.close()


def together(context: AppContext, one: Write, other: Write) -> list[tuple[str | None, str | None]]:
    """What the two said, round by round."""
    spawn = get_context("spawn")
    barrier = spawn.Barrier(2)
    ends = []
    processes = []
    for write in (one, other):
        here, there = spawn.Pipe(duplex=False)
        process = spawn.Process(target=worker, args=(context.store.path, write, barrier, there), daemon=True)
        process.start()
        there.close()
        ends.append(here)
        processes.append(process)
    first, second = (end.recv() for end in ends)
    for process in processes:
        process.join(PATIENCE_S)
    return list(zip(first, second, strict=True))


@pytest.fixture
def context(tmp_path: Path) -> AppContext:
    """Bird dogs, the bridge and the walk, planned since before the days of the rounds; a check-in on each of them."""
    database = tmp_path / "backtracker.db"
    with closing(open_context(database, Clock(NOW - timedelta(days=ROUNDS + 7)))) as earlier:
        for exercise in ("bird-dog", "bridge", "walk"):
            planning.set_exercise(earlier, earlier.exercise(exercise))
    context = open_context(database, Clock(NOW))
    for day in DAYS:
        recording.check_in(context, day, 1)
    return context


def done(context: AppContext, number: int) -> str:
    return recording.finish_day(context, DAYS[number], 0)


def log(context: AppContext, number: int) -> str:
    how = recording.SetDetails(pain=0)
    return recording.log_sets(context, context.exercise("bird-dog"), DAYS[number], (), None, how)


def log_session(context: AppContext, number: int) -> str:
    return recording.log_missing(context, DAYS[number])


def next_set(context: AppContext, number: int) -> str:
    return recording.log_next(context, DAYS[number], "bird-dog", 0)


@pytest.mark.parametrize(("one", "other"), [(done, done), (log, log), (log_session, log_session), (done, log)])
def test_what_is_missing_is_logged_once(context: AppContext, one: Write, other: Write) -> None:
    planned = {item.exercise.id: item.dose.sets for item in planning.plan_items(context)}
    messages = together(context, one, other)
    assert all(any(pair) for pair in messages)
    for day in DAYS:
        sets = [set_log.exercise for set_log in context.store.day_sets(day)]
        logged = {exercise: sets.count(exercise) for exercise in sets}
        assert logged == (planned if one is not log else {"bird-dog": planned["bird-dog"]})


def test_of_one_set_logged_in_two_windows_one_is_told_so(context: AppContext) -> None:
    messages = together(context, next_set, next_set)
    assert all(sum(message is not None for message in pair) == 1 for pair in messages)
    assert all(len(context.store.day_sets(day)) == 1 for day in DAYS)


def flare(context: AppContext, number: int) -> str:
    return recording.check_in(context, DAYS[number], None, flare=True)


def leg_and_note(context: AppContext, number: int) -> str:
    return recording.check_in(context, DAYS[number], None, leg=True, note="x")


def test_a_flare_beside_leg_and_note_keeps_both(context: AppContext) -> None:
    assert all(all(pair) for pair in together(context, flare, leg_and_note))
    for day in DAYS:
        assert context.store.checkin(day) == CheckIn(day, 1, flare=True, leg=True, note="x")


def answer_worse(context: AppContext, number: int) -> str:
    return recording.check_in(context, DAYS[number], 4, keep_worse=True)


def test_the_worse_of_two_answers_to_one_morning_stays(context: AppContext) -> None:
    assert all(all(pair) for pair in together(context, answer_worse, flare))
    assert [context.store.checkin(day) for day in DAYS] == [CheckIn(day, 4, flare=True) for day in DAYS]


def exercise_of(context: AppContext, number: int) -> str:
    """An exercise in repetitions for each round."""
    return [exercise.id for exercise in context.library.exercises if not exercise.in_minutes][number]


def set_reps(context: AppContext, number: int) -> str:
    change = planning.PlanEdit(reps=(4, 4))
    return planning.set_exercise(context, context.exercise(exercise_of(context, number)), change)


def set_days(context: AppContext, number: int) -> str:
    return planning.set_exercise(context, context.exercise(exercise_of(context, number)), days=(0, 2))


def test_repetitions_beside_days_of_one_exercise_keep_both(context: AppContext) -> None:
    for number in range(ROUNDS):
        change = planning.PlanEdit(reps=(7, 7))
        planning.set_exercise(context, context.exercise(exercise_of(context, number)), change, days=(1, 3))
    assert all(all(pair) for pair in together(context, set_reps, set_days))
    planned = {item.exercise.id: item for item in planning.plan_items(context)}
    for number in range(ROUNDS):
        item = planned[exercise_of(context, number)]
        assert (item.dose.reps, item.prescription.days) == ((4, 4), (0, 2))


def edit_as_text(context: AppContext, number: int) -> str:
    """Change the repetitions of an exercise in the plan's text."""
    plan = plan_as_text.editable_plan(context)
    name = context.exercise(exercise_of(context, number)).name
    lines = [
        line.replace(" 7·7", " 4·4", 1) if line.startswith(f"{name} ") else line for line in plan.text.splitlines()
    ]
    return plan_as_text.apply_plan_text(context, "\n".join(lines), plan.lines)


def test_the_text_of_the_plan_takes_nothing_back_that_is_changed_meanwhile(context: AppContext) -> None:
    for number in range(ROUNDS):
        change = planning.PlanEdit(reps=(7, 7))
        planning.set_exercise(context, context.exercise(exercise_of(context, number)), change, days=(1, 3))
    assert all(all(pair) for pair in together(context, edit_as_text, set_days))
    planned = {item.exercise.id: item for item in planning.plan_items(context)}
    for number in range(ROUNDS):
        item = planned[exercise_of(context, number)]
        assert (item.dose.reps, item.prescription.days) == ((4, 4), (0, 2))


def move_down(context: AppContext, _number: int) -> str:
    return planning.move(context, context.exercise("bird-dog"), 1)


def move_up(context: AppContext, _number: int) -> str:
    return planning.move(context, context.exercise("walk"), -1)


def test_an_exercise_is_moved_from_where_it_is(context: AppContext) -> None:
    together(context, move_down, move_up)
    order = [item.exercise.id for item in planning.plan_items(context)]
    assert sorted(order) == ["bird-dog", "bridge", "walk"]
    assert order == ["walk", "bridge", "bird-dog"]


DUE = ("bird-dog", "bridge", "clam")


def accept(context: AppContext, number: int) -> str:
    return planning.accept(context, context.exercise(DUE[number % len(DUE)]))


def test_a_step_is_accepted_once(tmp_path: Path) -> None:
    database = tmp_path / "backtracker.db"
    with closing(open_context(database, Clock(NOW - timedelta(days=14)))) as earlier:
        for exercise in DUE:
            planning.set_exercise(earlier, earlier.exercise(exercise))
        engine_settings.change_settings(earlier, {"max_increases_per_week": str(len(DUE))})
    context = open_context(database, Clock(NOW))
    for days in range(14, -1, -1):
        day = TODAY - timedelta(days=days)
        recording.check_in(context, day, 0)
        if days:
            recording.finish_day(context, day, 0)
    before = len(context.store.prescriptions())
    messages = together(context, accept, accept)
    assert all(sum(message is not None for message in pair) == 1 for pair in messages[: len(DUE)])
    assert len(context.store.prescriptions()) == before + len(DUE)


def pain_of(context: AppContext, number: int) -> str:
    return record_pain(context, DAYS[number], "bird-dog", 2).message


def form_broke(context: AppContext, number: int) -> str:
    return recording.set_form_broke(context, DAYS[number], "bird-dog")


def test_a_pain_beside_a_broken_form_of_one_set_keeps_both(context: AppContext) -> None:
    for day in DAYS:
        recording.log_missing(context, day, ["bird-dog"])
    assert all(all(pair) for pair in together(context, pain_of, form_broke))
    for day in DAYS:
        *_, last = context.store.day_sets(day)
        assert (last.pain, last.form_broke) == (2, True)


def amber(context: AppContext, number: int) -> str:
    return engine_settings.change_settings(context, {"amber_from": str(5 - number % 2)})


def red(context: AppContext, number: int) -> str:
    return engine_settings.change_settings(context, {"red_from": str(5 + number % 2)})


def test_settings_that_go_only_together_are_never_stored_apart(context: AppContext) -> None:
    together(context, amber, red)
    settings = context.settings()
    assert settings.amber_from < settings.red_from


def pause_today(context: AppContext, _number: int) -> str:
    return pauses.pause(context, TODAY, None, "flu")


def resume_today(context: AppContext, _number: int) -> str:
    return pauses.resume(context)


def test_a_pause_that_is_ended_in_one_window_is_not_brought_back_by_ending_it_in_another(context: AppContext) -> None:
    pauses.pause(context, TODAY - timedelta(days=5), None, "")
    messages = together(context, resume_today, resume_today)
    assert sum(message is not None for pair in messages for message in pair) == 1
    assert [(pause.start, pause.end) for pause in context.store.history().pauses] == [
        (TODAY - timedelta(days=5), TODAY - timedelta(days=1))
    ]

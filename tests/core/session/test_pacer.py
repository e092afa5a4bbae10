"""The hands-free session's time: what falls when, and what becomes of it when the person does something else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.model import Dose, Exercise, Kind, SetLog
from tracker.core.session.pacer import BACK_INTO_PLACE_S, Pacer
from tracker.core.session.timeline import RemainingWork, Stage, TimedSet, Timeline, pace_of

HELD = "3 s up, hold, 3 s down"
BIRD_DOG = Exercise("bird-dog", "Bird dog", Kind.STRENGTH, Dose((2, 1), 10), Dose((2, 1), 10), per_side=True, pace=HELD)
CURL_UP = Exercise("curl-up", "Curl-up", Kind.STRENGTH, Dose((2, 1), 8), Dose((2, 1), 8), pace=HELD)
SQUAT = Exercise("squat", "Squat", Kind.STRENGTH, Dose((3, 2)), Dose((3, 2)), pace="3 s down, 2 s up")
CALF = Exercise(
    "calf", "Calf stretch", Kind.STRETCH, Dose((1, 1), 20), Dose((1, 1), 20), pace="3 s into it, hold, 3 s out"
)
FIGURE_FOUR = replace(CALF, id="figure-four", name="Figure four", per_side=True)
WALK = Exercise("walk", "Walk", Kind.CARDIO, Dose(minutes=12), Dose(minutes=30), pace="1 s step, 1 s step")
BREATHING = Exercise("breathing", "Breathing", Kind.MOBILITY, Dose(minutes=2), Dose(minutes=5), pace="4 s in, 6 s out")
ALL = (BIRD_DOG, CURL_UP, SQUAT, CALF, FIGURE_FOUR, WALK, BREATHING)


def work(exercise: Exercise, already: int = 0) -> RemainingWork:
    dose = exercise.start
    sets = tuple(SetLog(exercise.id, reps=reps, hold_s=dose.hold_s) for reps in dose.reps)
    return RemainingWork(exercise, already, sets[already:] or (SetLog(exercise.id, minutes=dose.minutes),))


def line(*exercises: Exercise) -> Timeline:
    return Timeline.of([work(exercise) for exercise in exercises])


def steps(timeline: Timeline) -> list[tuple[str, float]]:
    return [(step.words, step.seconds) for step in timeline.steps]


@dataclass
class Seconds:
    """A count of seconds that goes on when told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


class Session:
    """A pacer, and a person who looks at it every tenth of a second."""

    def __init__(self, *exercises: Exercise) -> None:
        self.seconds = Seconds()
        self.pacer = Pacer(line(*exercises), self.seconds)
        self.finished: list[TimedSet] = []

    def passes(self, seconds: float, tick: float = 0.1) -> None:
        end = self.seconds.now + seconds
        while self.seconds.now < end - 1e-9:
            self.seconds.now = min(self.seconds.now + tick, end)
            self.finished += self.pacer.tick()

    def until(self, stage: Stage, rep: int = 0, side: int = 0) -> None:
        """Pass time until a step of that sort begins."""
        for _ in range(100_000):
            moment = self.pacer.position
            assert moment is not None, "it ended before"
            if moment.step.stage is stage and moment.step.rep >= rep and moment.step.side >= side:
                return
            self.passes(0.1)

    def stage(self) -> Stage:
        assert self.pacer.position is not None
        return self.pacer.position.step.stage


# What falls when


def test_a_held_exercise_gets_ready_then_moves_and_holds_with_a_breather_between_and_a_rest_between_sets() -> None:
    rep = [("up", 3), ("hold", 8), ("down", 3)]
    assert steps(line(CURL_UP)) == [("ready", 10), *rep, ("rest", 3), *rep, ("rest", 20), *rep]


def test_repetitions_that_are_not_held_follow_one_another() -> None:
    rep = [("down", 3), ("up", 2)]
    assert steps(line(SQUAT)) == [("ready", 10), *rep * 3, ("rest", 20), *rep * 2]


def test_both_sides_make_one_set_with_time_to_change_between() -> None:
    timeline = line(FIGURE_FOUR)
    rep = [("into it", 3), ("hold", 20), ("out", 3)]
    one_set = [*rep, ("other side", 5), *rep]
    assert steps(timeline) == [("ready", 10), *one_set, ("rest", 5), *one_set]
    assert [step.side for step in timeline.steps[:8]] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert len(timeline.timed_sets) == 2


def test_the_next_exercise_is_led_in_by_getting_ready_for_it() -> None:
    timeline = line(CURL_UP, CALF)
    assert [step.seconds for step in timeline.steps if step.stage is Stage.READY] == [10, 8]


def test_minutes_are_a_plain_countdown_without_sides() -> None:
    timeline = line(replace(WALK, per_side=True))
    assert [(step.stage, step.seconds) for step in timeline.steps] == [(Stage.READY, 10), (Stage.STEADY, 720)]


def test_sets_that_are_logged_already_are_counted_and_not_done_again() -> None:
    timeline = Timeline.of([work(CURL_UP, already=1)])
    assert [(timed_set.number, timed_set.of, timed_set.planned.reps) for timed_set in timeline.timed_sets] == [
        (2, 2, 1)
    ]


@pytest.mark.parametrize("pace", ["", "slowly, with feeling", "3 s up, 3 s down"])
def test_a_pace_that_cannot_be_kept_is_replaced_by_the_usual_one(pace: str) -> None:
    phases = pace_of(replace(CURL_UP, pace=pace), 8)
    assert [(phase.words, phase.seconds) for phase in phases] == [("there", 2), ("hold", 8), ("back", 2)]
    assert [phase.words for phase in pace_of(replace(SQUAT, pace="slowly"), 0)] == ["there", "back"]


def test_nothing_missing_is_over_at_once() -> None:
    assert Timeline.of([]).at(0) is None


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique_by=lambda exercise: exercise.id), st.floats(0, 1))
def test_every_moment_lies_in_the_step_that_is_shown(exercises: list[Exercise], part: float) -> None:
    timeline = line(*exercises)
    elapsed = part * timeline.seconds
    moment = timeline.at(elapsed)
    if moment is None:
        assert elapsed == timeline.seconds
        return
    assert timeline.start(moment.index) <= elapsed < timeline.start(moment.index + 1)
    assert 0 <= moment.part < 1
    assert moment.left > 0
    assert (
        timeline.start(timeline.first_step(moment.step.set_index))
        <= elapsed
        < timeline.end_of_set(moment.step.set_index)
    )


# Time that passes


def test_an_hour_of_ticks_at_odd_intervals_does_not_drift() -> None:
    session = Session(*(replace(BIRD_DOG, id=f"dog-{number}") for number in range(26)))
    timeline, began = session.pacer.timeline, session.seconds.now
    assert timeline.seconds > 3600
    due = [timeline.end_of_set(set_index) for set_index in range(len(timeline.timed_sets))]
    ends = []
    odd = (0.0313, 0.0871, 0.0999, 0.0007, 0.0633)
    for count in range(100_000):
        session.seconds.now += odd[count % len(odd)]
        ends += [session.seconds.now - began for _ in session.pacer.tick()]
    assert len(ends) == len(due)
    assert all(0 <= shown - planned < 0.1 for shown, planned in zip(ends, due, strict=True))


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique_by=lambda exercise: exercise.id),
    st.lists(st.floats(0.01, 1.9), min_size=1, max_size=20),
)
def test_each_set_is_finished_once_and_in_order_however_the_ticks_fall(
    exercises: list[Exercise], ticks: list[float]
) -> None:
    session = Session(*exercises)
    while session.pacer.position is not None:
        for tick in ticks * 20:
            session.seconds.now += tick
            session.finished += session.pacer.tick()
    assert session.finished == list(session.pacer.timeline.timed_sets)


def test_a_pause_takes_nothing_away_and_adds_only_the_way_back_into_place() -> None:
    session = Session(CURL_UP)
    session.passes(16)
    assert session.stage() is Stage.HOLD
    session.pacer.pause()
    session.passes(500)
    assert session.pacer.elapsed == pytest.approx(16)
    session.pacer.resume()
    assert session.pacer.back_in == BACK_INTO_PLACE_S
    session.passes(BACK_INTO_PLACE_S)
    assert session.pacer.back_in < 1e-9
    assert session.pacer.elapsed == pytest.approx(16)
    session.passes(1)
    assert session.pacer.elapsed == pytest.approx(17)


def test_a_pause_while_getting_ready_needs_no_way_back() -> None:
    session = Session(CURL_UP)
    session.passes(4)
    session.pacer.pause()
    session.passes(60)
    session.pacer.resume()
    session.passes(1)
    assert session.pacer.elapsed == pytest.approx(5)


@pytest.mark.parametrize("gap", [2.1, 30, 8 * 3600])
def test_a_program_that_was_stopped_pauses_instead_of_racing_through_sets(gap: float) -> None:
    session = Session(CURL_UP, SQUAT)
    session.passes(15)
    session.seconds.now += gap
    assert session.pacer.tick() == ()
    assert session.pacer.paused
    assert session.pacer.elapsed == pytest.approx(15)
    session.pacer.resume()
    session.passes(BACK_INTO_PLACE_S + 5)
    assert session.pacer.elapsed == pytest.approx(20)


def test_a_slow_tick_is_no_stop() -> None:
    session = Session(CURL_UP)
    session.passes(10, tick=1.9)
    assert not session.pacer.paused
    assert session.pacer.elapsed == pytest.approx(10)


# What the person does


def test_one_more_second_to_get_into_place_is_added_each_time_it_is_asked_for() -> None:
    session = Session(CURL_UP)
    session.passes(9.5)
    assert session.pacer.longer()
    assert session.pacer.longer()
    session.passes(2.4)
    assert session.stage() is Stage.READY
    session.passes(0.2)
    assert session.stage() is Stage.MOVE


def test_work_is_not_made_longer() -> None:
    session = Session(CURL_UP)
    session.until(Stage.HOLD)
    before = session.pacer.timeline.seconds
    assert not session.pacer.longer()
    assert session.pacer.timeline.seconds == before


def test_going_on_ends_the_wait_and_no_more() -> None:
    session = Session(CURL_UP)
    session.passes(2)
    assert session.pacer.next_step() is None
    assert session.stage() is Stage.MOVE
    assert session.finished == []


def test_back_goes_to_where_the_person_last_got_into_place_and_then_further() -> None:
    session = Session(CURL_UP)
    session.until(Stage.HOLD, rep=2)
    session.pacer.back()
    assert session.stage() is Stage.REST
    session.passes(0.5)
    session.pacer.back()
    assert session.stage() is Stage.READY
    assert session.pacer.elapsed == 0


def test_back_never_leads_into_a_set_that_is_logged() -> None:
    session = Session(CURL_UP)
    session.passes(session.pacer.timeline.end_of_set(0) + 0.5)
    assert len(session.finished) == 1
    session.pacer.back()
    session.pacer.back()
    assert session.pacer.elapsed == session.pacer.timeline.end_of_set(0)
    session.passes(300)
    assert Counter(timed_set.number for timed_set in session.finished) == {1: 1, 2: 1}


def test_skipping_an_exercise_goes_on_with_the_next_and_finishes_no_set() -> None:
    session = Session(CURL_UP, SQUAT)
    session.until(Stage.MOVE)
    assert session.pacer.leave_exercise() is None
    assert session.pacer.position is not None
    assert session.pacer.position.timed_set.exercise is SQUAT
    assert session.stage() is Stage.READY
    session.passes(0.5)
    assert session.finished == []


def test_skipping_the_last_exercise_is_the_end() -> None:
    session = Session(CURL_UP)
    session.pacer.leave_exercise()
    assert session.pacer.position is None
    assert session.pacer.tick() == ()
    assert session.pacer.next_step() is None
    session.pacer.back()
    assert session.pacer.position is None


# A set that is left early


def test_a_set_left_early_has_the_repetitions_that_were_whole() -> None:
    session = Session(SQUAT)
    session.passes(10 + 5 + 5 + 4)
    assert session.pacer.leave_set() == SetLog("squat", reps=2)
    assert session.stage() is Stage.REST
    session.passes(300)
    assert [timed_set.number for timed_set in session.finished] == [2]


def test_a_hold_counts_once_it_is_over() -> None:
    session = Session(CURL_UP)
    session.until(Stage.HOLD)
    session.passes(8)
    assert session.pacer.leave_set() == SetLog("curl-up", reps=1, hold_s=8)


def test_a_first_hold_left_early_has_the_seconds_that_were_held() -> None:
    session = Session(CALF)
    session.until(Stage.HOLD)
    session.passes(12.7)
    assert session.pacer.leave_set() == SetLog("calf", reps=1, hold_s=12)


def test_a_later_hold_left_early_is_not_added_to_those_that_were_whole() -> None:
    session = Session(CURL_UP)
    session.until(Stage.HOLD, rep=2)
    session.passes(6)
    assert session.pacer.leave_set() == SetLog("curl-up", reps=1, hold_s=8)


@pytest.mark.parametrize("seconds", [5, 11, 13.5])
def test_less_than_one_repetition_or_one_second_held_is_nothing(seconds: float) -> None:
    session = Session(CURL_UP)
    session.passes(seconds)
    assert session.pacer.leave_set() is None


def test_minutes_left_early_are_those_that_passed() -> None:
    session = Session(WALK)
    session.passes(10 + 8 * 60 + 23, tick=1)
    assert session.pacer.leave_set() == SetLog("walk", minutes=8.3)


def test_of_two_sides_the_one_that_did_less_counts_and_the_note_says_so() -> None:
    session = Session(BIRD_DOG)
    session.until(Stage.HOLD, rep=2, side=1)
    done = session.pacer.leave_set()
    assert done == SetLog("bird-dog", reps=1, hold_s=10, note="one side 2 × 10 s, the other 1 × 10 s")


def test_a_set_left_on_the_first_side_is_one_repetition_with_a_note() -> None:
    session = Session(BIRD_DOG)
    session.until(Stage.SIDE)
    assert session.pacer.leave_set() == SetLog("bird-dog", reps=1, hold_s=10, note="one side 2 × 10 s, the other 0")


def test_a_stretch_left_in_the_second_side_has_the_seconds_of_that_side() -> None:
    session = Session(FIGURE_FOUR)
    session.until(Stage.HOLD, side=1)
    session.passes(7)
    assert session.pacer.leave_set() == SetLog(
        "figure-four", reps=1, hold_s=7, note="one side 1 × 20 s, the other 1 × 7 s"
    )


def test_both_sides_done_alike_need_no_note() -> None:
    session = Session(BIRD_DOG)
    session.until(Stage.HOLD, rep=2, side=1)
    session.passes(10.5)
    assert session.pacer.leave_set() == SetLog("bird-dog", reps=2, hold_s=10)


@pytest.mark.parametrize(
    ("exercise", "attempt"),
    [
        (SQUAT, SetLog("squat", reps=1)),
        (CURL_UP, SetLog("curl-up", reps=1, hold_s=1)),
        (WALK, SetLog("walk", minutes=0.1)),
    ],
)
def test_an_attempt_is_at_least_one_repetition_once_the_set_has_begun(exercise: Exercise, attempt: SetLog) -> None:
    session = Session(exercise)
    session.passes(5)
    assert session.pacer.timeline.done_by(session.pacer.elapsed, attempted=True) is None
    session.passes(6)
    assert session.pacer.leave_set(attempted=True) == attempt


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(ALL), st.floats(0, 1))
def test_what_is_done_never_exceeds_what_is_planned(exercise: Exercise, part: float) -> None:
    timeline = line(exercise)
    elapsed = part * timeline.seconds
    moment, done = timeline.at(elapsed), timeline.done_by(elapsed)
    if moment is not None and done is not None:
        assert 0 < done.work <= moment.timed_set.planned.work

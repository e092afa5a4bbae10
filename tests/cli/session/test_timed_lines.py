"""The lines of the timed session as a script of seconds and words."""

from __future__ import annotations

import pytest

from tracker.cli.session.timed_lines import SOON_S, step_lines
from tracker.cli.session.words import readable
from tracker.core.model import Exercise, SetLog
from tracker.core.session.timeline import RemainingWork, Stage, Timeline
from tracker.library import load_library
from tracker.service.day.day_view import sets_of

SIDES = "first one side, then the other"
EXERCISES = {exercise.id: exercise for exercise in load_library().exercises}


def script(*works: RemainingWork) -> list[tuple[float, str]]:
    """Everything that is said, with the second at which it is."""
    timeline = Timeline.of(works)
    return [
        (timeline.start(index) + line.at, line.text)
        for index in range(len(timeline.steps))
        for line in step_lines(timeline, index)
    ]


def work(exercise: str, *sets: SetLog) -> RemainingWork:
    return RemainingWork(EXERCISES[exercise], 0, sets)


def test_a_set_that_is_held_on_both_sides() -> None:
    assert script(work("bird-dog", SetLog("bird-dog", reps=2, hold_s=10), SetLog("bird-dog", reps=1, hold_s=10))) == [
        (0, f"Get ready: Bird dog, set 1 of 2, 2 repetitions, each held for 10 seconds, {SIDES}."),
        (0, "Hands under shoulders, knees under hips, back flat."),
        (7, "Begin in 3 seconds."),
        (10, "1: out."),
        (13, "Hold 10 seconds."),
        (23, "In."),
        (29, "2 and the last: out."),
        (32, "Hold 10 seconds."),
        (42, "In."),
        (45, "Other side, in 5 seconds."),
        (50, "1: out."),
        (53, "Hold 10 seconds."),
        (63, "In."),
        (69, "2 and the last: out."),
        (72, "Hold 10 seconds."),
        (82, "In."),
        (85, f"Rest 20 seconds. Then: Bird dog, set 2 of 2, 1 repetition, held for 10 seconds, {SIDES}."),
        (85, "Opposite arm and leg reach long: heel back, not up."),
        (102, "Begin in 3 seconds."),
        (105, "1: out."),
        (108, "Hold 10 seconds."),
        (118, "In."),
        (121, "Other side, in 5 seconds."),
        (126, "1: out."),
        (129, "Hold 10 seconds."),
        (139, "In."),
    ]  # fmt: skip


def test_repetitions_that_are_not_held_are_counted_and_no_more() -> None:
    said = script(work("bridge-march", SetLog("bridge-march", reps=3)))
    counted = [text for _, text in said if text[0].isdecimal()]
    assert counted[:3] == ["1.", "2.", "3 and the last."]


def test_minutes_are_counted_down_by_the_minute() -> None:
    assert script(work("walk", SetLog("walk", minutes=2.5)))[3:] == [
        (10, "Begin: 2.5 minutes."),
        (40, "2 minutes left."),
        (100, "1 minute left."),
        (130, "30 seconds left."),
    ]
    assert script(work("walk", SetLog("walk", minutes=1)))[3:] == [(10, "Begin: 1 minute."), (40, "30 seconds left.")]


def test_a_long_hold_says_when_it_is_nearly_over() -> None:
    said = script(work("figure-four", SetLog("figure-four", reps=1, hold_s=20)))
    assert (said[4], said[5]) == ((13, "Hold 20 seconds."), (23, "10 seconds left."))


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.id)
def test_every_exercise_is_led_in_and_never_crowded(exercise: Exercise) -> None:
    works = (RemainingWork(exercise, 0, sets_of(exercise, exercise.start)),)
    timeline = Timeline.of(works)
    for index, step in enumerate(timeline.steps):
        lines = step_lines(timeline, index)
        assert all(0 <= line.at < step.seconds for line in lines)
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        assert all(readable(line.text) == line.text for line in lines), "no sign of a dose is left"
        if step.leads_in:
            assert exercise.name in lines[0].text
            assert lines[-1].at == step.seconds - SOON_S
        elif step.working:
            assert sum(len(line.text) for line in lines if line.at == 0) < 60
    assert sum(step.stage is Stage.SIDE for step in timeline.steps) == sum(
        timed_set.sides - 1 for timed_set in timeline.timed_sets
    )

"""What is spoken in a hands-free session, as scripts of seconds and words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.core.session.test_pacer import BIRD_DOG, BREATHING, CURL_UP, FIGURE_FOUR, SQUAT, WALK, Seconds, line
from tracker.core.model import Dose, Exercise, Kind, SetLog
from tracker.core.session.pacer import BACK_INTO_PLACE_S, Pacer
from tracker.core.session.spoken_cues import WORD_S, CueKind, CueReader, speaking_seconds, spoken_cues
from tracker.core.session.timeline import RemainingWork, Stage, Timeline
from tracker.library import load_library

EXERCISES = load_library().exercises
CUES = ("Push the floor away", "Hips level, no twist", "Heel back, not up.")
BRACE = Exercise("brace", "Brace", Kind.STRENGTH, Dose((2,), 5), Dose((2,), 5), pace="2 s brace, hold, 2 s let go")
CARRY = replace(SQUAT, id="carry", name="Carry", start=Dose((4,)), pace="0.8 s step, 0.8 s step")


def script(*exercises: Exercise) -> str:
    """The session as `second words`, with bars between them."""
    return " | ".join(f"{cue.at:g} {cue.words}" for cue in spoken_cues(line(*exercises)))


def from_library(exercise: Exercise) -> Timeline:
    dose = exercise.start
    sets = tuple(SetLog(exercise.id, reps=reps, hold_s=dose.hold_s) for reps in dose.reps)
    return Timeline.of([RemainingWork(exercise, 0, sets or (SetLog(exercise.id, minutes=dose.minutes),))])


def test_a_hold_of_five_seconds_is_counted_down() -> None:
    assert script(replace(BRACE, cues=CUES[:1])) == (
        "0 Brace. 2 times 5 seconds. Push the floor away. | 7 3 | 8 2 | 9 1 "
        "| 10 brace | 12 hold | 13 4 | 14 3 | 15 2 | 16 1 | 17 let go "
        "| 19 Rest. Then the last. | 22 brace | 24 hold | 25 4 | 26 3 | 27 2 | 28 1 | 29 let go | 31 Done."
    )


def test_of_a_hold_of_ten_seconds_the_last_five_are_counted() -> None:
    words = script(replace(BRACE, start=Dose((3,), 10)))
    assert "12 hold | 17 5 | 18 4 | 19 3 | 20 2 | 21 1 | 22 let go | 24 Rest. Then 2 of 3. | 27 brace" in words


def test_of_a_long_hold_every_ten_seconds_are_said() -> None:
    words = script(replace(BRACE, start=Dose((1,), 30)))
    assert "12 hold | 22 20 | 32 10 | 37 5 | 38 4 | 39 3 | 40 2 | 41 1 | 42 let go" in words


def test_repetitions_without_a_hold_are_numbered() -> None:
    assert script(replace(SQUAT, cues=CUES)) == (
        "0 Squat, set 1 of 2. 3 repetitions. Push the floor away. | 7 3 | 8 2 | 9 1 "
        "| 10 down | 11 1 | 13 up | 15 down | 16 2 | 18 up | 20 down | 21 last | 23 up "
        "| 25 Rest. Next, set 2 of 2. 2 repetitions. Hips level, no twist. | 42 3 | 43 2 | 44 1 "
        "| 45 down | 46 1 | 48 up | 50 down | 51 last | 53 up | 55 Done."
    )


def test_steps_that_are_quicker_than_a_word_are_only_counted() -> None:
    assert "10 1 | 11.6 2 | 13.2 3 | 14.8 last | 16.4 Done." in script(CARRY)


def test_sides_are_said_and_both_are_one_set() -> None:
    assert script(FIGURE_FOUR) == (
        "0 Figure four, set 1 of 2. 20 seconds, each side. | 7 3 | 8 2 | 9 1 "
        "| 10 into it | 13 hold | 23 10 | 28 5 | 29 4 | 30 3 | 31 2 | 32 1 | 33 out "
        "| 36 Other side. | 38 3 | 39 2 | 40 1 "
        "| 41 into it | 44 hold | 54 10 | 59 5 | 60 4 | 61 3 | 62 2 | 63 1 | 64 out "
        "| 67 Rest. Next, set 2 of 2. | 70 2 | 71 1 "
        "| 72 into it | 75 hold | 85 10 | 90 5 | 91 4 | 92 3 | 93 2 | 94 1 | 95 out "
        "| 98 Other side. | 100 3 | 101 2 | 102 1 "
        "| 103 into it | 106 hold | 116 10 | 121 5 | 122 4 | 123 3 | 124 2 | 125 1 | 126 out | 129 Done."
    )


def test_of_minutes_the_beginning_the_middle_and_the_end_are_said() -> None:
    assert script(WALK) == (
        "0 Walk. 12 minutes. | 7 3 | 8 2 | 9 1 | 10 steady | 370 halfway | 725 5 | 726 4 | 727 3 | 728 2 "
        "| 729 1 | 730 Done."
    )


def test_breathing_is_led_breath_by_breath() -> None:
    words = script(BREATHING)
    assert words.startswith("0 Breathing. 2 minutes. | 7 3 | 8 2 | 9 1 | 10 in | 14 out | 20 in | 24 out | 30 in")
    assert words.endswith("| 120 in | 124 out | 130 Done.")


def test_a_cue_that_is_too_long_for_the_time_gives_way_to_one_that_is_not() -> None:
    long = "Stand with the feet a little wider than the hips, and all of the weight over the whole foot"
    words = script(BRACE, replace(SQUAT, cues=(long, *CUES)))
    assert "| 31 Squat, set 1 of 2. 3 repetitions. Push the floor away. | 36 3 | 37 2 | 38 1 | 39 down" in words


def test_nothing_is_said_where_there_is_nothing_to_do() -> None:
    assert spoken_cues(Timeline.of([])) == ()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_every_exercise_of_the_library_is_spoken(exercise: Exercise) -> None:
    timeline = from_library(exercise)
    cues = spoken_cues(timeline)
    assert cues[0].words.startswith(exercise.name)
    assert cues[-1].words == "Done."
    for cue, following in pairwise(cues):
        assert cue.at + speaking_seconds(cue.words) <= following.at, cue
        position = timeline.at(cue.at)
        assert position is not None
        assert cue.kind is (CueKind.WORD if position.step.working or cue.words.isdigit() else CueKind.SENTENCE)
    said_at = {cue.at for cue in cues}
    for index, step in enumerate(timeline.steps):
        if step.stage in (Stage.HOLD, Stage.SIDE, Stage.REST) or step.seconds >= WORD_S:
            assert timeline.start(index) in said_at, step


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_words_while_moving_are_those_on_the_screen(exercise: Exercise) -> None:
    timeline = from_library(exercise)
    for cue in spoken_cues(timeline)[:-1]:
        position = timeline.at(cue.at)
        if position is not None and position.step.stage in (Stage.MOVE, Stage.HOLD) and not position.passed:
            assert cue.words in (position.step.words, str(position.step.rep), "last")


def test_a_name_that_takes_too_long_to_say_is_left_out() -> None:
    words = script(replace(BRACE, name="stretching " * 14))
    assert words.startswith("0 2 times 5 seconds. | 7 3")


# As the session goes on


class Listener:
    """Somebody who does a session and hears what is said: `3` at once, and an empty line where speech is stopped."""

    def __init__(self, *exercises: Exercise) -> None:
        self.seconds = Seconds()
        self.pacer = Pacer(line(*exercises), self.seconds)
        self.reader = CueReader()
        self.heard: list[str] = []
        self.look()

    def look(self) -> None:
        words = self.reader.due(self.pacer)
        if words is not None:
            self.heard.append(words)

    def passes(self, seconds: float, tick: float = 0.1) -> list[str]:
        """Let time pass; what is heard meanwhile."""
        self.heard.clear()
        end = self.seconds.now + seconds
        while self.seconds.now < end - 1e-9:
            self.seconds.now = min(self.seconds.now + tick, end)
            self.pacer.tick()
            self.look()
        return list(self.heard)

    def does(self, *keys: str) -> list[str]:
        """Press keys; what is heard at once."""
        self.heard.clear()
        for key in keys:
            getattr(self.pacer, key)()
            self.look()
        return list(self.heard)


def test_all_is_heard_in_its_order_at_any_rhythm_of_looks() -> None:
    expected = [cue.words for cue in spoken_cues(line(BIRD_DOG, SQUAT, WALK))]
    for tick in (0.1, 0.25, 0.37):
        listener = Listener(BIRD_DOG, SQUAT, WALK)
        assert [*listener.heard, *listener.passes(listener.pacer.timeline.seconds + 1, tick)] == expected


def test_a_pause_stops_what_is_spoken_and_going_on_counts_back_into_place() -> None:
    listener = Listener(CURL_UP)
    listener.passes(15)
    assert listener.does("pause") == [""]
    assert listener.passes(60) == []
    assert listener.does("resume") == ["3"]
    assert listener.passes(BACK_INTO_PLACE_S + 0.5) == ["2", "1", "hold"]


def test_a_pause_while_getting_ready_begins_the_sentence_again_where_there_is_time() -> None:
    listener = Listener(CURL_UP)
    listener.passes(2)
    listener.does("pause")
    listener.passes(60)
    assert listener.does("resume") == ["Curl-up, set 1 of 2. 2 times 8 seconds."]
    listener.passes(3)
    listener.does("pause")
    assert listener.does("resume") == []
    assert listener.passes(5.5) == ["3", "2", "1", "up"]


def test_what_is_skipped_stops_and_what_follows_is_said() -> None:
    listener = Listener(CURL_UP, SQUAT)
    listener.passes(1)
    assert listener.does("next_step") == ["up"]
    listener.passes(4)
    assert listener.does("leave_exercise") == ["Squat, set 1 of 2. 3 repetitions."]


def test_going_back_says_the_sentence_again() -> None:
    listener = Listener(SQUAT)
    listener.passes(12)
    assert listener.does("back") == ["Squat, set 1 of 2. 3 repetitions."]


def test_a_second_more_is_counted_down_anew() -> None:
    listener = Listener(SQUAT)
    listener.passes(8.2)
    listener.does("longer")
    assert listener.passes(3) == ["2", "1", "down"]


def test_leaving_the_last_set_stops_without_a_word() -> None:
    listener = Listener(replace(SQUAT, start=Dose((2,))))
    listener.passes(12)
    assert listener.does("leave_set") == [""]
    assert listener.passes(2) == []


def test_what_would_come_late_is_dropped() -> None:
    listener = Listener(CURL_UP)
    listener.passes(9.2)
    assert listener.passes(1.7, tick=1.7) == []
    assert listener.passes(2.5) == ["hold"]


def test_a_leap_of_the_clock_stops_it() -> None:
    listener = Listener(CURL_UP)
    listener.passes(11)
    assert listener.passes(3600, tick=3600) == [""]


def test_speech_that_is_turned_on_later_begins_with_what_comes_next() -> None:
    listener = Listener(CURL_UP)
    listener.passes(11)
    listener.reader = CueReader()
    assert listener.passes(2.5) == ["hold"]

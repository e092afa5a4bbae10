"""The session timed in plain lines, by a clock that the test moves."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cli.session.conftest import Talk
from tests.support.plain_lines import ScriptedConsole, SteppingClock
from tracker.cli.session.session import hold_session
from tracker.core.errors import StorageError
from tracker.core.model import SetLog
from tracker.core.session.pacer import Pacer
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow, day_view
from tracker.speech.announcer import Announcer
from tracker.tui.config import Config

ENTER = ""
# When the first set of the bird dog is done, and when its second begins.
FIRST_DONE_S, SECOND_BEGINS_S = 202, 222


def row(context: AppContext, exercise: str) -> DayRow:
    found = day_view(context, context.today()).row(exercise)
    assert found is not None
    return found


def reps(context: AppContext, exercise: str) -> list[int]:
    return [logged.reps for logged in row(context, exercise).logged]


def test_a_whole_session_is_timed_and_logged_to_the_end(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "g", "0", ENTER)
    assert console.typed_all
    assert day_view(planned, planned.today()).complete
    assert "7 sets in 11 minutes." in console.lines
    assert console.lines.count("BELL") > 100
    assert "Done for today. 7 sets, 3 of 3 exercises." in console.said


def test_without_a_bell_none_is_rung(planned: AppContext, talk: Talk) -> None:
    assert "BELL" not in talk("0", "g", "0", preferences=Config(bell=False)).lines


def test_it_goes_on_from_the_set_that_is_next(planned: AppContext, talk: Talk) -> None:
    console = talk("0", ENTER, "heel", "g", (1, "q"))
    assert "Get ready: Heel slides, set 1 of 2" in console.said
    console = talk("g", (1, "q"))
    assert "Get ready: Bird dog, set 2 of 3" in console.said


def test_the_end_of_the_lines_leaves_and_logs_what_was_done_of_the_set(planned: AppContext) -> None:
    assert isinstance(planned.clock, SteppingClock)
    clock = planned.clock

    class Ends(ScriptedConsole):
        def line(self, within_s: float | None = None) -> str | None:
            return super().line(None if clock.passed_s > 255 else within_s)

    console = Ends(clock, ["0", "g"])
    hold_session(planned, console, Config())
    assert reps(planned, "bird-dog") == [5, 1]
    assert "Everything is saved. 5 sets of 3 exercises are left today." in console.lines[-1]


def test_enter_pauses_and_goes_on_without_time_passing(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "g", (5, ENTER), ENTER, (20, ENTER), ENTER, (FIRST_DONE_S - 5, "q"))
    assert console.lines.count("Paused. Enter goes on.") == 2
    assert "Going on. Bird dog, set 1 of 3, in 5 seconds." in console.lines
    assert "Going on in 3 seconds. Bird dog, set 1 of 3, hold, 3 seconds left." in console.lines
    assert reps(planned, "bird-dog") == [4]


def test_pain_pauses_and_what_follows_from_it_is_as_on_the_screen(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "g", (FIRST_DONE_S + 1, "p"), "1", (SECOND_BEGINS_S + 2, "p"), "l", "4", ENTER, (300, "q"))
    said = console.said
    assert "Pain in Bird dog?" in said
    assert "Bird dog: pain 1." in said
    assert "Further down the leg, numb or tingling in Bird dog. How much pain?" in said
    assert "This exercise is out for today." in said
    bird_dog = row(planned, "bird-dog")
    assert [(logged.reps, logged.pain, logged.leg) for logged in bird_dog.logged] == [(5, 4, True), (1, 4, True)]
    assert bird_dog.skip is not None
    assert "Get ready: Heel slides" in said


def test_later_answers_no_pain_and_goes_on(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "g", (5, "p"), "u", "later", (20, "q"))
    assert "Not available while the session is timed. End it with q, then u undoes." in console.lines
    assert "Going on. Bird dog, set 1 of 3, in 5 seconds." in console.lines


def test_form_broke_ends_the_set_and_at_rest_marks_the_one_before(planned: AppContext, talk: Talk) -> None:
    talk("0", "g", (FIRST_DONE_S + 1, "b"), (SECOND_BEGINS_S + 25, "b"), (SECOND_BEGINS_S + 26, "q"))
    assert [(logged.reps, logged.form_broke) for logged in row(planned, "bird-dog").logged] == [(5, True), (1, True)]


def test_skipping_says_how_many_sets_are_not_done(planned: AppContext, talk: Talk) -> None:
    console = talk("0", "g", (1, "s"), (2, "zzz"), (3, "?"), (4, "back"), (5, "u"), (6, "!"), ENTER, (20, "q"))
    assert "3 sets not done." in console.lines
    assert "“zzz” is nothing that can be typed here." in console.said
    assert "on goes on at once or ends the set here" in console.said
    assert "Not available while the session is timed. End it with q, then u undoes." in console.lines
    assert "Heel slides, set" in console.lines[-2], "set by set it goes on where the timing ended"


def test_a_clock_that_leaps_pauses_it(planned: AppContext) -> None:
    assert isinstance(planned.clock, SteppingClock)
    clock = planned.clock

    class Sleeps(ScriptedConsole):
        def line(self, within_s: float | None = None) -> str | None:
            if 100 < clock.passed_s < 110:
                clock.passed_s += 3600
            return super().line(within_s)

    console = Sleeps(clock, ["0", "g"])
    hold_session(planned, console, Config())
    stood = "The program stood still for a while, and that was not counted. Enter goes on from here."
    assert stood in console.lines
    assert [logged.note for logged in row(planned, "bird-dog").logged] == ["one side 5 × 10 s, the other 0"]


def test_what_cannot_be_written_pauses_it_and_is_tried_again(
    planned: AppContext, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([StorageError("The disk is full.")])

    def log_next(context: AppContext, on: date, exercise: str, already: int, performed: SetLog) -> str:
        for refusal in refusals:
            raise refusal
        return recording.log_next(context, on, exercise, already, performed)

    monkeypatch.setattr("tracker.service.day.session_log.log_next", log_next)
    console = talk("0", "g", ENTER, (FIRST_DONE_S + 5, "q"))
    assert "The disk is full. Enter tries again." in console.lines
    assert reps(planned, "bird-dog") == [5]


def test_the_voice_follows_the_session_and_is_silent_at_its_end(planned: AppContext) -> None:
    class Voice(Announcer):
        def __init__(self) -> None:
            super().__init__()
            self.heard: list[str] = []

        def begin(self) -> None:
            self.heard.append("begin")

        def follow(self, pacer: Pacer) -> None:
            self.heard.append("paused" if pacer.paused else "follow")

        def stop(self) -> None:
            self.heard.append("stop")

        def take_failure(self) -> str:
            return "Speech is off: no." if self.heard.count("follow") == 5 else ""

    assert isinstance(planned.clock, SteppingClock)
    voice, console = Voice(), ScriptedConsole(planned.clock, ["0", "g", (5, ENTER), ENTER, (10, "q")])
    hold_session(planned, console, Config(), voice)
    assert voice.heard[0] == "begin"
    assert voice.heard[-1] == "stop"
    assert voice.heard.count("stop") == 2
    assert "Speech is off: no." in console.lines

"""The hands-free session, from getting ready to what is on disk afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.support import speech_programs
from tests.support.processes import alive
from tests.support.speech_programs import StandIn, search_path, stand_in
from tests.support.waiting import until
from tracker.core.errors import StorageError
from tracker.core.model import Dose, Exercise, Kind, SetLog, SkipReason
from tracker.core.session.timeline import Stage, TimelinePosition
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow, DayView, day_view
from tracker.service.history import undo_redo
from tracker.service.plan import planning
from tracker.speech.announcer import TURNED_ON, Announcer
from tracker.speech.programs import NONE_FOUND
from tracker.tui.compat.key_queue import KeyQueueApp
from tracker.tui.config import Config
from tracker.tui.dialogs.warning_signs import WarningSigns
from tracker.tui.hands_free.screen import HandsFree
from tracker.tui.themes import THEMES
from tracker.tui.widgets.figure import FigureView

T = TypeVar("T")
SIX = ("bird-dog", "side-bridge-knees", "curl-up", "hip-hinge", "hip-flexor", "walk")


class MatApp(KeyQueueApp):
    """An app that counts how often it rang."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.animation_level = "none"
        self.config = Config()
        self.rung = 0

    def bell(self) -> None:
        """Ring."""
        self.rung += 1


@dataclass
class OnTheMat:
    """A person who lets time pass, presses keys, and afterwards reads what is on disk."""

    app: MatApp
    pilot: Pilot[None]
    context: AppContext
    now: float = 500.0
    broken: bool = False
    results: list[bool | None] = field(default_factory=list)

    async def begin(self, *, morning: int | None = 0, bell: bool = True, announcer: Announcer | None = None) -> None:
        """Open the session of the day."""
        rows = [row for row in self.view().rows if row.planned]
        screen = HandsFree(
            rows,
            self.context.today(),
            self.ask,
            usual=morning,
            settings=self.context.settings(),
            bell=bell,
            announcer=announcer or Announcer(),
            seconds=lambda: self.now,
        )
        await self.app.push_screen(screen, self.results.append)
        await self.pilot.pause()

    async def ask(self, work: Callable[[AppContext], T]) -> T:
        """The context, unless its disk is broken."""
        if self.broken:
            raise StorageError("The disk is full. Make room.")
        return work(self.context)

    def view(self) -> DayView:
        """The day as it stands."""
        return day_view(self.context, self.context.today())

    def row(self, exercise: str) -> DayRow:
        """An exercise of the day."""
        row = self.view().row(exercise)
        assert row is not None
        return row

    def sets(self) -> tuple[SetLog, ...]:
        """The sets of the day, as they are on disk."""
        return tuple(self.context.store.day_sets(self.context.today()))

    def log_elsewhere(self, exercise: str) -> None:
        """Log the next set of an exercise, as another window does."""
        recording.log_next(self.context, self.context.today(), exercise, len(self.row(exercise).logged))

    @property
    def screen(self) -> HandsFree:
        """The session."""
        assert isinstance(self.app.screen, HandsFree)
        return self.app.screen

    @property
    def position(self) -> TimelinePosition:
        """Where it stands."""
        moment = self.screen.pacer.position
        assert moment is not None
        return moment

    async def passes(self, seconds: float, tick: float = 1.0) -> None:
        """Let time pass, with a look at it every `tick` seconds."""
        end = self.now + seconds
        while self.now < end and isinstance(self.app.screen, HandsFree):
            self.now = min(self.now + tick, end)
            self.screen.tick()
        await self.settle()

    async def until(self, stage: Stage, rep: int = 0, side: int = 0) -> None:
        """Let time pass until such a step has begun."""
        while not (
            self.position.step.stage is stage and self.position.step.rep >= rep and self.position.step.side >= side
        ):
            self.now += 0.25
            self.screen.tick()
        await self.settle()

    async def until_set(self, set_index: int) -> None:
        """Let time pass until a set is led in, the others before it being done."""
        await self.passes(self.screen.pacer.timeline.start(self.screen.pacer.timeline.first_step(set_index)) + 0.5)

    async def to_the_end(self) -> None:
        """Let all the time pass that the session takes."""
        while isinstance(self.app.screen, HandsFree):
            await self.passes(60, tick=1.5)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what that writes."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything is written and drawn."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def shown(self, selector: str) -> str:
        """The text of a part of the screen."""
        return str(self.screen.query_one(selector, Static).render())

    def warned(self) -> list[str]:
        """What was said in passing, the last last."""
        return [notification.message for notification in self.app._notifications]


Mat = Callable[..., AbstractAsyncContextManager[OnTheMat]]


@pytest.fixture
def mat(context: AppContext) -> Mat:
    """Opens an app on a plan of some exercises."""

    @asynccontextmanager
    async def opened(*exercises: str, size: tuple[int, int] = (50, 12)) -> AsyncIterator[OnTheMat]:
        for exercise in exercises:
            planning.set_exercise(context, context.exercises()[exercise])
        app = MatApp()
        async with app.run_test(size=size) as pilot:
            yield OnTheMat(app, pilot, context)

    return opened


async def test_six_exercises_log_each_of_their_sets_once_and_exactly_as_planned(mat: Mat) -> None:
    async with mat(*SIX) as person:
        await person.begin()
        planned = [timed_set.planned for timed_set in person.screen.pacer.timeline.timed_sets]
        await person.to_the_end()
        assert person.results == [True]
        assert [(set_log.exercise, set_log.reps, set_log.hold_s, set_log.minutes) for set_log in person.sets()] == [
            (set_log.exercise, set_log.reps, set_log.hold_s, set_log.minutes) for set_log in planned
        ]
        assert {set_log.exercise for set_log in planned} == set(SIX)
        assert all(set_log.pain is None and not set_log.form_broke for set_log in person.sets())


async def test_a_set_is_shown_as_logged_once_it_is_on_disk(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        assert person.shown("#sets") == "□□□ set 1 of 3"
        await person.until_set(1)
        await person.passes(0.1)
        assert person.shown("#sets") == "■□□ set 2 of 3"
        assert person.shown("#message").startswith("✓ Curl-up: 1 set logged")


async def test_it_goes_on_where_the_day_was_left(mat: Mat) -> None:
    async with mat("curl-up") as person:
        person.log_elsewhere("curl-up")
        await person.begin()
        assert person.shown("#sets") == "■□□ set 2 of 3"
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == [5, 3, 1]


async def test_what_is_to_be_done_is_said_in_letters_that_carry(mat: Mat) -> None:
    async with mat("bird-dog", size=(80, 24)) as person:
        await person.begin()
        assert (person.screen.band.text, person.screen.digits.text) == ("◆ ready", "10")
        assert person.shown("#cues").count("\n") >= 2
        lines = []
        for stage in (Stage.MOVE, Stage.HOLD, Stage.REST, Stage.SIDE):
            await person.until(stage)
            assert person.screen.band.has_class(f"-{stage}")
            lines.append((person.screen.band.text, person.screen.digits.text, person.shown("#count")))
        assert lines == [
            ("▶ out", "3", "rep 1 of 5 · first side"),
            ("■ hold", "10", "rep 1 of 5 · first side"),
            ("□ rest", "3", "rep 2 of 5 · first side"),
            ("⇄ other side", "5", "other side"),
        ]
        assert person.shown("#next") == "then set 2: 3 × 10 s, sides · 5 minutes left"


async def test_the_seconds_count_down_to_one(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        digits = []
        for _ in range(10):
            digits.append(person.screen.digits.text)
            await person.passes(1, tick=0.5)
        assert digits == [str(left) for left in range(10, 0, -1)]


async def test_breathing_leads_each_breath_and_walking_only_counts(mat: Mat) -> None:
    async with mat("breathing", "walk") as person:
        await person.begin()
        await person.until(Stage.STEADY)
        assert (person.screen.band.text, person.screen.digits.text) == ("▶ in", "2:00")
        await person.passes(5)
        assert (person.screen.band.text, person.screen.digits.text) == ("▶ out", "1:55")
        await person.press("s")
        assert person.shown("#message") == "Breathing, 90/90: 1 set not done"
        await person.until(Stage.STEADY)
        assert person.screen.band.text == "▶ steady"
        assert [set_log.exercise for set_log in person.sets()] == []


async def test_the_figure_is_led_and_changes_sides(mat: Mat) -> None:
    async with mat("bird-dog", size=(80, 24)) as person:
        await person.begin()
        figure = person.screen.query_one(FigureView)
        assert (figure.exercise, figure.other_side, figure.moving) == ("bird-dog", False, False)
        assert [phase.words for phase in figure.phases] == ["out", "hold", "in"]
        await person.until(Stage.HOLD, side=1)
        assert figure.other_side


async def test_the_bell_rings_where_another_step_begins_and_not_where_it_is_off(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.passes(9)
        assert person.app.rung == 0
        await person.passes(2)
        assert person.app.rung == 1
        await person.until(Stage.HOLD)
        assert person.app.rung == 2


async def test_a_bell_that_is_switched_off_does_not_ring(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin(bell=False)
        await person.until(Stage.HOLD)
        assert person.app.rung == 0


# Pausing


async def test_one_key_pauses_and_the_same_goes_on(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD)
        elapsed = person.screen.pacer.elapsed
        await person.press("space")
        await person.passes(300)
        assert person.screen.band.text == "‖ paused"
        assert person.screen.pacer.elapsed == elapsed
        await person.press("space")
        assert (person.screen.band.text, person.screen.digits.text) == ("◆ ready", "3")
        await person.passes(4)
        assert person.screen.band.text == "■ hold"
        assert person.screen.pacer.elapsed == pytest.approx(elapsed + 1)


async def test_a_machine_that_slept_finds_the_session_paused_and_nothing_logged(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD)
        await person.passes(3600, tick=3600)
        assert person.screen.band.text == "‖ paused"
        assert person.sets() == ()


async def test_it_waits_while_something_else_is_on_the_screen(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.app.push_screen(WarningSigns())
        await person.press("escape")
        await until(person.pilot, lambda: person.screen.band.text == "‖ paused")


async def test_one_more_second_is_offered_only_while_something_is_waited_for(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.press("plus", "plus")
        assert person.screen.digits.text == "12"
        assert person.screen.check_action("longer", ())
        await person.until(Stage.HOLD)
        await person.press("plus")
        assert person.screen.digits.text == "10"
        assert person.screen.check_action("longer", ()) is None


async def test_undo_waits_for_the_end_of_the_session(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until_set(1)
        await person.press("u")
        assert len(person.sets()) == 1
        assert "Not available during the session" in person.warned()[-1]


# Leaving something early


async def test_ending_logs_what_was_done_of_the_set(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.REST, rep=3)
        await person.press("escape")
        assert person.results == [False]
        assert [(set_log.reps, set_log.hold_s, set_log.form_broke) for set_log in person.sets()] == [(2, 10, False)]


async def test_ending_in_the_first_hold_logs_the_seconds(mat: Mat) -> None:
    async with mat("hip-flexor") as person:
        await person.begin()
        await person.until(Stage.HOLD, side=1)
        await person.passes(12)
        await person.press("q")
        done = (person.sets())[0]
        assert (done.reps, done.hold_s) == (1, 12)
        assert done.note == "one side 1 × 20 s, the other 1 × 12 s"


async def test_ending_before_anything_was_done_logs_nothing(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.passes(12)
        await person.press("escape")
        assert person.results == [False]
        assert person.sets() == ()


async def test_going_on_from_a_walk_logs_the_minutes_walked(mat: Mat) -> None:
    async with mat("walk", "curl-up") as person:
        await person.begin()
        await person.press("right")
        assert person.position.step.stage is Stage.STEADY
        await person.passes(150)
        await person.press("right")
        assert [set_log.minutes for set_log in person.sets()] == [2.5]
        assert person.position.timed_set.exercise.id == "curl-up"


async def test_skipping_goes_to_the_next_exercise_and_the_rest_stays_missing(mat: Mat) -> None:
    async with mat("curl-up", "hip-hinge") as person:
        await person.begin()
        await person.until(Stage.REST, rep=2)
        await person.press("s")
        assert person.position.timed_set.exercise.id == "hip-hinge"
        await person.to_the_end()
        assert Counter(set_log.exercise for set_log in person.sets()) == {"curl-up": 1, "hip-hinge": 2}
        row = person.row("curl-up")
        assert row.skip is None
        assert len(row.missing) == 2


async def test_a_set_left_undone_does_not_keep_the_next_from_being_logged(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.press("right")
        assert person.shown("#message") == ""
        await person.press("right")
        assert person.shown("#message") == "Curl-up: 1 set not done"
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == [3, 1]


async def test_form_broke_ends_the_set_and_is_logged_with_it(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD, rep=3)
        await person.press("b")
        assert [(set_log.reps, set_log.form_broke) for set_log in person.sets()] == [(2, True)]
        assert person.position.timed_set.number == 2
        await person.passes(0.1)
        assert person.shown("#sets") == "▪□□ set 2 of 3"
        await person.to_the_end()
        assert [(set_log.reps, set_log.form_broke) for set_log in person.sets()] == [(2, True), (3, False), (1, False)]


async def test_form_that_broke_in_the_first_repetition_is_not_lost(mat: Mat) -> None:
    async with mat("hip-hinge") as person:
        await person.begin()
        await person.until(Stage.MOVE)
        await person.press("b")
        assert [(set_log.reps, set_log.form_broke) for set_log in person.sets()] == [(1, True)]


@pytest.mark.parametrize("next_exercise", [False, True])
async def test_form_broke_while_resting_is_said_of_the_set_before(mat: Mat, next_exercise: bool) -> None:
    async with mat("curl-up", "hip-hinge") as person:
        await person.begin()
        await person.until_set(3 if next_exercise else 1)
        await person.press("b")
        assert [set_log.form_broke for set_log in person.sets()] == [False] * (2 if next_exercise else 0) + [True]


async def test_form_broke_before_anything_is_done_says_so(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.press("b")
        assert person.sets() == ()
        assert person.warned() == ["No set of Curl-up is done yet."]


# Pain


async def test_no_pain_is_answered_in_two_keys_and_the_session_goes_on(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD, rep=2)
        await person.press("p")
        assert person.screen.band.text == "‖ paused"
        await person.press("0")
        assert not person.screen.pacer.paused
        await person.to_the_end()
        assert [set_log.pain for set_log in person.sets()] == [0, 0, 0]


async def test_pain_is_written_to_the_sets_that_are_there_and_those_that_come(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until_set(1)
        await person.press("p", "2")
        assert [set_log.pain for set_log in person.sets()] == [2]
        await person.to_the_end()
        assert [set_log.pain for set_log in person.sets()] == [2, 2, 2]


async def test_pain_that_the_exercise_brings_on_is_answered_in_words_and_waits(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD)
        await person.press("p", "4")
        assert person.screen.pacer.paused
        assert person.shown("#cues") == "Go gently; stop if the pain rises. Do it smaller and slower."
        await person.press("space")
        assert person.shown("#cues") != "Go gently; stop if the pain rises. Do it smaller and slower."


async def test_strong_pain_stops_the_exercise_for_the_day_and_logs_what_was_done(mat: Mat) -> None:
    async with mat("curl-up", "hip-hinge") as person:
        await person.begin()
        await person.until(Stage.HOLD, rep=3)
        await person.press("p", "7")
        assert [(set_log.reps, set_log.pain) for set_log in person.sets()] == [(2, 7)]
        assert person.position.timed_set.exercise.id == "hip-hinge"
        assert person.screen.pacer.paused
        assert person.shown("#cues").startswith("Stop here.")
        row = person.row("curl-up")
        assert row.skip is not None
        assert row.skip.reason is SkipReason.PAIN


async def test_strong_pain_before_the_first_set_is_kept_with_the_skip(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.press("p", "l", "x")
        assert person.results == [True]
        row = person.row("curl-up")
        assert row.skip is not None
        assert row.skip.note == "pain 10, further down the leg"
        assert person.warned()[-1].startswith("This exercise is out for today.")


async def test_pain_as_strong_as_in_the_morning_does_not_stop_it(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin(morning=6)
        await person.until(Stage.HOLD)
        await person.press("p", "7")
        assert person.position.timed_set.exercise.id == "curl-up"
        assert not person.screen.pacer.paused


async def test_pain_further_down_the_leg_is_marked_as_such(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until_set(1)
        await person.press("p", "l", "2")
        assert [(set_log.pain, set_log.leg) for set_log in person.sets()] == [(2, True)]


async def test_a_question_about_pain_can_be_left(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        await person.until(Stage.HOLD)
        await person.press("p", "escape")
        assert not person.screen.pacer.paused
        assert person.screen.prompt.question is None
        assert person.results == []


# When something is in the way


async def test_a_set_that_cannot_be_written_is_kept_and_tried_again(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        person.broken = True
        await person.until_set(1)
        assert person.screen.pacer.paused
        assert person.shown("#sets").startswith("□□□")
        assert person.warned() == ["The disk is full. Make room. Press space to try again."]
        person.broken = False
        await person.press("space")
        assert [set_log.reps for set_log in person.sets()] == [5]
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == [5, 3, 1]


async def test_the_end_waits_for_what_cannot_be_written_until_it_is_given_up(mat: Mat) -> None:
    async with mat("hip-hinge") as person:
        await person.begin()
        await person.until(Stage.MOVE)
        person.broken = True
        await person.passes(20)
        await person.press("escape")
        assert person.results == []
        await person.press("escape")
        assert person.results == [False]
        assert person.sets() == ()


async def test_a_set_that_another_window_logged_is_not_logged_twice(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        person.log_elsewhere("curl-up")
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == [5, 3, 1]
        assert person.results == [True]


async def test_a_set_taken_back_in_another_window_does_not_keep_the_next_from_being_logged(mat: Mat) -> None:
    async with mat("curl-up") as person:
        await person.begin()
        planned = [timed_set.planned.reps for timed_set in person.screen.pacer.timeline.timed_sets]
        await person.until_set(1)
        undo_redo.undo(person.context)
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == planned[1:]


async def test_an_own_exercise_without_figure_or_pace_is_led_all_the_same(context: AppContext, mat: Mat) -> None:
    own = Exercise("my-[b]row", "[b]Row", Kind.STRENGTH, Dose((2,)), Dose((5,)), pace="as you like")
    with context.store.transaction("own", at=context.clock.stamp()) as change:
        change.put(own)
    async with mat(own.id) as person:
        await person.begin()
        assert person.shown("#name").startswith("[b]Row")
        await person.until(Stage.MOVE)
        assert person.screen.band.text == "▶ there"
        await person.to_the_end()
        assert [set_log.reps for set_log in person.sets()] == [2]


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (60, 20), (20, 6)])
async def test_it_can_be_followed_at_any_size(mat: Mat, size: tuple[int, int]) -> None:
    async with mat("bird-dog", size=size) as person:
        await person.begin()
        await person.until(Stage.HOLD)
        band, digits = person.screen.band, person.screen.digits
        assert band.region.bottom < digits.region.bottom <= size[1]
        assert "".join(strip.text for strip in band.render_lines(band.size.region)).strip()
        assert "".join(strip.text for strip in digits.render_lines(digits.size.region)).strip()
        assert person.screen.query_one(FigureView).display == (size[0] >= 60)


# Spoken cues


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """The only speech program of the system, which speaks until it is cut off."""
    return stand_in(search_path(tmp_path, monkeypatch), "espeak-ng", speech_programs.SPEAKS_FOR_EVER)


@pytest.fixture
def announcer() -> Iterator[Announcer]:
    """Off until it is turned on; its clock stands, so that no words come too late on a slow machine."""
    announcer = Announcer(seconds=lambda: 500.0)
    yield announcer
    announcer.close()


async def test_v_speaks_the_cues_and_stops_speaking_them(mat: Mat, speech: StandIn, announcer: Announcer) -> None:
    async with mat("curl-up", size=(80, 24)) as person:
        await person.begin(announcer=announcer)
        await person.passes(3)
        assert speech.words == []
        await person.press("v")
        assert person.shown("#message") == "✓ Spoken cues are on"
        await until(person.pilot, lambda: speech.words == [TURNED_ON])
        await person.passes(5.1)
        await until(person.pilot, lambda: speech.words == [TURNED_ON, "2"])
        await person.press("v")
        assert person.shown("#message") == "✓ Spoken cues are off"
        await until(person.pilot, lambda: not alive(speech.notes[-1]["process"]))
        await person.passes(4)
        assert speech.words == [TURNED_ON, "2"]


@pytest.mark.parametrize("keys", [["space"], ["escape"], ["p"]])
async def test_what_is_spoken_stops_at_a_pause_and_at_the_end(
    mat: Mat, speech: StandIn, announcer: Announcer, keys: list[str]
) -> None:
    announcer.on = True
    async with mat("curl-up") as person:
        await person.begin(announcer=announcer)
        await until(person.pilot, lambda: speech.words)
        assert speech.words[0].startswith("Curl-up, set 1 of 3. 5 times 10 seconds.")
        await person.press(*keys)
        await until(person.pilot, lambda: not alive(speech.notes[-1]["process"]))
        assert len(speech.words) == 1


async def test_going_on_at_once_says_what_comes_next_in_its_place(
    mat: Mat, speech: StandIn, announcer: Announcer
) -> None:
    announcer.on = True
    async with mat("curl-up") as person:
        await person.begin(announcer=announcer)
        await until(person.pilot, lambda: speech.words)
        await person.press("right")
        await until(person.pilot, lambda: speech.words[1:] == ["up"])
        await until(person.pilot, lambda: not alive(speech.notes[0]["process"]))


async def test_another_screen_in_front_stops_what_is_spoken(mat: Mat, speech: StandIn, announcer: Announcer) -> None:
    announcer.on = True
    async with mat("curl-up") as person:
        await person.begin(announcer=announcer)
        await until(person.pilot, lambda: speech.words)
        await person.app.push_screen(WarningSigns())
        await until(person.pilot, lambda: not alive(speech.notes[0]["process"]))


async def test_without_a_speech_program_v_says_so_and_the_session_goes_on(
    mat: Mat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search_path(tmp_path, monkeypatch)
    async with mat("curl-up") as person:
        await person.begin()
        await person.press("v")
        assert person.warned() == [NONE_FOUND]
        await person.to_the_end()
        assert person.warned() == [NONE_FOUND]
        assert len(person.sets()) == 3


async def test_a_speech_program_that_fails_is_said_once(
    mat: Mat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, announcer: Announcer
) -> None:
    stand_in(search_path(tmp_path, monkeypatch), "espeak-ng", speech_programs.FAILS)
    async with mat("curl-up") as person:
        await person.begin(announcer=announcer)
        await person.press("v")

        def warned() -> list[str]:
            person.screen.tick()
            return person.warned()

        await until(person.pilot, warned)
        await person.to_the_end()
        assert person.warned() == ["Speech is off: espeak-ng ended with status 3."]
        assert len(person.sets()) == 3

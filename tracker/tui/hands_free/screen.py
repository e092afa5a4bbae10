"""The hands-free session: counts, holds, rests, changes sides, and logs each set as it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tracker.core.errors import StorageError
from tracker.core.model import Exercise, Number, Settings
from tracker.core.session.pacer import Pacer
from tracker.core.session.timeline import Stage, TimelinePosition
from tracker.service.day.day_view import DayRow
from tracker.service.day.text import LEG_HINT, STOOD_STILL, ask_leg_text, ask_pain_text, pain_answer_text, summary_text
from tracker.service.day.timed_session import TimedSession
from tracker.speech.announcer import Announcer
from tracker.tui.compat.early_exit import EarlyExitScreen
from tracker.tui.compat.first_layout import FirstLayoutScreen
from tracker.tui.compat.key_queue import KeyInterceptor
from tracker.tui.hands_free import text
from tracker.tui.hands_free.big_text import BigText
from tracker.tui.hands_free.session_recorder import RunWork, SessionRecorder
from tracker.tui.hands_free.signals import Signals
from tracker.tui.protocols import in_units
from tracker.tui.widgets.figure import FigureView
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.prompt import Prompt
from tracker.tui.widgets.question import DIGITS, LegMark, Question, pain_answers

TICKS_A_SECOND = 10
FULL_PAIN_HINT = "0-9, x for 10, l further down the leg or numb"
# What is as wide as its text; all else keeps its place whatever it says.
FITTED = ("#sets", "#next")


class HandsFree(EarlyExitScreen, FirstLayoutScreen[bool], KeyInterceptor):
    """Runs the missing sets of `rows` on the day `on`; returns whether it came to its end.

    `usual` is the pain that readings are compared with (`usual_pain`), None if unknown; `settings` say from where it
    stops an exercise. `seconds` is a clock in seconds that never goes back. `announcer` speaks the cues while it is on.
    """

    CSS_PATH = "hands_free.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-normal"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-low"), (22, "-standing"), (40, "-high")]
    HELP = """\
It leads from one exercise to the next and logs each set when it ends; put the screen where you see it from the mat.

• [b]space[/b] pauses it and lets it go on; [b]→[/b] goes on at once, or ends the set early; [b]←[/b] goes back to \
where you last got into place; [b]+[/b] gives one more second for that.
• [b]v[/b] speaks the cues, for when you cannot see the screen, and stops speaking them.
• [b]b[/b] form broke: the set ends there, and that is all right. [b]p[/b] pain. [b]s[/b] goes to the next exercise.
• [b]esc[/b] ends it. What was done of a set is logged.
"""
    BINDINGS = [
        Binding("space", "pause", "Pause", id="hands_free.pause", tooltip="Stand still until you go on"),
        Binding("space", "go_on", "Go on", id="hands_free.go_on", tooltip="Go on from here"),
        Binding("s", "skip", "Skip", id="hands_free.skip", tooltip="Go on with the next exercise"),
        Binding("b", "form_broke", "Form broke", id="hands_free.form_broke", tooltip="End the set: form broke"),
        Binding("p", "pain", "Pain", id="hands_free.pain", tooltip="Pain of this exercise, 0 to 10"),
        Binding("escape,q", "end", "End", id="hands_free.end", tooltip="End the session; what was done is logged"),
        Binding("left", "back", "Back", id="hands_free.back", key_display="←",
                tooltip="Back to where you last got into place"),
        Binding("right", "on", "On", id="hands_free.on", key_display="→", tooltip="Go on at once, or end the set here"),
        Binding("plus,equals_sign", "longer", "1 s", id="hands_free.longer", key_display="+",
                tooltip="One more second to get into place"),
        Binding("v", "voice", "Voice", id="hands_free.voice", tooltip="Speak the cues, or stop speaking them"),
        Binding("u,r", "not_now", "Undo", id="hands_free.undo", show=False,
                tooltip="Not available during the session"),
    ]  # fmt: skip

    prompt = getters.query_one(Prompt)
    band = getters.query_one("#band", BigText)
    digits = getters.query_one("#digits", BigText)
    figure = getters.query_one(FigureView)

    def __init__(
        self,
        rows: Sequence[DayRow],
        on: date,
        run: RunWork,
        *,
        usual: Number | None = None,
        settings: Settings,
        bell: bool = True,
        announcer: Announcer,
        seconds: Callable[[], float],
    ) -> None:
        super().__init__(id="hands_free")
        self.recorder = SessionRecorder(rows, on, run, self._write_queue, self._show_message, self._warn)
        self.session = TimedSession(rows, self.recorder, usual=usual, settings=settings, seconds=seconds)
        self.signals = Signals(announcer, lambda: self.app.bell() if bell else None, self._warn)
        self._seconds, self._started_at = seconds, seconds()
        self._sets_before = self.recorder.sets_on_disk
        self._failed = False
        self._ending = False
        self._asked_while_paused = False
        self._advice = ""
        self._stage = ""
        self._offered = (False, False)
        self._contents: dict[str, Content] = {}

    @property
    def pacer(self) -> Pacer:
        """Where the session stands in time."""
        return self.session.pacer

    def compose(self) -> ComposeResult:
        with Horizontal(id="title"):
            yield Static(id="name")
            yield Static(id="sets")
        yield BigText(id="band")
        with Horizontal(id="work"):
            with Vertical(id="clock"):
                yield BigText(id="digits")
                yield Static(id="count")
            yield FigureView(id="figure")
        yield Static(id="cues")
        yield Prompt(id="prompt")
        yield Static(id="bar")
        with Horizontal(id="foot"):
            yield Static(id="message")
            yield Static(id="next")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(1 / TICKS_A_SECOND, self.tick)
        self._draw()

    def cursor_widget(self) -> Widget | None:
        """The open question, else what has the focus."""
        return self.prompt if self.prompt.question is not None else None

    def on_screen_suspend(self) -> None:
        """Pause while another screen is in front."""
        self.pacer.pause()
        self.signals.follow(self.pacer)

    def on_resize(self) -> None:
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """`space` either pauses or goes on; more time can be had only while getting ready or resting."""
        position = self.pacer.position
        if action in ("pause", "go_on"):
            return self.pacer.paused is (action == "go_on")
        return None if action == "longer" and position is not None and position.step.working else True

    def tick(self) -> None:
        """Log the sets that have ended, ring the bell if a new step began, and draw what changed.

        Where the clock has leapt, because the program or the machine stood still, it pauses and asks.
        """
        if self.session.tick():
            self._warn(f"{STOOD_STILL} Press space to go on from here.")
        self._draw()

    # What is shown

    def _draw(self) -> None:
        position = self.pacer.position
        if not self._ending:
            self.signals.follow(self.pacer)
        if position is None:
            if not self._failed:
                self._end(finished=True)
            return
        stage = text.PAUSED if self.pacer.paused else Stage.READY if self.pacer.back_in else position.step.stage
        if stage != self._stage:
            self._stage = stage
            self.band.set_classes(f"-{stage}")
            self.digits.set_classes(f"-{stage}")
        offered = (self.pacer.paused, position.step.working)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()
        self.band.text = text.band(position, stage)
        self.digits.text = text.seconds_left(position, self.pacer.back_in)
        self._move_figure(position)
        exercise = position.timed_set.exercise
        dose = in_units(self, text.dose(position.timed_set))
        self._set_content("#name", Content.assemble((exercise.name, "bold"), "  ", (dose, "$foreground-muted")))
        self._set_content("#sets", text.boxes(position.timed_set, self.recorder.on_disk[exercise.id]))
        self._set_content("#count", Content(text.count(position)))
        advice = Content.styled(self._advice, "bold $warning") if self._advice else None
        self._set_content("#cues", advice or Content("\n").join(Content(cue) for cue in text.cues(position)))
        timeline = self.pacer.timeline
        self._set_content("#bar", text.bar(self.pacer.elapsed / timeline.seconds, self.size.width - 2))
        self._set_content("#next", Content(in_units(self, text.following(timeline, position, self.pacer.elapsed))))

    def _set_content(self, selector: str, content: Content) -> None:
        if self._contents.get(selector) != content:
            self._contents[selector] = content
            self.query_one(selector, Static).update(content, layout=selector in FITTED)

    def _move_figure(self, position: TimelinePosition) -> None:
        self.figure.exercise = position.timed_set.exercise.id
        self.figure.phases = position.timed_set.phases
        self.figure.other_side = bool(position.step.side)
        self.figure.show(*text.phase_now(position))

    # What is written

    def _show_message(self, sentence: str) -> None:
        self._set_content("#message", Content(f"✓ {sentence}"))

    def _warn(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False)

    def _write_queue(self) -> None:
        self.run_worker(self._write())

    async def _write(self) -> None:
        try:
            await self.recorder.write()
        except StorageError as problem:
            self._failed = True
            self.pacer.pause()
            self._warn(f"{problem} Press space to try again.")
        else:
            self._failed = False

    def summary(self) -> str:
        """`12 sets in 23 minutes.`: what was logged and how long it took; empty if nothing was."""
        sets = self.recorder.sets_on_disk - self._sets_before
        return summary_text(sets, self._seconds() - self._started_at) if sets > 0 else ""

    def _end(self, *, finished: bool) -> None:
        if not self._ending:
            self._ending = True
            self.run_worker(self._leave(finished))

    async def _leave(self, finished: bool) -> None:
        await self._write()
        self._ending = False
        if not self.recorder.waiting and self.is_current:
            self.dismiss(finished)

    # Keys

    def action_pause(self) -> None:
        self.tick()
        self.pacer.pause()
        self._draw()

    def action_go_on(self) -> None:
        """Go on, and try again to write what could not be written."""
        self.tick()
        self._go_on()
        if self._failed:
            self._failed = False
            self.run_worker(self._write())
        self._draw()

    def _go_on(self) -> None:
        self._advice = ""
        self.prompt.question = None
        self.pacer.resume()

    def action_longer(self) -> None:
        """Add a second to the time for getting ready."""
        self.pacer.longer()
        self._draw()

    def action_back(self) -> None:
        """Go back to the last time to get ready."""
        self.tick()
        self.pacer.back()
        self._draw()

    def action_on(self) -> None:
        """Go to the next step, or end the set here and log what was done of it."""
        self.tick()
        self._leave_behind(self.session.next_step)

    def action_skip(self) -> None:
        self.tick()
        self._leave_behind(self.session.next_exercise)

    def action_end(self) -> None:
        """End the session and log what was done of the set; where that cannot be written, a second press leaves."""
        if self._failed:
            self.dismiss(False)
            return
        self.tick()
        self._end(finished=False)  # leaves once what is logged here is written; leaving the last set is no finish
        self._leave_behind(self.session.end)
        self.signals.stop()

    def _leave_behind(self, leave: Callable[[], int]) -> None:
        position, not_done = self.pacer.position, leave()
        if position is not None and not_done:
            self._set_content("#message", text.sets_not_done(position.timed_set.exercise, not_done))
        self._draw()

    def action_form_broke(self) -> None:
        """End the set as broken form; while resting, mark the set before."""
        self.tick()
        self.session.form_broke()
        self._draw()

    def action_pain(self) -> None:
        """Pause and ask for the pain of the exercise."""
        self.tick()
        position = self.pacer.position
        if position is None:
            return
        self._asked_while_paused = self.pacer.paused
        self.pacer.pause()
        exercise = self.session.last_done(position)
        reply = partial(self._answer_pain, exercise, leg=False)
        self.prompt.question = Question(ask_pain_text(exercise.name), FULL_PAIN_HINT, pain_answers(), reply)
        self._draw()

    async def _answer_pain(self, exercise: Exercise, answer: Any, *, leg: bool) -> None:
        if answer is LegMark:
            take_leg_pain = partial(self._answer_pain, exercise, leg=True)
            self.prompt.question = Question(ask_leg_text(exercise.name), LEG_HINT, DIGITS, take_leg_pain)
            return
        self.prompt.question = None
        reply = self.session.pain(exercise, answer, leg=leg)
        self._advice = "" if reply is None else pain_answer_text(reply)
        if self._advice and self.pacer.position is None:
            self._warn(self._advice)
        elif not self._advice and not self._asked_while_paused:
            self._go_on()
        self._draw()

    def action_voice(self) -> None:
        """Turn the spoken cues on or off."""
        message = self.signals.switch_voice()
        if message:
            self._show_message(message)

    def action_not_now(self) -> None:
        self.notify("Not available during the session. End it with esc, then u undoes what was logged.", markup=False)

    async def take_key(self, key: str) -> bool:
        """Answer the open question with a key; whether it was used."""
        question = self.prompt.question
        if question is not None and key in question.answers:
            await question.reply(question.answers[key])
        elif question is not None and key == "escape":
            self.prompt.question = None
            if not self._asked_while_paused:
                self._go_on()
            self._draw()
        else:
            return False
        return True

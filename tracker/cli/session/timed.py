"""The session timed, in plain lines: a bell and few words at every change, each set logged as it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.session import words
from tracker.cli.session.conversation import NO_UNDO, Conversation, PutOff
from tracker.cli.session.timed_lines import again_text, step_lines
from tracker.core.errors import StorageError, UserError
from tracker.core.wording import count
from tracker.service.day.day_view import DayRow
from tracker.service.day.session_log import SessionLog
from tracker.service.day.text import STOOD_STILL, ask_leg_text, ask_pain_text, pain_answer_text, summary_text
from tracker.service.day.timed_session import TimedSession
from tracker.service.day.today_view import TodayView

if TYPE_CHECKING:
    from tracker.speech.announcer import Announcer

# How long a line is waited for before the clock is looked at again: less than the ear notices at a change.
LOOK_EVERY_S = 0.1


def time_session(
    conversation: Conversation, today_view: TodayView, rows: Sequence[DayRow], announcer: Announcer | None
) -> None:
    """Time the missing sets of `rows`; what was done is logged, however it ends. Raises Leave as asking does."""
    session = TimedSession(
        rows,
        SessionLog(rows, conversation.on),
        usual=today_view.usual_pain,
        settings=today_view.settings,
        seconds=conversation.context.clock.seconds,
    )
    if session.position is None:
        conversation.say("Nothing is missing of the session.")
        return
    if announcer is not None:
        announcer.begin()
    TimedDialogue(conversation, session, announcer).run()


class TimedDialogue:
    """Says what the session comes to, and does what is typed meanwhile."""

    def __init__(self, conversation: Conversation, session: TimedSession, announcer: Announcer | None) -> None:
        self._conversation = conversation
        self._session = session
        self._announcer = announcer
        self._step: int | None = None
        self._lines_said = 0
        self._rung = True
        self._sets_before = session.log.sets_on_disk
        self._ended = False

    def run(self) -> None:
        """Go through to the end, or to where the person ends it."""
        seconds = self._conversation.context.clock.seconds
        began = seconds()
        self._conversation.say(self._conversation.hint_once("The session is timed. Enter pauses, ? tells what else."))
        try:
            while self._session.position is not None and not self._ended:
                self._look()
                line = self._conversation.console.line(None if self._session.pacer.paused else LOOK_EVERY_S)
                if line is not None:
                    self._do(line)
        finally:
            self._silence()
            self._session.tick()
            self._stay_here()
            self._session.end()
            self._write()
        sets = self._session.log.sets_on_disk - self._sets_before
        if sets > 0:
            self._conversation.say(summary_text(sets, seconds() - began))

    def _stay_here(self) -> None:
        """Let the session go on set by set where the timing ended."""
        position = self._session.position
        if position is not None:
            self._conversation.cursor = position.timed_set.exercise.id
            self._conversation.last = self._session.last_done(position).id

    def _look(self) -> None:
        """Advance to now, write the sets that have ended, and say what has begun."""
        if self._session.tick():
            self._conversation.say(f"{STOOD_STILL} Enter goes on from here.")
        self._write()
        position, pacer = self._session.position, self._session.pacer
        if self._announcer is not None:
            self._announcer.follow(pacer)
            self._conversation.say(self._announcer.take_failure())
        if position is None or pacer.paused or pacer.back_in:
            return
        if position.index != self._step:
            self._step, self._lines_said, self._rung = position.index, 0, False
        if not self._rung and self._conversation.preferences.bell:
            self._conversation.console.ring()
        self._rung = True
        for line in step_lines(pacer.timeline, position.index)[self._lines_said :]:
            if line.at > position.passed:
                break
            self._lines_said += 1
            self._conversation.say(line.text)

    def _do(self, line: str) -> None:
        """Do what was typed."""
        self._session.tick()
        match line.lower():
            case "" if self._session.pacer.paused:
                self._go_on()
            case "":
                self._pause()
            case "on":
                self._say_not_done(self._session.next_step())
            case "back":
                self._session.pacer.back()
                self._step = None
            case "s":
                self._say_not_done(self._session.next_exercise())
            case "b":
                if not self._session.form_broke():
                    self._conversation.say("No set is done yet.")
            case "p":
                self._ask_pain()
            case "q" | "quit":
                self._ended = True
            case "!":
                self._pause()
                self._conversation.say_warning_signs()
            case "?" | "help":
                self._conversation.say(words.TIMED_HELP)
            case "u" | "r":
                self._conversation.say(NO_UNDO)
            case _:
                self._conversation.say(f"“{line}” is nothing that can be typed here. {words.TIMED_HELP}")

    def _pause(self) -> None:
        if not self._session.pacer.paused:
            self._session.pacer.pause()
            self._silence()
            self._conversation.say("Paused. Enter goes on.")

    def _go_on(self) -> None:
        pacer, position = self._session.pacer, self._session.position
        pacer.resume()
        self._rung = False
        if position is not None:
            going_on = f"Going on in {count(round(pacer.back_in), 'second')}." if pacer.back_in else "Going on."
            self._conversation.say(f"{going_on} {again_text(pacer.timeline, position.index, position.passed)}")

    def _ask_pain(self) -> None:
        """Pause and ask for the pain of the exercise."""
        position = self._session.position
        if position is None:
            return
        was_paused = self._session.pacer.paused
        self._session.pacer.pause()
        self._silence()
        exercise = self._session.last_done(position)
        try:
            pain, leg = self._conversation.ask_pain(
                ask_pain_text(exercise.name), leg_question=ask_leg_text(exercise.name), timed=True
            )
        except PutOff:
            answer = None
        else:
            assert pain is not None  # only a morning may be unknown
            answer = self._session.pain(exercise, pain, leg=leg)
            self._write()
        self._session.tick()
        if answer is not None:
            self._conversation.say(f"{pain_answer_text(answer)} Enter goes on.")
        elif not was_paused:
            self._go_on()

    def _say_not_done(self, sets: int) -> None:
        if sets:
            self._conversation.say(f"{count(sets, 'set')} not done.")

    def _write(self) -> None:
        """Write what waits; what cannot be written pauses the session and is tried again."""
        log = self._session.log
        while log.next_entry is not None:
            try:
                self._conversation.say(log.next_entry(self._conversation.context))
            except StorageError as problem:
                self._session.pacer.pause()
                self._conversation.say(f"{problem} Enter tries again.")
                return
            except UserError as problem:
                self._conversation.say(str(problem))
            log.written()

    def _silence(self) -> None:
        if self._announcer is not None:
            self._announcer.stop()

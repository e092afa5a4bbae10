"""A whole session in plain lines: greeting, questions, sets, the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.cli.session import words
from tracker.cli.session.console import Console, Leave
from tracker.cli.session.conversation import Conversation, PutOff, StateChanged
from tracker.cli.session.first_run import ask_first_run
from tracker.cli.session.function import ask_function_question
from tracker.cli.session.questions import ask_open_question
from tracker.cli.session.sets import ask_set, ask_what_else, row_to_do, rows_in_order
from tracker.cli.session.timed import time_session
from tracker.core import wording
from tracker.core.errors import UsageError
from tracker.service import first_run
from tracker.service.context import AppContext
from tracker.service.day.day_view import DayRow
from tracker.service.day.open_questions import FunctionDue, open_questions
from tracker.service.day.text import (
    STEP_NAMES,
    eased_text,
    forgotten_text,
    unanswered_care,
    unknown_mornings_text,
)
from tracker.service.day.today_view import TodayView, read_today_view
from tracker.service.first_run import FirstRunStep

if TYPE_CHECKING:
    from tracker.speech.announcer import Announcer
    from tracker.tui.config import Config


def hold_session(context: AppContext, console: Console, preferences: Config, announcer: Announcer | None = None) -> int:
    """Hold a session until the person leaves; returns the number of the signal that ended it, or 0."""
    session = PlainSession(Conversation(context, console, preferences), announcer)
    try:
        session.begin()
        while True:
            session.go_on()
    except Leave as leave:
        session.say_goodbye(interrupted=bool(leave.signal))
        return leave.signal


class PlainSession:
    """Asks what is open and goes through the sets, looking at the day anew after every answer."""

    def __init__(self, conversation: Conversation, announcer: Announcer | None) -> None:
        self._conversation = conversation
        self._announcer = announcer

    def begin(self) -> None:
        """Greet, say how the day stands, and ask the first run where it was not asked yet."""
        conversation = self._conversation
        conversation.say(f"Backtracker. {words.HOW_TO}")
        self._say_day()
        undone = True
        while undone:
            undone = False
            try:
                ask_first_run(conversation, self._first_steps())
            except StateChanged:
                undone = True

    def _first_steps(self) -> tuple[FirstRunStep, ...]:
        """What the first run has still to ask, the starter plan also where that alone is open."""
        context = self._conversation.context
        steps = first_run.steps(context)
        return steps or ((FirstRunStep.STARTER_PLAN,) if context.store.first_day() is None else ())

    def go_on(self) -> None:
        """Ask one thing, and do what is answered."""
        conversation = self._conversation
        try:
            if conversation.day_is_over():
                conversation.begin_day()
                self._say_day()
            self._ask_one()
        except (PutOff, StateChanged):
            pass
        except UsageError as problem:
            conversation.say(str(problem))

    def say_goodbye(self, *, interrupted: bool) -> None:
        """Say what is left of the day."""
        conversation = self._conversation
        if interrupted:
            conversation.console.say("")
        rows = self._read().view.rows
        left = any(row.planned and row.missing for row in rows)
        goes_on = f" {words.left_text(rows)} backtracker session goes on from here." if left else ""
        conversation.say(f"Everything is saved.{goes_on}")

    def _read(self, *, earliest: bool = False) -> TodayView:
        conversation = self._conversation
        return read_today_view(
            conversation.context,
            conversation.on,
            earliest=earliest,
            first_weekday=conversation.preferences.first_weekday,
        )

    def _say_day(self) -> None:
        """Say which day it is and how it stands, and what is still open of the days before."""
        conversation, today_view = self._conversation, self._read(earliest=True)
        on, today = conversation.on, today_view.view.today
        conversation.say(f"{wording.weekday(on)} {wording.day(on, today=today)}.")
        if today_view.new:
            return
        conversation.say(f"{today_view.status()}.")
        if today_view.forgotten:
            fill_in = "backtracker log and backtracker done fill it in, with --on and the date."
            conversation.say(f"{forgotten_text(today_view.forgotten, today)} {fill_in}")
        if today_view.unanswered:
            names = wording.listed([STEP_NAMES[step] for step in today_view.unanswered])
            conversation.say(f"Still to answer: {names}. Type t where a set is asked for.")
        elif today_view.waits_for_professional:
            conversation.say(
                "Nothing is raised until a professional has agreed. Type t where a set is asked for, when one has."
            )

    def _ask_one(self) -> None:
        conversation = self._conversation
        today_view = self._read()
        self._say_care(today_view)
        opened = open_questions(today_view, conversation.put_off, hurt=conversation.hurt)
        # What is due about goal and activities is asked last, once it is said that nothing is left.
        questions = [question for question in opened if not isinstance(question, FunctionDue)]
        if questions:
            ask_open_question(conversation, questions[0], today_view)
            return
        conversation.say_once(eased_text(today_view))
        self._say_unknown_mornings(today_view)
        rows = rows_in_order(today_view)
        row = row_to_do(conversation, rows)
        time_from = partial(self._time_from, today_view)
        if row is not None:
            if row.planned and not any(each.logged or each.skip for each in rows):
                conversation.say_once(words.left_text(rows))
            ask_set(conversation, today_view, row, time_from)
        else:
            conversation.say_once(words.nothing_to_do_text(self._read(earliest=True)))
            if ask_function_question(conversation):
                return
            goal = conversation.context.store.goal()
            conversation.say_once(f"Your goal: {goal}" if goal else "")
            ask_what_else(conversation, today_view, time_from)

    def _say_care(self, today_view: TodayView) -> None:
        care = today_view.view.advice.care
        reason = unanswered_care(care)
        if reason is not None:
            answered_with = "Type i where a set is asked for, once you have talked to somebody."
            self._conversation.say_once(f"{reason.text} {answered_with}")
        elif care:
            self._conversation.say_once(care[0].text)

    def _say_unknown_mornings(self, today_view: TodayView) -> None:
        if today_view.missed:
            text = unknown_mornings_text(today_view.missed, today_view.view.today)
            self._conversation.say_once(f"{text} m fills it in.")

    def _time_from(self, today_view: TodayView, row: DayRow) -> None:
        rows = [each for each in rows_in_order(today_view) if each.missing and (each.planned or each is row)]
        time_session(self._conversation, today_view, _from(rows, row), self._announcer)


def _from(rows: Sequence[DayRow], first: DayRow) -> list[DayRow]:
    """The rows, `first` and what follows it before those that stand above it."""
    at = next((index for index, row in enumerate(rows) if row.exercise.id == first.exercise.id), 0)
    return [*rows[at:], *rows[:at]]

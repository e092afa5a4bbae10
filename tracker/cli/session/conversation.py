"""Asking, answering and writing in plain lines: what every part of the session shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tracker.cli.session import words
from tracker.cli.session.console import Console, Leave
from tracker.core import wording
from tracker.core.errors import UsageError, UserError
from tracker.core.input.parsing import read_pain
from tracker.service.context import AppContext
from tracker.service.day.day_view import day_view, is_over
from tracker.service.day.text import LEG
from tracker.service.history import undo_redo

if TYPE_CHECKING:
    from tracker.tui.config import Config

T = TypeVar("T")
PAIN = re.compile(r"(l?)\s*(\d+|x)?\s*(l?)")
NO_UNDO = "Not available while the session is timed. End it with q, then u undoes."
YES_NO = {"y": True, "yes": True, "n": False, "no": False}


class StateChanged(Exception):
    """What the question was about has changed; what is open now is to be asked."""


class PutOff(Exception):
    """The person answers the question another time."""


class Pain(NamedTuple):
    """An answer to how much pain; None is *don't know*."""

    pain: int | None
    leg: bool = False


class Conversation:
    """Asks and writes in plain lines about the day `on`.

    `put_off` are the names of the questions that are not asked again, `hurt` says that one exercise of the session
    was named as painful at its end, `last` is the exercise of the last set that was logged here.
    """

    def __init__(self, context: AppContext, console: Console, preferences: Config) -> None:
        self.context = context
        self.console = console
        self.preferences = preferences
        self.begin_day()
        self._explained: set[str] = set()

    def begin_day(self) -> None:
        """Begin with today, of which nothing was said yet."""
        self.on: date = self.context.today()
        self.put_off: set[str] = set()
        self.hurt = False
        self.last: str | None = None
        self.cursor: str | None = None
        self._told: set[str] = set()

    def say(self, text: str) -> None:
        """Add lines; doses are in words, and weights in the person's unit."""
        if text:
            self.console.say(words.readable(wording.in_units(text, self.preferences.units)))

    def say_once(self, text: str) -> None:
        """Add lines unless they were said before on this day."""
        if text not in self._told:
            self._told.add(text)
            self.say(text)

    def hint_once(self, hint: str) -> str:
        """The hint where it is given for the first time, else nothing."""
        if hint in self._explained:
            return ""
        self._explained.add(hint)
        return hint

    def write(self, work: Callable[[AppContext], str]) -> bool:
        """Let `work` write and say the sentence it returns; where it raises UserError say that, and give False."""
        try:
            self.say(work(self.context))
        except UserError as problem:
            self.say(str(problem))
            return False
        return True

    def ask(
        self,
        question: str,
        hint: str,
        read: Callable[[str], T],
        *,
        explanation: str = "",
        others: Mapping[str, Callable[[], None]] | None = None,
        can_wait: bool = True,
        timed: bool = False,
    ) -> T:
        """Ask until `read` takes the answer; it raises UsageError with what is possible.

        What can be typed at every question is done here; `explanation` is what `?` says, `others` are letters that do
        something and leave the question open. Raises PutOff where the question `can_wait`, Leave, and StateChanged
        where what was asked is no longer the question. While a session is `timed` nothing can be undone.
        """
        self.say(f"{question} {hint}".strip())
        while True:
            line = self.console.line() or ""
            if self.day_is_over():
                self.say("A new day has begun since; that was not taken as an answer.")
                raise StateChanged
            match line.lower():
                case "?" | "help":
                    self.say(explanation or f"{hint} {words.ANSWER_HELP}")
                    self.say(question)
                case "!":
                    self.say_warning_signs()
                    self.say(question)
                case "q" | "quit":
                    raise Leave
                case "later" if can_wait:
                    raise PutOff
                case letter if others is not None and letter in others:
                    others[letter]()
                    self.say(question)
                case "u" | "r" if timed:
                    self.say(NO_UNDO)
                case "u" | "undo":
                    self.undo(undo_redo.undo)
                case "r" | "redo":
                    self.undo(undo_redo.redo)
                case _:
                    try:
                        return read(line)
                    except UsageError as problem:
                        self.say(str(problem))

    def undo(self, take_back: Callable[[AppContext], str]) -> None:
        """Undo or redo; what is asked next may be another question then."""
        if self.write(take_back):
            raise StateChanged

    def say_warning_signs(self) -> None:
        """What to look out for."""
        for line in words.warning_lines():
            self.say(line)

    def ask_pain(
        self,
        question: str,
        *,
        hint: str = words.PAIN_HINT,
        leg_question: str = LEG,
        others: Mapping[str, Callable[[], None]] | None = None,
        unknown: bool = False,
        timed: bool = False,
    ) -> Pain:
        """Ask for a pain; after `l` the number is asked with the leg marked. `unknown` may be answered with enter."""
        more = "; enter: don't know" if unknown else ""
        read = partial(read_pain_answer, unknown=unknown)
        answer = self.ask(question, f"{hint}{more}.", read, others=others, timed=timed)
        if answer.leg and answer.pain is None:
            return self.ask(leg_question, f"{words.LEG_HINT}.", _read_leg_pain, timed=timed)
        return answer

    def ask_yes(self, question: str, hint: str, others: Mapping[str, Callable[[], None]] | None = None) -> bool:
        """Ask for yes or no; `others` are letters that say something and leave the question open."""

        def read(line: str) -> bool:
            if line.lower() in YES_NO:
                return YES_NO[line.lower()]
            raise UsageError(f"{_quoted(line)} Possible are: {hint}; later.")

        return self.ask(question, f"{hint}.", read, others=others)

    def ask_number(self, question: str, hint: str, last: int, *, can_wait: bool = True) -> int:
        """Ask for one of a list that was read out, 1 to `last`."""

        def read(line: str) -> int:
            if line.isdecimal() and 1 <= int(line) <= last:
                return int(line)
            raise UsageError(f"{_quoted(line)} Type a number from 1 to {last}{', or later' if can_wait else ''}.")

        return self.ask(question, hint, read, can_wait=can_wait)

    def day_is_over(self) -> bool:
        """Whether another day has begun, on which what is typed first is no answer about the day before.

        A session goes on for an hour after its last set.
        """
        today = self.context.today()
        return today != self.on and is_over(day_view(self.context, self.on), today, self.context.clock.now())


def read_pain_answer(line: str, *, unknown: bool = False) -> Pain:
    """A pain from `3`, `x`, `l` or `l 3`; nothing typed is unknown where that is possible. Raises UsageError."""
    text = line.lower()
    if not text and unknown:
        return Pain(None)
    match = PAIN.fullmatch(text)
    if match is None or not text:
        more = ", enter alone for don't know" if unknown else ""
        raise UsageError(f"{_quoted(line)} Type 0 to 10, l if it goes down the leg{more}, or later.")
    return Pain(read_pain(match[2] or ""), bool(match[1] or match[3]))


def _read_leg_pain(line: str) -> Pain:
    text = line.lower()
    if not (text.isdecimal() or text == "x"):
        raise UsageError(f"{_quoted(line)} Type 0 to 10, or later.")
    return Pain(read_pain(text), leg=True)


def _quoted(line: str) -> str:
    return f"“{line}” is no answer here." if line else "Nothing was typed."

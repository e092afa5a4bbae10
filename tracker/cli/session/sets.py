"""The session set by set: what can be typed where a set is to be done, and what that writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.cli.session import questions, words
from tracker.cli.session.console import Leave
from tracker.cli.session.conversation import Conversation
from tracker.cli.session.first_run import ask_first_run
from tracker.core.errors import UsageError
from tracker.core.input.parsing import name_key, read_number, read_whole
from tracker.core.model import Number, SetLog
from tracker.service.day import recording
from tracker.service.day.blocks import in_blocks
from tracker.service.day.day_view import DayRow
from tracker.service.day.text import SKIP_ANSWERS, SKIP_HINT, leave_out_text
from tracker.service.day.today_view import TodayView
from tracker.service.first_run import FirstRunStep

LOG, AMOUNT, FIND = "log", "amount", "find"
# The letters that act on an exercise, which may be named after them; then those that stand alone.
WITH_NAME, ALONE = frozenset("pbndswg"), frozenset("aAjkfcimtl")
WORDS = {
    "log": "", "pain": "p", "skip": "s", "note": "n", "delete": "d", "list": "l", "why": "w", "flare": "f", "go": "g",
    "next": "j",
}  # fmt: skip
NAME_LENGTH = 2


@dataclass(frozen=True, slots=True)
class SetCommand:
    """What was typed: one of the letters, `log`, `amount` or `find`; with an amount, or the beginning of a name."""

    action: str
    amount: Number | None = None
    name: str = ""


def read_command(line: str) -> SetCommand:
    """What is meant by a line. Raises UsageError with what is possible."""
    line = WORDS.get(line.lower(), line)
    first, _, rest = line.partition(" ")
    rest = rest.strip()
    if not line:
        return SetCommand(LOG)
    if line[0].isdecimal():
        return SetCommand(AMOUNT, read_number(line, "The number"))
    letter = first if first in ALONE else first.lower()
    if letter == "b" and rest[:1].isdecimal():
        return SetCommand("b", read_number(rest, "The number"))
    if letter in WITH_NAME or (letter in ALONE and not rest):
        return SetCommand(letter, name=rest)
    if len(line) >= NAME_LENGTH and line[0].isalpha():
        return SetCommand(FIND, name=line)
    raise UsageError(f"“{line}” is nothing that can be typed here. ? lists what is possible.")


def rows_in_order(today_view: TodayView) -> list[DayRow]:
    """The rows of a day, block by block."""
    return [row for _, block in in_blocks(today_view.view.rows) for row in block]


def row_to_do(conversation: Conversation, rows: Sequence[DayRow]) -> DayRow | None:
    """The exercise that is to be done next; None where nothing is left of the session."""
    chosen = next((row for row in rows if row.exercise.id == conversation.cursor), None)
    if chosen is not None and chosen.missing:
        return chosen
    at = 0 if chosen is None else rows.index(chosen)
    following = [*rows[at:], *rows[:at]]
    return next((row for row in following if row.planned and row.missing), None)


def ask_set(
    conversation: Conversation, today_view: TodayView, row: DayRow, time_from: Callable[[DayRow], None]
) -> None:
    """Say which set is next, and do what is typed; `time_from` times the session from an exercise on."""
    if not row.logged:
        for line in words.how_to_lines(row.exercise):
            conversation.say_once(line)
    hint = conversation.hint_once(words.SET_HINT)
    command = conversation.ask(words.next_set_text(row), hint, read_command, explanation=words.SET_HELP, can_wait=False)
    SetActions(conversation, today_view, row, time_from).do(command)


def ask_what_else(conversation: Conversation, today_view: TodayView, time_from: Callable[[DayRow], None]) -> None:
    """Where no set is left: do what is typed. Raises Leave at enter."""
    hint = conversation.hint_once(words.DONE_HINT)
    command = conversation.ask(words.ANYTHING_ELSE, hint, read_command, explanation=words.SET_HELP, can_wait=False)
    if command.action == LOG:
        raise Leave
    SetActions(conversation, today_view, None, time_from).do(command)


class SetActions:
    """What can be done where the set of `row` is next, or none is."""

    def __init__(
        self,
        conversation: Conversation,
        today_view: TodayView,
        row: DayRow | None,
        time_from: Callable[[DayRow], None],
    ) -> None:
        self._conversation = conversation
        self._write = conversation.write
        self._today_view = today_view
        self._rows = rows_in_order(today_view)
        self._row = row
        self._time_from = time_from

    def do(self, command: SetCommand) -> None:
        """Do what was typed. Raises PutOff, Leave and StateChanged as asking does."""
        conversation, today_view = self._conversation, self._today_view
        match command.action:
            case "log":
                self._log(None)
            case "amount":
                self._log(command.amount)
            case "find":
                self._go_to(self._named(command.name))
            case "j" | "k":
                self._go_by(1 if command.action == "j" else -1)
            case "a":
                self._log_exercise()
            case "A":
                self._write(lambda context: recording.log_missing(context, conversation.on))
            case "f":
                questions.mark_flare(conversation, today_view)
            case "c":
                questions.ask_check_in(conversation, today_view)
            case "i":
                questions.answer_care(conversation, today_view)
            case "m":
                questions.ask_missed_morning(conversation, today_view)
            case "t":
                self._ask_still_open()
            case "l":
                for line in words.session_lines(today_view.view.rows):
                    conversation.say(line)
            case _:
                self._do_with(command)

    def _do_with(self, command: SetCommand) -> None:
        """Do what is about one exercise, named or the one at hand."""
        row = self._named(command.name) if command.name else self._at_hand(command)
        if row is None:
            self._conversation.say("Say which exercise, by the beginning of its name.")
            return
        match command.action:
            case "p":
                questions.ask_exercise_pain(self._conversation, row)
            case "b":
                self._form_broke(row, command.amount)
            case "n":
                self._note(row)
            case "d":
                on = self._conversation.on
                self._write(lambda context: recording.delete_last(context, on, row.exercise.id, len(row.logged)))
            case "s":
                self._leave_out(row)
            case "w" if row.verdict is not None:
                questions.say_reasoning(self._conversation, row.verdict, self._today_view)
            case "w":
                self._conversation.say(f"Nothing is said about {row.exercise.name}: it is not in the plan.")
            case "g":
                self._time_from(row)

    def _at_hand(self, command: SetCommand) -> DayRow | None:
        """The exercise of the set that is next; for what comes after a set, of the last one that was logged here."""
        about_last = command.action in "pnd" or (command.action == "b" and command.amount is None)
        if about_last and (self._row is None or not self._row.logged):
            last = next((row for row in self._rows if row.exercise.id == self._conversation.last), None)
            return last or self._row
        return self._row

    def _named(self, name: str) -> DayRow:
        """The exercise of the day whose name, or a word of it, begins so. Raises UsageError."""
        key = name_key(name)
        names = {row.exercise.id: name_key(row.exercise.name) for row in self._rows}
        exact = [row for row in self._rows if key in (row.exercise.id, names[row.exercise.id])]
        begun = [row for row in self._rows if names[row.exercise.id].startswith(key)]
        within = [row for row in self._rows if f" {key}" in names[row.exercise.id]]
        matches = exact or begun or within
        if len(matches) == 1:
            return matches[0]
        if matches:
            several = "; or ".join(row.exercise.name for row in matches)
            raise UsageError(f"“{name}” may be {several}. Type more of its name.")
        raise UsageError(f"“{name}” is no exercise of today, and nothing else that can be typed here. ? lists that.")

    def _go_to(self, row: DayRow) -> None:
        self._conversation.cursor, self._conversation.last = row.exercise.id, None
        if not row.missing:
            self._conversation.say(f"Nothing is missing of {row.exercise.name}.")

    def _go_by(self, by: int) -> None:
        open_rows = [row for row in self._rows if row.missing and (row.planned or row is self._row)]
        if self._row is None or len(open_rows) < 2:
            self._conversation.say("There is no other exercise left today.")
            return
        at = (open_rows.index(self._row) + by) % len(open_rows)
        self._go_to(open_rows[at])

    def _log(self, amount: Number | None, *, form_broke: bool = False) -> None:
        row, on = self._row, self._conversation.on
        if row is None:
            self._conversation.say("No set is left to log. Type the beginning of the name of an exercise first.")
            return
        performed = self._performed(row, amount, form_broke=form_broke)
        exercise, count = row.exercise.id, len(row.logged)
        if self._write(lambda context: recording.log_next(context, on, exercise, count, performed)):
            self._conversation.cursor = self._conversation.last = exercise

    def _performed(self, row: DayRow, amount: Number | None, *, form_broke: bool) -> SetLog | None:
        planned = replace(row.missing[0], form_broke=form_broke)
        if amount is None:
            return planned if form_broke else None
        if row.exercise.in_minutes:
            return replace(planned, minutes=amount)
        return replace(planned, reps=read_whole(f"{amount:g}", "Repetitions"))

    def _log_exercise(self) -> None:
        row, on = self._row, self._conversation.on
        if row is not None and self._write(lambda context: recording.log_missing(context, on, [row.exercise.id])):
            self._conversation.cursor = self._conversation.last = row.exercise.id

    def _form_broke(self, row: DayRow, amount: Number | None) -> None:
        on = self._conversation.on
        if amount is None and row.logged:
            shown = len(row.logged)
            self._write(lambda context: recording.set_form_broke(context, on, row.exercise.id, shown))
        elif row is self._row:
            self._log(amount, form_broke=True)

    def _note(self, row: DayRow) -> None:
        """Ask for the note of the last set of an exercise, or of the day if it has no set."""
        on, shown = self._conversation.on, row.logged[-1] if row.logged else None
        before = self._today_view.view.note if shown is None else shown.note
        about = f"Note on the last set of {row.exercise.name}." if shown else "Note on today."
        if before:
            about = f"{about} It says now: {before}"
        note = self._conversation.ask(about, "Type it in one line; enter alone leaves it as it is.", str)
        if not note:
            return
        if shown is None:
            self._write(lambda context: recording.set_day_note(context, on, note, before))
        else:
            self._write(lambda context: recording.set_note(context, on, row.exercise.id, note, shown))

    def _leave_out(self, row: DayRow) -> None:
        on = self._conversation.on
        if not row.missing:
            self._conversation.say(f"Nothing is missing of {row.exercise.name}.")
            return

        reasons = SKIP_HINT.replace("  ", "; ")

        def read(line: str) -> str:
            if line.lower() in SKIP_ANSWERS:
                return line.lower()
            raise UsageError(f"“{line}” is no reason here. Type one letter: {reasons}; or later to leave it in.")

        reason = SKIP_ANSWERS[self._conversation.ask(leave_out_text(row.exercise.name), f"{reasons}.", read)]
        self._write(lambda context: recording.skip(context, row.exercise, on, reason, shown=row.skip))

    def _ask_still_open(self) -> None:
        if self._today_view.unanswered:
            ask_first_run(self._conversation, self._today_view.unanswered)
        elif not any(row.prescription for row in self._rows):
            ask_first_run(self._conversation, (FirstRunStep.STARTER_PLAN,))
        elif self._today_view.waits_for_professional:
            questions.ask_professional(self._conversation)
        else:
            self._conversation.say("Everything is answered.")

"""What can be said of a day with a key each: sets, pain, skips, notes, the check-in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from textual import getters
from textual.binding import Binding

from tracker.core import wording
from tracker.core.engine.pain_answer import PainAnswer
from tracker.core.model import SetLog, SkipReason
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow
from tracker.service.day.pain import record_pain
from tracker.service.day.today_view import TodayView
from tracker.tui.screen import AppScreen
from tracker.tui.today.session_list import SessionList
from tracker.tui.today.text import answer_text
from tracker.tui.widgets.prompt import Prompt
from tracker.tui.widgets.question import DIGITS, LEG, MORNING, SKIP_ANSWERS, LegMark, Question, pain_answers


class DayActions(AppScreen):
    """The keys that write; what is asked goes through `prompt`, what is meant stands under the cursor of `session`."""

    BINDINGS = [
        Binding("space", "go", "Go", id="today.go", tooltip="Run the session hands-free"),
        Binding("enter", "log", "Log", id="today.log", key_display="enter", tooltip="Log the set under the cursor"),
        Binding("a", "log_exercise", "Rest of exercise", id="today.log_exercise", show=False,
                tooltip="Log the sets still missing of this exercise"),
        Binding("A", "log_session", "Rest of session", id="today.log_session", show=False,
                tooltip="Log all that is still missing of the day"),
        Binding("p", "pain", "Pain", id="today.pain", tooltip="Pain of this exercise, 0 to 10"),
        Binding("p", "pain_before", "Pain", id="today.pain", tooltip="Pain before the first set is logged", show=False),
        Binding("s", "skip", "Skip", id="today.skip", tooltip="Leave this exercise out today"),
        Binding("b", "form_broke", "Form broke", id="today.form_broke", show=False,
                tooltip="Form broke: it ends the set and counts against a step"),
        Binding("n", "note", "Note", id="today.note", show=False, tooltip="A note on the last set, or on the day"),
        Binding("d", "delete", "Delete", id="today.delete", show=False,
                tooltip="Delete the last set, or bring back what was left out"),
        Binding("e", "edit", "Edit", id="today.edit", show=False,
                tooltip="Change or delete anything logged of the day"),
        Binding("plus,equals_sign", "step(1)", "One more", id="today.more", key_display="+", show=False,
                tooltip="One repetition more in the next set"),
        Binding("minus", "step(-1)", "One less", id="today.less", key_display="-", show=False,
                tooltip="One repetition less in the next set"),
        Binding("f", "flare", "Flare", id="today.flare", tooltip="A bad day: half for a few days, then a way back"),
        Binding("c", "check_in", "Check-in", id="today.check_in", tooltip="How the back is this morning", show=False),
    ]  # fmt: skip

    session = getters.query_one(SessionList)
    prompt = getters.query_one(Prompt)
    morning: TodayView | None = None

    @property
    def _on(self) -> date:
        assert self.morning is not None  # nothing can be pressed before the day is drawn
        return self.morning.view.on

    async def answer(self, work: Callable[[AppContext], str]) -> bool:
        """Write the answer to the question that is open, which stays open until it is written."""
        question = self.prompt.question

        def close() -> None:
            if self.prompt.question is question:
                self.prompt.question = None

        return await self.execute(work, on_written=close)

    async def action_log(self) -> None:
        """Log the set under the cursor, as planned or with the repetitions that were typed."""
        row = self.session.row
        if row is None:
            return
        on, exercise, already = self._on, row.exercise.id, len(row.logged)
        changed = self._typed_set(row)
        if changed is None and not row.missing:
            self.session.to_next_missing()
            return

        await self.execute(
            lambda context: recording.log_next(context, on, exercise, already, changed), on_drawn=self._go_on
        )

    def _go_on(self) -> None:
        self.session.typed = ""
        self.session.to_next_missing()

    def _typed_set(self, row: DayRow) -> SetLog | None:
        if not self.session.typed:
            return None
        number = int(self.session.typed)
        planned = row.missing[0] if row.missing else row.logged[-1] if row.logged else SetLog(row.exercise.id, reps=1)
        plain = SetLog(row.exercise.id, planned.reps, planned.minutes, planned.hold_s, planned.load_kg)
        return replace(plain, minutes=number) if row.exercise.in_minutes else replace(plain, reps=number)

    async def action_log_exercise(self) -> None:
        """Log what is missing of the exercise under the cursor."""
        row = self.session.row
        if row is not None:
            on = self._on
            await self.execute(
                lambda context: recording.log_missing(context, on, [row.exercise.id]), on_drawn=self._go_on
            )

    async def action_log_session(self) -> None:
        """Log what is missing of the whole session."""
        on = self._on
        await self.execute(lambda context: recording.log_missing(context, on))

    def action_step(self, by: int) -> None:
        """One repetition more or less in the next set."""
        row = self.session.row
        if row is None:
            return
        planned = row.missing[0] if row.missing else None
        now = int(self.session.typed or (planned.reps or planned.minutes if planned else 0))
        self.session.typed = str(max(1, now + by))

    def _ask_pain(self, text: str, reply: Callable[..., Awaitable[None]], down_the_leg: str = LEG) -> None:
        """Ask for a pain, and once more where it goes down the leg; `reply` takes it, and `leg`."""

        async def answered(pain: Any, *, leg: bool = False) -> None:
            if pain is LegMark:
                again = partial(answered, leg=True)
                self.prompt.question = Question(down_the_leg, "0-9, x for 10", DIGITS, again, asked_for=True)
            else:
                await reply(pain, leg=leg)

        hint = "0-9, x for 10, l further down the leg or numb"
        self.prompt.question = Question(text, hint, pain_answers(leg=True), answered, asked_for=True)

    def action_pain(self) -> None:
        """Ask for the pain of the exercise under the cursor; without a set it may leave the exercise out."""
        row = self.session.row
        if row is not None:
            name = row.exercise.name
            down_the_leg = f"Further down the leg, numb or tingling in {name}. How much pain?"
            self._ask_pain(f"Pain in {name}?", partial(self._write_pain, row), down_the_leg)

    async def _write_pain(self, row: DayRow, pain: int, *, leg: bool) -> None:
        """Write it, with the skip that it may lead to, and say what it leads to."""
        on, exercise = self._on, row.exercise.id
        answer: PainAnswer | None = None

        def record(context: AppContext) -> str:
            nonlocal answer
            message, answer = record_pain(context, on, exercise, pain, leg=leg)
            return message

        if await self.answer(record):
            if answer is not None:
                self.say(answer_text(answer), problem=True)
        elif not row.logged:
            self.prompt.question = None

    def action_pain_before(self) -> None:
        """Ask for the pain of an exercise of which nothing is logged yet, so that there is no set to write it to."""
        self.action_pain()

    def action_skip(self) -> None:
        """Ask why the exercise under the cursor is left out."""
        row = self.session.row
        if row is not None:
            self.prompt.question = Question(
                f"Leave out {row.exercise.name} today?",
                "p pain  t no time  e equipment  o other",
                SKIP_ANSWERS,
                lambda reason: self._answer_skip(row, reason),
                asked_for=True,
            )

    async def _answer_skip(self, row: DayRow, reason: SkipReason) -> None:
        on = self._on
        if await self.answer(lambda context: recording.skip(context, row.exercise, on, reason)):
            self.session.to_next_missing()

    async def action_form_broke(self) -> None:
        """Form broke: it ends the set whose repetitions were typed, else the last, and counts against a step."""
        row = self.session.row
        if row is None:
            return
        on, exercise, already, typed = self._on, row.exercise.id, len(row.logged), self._typed_set(row)
        if row.logged and typed is None:
            await self.execute(lambda context: recording.set_form_broke(context, on, exercise))
        elif typed is not None or row.missing:
            broken = replace(typed or row.missing[0], form_broke=True)
            if await self.execute(lambda context: recording.log_next(context, on, exercise, already, broken)):
                self.session.typed = ""

    def action_note(self) -> None:
        """Write a note to the last set, or to the day where there is none."""
        from tracker.tui.today.note_dialog import NoteDialog

        row, on = self.session.row, self._on
        exercise = row.exercise if row is not None and row.logged else None
        before = row.logged[-1].note if exercise and row else self.morning.view.note if self.morning else ""

        async def keep(text: str | None) -> None:
            if text is None:
                return
            if exercise is None:
                await self.execute(lambda context: recording.set_day_note(context, on, text))
            else:
                await self.execute(lambda context: recording.set_note(context, on, exercise.id, text))

        self.app.push_screen(NoteDialog(exercise.name if exercise else wording.day(on), before), keep)

    async def action_delete(self) -> None:
        """Delete the last set of the exercise under the cursor, or bring it back into the session."""
        row, on = self.session.row, self._on
        if row is not None:
            await self.execute(lambda context: recording.delete_last(context, on, row.exercise.id))

    def action_edit(self) -> None:
        """List all that is logged of the day, to be changed or deleted."""
        from tracker.tui.today.entries_dialog import LoggedDay

        if self.morning is not None:
            self.app.push_screen(LoggedDay(self.morning.view, self.session.cursor))

    async def action_flare(self) -> None:
        """Mark today as a flare; without a check-in its pain is asked first."""
        found, on = self.morning, self._on
        if found is None:
            return
        if found.view.checkin is None:

            async def reply(pain: int) -> None:
                await self.answer(lambda context: recording.check_in(context, on, pain, flare=True))

            self.prompt.question = Question(
                "A flare. How much pain is there now?", "0-9, x for 10", DIGITS, reply, asked_for=True
            )
            return
        await self.execute(lambda context: recording.check_in(context, on, None, flare=True))

    def action_check_in(self) -> None:
        """Ask for the morning again; the answer is an edit and replaces what is there."""
        on = self._on

        async def reply(pain: int, *, leg: bool) -> None:
            await self.answer(lambda context: recording.check_in(context, on, pain, leg=leg))

        self._ask_pain(MORNING, reply)

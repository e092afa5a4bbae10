"""The keys of Today that write: sets, pain, skips, notes, the check-in."""

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
from tracker.core.errors import NotPossibleError
from tracker.core.model import SetLog, SkipReason
from tracker.service.context import AppContext
from tracker.service.day import recording
from tracker.service.day.day_view import DayRow
from tracker.service.day.open_questions import MORNING
from tracker.service.day.pain import record_pain
from tracker.service.day.text import (
    FLARE,
    LEG,
    LEG_HINT,
    PAIN_HINT,
    SKIP_ANSWERS,
    SKIP_HINT,
    ask_leg_text,
    ask_pain_text,
    leave_out_text,
    pain_answer_text,
)
from tracker.service.day.today_view import TodayView
from tracker.tui.screen import AppScreen
from tracker.tui.today.session_list import SessionList
from tracker.tui.widgets.prompt import Prompt
from tracker.tui.widgets.question import (
    DIGITS,
    SHORT_PAIN_HINT,
    LegMark,
    Question,
    Unknown,
    pain_answers,
)


class DayActions(AppScreen):
    """A screen whose keys write to a day.

    Questions are asked through `prompt`; the keys act on the row under the cursor of `session`.
    """

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
    today_view: TodayView | None = None

    @property
    def _on(self) -> date:
        assert self.today_view is not None  # nothing can be pressed before the day is drawn
        return self.today_view.view.on

    async def answer(self, work: Callable[[AppContext], str]) -> bool:
        """Run `work`, which writes the answer to the open question, and close that question once it is written."""
        question = self.prompt.question

        def close() -> None:
            if self.prompt.question is question:
                self.prompt.question = None

        return await self.execute(work, on_written=close)

    async def action_log(self) -> None:
        """Log the set under the cursor, as planned or with the amount that was typed."""
        row = self.session.row
        if row is None:
            return
        on, exercise, logged_count = self._on, row.exercise.id, len(row.logged)
        edited = self._edited_set(row)
        if edited is None and not row.missing:
            self.session.to_next_missing()
            return

        await self.execute(
            lambda context: recording.log_next(context, on, exercise, logged_count, edited), on_drawn=self._go_on
        )

    def _ask_first_open(self) -> None:
        """Ask the first open question in place of the one that is there; a screen with questions does that."""

    def _go_on(self) -> None:
        self.session.typed_amount = ""
        self.session.to_next_missing()

    def _edited_set(self, row: DayRow) -> SetLog | None:
        if not self.session.typed_amount:
            return None
        number = int(self.session.typed_amount)
        planned = row.missing[0] if row.missing else row.logged[-1] if row.logged else SetLog(row.exercise.id, reps=1)
        plain = SetLog(row.exercise.id, planned.reps, planned.minutes, planned.hold_s, planned.load_kg)
        return replace(plain, minutes=number) if row.exercise.in_minutes else replace(plain, reps=number)

    async def action_log_exercise(self) -> None:
        row = self.session.row
        if row is not None:
            on = self._on
            await self.execute(
                lambda context: recording.log_missing(context, on, [row.exercise.id]), on_drawn=self._go_on
            )

    async def action_log_session(self) -> None:
        on = self._on
        await self.execute(lambda context: recording.log_missing(context, on))

    def action_step(self, by: int) -> None:
        """Change the amount of the next set by `by`."""
        row = self.session.row
        if row is None:
            return
        planned = row.missing[0] if row.missing else None
        current = int(self.session.typed_amount or (planned.reps or planned.minutes if planned else 0))
        self.session.typed_amount = str(max(1, current + by))

    def pain_question(
        self, text: str, reply: Callable[..., Awaitable[None]], *, name: str = "", leg_question: str = LEG,
        unknown: bool = False, asked_for: bool = False,
    ) -> Question:  # fmt: skip
        """A question for a pain; after `l` it asks for the number with leg symptoms marked.

        Calls `reply(pain, leg=…)`; where it may be `unknown`, `enter` gives a pain of None.
        """

        async def take_answer(pain: Any, *, leg: bool = False) -> None:
            if pain is LegMark:
                take_leg_pain = partial(take_answer, leg=True)
                self.prompt.question = Question(leg_question, LEG_HINT, DIGITS, take_leg_pain, name, asked_for=True)
            else:
                await reply(None if pain is Unknown else pain, leg=leg)

        hint, short_hint = PAIN_HINT, SHORT_PAIN_HINT
        if unknown:
            hint, short_hint = f"{hint}; enter: don't know", f"{short_hint}; enter unknown"
        answers = pain_answers(unknown=unknown)
        return Question(text, hint, answers, take_answer, name, asked_for=asked_for, short_hint=short_hint)

    def _ask_pain(self, text: str, reply: Callable[..., Awaitable[None]], leg_question: str = LEG) -> None:
        self.prompt.question = self.pain_question(text, reply, leg_question=leg_question, asked_for=True)

    def action_pain(self) -> None:
        """Ask for the pain of the exercise under the cursor; without a set it may leave the exercise out."""
        row = self.session.row
        if row is not None:
            name = row.exercise.name
            self._ask_pain(ask_pain_text(name), partial(self._write_pain, row), ask_leg_text(name))

    async def _write_pain(self, row: DayRow, pain: int, *, leg: bool) -> None:
        """Write a pain, with the skip that it may lead to, and say what to do."""
        on, exercise = self._on, row.exercise.id
        answer: PainAnswer | None = None
        needs_set = False

        def record(context: AppContext) -> str:
            nonlocal answer, needs_set
            try:
                message, answer = record_pain(context, on, exercise, pain, leg=leg, shown=row.pain)
            except NotPossibleError:
                needs_set = not row.logged
                raise
            return message

        if await self.answer(record):
            if answer is not None:
                self.say(pain_answer_text(answer), problem=True)
        elif needs_set:
            self._ask_first_open()

    def action_pain_before(self) -> None:
        """Ask for the pain of an exercise before its first set."""
        self.action_pain()

    def action_skip(self) -> None:
        row = self.session.row
        if row is not None:
            self.prompt.question = Question(
                leave_out_text(row.exercise.name),
                SKIP_HINT,
                SKIP_ANSWERS,
                lambda reason: self._answer_skip(row, reason),
                asked_for=True,
            )

    async def _answer_skip(self, row: DayRow, reason: SkipReason) -> None:
        on = self._on
        if await self.answer(lambda context: recording.skip(context, row.exercise, on, reason, shown=row.skip)):
            self.session.to_next_missing()

    async def action_form_broke(self) -> None:
        """Log the typed set as broken form, or mark the last logged set."""
        row = self.session.row
        if row is None:
            return
        on, exercise, logged_count, edited = self._on, row.exercise.id, len(row.logged), self._edited_set(row)
        if row.logged and edited is None:
            await self.execute(lambda context: recording.set_form_broke(context, on, exercise, logged_count))
        elif edited is not None or row.missing:
            broken = replace(edited or row.missing[0], form_broke=True)
            if await self.execute(lambda context: recording.log_next(context, on, exercise, logged_count, broken)):
                self.session.typed_amount = ""

    def action_note(self) -> None:
        """Edit the note of the last set, or of the day if the exercise has no set."""
        from tracker.tui.today.note_form import NoteForm

        row, today_view = self.session.row, self.today_view
        if row is not None and row.logged:
            self.app.push_screen(NoteForm(self._on, row.exercise.name, "", row.logged[-1]), self.say_written)
        elif today_view is not None:
            view = today_view.view
            name = wording.day(view.on, today=view.today)
            self.app.push_screen(NoteForm(self._on, name, view.note), self.say_written)

    async def action_delete(self) -> None:
        """Delete the last set of the exercise under the cursor, or its skip."""
        row, on = self.session.row, self._on
        if row is not None:
            await self.execute(lambda context: recording.delete_last(context, on, row.exercise.id, len(row.logged)))

    def action_edit(self) -> None:
        from tracker.tui.today.entries_dialog import EntriesDialog

        if self.today_view is not None:
            self.app.push_screen(EntriesDialog(self.today_view.view, self.session.cursor))

    async def action_flare(self) -> None:
        """Mark today as a flare; without a check-in, ask for its pain first."""
        today_view, on = self.today_view, self._on
        if today_view is None:
            return
        first = False

        def mark(context: AppContext, pain: int | None, *, leg: bool = False) -> str:
            nonlocal first
            first = on == context.today() and not context.store.had_flare()
            return recording.check_in(context, on, pain, flare=True, leg=leg, keep_worse=pain is not None)

        if today_view.view.checkin is None:

            async def reply(pain: int, *, leg: bool) -> None:
                if await self.answer(lambda context: mark(context, pain, leg=leg)) and first:
                    await self._show_flare_card()

            self._ask_pain(FLARE, reply)
            return
        if await self.execute(lambda context: mark(context, None)) and first:
            await self._show_flare_card()

    async def _show_flare_card(self) -> None:
        """What helps in a flare, to be read with the first one."""
        from tracker.service.library.info_cards import card_on_flares
        from tracker.tui.dialogs.info_card import InfoCardText

        card = await self.read_or_none(card_on_flares)
        if card is not None:
            self.app.push_screen(InfoCardText(card))

    def action_check_in(self) -> None:
        """Ask for the morning's pain again; the answer replaces the check-in."""
        on, shown = self._on, self.today_view.view.checkin if self.today_view else None

        async def reply(pain: int, *, leg: bool) -> None:
            await self.answer(lambda context: recording.check_in(context, on, pain, leg=leg, shown=shown))

        self._ask_pain(MORNING, reply)

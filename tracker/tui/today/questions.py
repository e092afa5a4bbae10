"""The questions that Today asks, in order, and what the answers write."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from textual.binding import Binding

from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.engine.progression import Care, Verdict
from tracker.service import first_run
from tracker.service.day import care, recording
from tracker.service.day.limit_offer import LimitOffer, put_off_limit
from tracker.service.day.open_questions import (
    ClosingQuestion,
    FunctionDue,
    LimitQuestion,
    MorningQuestion,
    OpenQuestion,
    StepQuestion,
    SwapQuestion,
    morning_question,
    open_questions,
)
from tracker.service.day.text import PROFESSIONAL, limit_agreed_text, limit_text, step_text, unanswered_care
from tracker.service.function.questions import put_off
from tracker.service.plan.swap_offer import SwapOffer, put_off_swap
from tracker.tui.protocols import in_units
from tracker.tui.today.actions import DayActions
from tracker.tui.widgets.question import Question


class DayQuestions(DayActions):
    """Asks the open questions one after the other, and those that a key asks for."""

    BINDINGS = [
        Binding("t", "open_question", "Open question", id="today.open_question",
                tooltip="What was asked on the first run and is still open"),
        Binding("m", "fill_morning", "Fill in a morning", id="today.fill_morning", show=False,
                tooltip="The pain of a morning before, if you remember it"),
        Binding("i", "talked", "I have talked to somebody", id="today.talked", show=False,
                tooltip="About what a doctor or therapist should hear of"),
        Binding("y", "accept", "Accept the step", id="today.accept", show=False,
                tooltip="Take the step that is proposed for this exercise"),
        Binding("w", "why", "Why", id="today.why", tooltip="The whole reasoning", show=False),
    ]  # fmt: skip

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._put_off: set[str] = set()
        # Days on which some exercise hurt, by the answer to the question after the session.
        self._painful_days: set[date] = set()

    def _ask_next(self) -> None:
        """Ask the first open question that was not put off, unless the person asked for another."""
        if self.prompt.question is None or not self.prompt.question.asked_for:
            self._ask_first_open()

    def _ask_first_open(self) -> None:
        """Ask the first open question that was not put off in place of the one that is there, whichever that is."""
        previous, question = self.prompt.question, next(iter(self._open_questions()), None)
        self.prompt.question = question
        if question is not None and question != previous and question.exercise is not None:
            self.session.cursor = question.exercise

    def _open_questions(self) -> list[Question]:
        """All that is open and was not put off, in the order in which it is asked."""
        if self.today_view is None:
            return []
        hurt = self.today_view.view.on in self._painful_days
        return [self._as_asked(question) for question in open_questions(self.today_view, self._put_off, hurt=hurt)]

    def _as_asked(self, question: OpenQuestion) -> Question:
        match question:
            case ClosingQuestion():
                return self.pain_question(question.text, self._answer_closing, name=question.name)
            case MorningQuestion():
                return self._ask_morning(question)
            case SwapQuestion():
                return self._ask_swap(question)
            case StepQuestion():
                return self._ask_step(question)
            case LimitQuestion():
                return self._ask_limit(question)
            case FunctionDue():
                return self._ask_function(question)

    def _ask_morning(self, question: MorningQuestion, *, asked_for: bool = False) -> Question:
        """The question for the morning of the day shown, or of one before it, which may be unknown."""
        reply, unknown = partial(self._answer_morning, question.on), question.earlier
        return self.pain_question(question.text, reply, name=question.name, unknown=unknown, asked_for=asked_for)

    async def _answer_morning(self, on: date, pain: int | None, *, leg: bool) -> None:
        if pain is None:
            self._put_off.add(f"morning {on}")
            self._draw_open()
            self._ask_first_open()
            return
        await self.answer(lambda context: recording.check_in(context, on, pain, leg=leg, keep_worse=True))

    def _draw_open(self) -> None:
        """Draw the lines about what is still open; the screen does that."""

    @property
    def _mornings_to_fill(self) -> tuple[date, ...]:
        """The mornings before today that are unknown and are not asked any more."""
        today_view = self.today_view
        if today_view is None:
            return ()
        begun = any(row.logged for row in today_view.view.rows)
        return tuple(day for day in today_view.missed if begun or f"morning {day}" in self._put_off)

    def action_fill_morning(self) -> None:
        """Ask for the last morning that is unknown and is not asked by itself any more."""
        days, today_view = self._mornings_to_fill, self.today_view
        if days and today_view is not None:
            question = morning_question(days[-1], today_view.view.on, today_view.view.today)
            self.prompt.question = self._ask_morning(question, asked_for=True)

    def _ask_step(self, question: StepQuestion) -> Question:
        verdict = question.verdict
        return Question(
            in_units(self, step_text(self._name_of(verdict.exercise), verdict, self._name_of)),
            "y yes  n not this week  w why",
            {"y": True, "n": False},
            lambda answer: self._answer_step(verdict, answer),
            question.name,
            verdict.exercise,
        )

    def _ask_swap(self, question: SwapQuestion) -> Question:
        return Question(
            question.text,
            "y choose one  n not now",
            {"y": True, "n": False},
            partial(self._answer_swap, question.offer),
            question.name,
            question.offer.exercise.id,
        )

    async def _answer_swap(self, offer: SwapOffer, answer: bool) -> None:
        from tracker.service.plan import planning
        from tracker.tui.today.swap_dialog import SwapDialog

        async def swap(chosen: str | None) -> None:
            if chosen is not None:
                await self.execute(lambda context: planning.swap(context, offer.exercise, context.exercises()[chosen]))

        if answer:
            self.app.push_screen(SwapDialog(offer), swap)
        else:
            await self.answer(lambda context: put_off_swap(context, offer.exercise))

    def _name_of(self, exercise: str) -> str:
        return self.today_view.names.get(exercise, exercise) if self.today_view else exercise

    async def _answer_step(self, verdict: Verdict, answer: bool) -> None:
        from tracker.service.plan import planning

        act = planning.accept if answer else planning.decline
        await self.answer(lambda context: act(context, context.exercises()[verdict.exercise], shown=verdict.proposed))

    def _ask_limit(self, question: LimitQuestion) -> Question:
        offer = question.offer
        hint = "y they agree  n not yet" if offer.needs_agreement else "y yes  n not now"
        answers = {"y": True, "n": False}
        return Question(limit_text(offer), hint, answers, partial(self._answer_limit, offer), question.name)

    async def _answer_limit(self, offer: LimitOffer, answer: bool) -> None:
        if answer and offer.needs_agreement:
            self.prompt.question = Question(
                limit_agreed_text(offer),
                "y yes  esc not yet",
                {"y": True},
                lambda _: self._set_limit(offer),
                LimitQuestion(offer).name,
                asked_for=True,
            )
        elif answer:
            await self._set_limit(offer)
        else:
            if self.today_view is not None:  # else it is asked again until offers are read anew
                self.today_view = self.today_view.without_offer()
            await self.answer(put_off_limit)

    async def _set_limit(self, offer: LimitOffer) -> None:
        from tracker.service.plan import engine_settings

        self._put_off.add(LimitQuestion(offer).name)  # the next higher limit is another day's question
        limit, agreed = {"pain_free_limit": str(offer.limit)}, offer.needs_agreement
        await self.answer(lambda context: engine_settings.change_settings(context, limit, agreed=agreed))

    def _ask_function(self, question: FunctionDue) -> Question:
        return Question(
            question.question,
            "y write it  l later  n not again",
            {"y": None, "l": False, "n": True},
            partial(self._answer_function, question.question),
            question.name,
        )

    async def _answer_function(self, question: FunctionQuestion, for_good: bool | None) -> None:
        if for_good is None:
            from tracker.tui.dialogs.function_forms import open_form

            await open_form(self, question, self._on)
        else:
            await self.answer(lambda context: put_off(context, question, for_good=for_good))

    async def _answer_closing(self, pain: int, *, leg: bool) -> None:
        on = self._on
        if pain == 0 and not leg:
            await self.answer(lambda context: recording.answer_for_all(context, on, 0))
            return
        self.prompt.question = Question(
            f"Pain {pain} in which exercise?",
            "move to it, then enter",
            {"enter": pain},
            partial(self._answer_which, leg=leg),
            asked_for=True,
        )

    async def _answer_which(self, pain: int, *, leg: bool) -> None:
        """Write it to the exercise under the cursor, unless a worse pain was noted in the session."""
        row = self.session.row
        if row is not None:
            self._painful_days.add(self._on)
            noted_leg = any(logged.leg for logged in row.logged)
            if row.pain is not None and row.pain >= pain and leg <= noted_leg:
                self.say(f"{row.exercise.name}: the pain of {row.pain} that you noted stays.")
                self._ask_first_open()
            else:
                await self._write_pain(row, max(pain, row.pain or 0), leg=leg or noted_leg)

    def action_open_question(self) -> None:
        """Ask all that is still open of the first run."""
        today_view = self.today_view
        if today_view is None:
            return
        if today_view.unanswered:
            self.tracker.ask_open_steps()
        else:
            self.prompt.question = Question(
                PROFESSIONAL,
                "y yes  esc not yet",
                {"y": True},
                self._answer_agreed,
                asked_for=True,
            )

    async def _answer_agreed(self, _: Any) -> None:
        await self.answer(first_run.professional_agreed)

    @property
    def _care_to_answer(self) -> Care | None:
        """The reason to see somebody whose words are shown, where today is shown and it is not answered."""
        today_view = self.today_view
        if today_view is None or today_view.view.on != today_view.view.today:
            return None
        return unanswered_care(today_view.view.advice.care)

    async def action_talked(self) -> None:
        """Record that the person has talked to somebody about the reason that is shown."""
        reason = self._care_to_answer
        if reason is not None:
            await self.execute(lambda context: care.answer_care(context, reason.code))

    async def action_accept(self) -> None:
        verdict = self._step_here()
        if verdict is not None:
            await self._answer_step(verdict, True)

    def _step_here(self) -> Verdict | None:
        row, today_view = self.session.row, self.today_view
        if row is None or today_view is None:
            return None
        return next((verdict for verdict in today_view.steps if verdict.exercise == row.exercise.id), None)

    def action_why(self) -> None:
        row = self.session.row
        if row is not None and row.verdict is not None:
            self._show_reasoning(row.verdict)

    def _show_reasoning(self, verdict: Verdict) -> None:
        from tracker.tui.today.reasoning import Reasoning

        if self.today_view is not None:
            self.app.push_screen(Reasoning(verdict, self.today_view.view.on, self._name_of))

"""The questions that Today asks, in order, and what the answers write."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from textual.binding import Binding

from tracker.core import wording
from tracker.core.engine.progression import Verdict
from tracker.service import first_run
from tracker.service.day import recording
from tracker.service.day.today_view import SAFE_LIMIT
from tracker.service.plan import engine_settings, planning
from tracker.tui.today.actions import DayActions
from tracker.tui.today.text import step_text
from tracker.tui.widgets.question import CLOSING, CLOSING_OTHERS, MORNING, Question, Unknown, pain_answers


class DayQuestions(DayActions):
    """Asks the open questions one after the other, and those that a key asks for."""

    BINDINGS = [
        Binding("t", "open_question", "Open question", id="today.open_question",
                tooltip="What was asked on the first run and is still open"),
        Binding("y", "accept", "Accept the step", id="today.accept", show=False,
                tooltip="Take the step that is proposed for this exercise"),
        Binding("w", "why", "Why", id="today.why", tooltip="The whole reasoning", show=False),
    ]  # fmt: skip

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._put_off: set[str] = set()
        self._painful_days: set[date] = (
            set()
        )  # days on which it hurt in some exercise, as the last question was answered

    def _ask_next(self) -> None:
        """Ask the first open question that was not put off, unless the person asked for another."""
        if self.prompt.question is None or not self.prompt.question.asked_for:
            previous = self.prompt.question
            question = next(
                (question for question in self._open_questions() if question.name not in self._put_off), None
            )
            self.prompt.question = question
            if question is not None and question != previous and question.exercise is not None:
                self.session.cursor = question.exercise

    def _open_questions(self) -> list[Question]:
        today_view = self.today_view
        if today_view is None or today_view.new:
            return []
        on = today_view.view.on
        questions = []
        if today_view.view.checkin is None:
            questions.append(
                self._ask_morning(on, MORNING if on == today_view.view.today else f"Morning of {wording.day(on)}?")
            )
        questions += [
            Question(
                f"And on {wording.weekday(day)} morning?",
                "0-9, x for 10, enter don't know",
                pain_answers(unknown=True),
                partial(self._answer_morning, day),
                f"missed {day}",
            )
            for day in today_view.missed
        ]
        if today_view.view.complete and any(row.pain is None for row in today_view.view.rows if row.logged):
            text = CLOSING_OTHERS if on in self._painful_days else CLOSING
            questions.append(Question(text, "0-9, x for 10", pain_answers(), self._answer_closing, f"closing {on}"))
        questions += [self._ask_step(verdict) for verdict in today_view.steps]
        if today_view.only_small_readings:
            questions.append(
                Question(
                    "For four weeks only readings of 1 and 2 stood in the way of a step. Count up to 2 as pain-free?",
                    "y yes  n no",
                    {"y": True, "n": False},
                    self._answer_limit,
                    "limit",
                )
            )
        return questions

    def _ask_morning(self, on: date, text: str) -> Question:
        return Question(
            text, "0-9, x for 10", pain_answers(), lambda answer: self._answer_morning(on, answer), f"morning {on}"
        )

    async def _answer_morning(self, on: date, answer: Any) -> None:
        if answer is Unknown:
            self._put_off.add(f"missed {on}")
            self._ask_next()
            return
        await self.answer(lambda context: recording.check_in(context, on, answer, keep_worse=True))

    def _ask_step(self, verdict: Verdict) -> Question:
        return Question(
            step_text(self._name_of(verdict.exercise), verdict, self._name_of),
            "y yes  n not this week  w why",
            {"y": True, "n": False, "w": None},
            lambda answer: self._answer_step(verdict, answer),
            f"step {verdict.exercise}",
            verdict.exercise,
        )

    def _name_of(self, exercise: str) -> str:
        return self.today_view.names.get(exercise, exercise) if self.today_view else exercise

    async def _answer_step(self, verdict: Verdict, answer: bool | None) -> None:
        if answer is None:
            self._show_reasoning(verdict)
            return
        act = planning.accept if answer else planning.decline
        await self.answer(lambda context: act(context, context.exercises()[verdict.exercise]))

    async def _answer_limit(self, answer: bool) -> None:
        if answer:
            await self.answer(lambda context: engine_settings.put_settings(context, {"pain_free_limit": SAFE_LIMIT}))
        else:
            self._put_off.add("limit")
            self._ask_next()

    async def _answer_closing(self, pain: int) -> None:
        on = self._on
        if pain == 0:
            if await self.answer(lambda context: recording.answer_for_all(context, on, 0)):
                self._say_closing()
            return
        self.prompt.question = Question(
            f"Pain {pain} in which exercise?",
            "move to it, then enter",
            {"enter": pain},
            self._answer_which,
            asked_for=True,
        )

    async def _answer_which(self, pain: int) -> None:
        row = self.session.row
        if row is not None:
            self._painful_days.add(self._on)
            await self._write_pain(row, pain, leg=False)

    def action_open_question(self) -> None:
        """Ask what is still open of the first run."""
        today_view = self.today_view
        if today_view is None:
            return
        if today_view.unanswered:
            self.tracker.action_ask_again(today_view.unanswered[0])
        else:
            self.prompt.question = Question(
                "Has a professional agreed to larger doses?",
                "y yes  esc not yet",
                {"y": True},
                self._answer_agreed,
                asked_for=True,
            )

    async def _answer_agreed(self, _: Any) -> None:
        await self.answer(first_run.professional_agreed)

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

        self.app.push_screen(Reasoning(verdict, self._name_of))

    def _say_closing(self) -> None:
        if self.today_view is not None:
            self.say(self.today_view.closing())

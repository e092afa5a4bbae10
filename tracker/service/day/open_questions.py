"""Which questions are open on a day, in the order in which they are asked, and the words in which they are asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from tracker.core import wording
from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.engine.progression import Verdict
from tracker.service.day.limit_offer import LimitOffer
from tracker.service.day.today_view import TodayView
from tracker.service.plan.swap_offer import SwapOffer

MORNING = "Back or leg pain this morning? (not stiffness or muscle ache)"
CLOSING = "Any back or leg pain during today's session? 0 = none."
CLOSING_OTHERS = "And any back or leg pain during the other exercises? 0 = none."


class ClosingQuestion(NamedTuple):
    """The pain during the session of the day, for the exercises without a reading."""

    on: date
    text: str

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return f"closing {self.on}"


class MorningQuestion(NamedTuple):
    """The pain of the morning of `on`; of an `earlier` one than the day's it may be unknown."""

    on: date
    text: str
    earlier: bool = False

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return f"morning {self.on}"


class SwapQuestion(NamedTuple):
    """Whether another exercise is to take the place of one that hurts."""

    offer: SwapOffer

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return f"swap {self.offer.exercise.id}"

    @property
    def text(self) -> str:
        """The question."""
        return f"{self.offer.exercise.name} has hurt two weeks running. Try another exercise in its place?"


class StepQuestion(NamedTuple):
    """Whether a step is taken; its words are `step_text`."""

    verdict: Verdict

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return f"step {self.verdict.exercise}"


class LimitQuestion(NamedTuple):
    """Whether a higher pain is to count as pain-free; its words are `limit_text`."""

    offer: LimitOffer

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return "limit"


class FunctionDue(NamedTuple):
    """The goal, the activities, or how well they go, where one of them is to be asked for."""

    question: FunctionQuestion

    @property
    def name(self) -> str:
        """The key by which the question is put off."""
        return f"function {self.question.name}"


OpenQuestion = ClosingQuestion | MorningQuestion | SwapQuestion | StepQuestion | LimitQuestion | FunctionDue


def open_questions(today_view: TodayView, put_off: Collection[str] = (), *, hurt: bool = False) -> list[OpenQuestion]:
    """All that is open and not among the names of those that were `put_off`, in the order in which it is asked.

    What was done comes first, so that a number typed after the session is about the session. The mornings before are
    asked only until a set of the day is logged. `hurt` says that the closing question was answered for an exercise.
    """
    if today_view.new:
        return []
    view = today_view.view
    questions: list[OpenQuestion] = []
    if view.complete and any(row.pain is None for row in view.rows if row.logged):
        questions.append(ClosingQuestion(view.on, _closing_text(view.on, view.today, hurt=hurt)))
    if view.checkin is None:
        questions.append(morning_question(view.on, view.on, view.today))
    if not any(row.logged for row in view.rows):
        questions += [morning_question(day, view.on, view.today) for day in today_view.missed]
    swaps = [question for question in map(SwapQuestion, today_view.swaps) if question.name not in put_off]
    questions += swaps
    to_swap = {question.offer.exercise.id for question in swaps}
    questions += [StepQuestion(verdict) for verdict in today_view.steps if verdict.exercise not in to_swap]
    if today_view.limit_offer is not None:
        questions.append(LimitQuestion(today_view.limit_offer))
    if today_view.function_due is not None:
        questions.append(FunctionDue(today_view.function_due))
    return [question for question in questions if question.name not in put_off]


def morning_question(on: date, day: date, today: date) -> MorningQuestion:
    """The question for the morning of the day shown, or of one before it."""
    earlier = on != day
    if on == today:
        return MorningQuestion(on, MORNING)
    weekday = f"{wording.weekday(on)} " if earlier else ""
    return MorningQuestion(on, f"Pain on the morning of {weekday}{wording.day(on, today=today)}?", earlier)


def _closing_text(on: date, today: date, *, hurt: bool) -> str:
    if hurt:
        return CLOSING_OTHERS
    if on == today:
        return CLOSING
    return f"Any back or leg pain during the session on {wording.day(on, today=today)}? 0 = none."

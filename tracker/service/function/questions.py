"""Which question about goal and activities is due, its answers *later* and *not again*, and the lines beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.core.analytics.function_due import LATER, NOT_AGAIN, FunctionQuestion, due_question
from tracker.core.errors import NotPossibleError
from tracker.core.model import TherapistQuestion
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text

# The three questions of the PEG scale, in the order of their answers (Krebs 2009, in our own words).
PEG = ("Pain on average", "In the way of enjoying life", "In the way of what you do")


def due(context: AppContext, on: date) -> FunctionQuestion | None:
    """The question that is due on a day."""
    history, store = context.window(on), context.store
    return due_question(
        on,
        settings=history.settings,
        checkins=history.checkins,
        pauses=history.pauses,
        goal=store.goal(),
        activities=store.activities(),
        function=store.function_scores(),
        answers=store.answers(),
    )


@transactional
def put_off(context: AppContext, question: FunctionQuestion, *, for_good: bool) -> str:
    """Ask a question tomorrow, or not again."""
    with context.write(f"{question} {NOT_AGAIN if for_good else LATER}".capitalize()) as work:
        work.put_answer(question, NOT_AGAIN if for_good else LATER, context.today())
    return "The question does not come again." if for_good else "The question comes again tomorrow."


def unanswered_questions(context: AppContext) -> tuple[TherapistQuestion, ...]:
    """The person's questions that have no answer yet, by date."""
    return tuple(question for question in context.store.therapist_questions() if not question.answered)


@transactional
def note_questions(context: AppContext, text: str, answers: Mapping[TherapistQuestion, str]) -> str:
    """Note a question for the doctor or therapist, unless `text` is empty, and answers to questions noted before.

    Raises NotPossibleError where one was noted already, or was answered or deleted meanwhile.
    """
    stored = context.store.therapist_questions()
    for part in (text, *answers.values()):
        require_text(part)
    if any(question not in stored for question in answers):
        raise NotPossibleError("One of the questions is no longer as it was; it was changed elsewhere.")
    if any((question.date, question.text) == (context.today(), text) for question in stored):
        raise NotPossibleError("That question is noted already.")
    noted = [f"question noted: {text}"] if text else []
    noted += [f"answer noted to: {question.text}" for question in answers]
    message = "; ".join(noted)
    message = message[0].upper() + message[1:]
    with context.write(message) as work:
        if text:
            work.put_therapist_question(TherapistQuestion(context.today(), text))
        for question, answered in answers.items():
            work.put_therapist_question(replace(question, answered=answered))
    return f"{message}."

"""Which question about goal and activities is due, its answers *later* and *not again*, and the lines beside it."""

from __future__ import annotations

from datetime import date

from tracker.core.analytics.function_due import LATER, NOT_AGAIN, FunctionQuestion, due_question
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import TherapistQuestion
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text


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


@transactional
def add_question(context: AppContext, text: str) -> str:
    """Note a question for the doctor or therapist. Raises UsageError for an empty one."""
    text = text.strip()
    if not text:
        raise UsageError("Write the question.")
    require_text(text)
    question = TherapistQuestion(context.today(), text)
    if any((other.date, other.text) == (question.date, text) for other in context.store.therapist_questions()):
        raise NotPossibleError("That question is noted already.")
    with context.write(f"Question noted: {text}") as work:
        work.put_therapist_question(question)
    return "The question is noted; the report has room for its answer."


@transactional
def edit_question(context: AppContext, old: TherapistQuestion, new: TherapistQuestion) -> str:
    """Change a question or its answer. Raises NotPossibleError where it was changed or deleted meanwhile."""
    require_text(new.text)
    require_text(new.answered)
    if old not in context.store.therapist_questions():
        raise NotPossibleError("That question is no longer as it was; it was changed elsewhere.")
    with context.write("Question changed") as work:
        work.delete_therapist_question(old.date, old.text)
        work.put_therapist_question(new)
    return "The question is changed."


@transactional
def delete_question(context: AppContext, question: TherapistQuestion) -> str:
    """Delete a question."""
    with context.write(f"Question deleted: {question.text}") as work:
        work.delete_therapist_question(question.date, question.text)
    return "The question is deleted."

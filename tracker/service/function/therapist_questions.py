"""The person's questions for their doctor or therapist: listed, noted, changed, answered and deleted."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import TherapistQuestion
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text

GONE = "That question is no longer as it was listed; it was changed elsewhere."


def listed_questions(context: AppContext) -> tuple[TherapistQuestion, ...]:
    """Those without an answer, then those with one; each by date."""
    return tuple(sorted(context.store.therapist_questions(), key=lambda question: bool(question.answered)))


@transactional
def add_question(context: AppContext, text: str) -> str:
    """Note a question today. Raises NotPossibleError where it is noted already."""
    question = TherapistQuestion(context.today(), _one_line(text))
    _require_new(context, question)
    message = f"Question noted: {question.text}"
    with context.write(message) as work:
        work.put(question)
    return message


@transactional
def change_question(context: AppContext, shown: TherapistQuestion, *, text: str, answered: str) -> str:
    """Write another text, or what was answered; an empty answer takes that back.

    Raises NotPossibleError where nothing is changed, or the question was changed elsewhere.
    """
    _require_stored(context, shown)
    after = replace(shown, text=_one_line(text), answered=" ".join(answered.split()))
    require_text(after.answered)
    if after == shown:
        raise NotPossibleError("Nothing is changed yet.")
    if after.text != shown.text:
        _require_new(context, after)
        message = f"Question changed: {after.text}"
    elif after.answered:
        message = f"Answer noted to: {after.text}"
    else:
        message = f"Without an answer again: {after.text}"
    with context.write(message) as work:
        work.delete(TherapistQuestion, shown.date, shown.text)
        work.put(after)
    return message


@transactional
def delete_question(context: AppContext, shown: TherapistQuestion) -> str:
    """Delete a question. Raises NotPossibleError where it was changed elsewhere."""
    _require_stored(context, shown)
    message = f"Question deleted: {shown.text}"
    with context.write(message) as work:
        work.delete(TherapistQuestion, shown.date, shown.text)
    return message


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UsageError("Write the question, such as: May I run again?")
    require_text(text)
    return text


def _require_stored(context: AppContext, shown: TherapistQuestion) -> None:
    if shown not in context.store.therapist_questions():
        raise NotPossibleError(GONE)


def _require_new(context: AppContext, question: TherapistQuestion) -> None:
    stored = context.store.therapist_questions()
    if any((other.date, other.text) == (question.date, question.text) for other in stored):
        raise NotPossibleError("That question is noted already.")

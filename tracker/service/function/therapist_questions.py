"""The person's questions for their doctor or therapist: listed, noted, changed, answered and deleted."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import TherapistQuestion
from tracker.service.context import AppContext, transactional
from tracker.service.merging import merge_edit
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
    context.put(message, question)
    return message


@transactional
def change_question(context: AppContext, shown: TherapistQuestion, *, text: str, answered: str) -> str:
    """Write another text, or what was answered; an empty answer takes that back.

    Raises NotPossibleError where nothing is changed, or there is no question of that text any more, and
    ChangedElsewhereError where it has another answer by now than the one that was `shown`.
    """
    edited = replace(shown, text=_one_line(text), answered=" ".join(answered.split()))
    require_text(edited.answered)
    questions = context.store.therapist_questions()
    stored = next(
        (question for question in questions if (question.date, question.text) == (shown.date, shown.text)), None
    )
    if stored is None:
        raise NotPossibleError(GONE)
    after = merge_edit(shown, edited, stored, {"text": "the question", "answered": "the answer"})
    if after == stored:
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
    if shown not in context.store.therapist_questions():
        raise NotPossibleError(GONE)
    message = f"Question deleted: {shown.text}"
    with context.write(message) as work:
        work.delete(TherapistQuestion, shown.date, shown.text)
    return message


@transactional
def change_listed(context: AppContext, number: int, *, text: str | None = None, answered: str | None = None) -> str:
    """Change the question of a number in the list; what is None stays. Raises UsageError where there is none."""
    shown = _listed(context, number)
    text, answered = shown.text if text is None else text, shown.answered if answered is None else answered
    return change_question(context, shown, text=text, answered=answered)


@transactional
def delete_listed(context: AppContext, number: int) -> str:
    """Delete the question of a number in the list. Raises UsageError where there is none."""
    return delete_question(context, _listed(context, number))


def _listed(context: AppContext, number: int) -> TherapistQuestion:
    listed = listed_questions(context)
    if not 1 <= number <= len(listed):
        raise UsageError(f"There is no question {number}; `backtracker question` lists them with their numbers.")
    return listed[number - 1]


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UsageError("Write the question, such as: May I run again?")
    require_text(text)
    return text


def _require_new(context: AppContext, question: TherapistQuestion) -> None:
    stored = context.store.therapist_questions()
    if any((other.date, other.text) == (question.date, question.text) for other in stored):
        raise NotPossibleError("That question is noted already.")

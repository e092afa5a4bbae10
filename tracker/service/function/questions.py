"""Which question about goal and activities is due, and its answers *later* and *not again*."""

from __future__ import annotations

from datetime import date

from tracker.core.analytics.function_due import LATER, NOT_AGAIN, FunctionQuestion, due_question
from tracker.core.model import Answer
from tracker.service.context import AppContext, transactional

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
    answer = NOT_AGAIN if for_good else LATER
    context.put(f"{question} {answer}".capitalize(), Answer(question, answer, context.today()))
    return "The question does not come again." if for_good else "The question comes again tomorrow."

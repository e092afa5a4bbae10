"""Offers that the person has answered with *not now*: they are made again after four weeks.

The answer is stored with its date, as those of the first run are.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.model import Answer
from tracker.service.context import AppContext

NOT_NOW = "not now"
RESTS = timedelta(weeks=4)
AGAIN = "The question comes again in four weeks."


def put_off(context: AppContext, question: str) -> None:
    """Record the answer *not now* to a question, dated today; called within a transaction."""
    context.put(f"{question} Not now", Answer(question, NOT_NOW, context.today()))


def is_put_off(context: AppContext, question: str, on: date) -> bool:
    """Whether a question was answered so in the four weeks up to `on`."""
    return any(
        (answer.question, answer.answer) == (question, NOT_NOW) and answer.date <= on < answer.date + RESTS
        for answer in context.store.answers()
    )

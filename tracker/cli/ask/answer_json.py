"""The JSON that `ask` answers with."""

from __future__ import annotations

from typing import Any

from tracker.core.analytics.record_questions.answer import Estimate
from tracker.service.history.record_questions import RecordAnswer, RecordQuestionList


def list_json(questions: RecordQuestionList) -> dict[str, Any]:
    """The answer of `ask` without a question."""
    return {
        "spent": questions.budget.spent,
        "next_new": questions.budget.next_new.isoformat(),
        "questions": [
            {
                "question": row.question.key,
                "text": row.text,
                "asked": None if row.last_asked is None else row.last_asked.isoformat(),
                "next": row.next_day.isoformat(),
                "can_say": row.cannot_say is None,
            }
            for row in questions.rows
        ],
    }


def answer_json(found: RecordAnswer) -> dict[str, Any]:
    """The answer to a question: its numbers, or why it cannot be said."""
    document: dict[str, Any] = {
        "question": found.question.key,
        "asked": None if found.asked is None else found.asked.isoformat(),
        "days": {"with": found.answer.days_with, "without": found.answer.days_without},
    }
    if isinstance(found.answer, Estimate):
        return document | {
            "effect": round(found.answer.effect, 3),
            "interval": [round(found.answer.low, 3), round(found.answer.high, 3)],
            "p": round(found.answer.p, 6),
            "claim": found.answer.claim,
        }
    return document | {"cannot_say": " ".join(found.sentences)}

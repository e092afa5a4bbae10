"""The JSON that `ask` answers with."""

from __future__ import annotations

from typing import Any

from tracker.core.analytics.record_questions.answer import Estimate
from tracker.service.files.documents import fields_json
from tracker.service.history.record_questions import RecordAnswer, RecordQuestionList


def list_json(questions: RecordQuestionList) -> dict[str, Any]:
    """The answer of `ask` without a question."""
    return {
        "spent": questions.budget.spent,
        "next_new": questions.budget.next_new.isoformat(),
        "questions": [
            {"question": row.question.key}
            | fields_json(row, "text asked=last_asked next=next_day")
            | {"can_say": row.cannot_say is None}
            for row in questions.rows
        ],
    }


def answer_json(found: RecordAnswer) -> dict[str, Any]:
    """The answer to a question: its numbers, or why it cannot be said."""
    days = fields_json(found.answer, "with=days_with without=days_without")
    document = {"question": found.question.key} | fields_json(found, "asked") | {"days": days}
    if isinstance(found.answer, Estimate):
        return document | {
            "effect": round(found.answer.effect, 3),
            "interval": [round(found.answer.low, 3), round(found.answer.high, 3)],
            "p": round(found.answer.p, 6),
            "claim": found.answer.claim,
        }
    return document | {"cannot_say": " ".join(found.sentences)}

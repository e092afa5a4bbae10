"""What is said to the pain of an exercise."""

from __future__ import annotations

from tracker.core.engine.pain_answer import PainAnswer


def pain_answer_text(answer: PainAnswer) -> str:
    """The words of an answer, with the key of the warning signs where they matter."""
    return f"{answer.text[:-1]}; ! shows the warning signs." if answer.warning_signs else answer.text

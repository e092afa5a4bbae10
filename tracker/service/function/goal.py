"""What the person wants back, in one sentence of their own."""

from __future__ import annotations

from tracker.core.errors import NotPossibleError
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text


@transactional
def set_goal(context: AppContext, text: str) -> str:
    """Set the goal; an empty text removes it. Raises NotPossibleError where that is no change."""
    text = " ".join(text.split())
    require_text(text)
    if text == context.store.goal():
        raise NotPossibleError("That is your goal already." if text else "There is no goal to remove.")
    message = f"Your goal: {text}" if text else "Your goal is removed"
    with context.write(message) as work:
        work.put_goal(text)
    return message if text else f"{message}."

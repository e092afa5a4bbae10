"""What the person wants back, in one sentence of their own."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.errors import NotPossibleError
from tracker.service.context import AppContext, transactional
from tracker.service.merging import merge_edit
from tracker.service.validation import require_text


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal, empty where there is none."""

    text: str


@transactional
def set_goal(context: AppContext, text: str, shown: str | None = None) -> str:
    """Set the goal; an empty text removes it.

    Raises NotPossibleError where that is no change, ChangedElsewhereError where there is another goal by now than the
    one that was `shown`.
    """
    text, stored = " ".join(text.split()), context.store.goal()
    require_text(text)
    if shown is not None:
        text = merge_edit(Goal(shown), Goal(text), Goal(stored), {"text": "the goal"}).text
    if text == stored:
        raise NotPossibleError("That is your goal already." if text else "There is no goal to remove.")
    message = f"Your goal: {text}" if text else "Your goal is removed"
    with context.write(message) as work:
        work.put_goal(text)
    return message if text else f"{message}."

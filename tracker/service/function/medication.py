"""What the person takes for the back, in their own words."""

from __future__ import annotations

from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.service.context import AppContext, transactional
from tracker.service.validation import require_text


@transactional
def set_medication(context: AppContext, text: str, on: date) -> str:
    """Note what is taken on a day; an empty text deletes what is noted of it.

    Raises UsageError for a day to come, NotPossibleError where that is no change.
    """
    context.require_not_in_future(on)
    text = " ".join(text.split())
    require_text(text)
    stored = next((entry.text for entry in context.store.medication() if entry.date == on), "")
    day = wording.day(on, today=context.today())
    if text == stored:
        raise NotPossibleError(f"That is noted for {day} already." if text else f"Nothing is noted for {day}.")
    message = f"{day}: medication: {text}" if text else f"The medication of {day} is deleted"
    with context.write(message) as work:
        work.put_medication(on, text)
    return message if text else f"{message}."

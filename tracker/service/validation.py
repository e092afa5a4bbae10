"""Refusals of values that no record may hold, each in one sentence, before anything is written."""

from __future__ import annotations

from tracker.core.errors import UsageError
from tracker.core.input.validation import set_faults
from tracker.core.model import MAX_PAIN, MAX_TEXT, SetLog


def require_pain(pain: int | None) -> None:
    """Raises UsageError where a pain is known and not from 0 to 10."""
    if pain is not None and not 0 <= pain <= MAX_PAIN:
        raise UsageError("Pain is a whole number from 0 to 10.")


def require_text(text: str) -> None:
    """Raises UsageError where a note or a reason is longer than can be stored."""
    if len(text) > MAX_TEXT:
        raise UsageError(
            f"A note has at most {MAX_TEXT} characters, and this one has {len(text)}; nothing was stored. Shorten it."
        )


def require_valid_set(set_log: SetLog) -> None:
    """Raises UsageError with all that is wrong with a set."""
    require_text(set_log.note)
    faults = set_faults(set_log)
    if faults:
        raise UsageError(" ".join(faults))

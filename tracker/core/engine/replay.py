"""The advice of every day of a stretch of history, as it was or would have been given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.core.engine.advice import Advice
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.model import History


def replay(history: History, first: date, last: date) -> Iterator[Advice]:
    """The advice of each day from `first` to `last`, each from nothing dated after it."""
    index = AdviceEngine(history)
    for days in range((last - first).days + 1):
        yield index.advise(first + timedelta(days))

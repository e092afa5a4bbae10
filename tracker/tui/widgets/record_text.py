"""How an exercise has gone, in words: what was done of it last, and what its next step waits for."""

from __future__ import annotations

from datetime import date

from tracker.core import wording
from tracker.core.analytics.last_days import LastDays
from tracker.core.engine.progression import Verdict, VerdictKind


def last_words(days: LastDays) -> str:
    """What was done of it last, and how that felt; nothing where it was never done of late."""
    if days.last is None:
        return ""
    pains = [each.pain for each in days.last_sets if each.pain is not None]
    amounts = "·".join(wording.number(each.reps or each.minutes) for each in days.last_sets)
    return f"Last {wording.short_day(days.last)}: {amounts}" + (f", pain {max(pains)}" if pains else "")


def next_words(verdict: Verdict, today: date) -> list[str]:
    """Why it is eased, or when the next step is possible and what it waits for; a proposal speaks for itself."""
    if verdict.verdict is VerdictKind.EASE:
        return list(verdict.why[:1])
    if verdict.verdict is not VerdictKind.HOLD:
        return []
    lines = [need.text for need in verdict.needs[:1]] or list(verdict.why[:1])
    if verdict.earliest is not None:
        lines.insert(0, f"Next step possible on {wording.day(verdict.earliest, today=today)}")
    return lines

"""How an exercise has gone, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core import wording
from tracker.core.analytics.last_days import LastDays
from tracker.core.engine.progression import Verdict, VerdictKind
from tracker.core.model import SetLog
from tracker.service.day.text import next_step_text


def last_done_text(days: LastDays) -> str:
    """What was done of it last, with its pain; empty if it was not done in the days given."""
    if days.last is None:
        return ""
    return f"Last {wording.short_day(days.last)}: {sets_text(days.last_sets)}"


def sets_text(sets: Sequence[SetLog]) -> str:
    """`7·4·2, pain 0`: the repetitions or minutes of each set, and the highest pain if any is known."""
    pains = [set_log.pain for set_log in sets if set_log.pain is not None]
    amounts = "·".join(wording.number(set_log.reps or set_log.minutes) for set_log in sets)
    return amounts + (f", pain {max(pains)}" if pains else "")


def next_step_lines(verdict: Verdict, today: date, *, dated: bool = True) -> list[str]:
    """Why it is eased, or when the next step is possible and what it waits for; empty where a step is proposed."""
    if verdict.verdict is VerdictKind.EASE:
        return list(verdict.why[:1])
    if verdict.verdict is not VerdictKind.HOLD:
        return []
    lines = [need.text for need in verdict.needs[:1]] or list(verdict.why[:1])
    possible = next_step_text(verdict, today) if dated else ""
    return [possible, *lines] if possible else lines

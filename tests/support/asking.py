"""A made-up person's record, as a document, for questions to the record: with a walk or none on each day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.support.past import TODAY, WALK, Json, sets

Walked = Callable[[int, int, Random], bool]


def freely(weekday: int, pain: int, random: Random) -> bool:
    """A walk on six days of ten, whatever the morning."""
    return random.random() < 0.6


def on_workdays(weekday: int, pain: int, random: Random) -> bool:
    """A walk from Monday to Friday, in every week."""
    return weekday < 5


def walker(*, effect: float, weeks: int = 26, walked: Walked = freely, seed: int = 1) -> Json:
    """A person whose pain of about 4 is another by `effect` on the mornings after a walk, up to today's."""
    random = Random(seed)
    mornings, sessions, after = [], [], 0.0
    for day in range(7 * weeks):
        on = TODAY - timedelta(days=7 * weeks - 1 - day)
        pain = min(max(round(4 + after + random.gauss(0, 1)), 0), 10)
        if random.random() < 0.9:
            mornings.append({"date": str(on), "pain": pain})
        walks = on < TODAY and walked(on.weekday(), pain, random)
        if walks:
            sessions.append({"date": str(on), "sets": sets("walk", WALK)})
        after = effect if walks else 0.0
    return {
        "format": "backtracker-history",
        "version": 1,
        "prescriptions": [
            {"exercise": "walk", "from": str(TODAY - timedelta(days=7 * weeks)), "dose": WALK, "why": "start"}
        ],
        "sessions": sessions,
        "checkins": mornings,
    }

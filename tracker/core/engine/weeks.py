"""The kinds of week of one exercise, and how much of a week must be known (docs/engine.md, *A week*)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import floor

from tracker.core.lazy_dict import LazyDict

# The days of a week of one exercise are counted in one number, a digit in base eight for each count, since none of them
# is more than seven: the ones are those planned, then come those done and those logged without a pain. Two bits say
# what the person's week was.
DONE, UNREAD = 8, 64
PAINFUL, KNOWN = 512, 1024


class Week(StrEnum):
    """A week of one exercise; the first that applies."""

    PAINFUL = "painful"
    OFF = "off"
    SHORT = "short"
    UNKNOWN = "unknown"
    CLEAN = "clean"


@lru_cache
def days_needed(share: float) -> tuple[int, ...]:
    """How many of 0 … 7 days a share of them is: `floor(share × days + 1/2)`, reckoned in decimals."""
    return tuple(floor(Fraction(str(share)) * days + Fraction(1, 2)) for days in range(8))


def classify(painful: bool, planned: int, done: int, needed: int, unread: int, mornings_known: bool) -> Week:
    """What a week was.

    `planned` and `done` count its days, `needed` is how many had to be done, `unread` counts days on which the exercise
    was logged without a pain, `mornings_known` says whether enough training days are followed by a check-in.
    """
    if painful:
        return Week.PAINFUL
    if not planned:
        return Week.OFF
    if done < needed or not done:
        return Week.SHORT
    if unread or not mornings_known:
        return Week.UNKNOWN
    return Week.CLEAN


def counted(code: int) -> tuple[int, int]:
    """The planned days and the days done of a week counted in one number."""
    return code % DONE, code // DONE % 8


def kinds(adherence_required: float) -> LazyDict[int, Week]:
    """The kind of a week by the number that encodes its counts, cached, since few such numbers occur."""
    needed = days_needed(adherence_required)

    def kind(code: int) -> Week:
        planned, done = counted(code)
        return classify(
            painful=bool(code & PAINFUL),
            planned=planned,
            done=done,
            needed=needed[planned],
            unread=code // UNREAD % 8,
            mornings_known=bool(code & KNOWN),
        )

    return LazyDict(kind)

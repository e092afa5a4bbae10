"""What to say, and whether to stop, when an exercise hurts."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.engine.care import SEVERE_PAIN
from tracker.core.model import Kind

# Pain that an exercise brings on, in points: by the pain-monitoring model.
PROVOKED_BY = 2
SMALLER_FROM = 3
STOP_FROM = 6


@dataclass(frozen=True, slots=True)
class PainAdvice:
    """What to say to a pain reading, and whether the exercise is out for today."""

    text: str
    stop: bool = False


def pain_advice(kind: Kind, pain: int, morning: int | None) -> PainAdvice:
    """The answer to a pain of an exercise; `morning` is the pain of the check-in, None if unknown."""
    if pain < PROVOKED_BY or pain < SMALLER_FROM or pain - (morning or 0) < PROVOKED_BY:
        return PainAdvice("")
    if pain >= SEVERE_PAIN:
        return PainAdvice(
            "Stop here. This exercise is out for today. Please talk to a doctor or physical therapist about a pain "
            "like this; ! shows the warning signs.",
            True,
        )
    if pain >= STOP_FROM:
        return PainAdvice(
            "Stop here. This exercise is out for today; sets left for pain do not count against you.", True
        )
    if kind is Kind.STRETCH:
        return PainAdvice("Ease off until it is comfortable, and stop if it stays.")
    return PainAdvice("Smaller and slower from here, and leave it if it climbs.")

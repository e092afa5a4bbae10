"""What a pain of an exercise leads to when it is written for today: docs/engine.md, *The answer to a pain*."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.core.engine.care import SEVERE_PAIN
from tracker.core.engine.daily_facts import PROVOKED_BY, baseline
from tracker.core.model import CheckIn, Kind, Number, Settings


class PainAnswer(NamedTuple):
    """The answer to a reading: its code, and the sentences for the person.

    With `skip` the exercise is skipped for pain that day, in the same change as the reading. With `warning_signs` the
    interface also names the key that shows them.
    """

    code: str
    text: str
    skip: bool = False
    warning_signs: bool = False


LEG = PainAnswer(
    "leg",
    "This exercise is out for today. What goes down the leg or is numb is for a doctor or physical therapist to look "
    "at.",
    skip=True,
    warning_signs=True,
)
SEVERE = PainAnswer(
    "severe",
    "Stop here. This exercise is out for today. Please talk to a doctor or physical therapist about a pain like this.",
    skip=True,
    warning_signs=True,
)
STOP = PainAnswer(
    "stop", "Stop here. This exercise is out for today; sets left for pain do not count against you.", skip=True
)
EASE_OFF = PainAnswer("ease_off", "Ease off until it is comfortable, and stop if it stays.")
SMALLER = PainAnswer("smaller", "Go gently; stop if the pain rises. Do it smaller and slower.")


def pain_answer(
    kind: Kind, pain: int | None, *, leg: bool, usual: Number | None, settings: Settings
) -> PainAnswer | None:
    """The answer to a reading of 0 to 10 of an exercise of this kind; None where nothing is to be said.

    `leg` says that it goes further down the leg. `usual` is the pain of the morning, or the baseline where there is no
    check-in, or None where there is neither (`usual_pain`). A `pain` of None is unknown.
    """
    if leg:
        return LEG
    if pain is None:
        return None
    if pain >= SEVERE_PAIN:
        return SEVERE
    if pain < settings.amber_from or (usual is not None and pain < usual + PROVOKED_BY):
        return None
    if pain >= settings.red_from:
        return STOP
    return EASE_OFF if kind is Kind.STRETCH else SMALLER


def usual_pain(checkins: Iterable[CheckIn], on: date) -> Number | None:
    """What a reading of `on` is compared with: the morning, else the baseline of the days before, else None."""
    by_day = {checkin.date.toordinal(): checkin for checkin in checkins}
    morning = by_day.get(on.toordinal())
    return baseline(by_day, on.toordinal()) if morning is None else morning.pain

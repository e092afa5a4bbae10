"""The pace of a repetition: which phases it passes through, and how long each lasts.

Written as one line of phases with commas between them: `3 s up, hold, 3 s down`. A phase is `hold`, which lasts as long
as the dose says, or seconds and words. A repetition is one pass through all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.core.model import Number

HOLD = "hold"
MAX_PHASE_S = 60
_MOVE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) s (\S.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a repetition: what is done, for how many seconds, and whether it is the hold."""

    words: str
    seconds: Number
    hold: bool


def parse_pace(text: str, hold_s: Number) -> tuple[Phase, ...]:
    """The phases of `text`, with the hold at `hold_s` seconds; a hold of 0 s is left out.

    Raises ValueError with a sentence where a phase is not understood, where nothing moves, where it holds twice, or
    where the dose holds and the pace does not say when.
    """
    phases = tuple(_phase(part.strip(), hold_s) for part in text.split(","))
    holds = sum(phase.hold for phase in phases)
    if holds == len(phases):
        raise ValueError(f"the pace {text!r} does not move; write it like '3 s up, hold, 3 s down'")
    if holds > 1:
        raise ValueError(f"the pace {text!r} holds more than once; keep one 'hold'")
    if hold_s > 0 and not holds:
        raise ValueError(f"the pace {text!r} does not say when to hold; write it like '3 s up, hold, 3 s down'")
    return tuple(phase for phase in phases if phase.seconds > 0)


def _phase(text: str, hold_s: Number) -> Phase:
    if text == HOLD:
        return Phase(HOLD, hold_s, hold=True)
    match = _MOVE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a phase of a pace; write 'hold', or seconds and words like '3 s up'")
    seconds = float(match[1])
    if not 0 < seconds <= MAX_PHASE_S:
        raise ValueError(f"the phase {text!r} must last more than 0 and at most {MAX_PHASE_S} s")
    return Phase(match[2], int(seconds) if seconds.is_integer() else seconds, hold=False)

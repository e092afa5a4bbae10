"""Pain that other programs keep as a word, as an approximate pain from 0 to 10."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from statistics import median

from tracker.core.model import MAX_TEXT, CheckIn
from tracker.exchange.tables.import_options import OfDay


class Severity(IntEnum):
    """How strong a pain is, in words."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3


PAIN: Mapping[Severity, int] = {Severity.NONE: 0, Severity.MILD: 2, Severity.MODERATE: 5, Severity.SEVERE: 8}


def approximate_checkin(day: date, severities: Sequence[Severity], of_day: OfDay, note: str = "") -> CheckIn:
    """The approximate check-in of a day from its severities in order; its note says from which word."""
    severity = {
        OfDay.FIRST: severities[0],
        OfDay.MAX: max(severities),
        OfDay.MEDIAN: Severity(math.ceil(median(severities))),
    }[of_day]
    text = f"Approximate, from {severity.name.lower()!r}."
    return CheckIn(day, PAIN[severity], note=(f"{text}\n{note}" if note else text)[:MAX_TEXT], approximate=True)

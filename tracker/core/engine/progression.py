"""The progression engine: what each exercise's dose should be on a day, and why.

It raises a dose rarely and in the smallest step there is, lowers one at once, and proposes: the person decides. A bad
reading never earns an increase, and a missing reading is unknown, never pain-free. It is pure: no clock, no chance.
"""

from __future__ import annotations

from datetime import date

from tracker.core.engine.advice import Advice, Care, Need, Proposal, State, Verdict, VerdictKind, accepted, today_dose
from tracker.core.engine.advice_engine import AdviceEngine
from tracker.core.model import History

__all__ = [
    "Advice",
    "AdviceEngine",
    "Care",
    "Need",
    "Proposal",
    "State",
    "Verdict",
    "VerdictKind",
    "accepted",
    "advise",
    "today_dose",
]


def advise(history: History, on: date) -> Advice:
    """The advice for `on`, from all that is dated up to then."""
    return AdviceEngine(history).advise(on)

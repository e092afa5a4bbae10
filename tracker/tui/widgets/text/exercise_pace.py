"""The pace of an exercise as its figure follows it."""

from __future__ import annotations

from tracker.core.model import Dose, Exercise
from tracker.core.session.pace import Phase, parse_pace


def phases_of(exercise: Exercise, dose: Dose | None) -> tuple[Phase, ...]:
    """The phases of its pace at a dose; none where the pace is a free text of the person's own."""
    try:
        return parse_pace(exercise.pace, 0 if dose is None else dose.hold_s)
    except ValueError:
        return ()

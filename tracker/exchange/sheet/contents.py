"""What stands on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.core.figure.motion import Figure
from tracker.core.model import Dose, Exercise


@dataclass(frozen=True, slots=True)
class FlareDose:
    """The dose of an exercise while a flare lasts, and on the first days after it."""

    during: Dose
    after: Dose


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An exercise of the plan: its dose, its weekday numbers, and its figure, None where it has none.

    `flare` is None for an exercise that a professional prescribed, which the program never changes.
    """

    exercise: Exercise
    dose: Dose
    days: tuple[int, ...]
    figure: Figure | None
    flare: FlareDose | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: the exercises in the order of a session, and what the back of the page says.

    `flare_steps` say what to do in a flare, `pain_rules` what when an exercise hurts. `emergency` and `soon` are the
    warning signs, each the beginning of a sentence that its signs complete.
    """

    made: date
    entries: tuple[SheetEntry, ...]
    flare_steps: tuple[str, ...]
    pain_rules: tuple[str, ...]
    emergency: tuple[str, tuple[str, ...]]
    soon: tuple[str, tuple[str, ...]]
    foot: str

"""What the engine answers: a verdict for each exercise of the plan, and when to see somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tracker.core.doses import exact, scale
from tracker.core.model import Dose, Prescription, Why


class State(StrEnum):
    """How the person is; of several that apply, the one that stands last here."""

    NORMAL = "normal"
    AFTER_FLARE = "after_flare"
    FLARE = "flare"
    PAUSED = "paused"


class VerdictKind(StrEnum):
    """What is proposed for an exercise."""

    INCREASE = "increase"
    HOLD = "hold"
    STEP_BACK = "step_back"
    EASE = "ease"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A dose to change to, of the same exercise or of another rung of its ladder."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Need:
    """A condition of an increase that is not met, in words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one exercise.

    `dose` is the one in the plan, `factor` what it is eased by (1 where it is not), `change_pct` how much more work is
    proposed, `earliest` the first day on which an increase is possible if all goes well, `why` sentences for people.
    """

    exercise: str
    verdict: VerdictKind
    code: str
    factor: float
    dose: Dose
    proposed: Proposal | None
    change_pct: float | None
    clean_weeks: int
    earliest: date | None
    needs: tuple[Need, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """A reason to see a doctor or physical therapist, in words.

    `seen` is the day on which the person said that they had talked to somebody about it, None if they have not.
    """

    code: str
    text: str
    seen: date | None = None

    @property
    def before_going_on(self) -> bool:
        """Whether its words ask the person to talk to somebody before they go on."""
        return self.code == "leg_symptoms" and self.seen is None


@dataclass(frozen=True, slots=True)
class Advice:
    """The answers for a day, exercises in plan order."""

    date: date
    state: State
    exercises: tuple[Verdict, ...]
    care: tuple[Care, ...]


def today_dose(verdict: Verdict) -> Dose:
    """The dose to do today: that of the plan, eased by the factor of the day, also beside a step back."""
    return verdict.dose if verdict.factor == 1 else scale(verdict.dose, Fraction(exact(verdict.factor)))


def accepted(proposed: Proposal, current: Prescription, on: date, why: Why) -> tuple[Prescription, ...]:
    """What accepting a proposal adds to the prescriptions, `current` being the one that holds on `on`.

    The days and the position stay; where the exercise changes, the old one leaves the plan.
    """
    new = replace(current, exercise=proposed.exercise, start=on, dose=proposed.dose, why=why)
    if proposed.exercise == current.exercise:
        return (new,)
    return new, replace(current, start=on, removed=True, why=Why.MANUAL)

"""What a step back proposes, and the other rungs of a ladder (docs/engine.md, *A step back*)."""

from __future__ import annotations

from tracker.core.doses import HALF, back_after_amber, back_after_red, dose_work, one_less
from tracker.core.engine.advice import Proposal
from tracker.core.engine.engine_state import EvaluationContext
from tracker.core.model import Dose, Exercise, Kind


def red_step_back(context: EvaluationContext) -> Proposal | None:
    """The step back after two red days; None where there is nothing to go back to."""
    dose = back_after_red(context.dose, context.effective.before, context.exercise.start)
    return _same_exercise(context, dose) or easier_rung(context)


def amber_step_back(context: EvaluationContext) -> Proposal | None:
    """The step back after two amber days; None where there is nothing to go back to."""
    dose = back_after_amber(context.dose, context.effective.before, context.exercise.start)
    return _same_exercise(context, dose) or easier_rung(context) or _below_the_start(context)


def _same_exercise(context: EvaluationContext, dose: Dose | None) -> Proposal | None:
    """A lighter dose of the exercise itself; never of a stretch, which would not rise again."""
    if dose is None or dose == context.dose or context.exercise.kind is Kind.STRETCH:
        return None
    return Proposal(context.exercise.id, dose)


def _below_the_start(context: EvaluationContext) -> Proposal | None:
    """One step less than a dose that has no easier one left, down to half the work of the start."""
    dose = one_less(context.dose)
    enough = dose_work(dose) >= dose_work(context.exercise.start) * HALF
    return _same_exercise(context, dose if enough else None)


def easier_rung(context: EvaluationContext) -> Proposal | None:
    """The easier rung that is not in the plan, at the dose it last had; of several the first of the library."""
    for rung in context.engine_state.exercises.values():
        if rung.harder == context.exercise.id and _may_enter(context, rung):
            return Proposal(rung.id, context.engine_state.plan.timeline(rung.id).last_dose(context.on) or rung.start)
    return None


def harder_rung(context: EvaluationContext) -> Proposal | None:
    """The next rung of the ladder at its start, if it is not in the plan."""
    rung = None if context.exercise.harder is None else context.engine_state.exercises.get(context.exercise.harder)
    return None if rung is None or not _may_enter(context, rung) else Proposal(rung.id, rung.start)


def _may_enter(context: EvaluationContext, rung: Exercise) -> bool:
    """Whether another rung is not in the plan, and not one that the person has archived."""
    return context.engine_state.plan.timeline(rung.id).on(context.on) is None and not rung.archived

"""The plan as a text to read, mail and paste back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import Prescription
from tracker.exchange.plan_text import PlanLine, read_plan, write_plan
from tracker.service.context import AppContext, transactional
from tracker.service.plan.planning import append, check_dose, plan_items, removal, why_of


def plan_text(context: AppContext) -> str:
    """The plan as a text that a person can read, mail and paste back."""
    lines = [
        PlanLine(item.exercise.id, item.dose, item.prescription.days, item.prescription.locked)
        for item in plan_items(context)
    ]
    return write_plan(lines, context.exercises().values())


@transactional
def apply_plan_text(context: AppContext, text: str) -> str:
    """Make the plan what the text says, from today, in its order. Raises DocumentError naming every wrong line."""
    today = context.today()
    lines = read_plan(text, context.exercise)
    exercises = context.exercises()
    for line in lines:
        check_dose(exercises[line.exercise], line.dose, locked=line.locked)
    before = {prescription.exercise: prescription for prescription in context.plan(today).in_plan(today)}
    kept = {line.exercise for line in lines}
    same_order = list(before) == [line.exercise for line in lines]
    positions = [prescription.position for prescription in before.values()] if same_order else range(1, len(lines) + 1)
    prescriptions = [removal(current, today) for current in before.values() if current.exercise not in kept]
    prescriptions += [
        new
        for line, position in zip(lines, positions, strict=True)
        if (new := _from_line(line, position, before.get(line.exercise), today)) is not None
    ]
    if not prescriptions:
        raise NotPossibleError("The plan is as the text says already.")
    return append(context, f"The plan: {wording.count(len(prescriptions), 'change')}", prescriptions)


def _from_line(line: PlanLine, position: int | None, current: Prescription | None, today: date) -> Prescription | None:
    """The prescription of a line, None where it is like the `current` one."""
    why = why_of(current, line.dose, today, locked=line.locked)
    new = Prescription(line.exercise, today, line.dose, line.days, position, line.locked, why=why)
    return None if current is not None and replace(current, start=today, why=why) == new else new

"""The plan as a text to read, mail and paste back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import Prescription, Why
from tracker.core.plan import Plan
from tracker.exchange.plan_text import PlanLine, read_plan, write_plan
from tracker.service.context import AppContext, transactional
from tracker.service.plan.planning import append, check_dose, plan_items, removal


def plan_text(context: AppContext) -> str:
    """The plan as a text that a person can read, mail and paste back."""
    lines = [PlanLine(item.exercise.id, item.dose, item.held.days, item.held.locked) for item in plan_items(context)]
    return write_plan(lines, context.exercises().values())


@transactional
def apply_plan_text(context: AppContext, text: str) -> str:
    """Make the plan what the text says, from today, in its order. Raises DocumentError naming every wrong line."""
    today = context.today()
    lines = read_plan(text, context.exercise)
    exercises = context.exercises()
    for line in lines:
        check_dose(exercises[line.exercise], line.dose, locked=line.locked)
    standing = Plan(context.window(today).prescriptions).in_plan(today)
    before = {held.exercise: held for held in standing}
    wanted = {line.exercise for line in lines}
    as_it_stands = list(before) == [line.exercise for line in lines]
    places = [held.position for held in standing] if as_it_stands else range(1, len(lines) + 1)
    written = [removal(held, today) for held in standing if held.exercise not in wanted]
    written += [
        new
        for line, position in zip(lines, places, strict=True)
        if (new := _from_line(line, position, before.get(line.exercise), today)) is not None
    ]
    if not written:
        raise NotPossibleError("The plan is as the text says already.")
    return append(context, f"The plan: {wording.count(len(written), 'change')}", written)


def _from_line(line: PlanLine, position: int | None, held: Prescription | None, today: date) -> Prescription | None:
    why = Why.CLINICIAN if line.locked else Why.MANUAL if held else Why.START
    if held is not None and held.dose == line.dose and held.start == today:
        why = held.why
    new = Prescription(line.exercise, today, line.dose, line.days, position, line.locked, why=why)
    return None if held is not None and replace(held, start=today, why=why) == new else new

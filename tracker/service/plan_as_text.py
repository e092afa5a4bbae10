"""The plan as a text to read, mail and paste back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.core import words
from tracker.core.errors import NotPossible
from tracker.core.model import Prescription, Why
from tracker.core.plan import Plan
from tracker.exchange.plan_text import PlanLine, read_plan, write_plan
from tracker.service.desk import Desk
from tracker.service.planning import append, check_dose, plan_items, removal


def plan_text(desk: Desk) -> str:
    """The plan as a text that a person can read, mail and paste back."""
    lines = [PlanLine(item.exercise.id, item.dose, item.held.days, item.held.locked) for item in plan_items(desk)]
    return write_plan(lines, desk.exercises().values())


def apply_plan_text(desk: Desk, text: str) -> str:
    """Make the plan what the text says, from today, in its order. Raises BadDocument naming every wrong line."""
    today = desk.today()
    lines = read_plan(text, desk.exercise)
    exercises = desk.exercises()
    for line in lines:
        check_dose(exercises[line.exercise], line.dose, locked=line.locked)
    standing = Plan(desk.window(today).prescriptions).in_plan(today)
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
        raise NotPossible("The plan is as the text says already.")
    return append(desk, f"The plan: {words.count(len(written), 'change')}", written)


def _from_line(line: PlanLine, position: int | None, held: Prescription | None, today: date) -> Prescription | None:
    why = Why.CLINICIAN if line.locked else Why.MANUAL if held else Why.START
    if held is not None and held.dose == line.dose and held.start == today:
        why = held.why
    new = Prescription(line.exercise, today, line.dose, line.days, position, line.locked, why=why)
    return None if held is not None and replace(held, start=today, why=why) == new else new

"""The plan as a text to read, mail, edit and paste back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import Prescription
from tracker.exchange.plan_text import PlanLine, read_plan, write_plan
from tracker.service.context import AppContext, transactional
from tracker.service.merging import ChangedElsewhereError, merge_edit
from tracker.service.plan.planning import (
    PLAN_LABELS,
    PlannedDose,
    append,
    check_dose,
    plan_items,
    removal,
    why_of,
)


@dataclass(frozen=True, slots=True)
class EditablePlan:
    """The plan as text, and the lines that it was written from, by which a later edit is told from other changes."""

    text: str
    lines: tuple[PlanLine, ...]


class EmptyPlanError(NotPossibleError):
    """A text without exercises, which would empty the plan; to be asked about once more."""


def editable_plan(context: AppContext) -> EditablePlan:
    """The plan of today as text, in its order."""
    lines = tuple(
        PlanLine(item.exercise.id, item.dose, item.prescription.days, item.prescription.locked)
        for item in plan_items(context)
    )
    return EditablePlan(write_plan(lines, context.exercises().values()), lines)


@transactional
def apply_plan_text(
    context: AppContext,
    text: str,
    shown: Sequence[PlanLine] | None = None,
    *,
    empty: bool = False,
    by_professional: bool = False,
) -> str:
    """Make the plan what the text says, from today, in its order; with `shown`, only where it differs from that.

    With `by_professional`, what differs is locked, as prescribed by a professional.

    Raises DocumentError naming every wrong line, ChangedElsewhereError where a line was changed both here and in
    another window since it was `shown`, EmptyPlanError for a text without exercises unless `empty` says so.
    """
    today = context.today()
    exercises = context.exercises()
    lines = _read(context, text, shown or (), by_professional=by_professional)
    before = {prescription.exercise: prescription for prescription in context.plan(today).in_plan(today)}
    if before and not lines and not empty:
        raise EmptyPlanError(
            f"The text names no exercise, so all {wording.count(len(before), 'exercise')} would leave the plan."
        )
    if shown is not None:
        lines = _merged_lines(shown, lines, editable_plan(context).lines, context.exercise_names())
    for line in lines:
        check_dose(exercises[line.exercise], line.dose, locked=line.locked)
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


def plan_text_changes(
    context: AppContext, text: str, shown: Sequence[PlanLine], *, by_professional: bool = False
) -> tuple[str, ...]:
    """What `apply_plan_text` would change of the plan that was `shown`, a sentence for each exercise and the order.

    None for a text without exercises, which `apply_plan_text` refuses unless it is told. Raises DocumentError naming
    every wrong line.
    """
    lines = _read(context, text, shown, by_professional=by_professional)
    if not lines:
        return ()
    before, after = ({line.exercise: line for line in plan_lines} for plan_lines in (shown, lines))
    exercises = context.exercises()
    changes = [
        f"{exercises[exercise].name}: {_line_text(before.get(exercise))} → {_line_text(after.get(exercise))}."
        for exercise in dict.fromkeys((*after, *before))
        if before.get(exercise) != after.get(exercise)
    ]
    stayed = [exercise for exercise in before if exercise in after]
    if stayed != [exercise for exercise in after if exercise in before]:
        order = wording.listed([exercises[exercise].name for exercise in after])
        changes.append(f"The order: {order}.")
    return tuple(changes)


def _read(context: AppContext, text: str, shown: Sequence[PlanLine], *, by_professional: bool) -> tuple[PlanLine, ...]:
    """The lines of the text; `by_professional` locks those that are not among the `shown` ones."""
    lines = read_plan(text, context.exercise)
    if not by_professional:
        return tuple(lines)
    return tuple(line if line in shown else replace(line, locked=True) for line in lines)


def _merged_lines(
    shown: Sequence[PlanLine], edited: Sequence[PlanLine], stored: Sequence[PlanLine], names: Mapping[str, str]
) -> tuple[PlanLine, ...]:
    """The stored plan with what was edited of it. Raises ChangedElsewhereError with every conflict."""
    base, ours, theirs = ({line.exercise: line for line in lines} for lines in (shown, edited, stored))
    merged = dict(theirs)
    conflicts: list[str] = []
    new_base = dict(base)
    for exercise in base.keys() | ours.keys():
        before, here, there = base.get(exercise), ours.get(exercise), theirs.get(exercise)
        try:
            line = _merged_line(before, here, there)
        except ChangedElsewhereError as problem:
            conflicts.append(f"{names[exercise]}: {problem.conflicts}")
            if there is None:
                new_base.pop(exercise, None)
            else:
                new_base[exercise] = there
            continue
        if line is None:
            merged.pop(exercise, None)
        else:
            merged[exercise] = line
    order = _merged_order(list(base), list(ours), list(theirs))
    if order is None:
        conflicts.append("the order of the plan")
        new_base = {exercise: new_base[exercise] for exercise in (*theirs, *new_base) if exercise in new_base}
    if conflicts or order is None:
        raise ChangedElsewhereError(conflicts, tuple(new_base.values()))
    return tuple(merged[exercise] for exercise in order if exercise in merged)


def _merged_line(base: PlanLine | None, here: PlanLine | None, there: PlanLine | None) -> PlanLine | None:
    """The line of an exercise that was edited here and perhaps there; None where it leaves the plan."""
    if here == base:
        return there
    if there in (base, here):
        return here
    if base is None or here is None or there is None:
        raise ChangedElsewhereError([f"{_line_text(there)} there, {_line_text(here)} here"], None)
    planned = merge_edit(_planned(base), _planned(here), _planned(there), PLAN_LABELS)
    return replace(here, dose=planned.dose, days=planned.days, locked=planned.locked)


def _merged_order(base: list[str], here: list[str], there: list[str]) -> list[str] | None:
    """The stored order, with the exercises moved and added here in their places; None where it was changed in both."""
    moved_here = [one for one in here if one in base] != [one for one in base if one in here]
    moved_there = [one for one in there if one in base] != [one for one in base if one in there]
    both = [one for one in here if one in there] != [one for one in there if one in here]
    if moved_here and moved_there and both:
        return None
    if moved_here:
        return [*here, *(one for one in there if one not in here)]
    order = list(there)
    for at, exercise in enumerate(here):
        if exercise not in order:
            after = next((one for one in reversed(here[:at]) if one in order), None)
            order.insert(0 if after is None else order.index(after) + 1, exercise)
    return order


def _planned(line: PlanLine) -> PlannedDose:
    return PlannedDose(line.dose, line.days, line.locked)


def _line_text(line: PlanLine | None) -> str:
    if line is None:
        return "not in the plan"
    return f"{wording.dose(line.dose)}, {wording.days(line.days)}" + (
        ", prescribed by a professional" if line.locked else ""
    )


def _from_line(line: PlanLine, position: int | None, current: Prescription | None, today: date) -> Prescription | None:
    """The prescription of a line, None where it is like the `current` one."""
    why = why_of(current, line.dose, today, locked=line.locked)
    new = Prescription(line.exercise, today, line.dose, line.days, position, line.locked, why=why)
    return None if current is not None and replace(current, start=today, why=why) == new else new

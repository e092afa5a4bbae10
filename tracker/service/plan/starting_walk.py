"""How long the walk of a starter plan is to begin with, by how long the person walks in comfort now."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tracker.core.model import Number
from tracker.library.load import StarterPlan
from tracker.service.context import AppContext
from tracker.service.plan.planning import starter

WALK = "walk"


class StartingWalk(NamedTuple):
    """The minutes of the walk in a starter plan, and the longest walk that any plan comes to."""

    planned: Number
    longest: Number


def starting_walk(context: AppContext, plan: StarterPlan) -> StartingWalk | None:
    """The walk that a starter plan would begin; None where it has none, or it is in the person's plan already."""
    today = context.today()
    if any(prescription.exercise == WALK for prescription in context.plan(today).in_plan(today)):
        return None
    doses = [entry.dose for entry in plan.entries if entry.exercise == WALK]
    return StartingWalk(doses[0].minutes, context.exercise(WALK).ceiling.minutes) if doses else None


def starter_with_walk(context: AppContext, name: str) -> tuple[StarterPlan, StartingWalk | None]:
    """A starter plan, and the walk that it would begin. Raises UsageError where there is no plan of that name."""
    plan = starter(context, name)
    return plan, starting_walk(context, plan)


def with_walk(context: AppContext, plan: StarterPlan, comfortable: int | None) -> StarterPlan:
    """The plan, its walk four fifths of the minutes that are comfortable now, within its range; None keeps it."""
    walk = starting_walk(context, plan)
    if walk is None or comfortable is None:
        return plan
    minutes = max(walk.planned, min(walk.longest, comfortable * 4 // 5))
    entries = (
        replace(entry, dose=replace(entry.dose, minutes=minutes)) if entry.exercise == WALK else entry
        for entry in plan.entries
    )
    return replace(plan, entries=tuple(entries))

"""All that the Plan screen shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.model import Exercise, Pause, Prescription, Settings
from tracker.core.plan import Plan
from tracker.library import StarterPlan
from tracker.service.context import AppContext, consistent
from tracker.service.day.day_view import DayView, day_view
from tracker.service.plan.planning import PlanItem, plan_items


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A prescription that counts, and the one of the same exercise before it."""

    exercise: Exercise
    now: Prescription
    before: Prescription | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan in its order, every change of it newest first, and pauses that are not over."""

    view: DayView
    items: tuple[PlanItem, ...]
    changes: tuple[PlanChange, ...]
    pauses: tuple[Pause, ...]
    settings: Settings
    exercises: Mapping[str, Exercise]
    plans: tuple[StarterPlan, ...]

    @property
    def today(self) -> date:
        """The person's date."""
        return self.view.today

    def changes_of(self, exercise: str) -> tuple[PlanChange, ...]:
        """The changes of one exercise, newest first."""
        return tuple(change for change in self.changes if change.exercise.id == exercise)


def plan_changes(prescriptions: Sequence[Prescription], exercises: Mapping[str, Exercise]) -> tuple[PlanChange, ...]:
    """The changes that these prescriptions, in the order in which they were written, make; newest first."""
    changes = [
        PlanChange(exercises[exercise], now, before)
        for exercise, effective in Plan(prescriptions).of.items()
        for before, now in zip([None, *effective], effective, strict=False)
    ]
    order = {id(prescription): number for number, prescription in enumerate(prescriptions)}
    return tuple(sorted(changes, key=lambda change: (change.now.start, order[id(change.now)]), reverse=True))


@consistent
def plan_view(context: AppContext, *, earliest: bool = False) -> PlanView:
    """The plan as it stands today; with `earliest` also when a next step is possible, which takes longer to find."""
    today = context.today()
    history = context.window(today)
    exercises = {exercise.id: exercise for exercise in history.exercises}
    return PlanView(
        day_view(context, today, earliest=earliest),
        plan_items(context),
        plan_changes(context.store.prescriptions(), exercises),
        tuple(pause for pause in history.pauses if pause.end is None or pause.end >= today),
        history.settings,
        exercises,
        context.library.plans,
    )

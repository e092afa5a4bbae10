"""The dialog that offers the starter plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.model import Exercise, Kind
from tracker.service.first_run_text import PARTS, PLAN_REPLACES, PLANS_INTRO
from tracker.service.library.shipped import StarterPlan
from tracker.tui.dialogs.choice import Choice, choice_keys
from tracker.tui.widgets.pick_list import PickList

# Columns and rows at which all plans can be described.
ROOM = (76, 24)


class StarterPlans(Choice):
    """Returns the id of the plan chosen, or None if it was cancelled.

    Where there is no room to describe all of them, the one under the cursor is described below their names.
    """

    BINDINGS = choice_keys("starter_plans")

    def __init__(self, plans: Sequence[StarterPlan], exercises: Mapping[str, Exercise], *, planned: bool) -> None:
        super().__init__("Starter plans", PLAN_REPLACES if planned else PLANS_INTRO)
        self._plans = plans
        self._exercises = exercises

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static(id="described")

    def on_resize(self) -> None:
        """Describe all plans where there is room, else the one under the cursor."""
        small = self.app.size.width < ROOM[0] or self.app.size.height < ROOM[1]
        self.set_class(small, "-small")
        self.choices.show(self._options(described=not small), self.choices.chosen)

    def on_option_list_option_highlighted(self, event: PickList.OptionHighlighted) -> None:
        plan = next(plan for plan in self._plans if plan.id == event.option_id)
        self.query_one("#described", Static).update(self._description(plan))

    def _options(self, *, described: bool) -> Iterator[Option]:
        for plan in self._plans:
            days = wording.count(len(plan.days), "day")
            name = Content.assemble(
                (plan.name, "bold $primary"), (f"  up to {plan.minutes} min, {days} a week", "$accent")
            )
            last = plan == self._plans[-1]
            text = Content("\n").join([name, self._description(plan), *([] if last else [Content("")])])
            yield Option(text if described else name, id=plan.id)

    def _description(self, plan: StarterPlan) -> Content:
        parts = (self._part(plan, title, kinds) for title, kinds in PARTS)
        return Content("\n").join([Content(plan.summary), *parts])

    def _part(self, plan: StarterPlan, title: str, kinds: set[Kind]) -> Content:
        planned = (self._exercises[entry.exercise] for entry in plan.entries)
        names = " · ".join(exercise.name for exercise in planned if exercise.kind in kinds)
        return Content.assemble((f"{title}: ", "$foreground-muted"), names)

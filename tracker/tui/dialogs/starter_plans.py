"""The dialog that offers the starter plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.model import Exercise, Kind
from tracker.service.first_run_text import PARTS, PLAN_REPLACES, PLANS_INTRO
from tracker.service.library.shipped import StarterPlan
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.forms.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList

# Columns and rows at which all plans can be described.
ROOM = (76, 24)


class StarterPlans(Dialog[str | None]):
    """Returns the id of the plan chosen, or None if it was cancelled.

    Where there is no room to describe all of them, the one under the cursor is described below their names.
    """

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="starter_plans.choose"),
        Binding("escape,q", "dismiss(None)", "Leave", id="starter_plans.leave", key_display="esc"),
    ]

    def __init__(self, plans: Sequence[StarterPlan], exercises: Mapping[str, Exercise], *, planned: bool) -> None:
        super().__init__()
        self._plans = plans
        self._exercises = exercises
        self._planned = planned

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice") as box:
            box.border_title = "Starter plans"
            box.border_subtitle = "enter choose · esc leave"
            yield Static(PLAN_REPLACES if self._planned else PLANS_INTRO, classes="foot", markup=False)
            yield PickList()
            yield Static(id="described")

    def on_resize(self) -> None:
        """Describe all plans where there is room, else the one under the cursor."""
        small = self.app.size.width < ROOM[0] or self.app.size.height < ROOM[1]
        self.set_class(small, "-small")
        plans = self.query_one(PickList)
        plans.show(self._options(described=not small), plans.chosen)

    def on_option_list_option_highlighted(self, event: PickList.OptionHighlighted) -> None:
        plan = next(plan for plan in self._plans if plan.id == event.option_id)
        self.query_one("#described", Static).update(self._description(plan))

    def action_choose(self) -> None:
        self.dismiss(self.query_one(PickList).chosen)

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

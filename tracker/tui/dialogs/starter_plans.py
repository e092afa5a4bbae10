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


class StarterPlans(Dialog[str | None]):
    """Returns the id of the plan chosen, or None if it was cancelled."""

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
            yield PickList(*self._options())

    def action_choose(self) -> None:
        self.dismiss(self.query_one(PickList).chosen)

    def _options(self) -> Iterator[Option | None]:
        for index, plan in enumerate(self._plans):
            if index:
                yield None
            yield Option(self._text(plan), id=plan.id)

    def _text(self, plan: StarterPlan) -> Content:
        days = wording.count(len(plan.days), "day")
        lines = [
            Content.assemble((plan.name, "bold $primary"), (f"  up to {plan.minutes} min, {days} a week", "$accent")),
            Content(plan.summary),
        ]
        return Content("\n").join([*lines, *(self._part(plan, title, kinds) for title, kinds in PARTS)])

    def _part(self, plan: StarterPlan, title: str, kinds: set[Kind]) -> Content:
        planned = (self._exercises[entry.exercise] for entry in plan.entries)
        names = " · ".join(exercise.name for exercise in planned if exercise.kind in kinds)
        return Content.assemble((f"{title}: ", "$foreground-muted"), names)

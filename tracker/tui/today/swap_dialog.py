"""Another exercise to put in the place of one that hurts."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core.model import Exercise
from tracker.service.day.text import SWAP_HINT
from tracker.service.plan.swap_offer import SwapOffer
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import dose_text
from tracker.tui.widgets.forms.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList


class SwapDialog(Dialog[str | None]):
    """Returns the id of the exercise chosen, or None if it was cancelled."""

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="swap.choose"),
        Binding("escape,q", "dismiss(None)", "Leave", id="swap.leave", key_display="esc"),
    ]

    def __init__(self, offer: SwapOffer) -> None:
        super().__init__()
        self._offer = offer

    def compose(self) -> ComposeResult:
        """The choices, the nearest first."""
        with Vertical(classes="dialog choice") as box:
            box.border_title = Content(f"In place of {self._offer.exercise.name}")
            box.border_subtitle = "enter choose · esc leave"
            yield Static(SWAP_HINT, classes="foot", markup=False)
            yield PickList()

    def on_mount(self) -> None:
        """Put the cursor on the nearest."""
        self.query_one(PickList).show(Option(self._line(exercise), id=exercise.id) for exercise in self._offer.choices)

    def action_choose(self) -> None:
        """Close with the exercise under the cursor."""
        self.dismiss(self.query_one(PickList).chosen)

    def _line(self, exercise: Exercise) -> Content:
        dose = dose_text(self, exercise.start, per_side=exercise.per_side)
        return Content.assemble((exercise.name, "bold"), (f"  {dose}", "$foreground-muted"))

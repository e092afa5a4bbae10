"""Another exercise to put in the place of one that hurts."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from tracker.core.model import Exercise
from tracker.service.day.text import SWAP_HINT
from tracker.service.plan.swap_offer import SwapOffer
from tracker.tui.dialogs.choice import Choice, choice_keys
from tracker.tui.protocols import dose_text


class SwapDialog(Choice):
    """Returns the id of the exercise chosen, or None if it was cancelled."""

    BINDINGS = choice_keys("swap")

    def __init__(self, offer: SwapOffer) -> None:
        super().__init__(f"In place of {offer.exercise.name}", SWAP_HINT)
        self._offer = offer

    def on_mount(self) -> None:
        """Show the choices, and put the cursor on the nearest, which is the first."""
        self.choices.show(Option(self._line(exercise), id=exercise.id) for exercise in self._offer.choices)

    def _line(self, exercise: Exercise) -> Content:
        dose = dose_text(self, exercise.start, per_side=exercise.per_side)
        return Content.assemble((exercise.name, "bold"), (f"  {dose}", "$foreground-muted"))

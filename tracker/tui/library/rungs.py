"""The dialog that swaps an exercise for another rung of its ladder."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core.model import Exercise
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import dose_text
from tracker.tui.widgets.forms.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList

HINT = "The new rung begins at its first dose, on the same days. Easier is always fine; harder can wait."


class Rungs(Dialog[str | None]):
    """Returns the id of the rung chosen, or None if it was cancelled; `rungs` stand easiest first."""

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="rungs.choose"),
        Binding("escape,q", "dismiss(None)", "Leave", id="rungs.leave", key_display="esc"),
    ]

    def __init__(self, exercise: Exercise, rungs: Sequence[Exercise]) -> None:
        super().__init__()
        self._exercise = exercise
        self._rungs = rungs

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice") as box:
            box.border_title = Content(f"In place of {self._exercise.name}")
            box.border_subtitle = "enter choose · esc leave"
            yield Static(HINT, classes="foot", markup=False)
            yield PickList()

    def on_mount(self) -> None:
        """Put the cursor on the next easier rung, or without one on the next harder."""
        current = self._rungs.index(self._exercise)
        others = [(rung, index - current) for index, rung in reversed(list(enumerate(self._rungs))) if index != current]
        nearest = self._rungs[current - 1] if current else self._rungs[1]
        self.query_one(PickList).show(
            (Option(self._text(rung, steps_up), id=rung.id) for rung, steps_up in others), nearest.id
        )

    def action_choose(self) -> None:
        self.dismiss(self.query_one(PickList).chosen)

    def _text(self, rung: Exercise, steps_up: int) -> Content:
        return Content.assemble(
            ("harder  " if steps_up > 0 else "easier  ", "$accent"),
            (rung.name, "bold"),
            (f"  {dose_text(self, rung.start, per_side=rung.per_side)}", "$foreground-muted"),
        )

"""Another rung of an exercise's ladder, to put in its place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.model import Exercise
from tracker.tui.compat.presized import Dialog
from tracker.tui.widgets.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList

HINT = "The new rung begins at its first dose, on the same days. Easier is always fine; harder can wait."


class Rungs(Dialog[str | None]):
    """Gives the id of the rung chosen, or None where it was left; `rungs` stand easiest first."""

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
        """The ladder, harder at the top."""
        with Vertical(classes="dialog choice") as box:
            box.border_title = Content(f"In place of {self._exercise.name}")
            box.border_subtitle = "enter choose · esc leave"
            yield Static(HINT, classes="foot", markup=False)
            yield PickList()

    def on_mount(self) -> None:
        """Begin at the easier rung, or where there is none at the next one."""
        here = self._rungs.index(self._exercise)
        others = [(rung, at - here) for at, rung in reversed(list(enumerate(self._rungs))) if at != here]
        nearest = self._rungs[here - 1] if here else self._rungs[1]
        self.query_one(PickList).show(
            (Option(self._words(rung, above), id=rung.id) for rung, above in others), nearest.id
        )

    def action_choose(self) -> None:
        """This one."""
        self.dismiss(self.query_one(PickList).chosen)

    def _words(self, rung: Exercise, above: int) -> Content:
        return Content.assemble(
            ("harder  " if above > 0 else "easier  ", "$accent"),
            (rung.name, "bold"),
            (f"  {wording.dose(rung.start, per_side=rung.per_side)}", "$foreground-muted"),
        )

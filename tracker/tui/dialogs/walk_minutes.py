"""The question from which the walk of a starter plan follows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.core import wording
from tracker.service.first_run_text import WALK_QUESTION, walk_text
from tracker.service.plan.starting_walk import StartingWalk
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.forms.form import FORM_STYLES

LONGEST = 3


class WalkMinutes(Dialog[int | None]):
    """Returns the minutes that were typed; None to keep the `walk` as the plan has it."""

    CSS_PATH = FORM_STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]
    BINDINGS = [
        Binding("enter", "choose", "Go on", id="walk_minutes.choose", priority=True, tooltip="Save what is typed"),
        Binding("escape", "dismiss(None)", "Keep", id="walk_minutes.leave", tooltip="Keep the walk as it is planned"),
    ]

    def __init__(self, walk: StartingWalk) -> None:
        super().__init__()
        self._walk = walk

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "The walk"
            kept = wording.number(self._walk.planned)
            box.border_subtitle = f"enter go on · enter alone keeps {kept} minutes"
            yield Static(WALK_QUESTION, markup=False)
            yield Input(id="minutes", restrict=r"[0-9]*", max_length=LONGEST, compact=True)
            yield Static(walk_text(self._walk), classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def action_choose(self) -> None:
        typed = self.query_one(Input).value
        self.dismiss(int(typed) if typed else None)

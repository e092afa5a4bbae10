"""The screen that follows the sign of an emergency in the first run, and is answered before anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.service.first_run import GET_HELP
from tracker.service.first_run_text import EMERGENCY_WHY, EmergencyAnswer
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.pick_list import PickList


class Emergency(Dialog[EmergencyAnswer]):
    """Returns one of the answers; it cannot be put off."""

    CSS_PATH = "first_run.tcss"
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="emergency.choose", tooltip="Save the answer under the cursor"),
        Binding("exclamation_mark", "app.warning_signs", "Warning signs", id="emergency.warning_signs"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog first-run emergency-sign") as box:
            box.border_title = "Please get help now"
            box.border_subtitle = "↑ ↓ move · enter choose"
            yield Static(GET_HELP, classes="message", markup=False)
            yield Static(EMERGENCY_WHY, markup=False)
            yield PickList(*(Option(answer.value, id=answer.name) for answer in EmergencyAnswer))

    def on_mount(self) -> None:
        self.query_one(PickList).highlighted = 0

    def action_choose(self) -> None:
        chosen = self.query_one(PickList).chosen
        if chosen is not None:
            self.dismiss(EmergencyAnswer[chosen])

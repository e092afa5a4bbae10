"""The dialog that asks for a date to go to."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_day
from tracker.tui.compat.early_exit import Dialog

HINT = "A date such as 2026-11-20, or yesterday, or -3 for three days ago."
AHEAD = "That day is still to come; go to today or a day before."


class DayDialog(Dialog[date | None]):
    """Returns a date up to `today`, or None if it was cancelled."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Leave", id="day.leave")]

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Go to a day"
            box.border_subtitle = "enter go · esc leave"
            yield Static(HINT, markup=False)
            yield Input(placeholder="yesterday", compact=True)
            yield Static(id="faults", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            day = read_day(event.value.strip() or "yesterday", self._today)
        except UsageError as error:
            self.query_one("#faults", Static).update(str(error))
            return
        if day > self._today:
            self.query_one("#faults", Static).update(AHEAD)
        else:
            self.dismiss(day)

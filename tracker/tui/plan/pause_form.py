"""The form that pauses the plan, for rest, illness or holiday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Static

from tracker.core.input.parsing import read_day
from tracker.core.model import MAX_TEXT, Pause
from tracker.service.plan import pauses
from tracker.tui.widgets.forms.form import Field, Form, line

HINT = (
    "For illness, a holiday or a rest. Paused days are left out of what counts as planned; clean weeks begin again "
    "after them. Dates are written 2026-12-24, today or +3 for in three days."
)


class PauseForm(Form):
    """Pauses the plan from one day to another, or until it is resumed; `shown` are the pauses that were there."""

    heading = "Pause the plan"

    def __init__(self, today: date, shown: Sequence[Pause]) -> None:
        super().__init__()
        self._today = today
        self.shown = tuple(shown)

    def fields(self) -> ComposeResult:
        yield Static(HINT, classes="hint", markup=False)
        yield Field("From", line("today", "from", classes="short"))
        yield Field("Last day", line("", "to", placeholder="until I resume"))
        yield Field("Reason", line("", "reason", placeholder="if you like: flu, holiday", longest=MAX_TEXT))

    async def write(self) -> str:
        last, reason, shown = self.text("to"), self.text("reason"), self.shown
        start = read_day(self.text("from") or None, self._today, future=True)
        end = read_day(last, self._today, future=True) if last else None
        return await self.run(lambda context: pauses.pause(context, start, end, reason, shown))

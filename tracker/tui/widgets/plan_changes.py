"""The changes of the plan as a table: date, reason, change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text
from textual.reactive import reactive

from tracker.core import wording
from tracker.core.model import Prescription, Why
from tracker.service.plan.plan_view import PlanChange
from tracker.tui.protocols import in_units
from tracker.tui.widgets.text.text_table import TextRow, TextTable

ChangeRow = tuple[str, str, str]
REASONS = {
    Why.START: "begun",
    Why.INCREASE: "step up",
    Why.STEP_BACK: "step back",
    Why.MANUAL: "changed by you",
    Why.CLINICIAN: "by a professional",
}


class Changes(TextTable):
    COMPONENT_CLASSES = {"changes--day", "changes--reason"}
    DEFAULT_CSS = """
    Changes {
        & > .changes--day { color: $foreground-muted; }
        & > .changes--reason { color: $accent; }
    }
    """
    GAP = 2

    changes: reactive[Sequence[ChangeRow]] = reactive[Sequence[ChangeRow]](())

    def show(self, rows: Iterable[ChangeRow]) -> None:
        """Show these rows, with weights as the person sees them."""
        self.changes = tuple((day, reason, in_units(self, change)) for day, reason, change in rows)

    def watch_changes(self) -> None:
        self.changed()

    def rows(self) -> Sequence[TextRow]:
        day, reason = (self.get_component_rich_style(f"changes--{part}", partial=True) for part in ("day", "reason"))
        return [
            (Text(date_text, day), Text(reason_text, reason), Text(change))
            for date_text, reason_text, change in self.changes
        ]


def change_row(change: PlanChange, today: date, *, named: bool) -> ChangeRow:
    """The date, the reason and the change; with the name of the exercise if `named`."""
    day = wording.short_day(change.now.start)
    if change.now.start.year != today.year:
        day += f" {change.now.start.year}"
    change_text = _change_text(change.before, change.now, per_side=change.exercise.per_side)
    reason = "taken out" if change.now.removed else REASONS[change.now.why]
    return day, reason, f"{change.exercise.name}: {change_text}" if named else change_text


def _change_text(before: Prescription | None, current: Prescription, *, per_side: bool) -> str:
    if current.removed or current.dose is None:
        return "no longer in the plan"
    dose = wording.dose(current.dose, per_side=per_side)
    if before is None or before.removed or before.dose is None:
        return f"{dose}, {wording.days(current.days)}"
    parts = []
    if before.dose != current.dose:
        parts.append(f"{wording.dose(before.dose, per_side=per_side)} → {dose}")
    if before.days != current.days:
        parts.append(wording.days(current.days))
    if before.locked != current.locked:
        parts.append("locked" if current.locked else "unlocked")
    if before.position != current.position and not parts:
        parts.append("another place in the order")
    return ", ".join(parts) or f"{dose} again"

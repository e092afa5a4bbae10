"""The dialog with the whole reasoning behind a verdict, with its dates and numbers."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.core import wording
from tracker.core.engine.progression import Verdict, VerdictKind
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import dose_text, in_units
from tracker.tui.widgets.text.bullet_list import BulletList

TITLES = {
    VerdictKind.INCREASE: "a step is possible",
    VerdictKind.HOLD: "no change",
    VerdictKind.STEP_BACK: "a step back is proposed",
    VerdictKind.EASE: "eased for today",
}
CAUTION = (
    "Waiting for pain-free weeks is a cautious choice of this program; studies in which people exercised into some "
    "pain did no worse. What a professional prescribed comes first."
)


class Reasoning(Dialog[None]):
    BINDINGS = [Binding("escape,enter,q,w", "dismiss", "Close", id="reasoning.close", key_display="esc")]

    def __init__(self, verdict: Verdict, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._verdict = verdict
        self._name_of = name_of

    def compose(self) -> ComposeResult:
        verdict = self._verdict
        with VerticalScroll(classes="dialog") as box:
            box.border_title = f"{self._name_of(verdict.exercise)}: {TITLES[verdict.verdict]}".replace("[", "\\[")
            box.border_subtitle = "esc close"
            dose = f"Planned: {dose_text(self, verdict.dose)}."
            if verdict.proposed is not None:
                other = (
                    "" if verdict.proposed.exercise == verdict.exercise else self._name_of(verdict.proposed.exercise)
                )
                dose += f" Proposed: {other} {dose_text(self, verdict.proposed.dose)}.".replace("  ", " ")
            yield Static(dose, markup=False)
            yield BulletList([in_units(self, reason) for reason in verdict.why])
            if verdict.earliest is not None and verdict.verdict is not VerdictKind.INCREASE:
                yield Static(f"A step is possible from {wording.day(verdict.earliest)} at the earliest.", markup=False)
            yield Static(CAUTION, classes="foot", markup=False)

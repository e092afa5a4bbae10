"""The dialog with the whole reasoning behind a verdict, with its dates and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from tracker.core.engine.progression import Verdict
from tracker.service.day.text import CAUTION, VERDICT_TITLES, doses_text, next_step_text
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import dose_text, in_units
from tracker.tui.widgets.text.bullet_list import BulletList


class Reasoning(Dialog[None]):
    BINDINGS = [Binding("escape,enter,q,w", "dismiss", "Close", id="reasoning.close", key_display="esc")]

    def __init__(self, verdict: Verdict, on: date, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._verdict = verdict
        self._on = on
        self._name_of = name_of

    def compose(self) -> ComposeResult:
        verdict = self._verdict
        with VerticalScroll(classes="dialog") as box:
            box.border_title = f"{self._name_of(verdict.exercise)}: {VERDICT_TITLES[verdict.verdict]}".replace(
                "[", "\\["
            )
            box.border_subtitle = "esc close"
            yield Static(doses_text(verdict, self._name_of, partial(dose_text, self)), markup=False)
            yield BulletList([in_units(self, reason) for reason in verdict.why])
            if possible := next_step_text(verdict, self._on):
                yield Static(possible, markup=False)
            yield Static(CAUTION, classes="foot", markup=False)

"""The dialog with the whole reasoning behind a verdict, with its dates and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tracker.core.engine.progression import Verdict
from tracker.service.day.text import CAUTION, VERDICT_TITLES, doses_text, next_step_text
from tracker.tui.dialogs.page import Page
from tracker.tui.protocols import dose_text, in_units
from tracker.tui.widgets.text.bullet_list import BulletList


class Reasoning(Page[None]):
    hint = "esc close"
    BINDINGS = [Binding("escape,enter,q,w", "dismiss", "Close", id="reasoning.close", key_display="esc")]

    def __init__(self, verdict: Verdict, on: date, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._verdict = verdict
        self._on = on
        self._name_of = name_of
        self.heading = f"{name_of(verdict.exercise)}: {VERDICT_TITLES[verdict.verdict]}"

    def parts(self) -> ComposeResult:
        verdict = self._verdict
        yield Static(doses_text(verdict, self._name_of, partial(dose_text, self)), markup=False)
        yield BulletList([in_units(self, reason) for reason in verdict.why])
        if possible := next_step_text(verdict, self._on):
            yield Static(possible, markup=False)
        yield Static(CAUTION, classes="foot", markup=False)

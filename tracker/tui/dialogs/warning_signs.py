"""The warning signs, one key away from every screen."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tracker.service.warning_signs import EMERGENCY, EMERGENCY_SIGNS, FOOT, SOON, SOON_SIGNS
from tracker.tui.dialogs.page import Page

HEADING_WIDTH, SIGN_WIDTH = 56, 62


def _with_signs(heading: str, signs: Sequence[str]) -> str:
    lines = (fill(sign, SIGN_WIDTH, initial_indent="  · ", subsequent_indent="    ") for sign in signs)
    return "\n".join((fill(heading, HEADING_WIDTH), *lines))


class WarningSigns(Page[None]):
    heading = "Warning signs"
    BINDINGS = [
        Binding("escape,enter,q,exclamation_mark", "dismiss", "Close", id="warning_signs.close", key_display="esc"),
    ]

    def parts(self) -> ComposeResult:
        yield Static(_with_signs(EMERGENCY, EMERGENCY_SIGNS), classes="emergency", markup=False)
        yield Static(_with_signs(SOON, SOON_SIGNS), markup=False)
        yield Static(FOOT, classes="foot", markup=False)

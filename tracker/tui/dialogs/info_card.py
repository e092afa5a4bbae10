"""A short text to read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tracker.service.library.info_cards import InfoCard
from tracker.tui.dialogs.page import Page


class InfoCardText(Page[None]):
    """Shows one card."""

    BINDINGS = [Binding("escape,enter,q", "dismiss", "Close", id="info_card.close", key_display="esc")]

    def __init__(self, card: InfoCard) -> None:
        super().__init__()
        self._card = card
        self.heading = card.title

    def parts(self) -> ComposeResult:
        """Its paragraphs, and what it rests on."""
        for paragraph in self._card.text:
            yield Static(paragraph, markup=False)
        yield Static(f"Source: {self._card.source}", classes="foot", markup=False)

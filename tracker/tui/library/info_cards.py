"""Short texts to read: what pain means, flares, sleep, sitting, work, and when to see whom."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from tracker.service.library.info_cards import InfoCard
from tracker.tui.dialogs.choice import Choice
from tracker.tui.dialogs.info_card import InfoCardText
from tracker.tui.widgets.pick_list import PickList


class InfoCards(Choice):
    """Lists the cards by title; `enter` opens one in front of the list."""

    hint = "enter read · esc close"
    BINDINGS = [
        Binding("enter", "choose", "Read", id="info_cards.choose"),
        Binding("escape,q,c", "dismiss", "Close", id="info_cards.close", key_display="esc"),
    ]

    def __init__(self, cards: Sequence[InfoCard]) -> None:
        super().__init__("To read")
        self._cards = {card.id: card for card in cards}

    def body(self) -> ComposeResult:
        """The titles, in a list."""
        yield PickList()

    def on_mount(self) -> None:
        """Put the cursor on the first card."""
        cards = self._cards.values()
        self.choices.show((Option(Content(card.title), id=card.id) for card in cards), next(iter(self._cards)))

    def action_choose(self) -> None:
        """Open the card under the cursor."""
        chosen = self.choices.chosen
        if chosen is not None:
            self.app.push_screen(InfoCardText(self._cards[chosen]))

"""The short texts to read, in Library and with the first flare."""

from __future__ import annotations

from tracker.library import InfoCard, load_info_cards
from tracker.service.context import AppContext

__all__ = ["InfoCard", "card_on_flares", "info_cards"]

ON_FLARES = "flares"


def info_cards(_: AppContext) -> tuple[InfoCard, ...]:
    """All of them, in the order in which they are shown. Raises FileError where they cannot be read."""
    return load_info_cards()


def card_on_flares(_: AppContext) -> InfoCard:
    """What helps in a flare. Raises FileError where it cannot be read."""
    return next(card for card in load_info_cards() if card.id == ON_FLARES)

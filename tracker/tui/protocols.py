"""What screens, dialogs and forms need of the app, so that none of them imports it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, cast

from textual.dom import DOMNode

from tracker.core import wording
from tracker.core.model import Dose, Number, Settings, Units
from tracker.service.day.day_view import DayRow
from tracker.tui.config import Config
from tracker.tui.database_worker import DatabaseWorker


class TrackerApp(Protocol):
    """The app, as its screens see it."""

    config: Config
    database: DatabaseWorker

    @property
    def today(self) -> date:
        """The person's date, by the hour at which their day begins."""

    def today_is_drawn(self) -> None:
        """Called when Today can be read; the first time, begin all that had to wait for that."""

    def open_hands_free(self, rows: Sequence[DayRow], on: date, usual: Number | None, settings: Settings) -> None:
        """Run these rows of the day `on` hands-free; `usual` is the pain that readings are compared with."""

    def ask_open_steps(self) -> None:
        """Ask all that is still open of the first run."""

    def action_ask_again(self, step: str) -> None:
        """Ask a question of the first run, again or for the first time."""


def tracker_app(node: DOMNode) -> TrackerApp:
    """The app in which a screen or widget is."""
    return cast(TrackerApp, node.app)


def units_of(node: DOMNode) -> Units:
    """The unit in which the person sees and types weights."""
    return tracker_app(node).config.units


def in_units(node: DOMNode, text: str) -> str:
    """A sentence with the weights of the doses in it as the person sees them."""
    return wording.in_units(text, units_of(node))


def dose_text(node: DOMNode, dose: Dose, *, per_side: bool = False) -> str:
    """A dose with its weight as the person sees it."""
    return in_units(node, wording.dose(dose, per_side=per_side))

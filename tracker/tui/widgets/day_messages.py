"""The messages of widgets that show days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.message import Message


@dataclass
class DayPointed(Message):
    """The cursor was moved to a day."""

    day: date


@dataclass
class DayChosen(Message):
    """A day was chosen to be opened on Today."""

    day: date

"""The library that ships with the program: exercises, ladders, starter plans, and what is left out."""

from __future__ import annotations

from tracker.library.load import (
    InfoCard,
    LeftOut,
    Library,
    PlanEntry,
    StarterPlan,
    data_folder,
    load_info_cards,
    load_library,
)
from tracker.library.search import easier, find, ladder, search

__all__ = [
    "InfoCard",
    "LeftOut",
    "Library",
    "PlanEntry",
    "StarterPlan",
    "data_folder",
    "easier",
    "find",
    "ladder",
    "load_info_cards",
    "load_library",
    "search",
]

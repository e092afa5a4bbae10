"""The library that ships with the program: exercises, ladders, starter plans, and what is left out."""

from __future__ import annotations

from tracker.library.load import LeftOut, Library, PlanEntry, StarterPlan, data_folder, load_library
from tracker.library.search import easier, find, ladder, search

__all__ = [
    "LeftOut",
    "Library",
    "PlanEntry",
    "StarterPlan",
    "data_folder",
    "easier",
    "find",
    "ladder",
    "load_library",
    "search",
]

"""The library that ships with the program: exercises, ladders, starter plans, and what is left out."""

from __future__ import annotations

from tracker.library.check import BOTHERS, EQUIPMENT, REGIONS, library_faults
from tracker.library.finding import easier, find, ladder, search
from tracker.library.load import LeftOut, Library, PlanEntry, StarterPlan, data_folder, load_library

__all__ = [
    "BOTHERS",
    "EQUIPMENT",
    "REGIONS",
    "LeftOut",
    "Library",
    "PlanEntry",
    "StarterPlan",
    "data_folder",
    "easier",
    "find",
    "ladder",
    "library_faults",
    "load_library",
    "search",
]

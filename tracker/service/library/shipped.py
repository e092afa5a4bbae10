"""What ships with the program, for commands and screens: exercises, starter plans, and what is left out."""

from tracker.library import LeftOut, StarterPlan, easier, load_library, search

__all__ = ["LeftOut", "StarterPlan", "easier", "load_library", "search"]

"""The figures that ship with the program, for screens."""

from tracker.library.figures import Figures, shipped

__all__ = ["Figures", "shipped"]

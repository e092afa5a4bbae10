"""Backtracker: a logbook and a brake for people who exercise a sore back."""

__version__ = "0.1.0"

"""The figures that ship, by the names of their files."""

from __future__ import annotations

from tracker.library.figures import BASE
from tracker.library.load import data_folder


def figure_ids() -> list[str]:
    """The exercises that have a figure."""
    return sorted(path.stem for path in (data_folder() / "figures").glob("*.toml") if path.stem != BASE)

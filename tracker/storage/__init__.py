"""The person's data in one SQLite file: typed values in and out, whole changes only, each of which can be undone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.core.model import Answer
    from tracker.storage.change import Change
    from tracker.storage.health import check_file
    from tracker.storage.store import Store

__all__ = ["Answer", "Change", "Store", "check_file"]

_PLACES = {"Answer": "tracker.core.model", "Change": ".change", "Store": ".store", "check_file": ".health"}


def __getattr__(name: str) -> object:
    """What is named here, loaded when it is first asked for: a start only reads, and does not wait for the rest."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""The use cases; the one place where core, store and clock meet.

Each module holds functions over a `Desk`. One that writes does so in one transaction and returns the sentence that
says what it wrote. Named as `service.logbook`, a module is loaded when it is first called, not before the first screen.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.service import logbook as logbook
    from tracker.service import planning as planning
    from tracker.service import upkeep as upkeep

WRITING = ("logbook", "planning", "upkeep")


def __getattr__(name: str) -> ModuleType:
    if name in WRITING:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_writing() -> None:
    """Load what Today writes with, for a caller that has time now and none later."""
    for name in WRITING:
        __getattr__(name)

"""Loading a library without those of its modules that nothing here uses.

Without this the program holds 6 MB more at rest: plotext loads its manual and its own tests, and sqlite_utils what only
its commands and plugins use. Neither can be told not to; the texts to file are in docs/upstream.md. Where a library
cannot be loaded in part, it is loaded whole.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

PLOTEXT_UNUSED = "plotext._doc.doc", "plotext._tests.run"
SQLITE_UTILS_UNUSED = "click", "dateutil", "sqlite_utils.plugins", "sqlite_utils.hookspecs"


class _Empty(ModuleType):
    """A module in which every public name is None."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def import_without(name: str, unused: tuple[str, ...]) -> Any:
    """The module `name`, loaded while those in `unused` that are not loaded yet are empty; later importers get them."""
    before = set(sys.modules)
    empty = [unused_name for unused_name in unused if unused_name not in before]
    sys.modules.update({empty_name: _Empty(empty_name) for empty_name in empty})
    try:
        return import_module(name)
    except (ImportError, AttributeError, TypeError):
        for loaded in sys.modules.keys() - before:
            del sys.modules[loaded]
    finally:
        for empty_name in empty:
            sys.modules.pop(empty_name, None)
    return import_module(name)

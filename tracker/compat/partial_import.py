"""Loading a library without those of its modules that nothing here uses.

Without this the program holds 10 MB more at rest and a library of cryptography is in its memory, which it has no use
for: asyncio loads ssl, sqlite_utils and plotext load hashlib, and plotext its manual and its own tests. None can be
told not to; the texts to file are in docs/upstream.md. Where a library cannot be loaded in part, it is loaded whole.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# asyncio does without this where Python was built without it; the others do not ask.
ASYNCIO_OPTIONAL = ("ssl",)
PLOTEXT_UNUSED = "plotext._doc.doc", "plotext._tests.run", "hashlib"
SQLITE_UTILS_UNUSED = "hashlib", "hmac"


class _Empty(ModuleType):
    """A module in which every public name is None."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def import_without(name: str, unused: tuple[str, ...] = (), *, optional: tuple[str, ...] = ()) -> Any:
    """The module `name`, loaded as if the modules in `unused` were empty and those in `optional` were not installed.

    What is loaded already stays as it is, and whoever imports those modules later gets them.
    """
    before = set(sys.modules)
    stand_ins: dict[str, Any] = {part: _Empty(part) for part in unused} | dict.fromkeys(optional)
    stand_ins = {part: stand_in for part, stand_in in stand_ins.items() if part not in before}
    sys.modules.update(stand_ins)  # None is how Python is told that there is no such module
    try:
        return import_module(name)
    except (ImportError, AttributeError, TypeError):
        for loaded in sys.modules.keys() - before:
            del sys.modules[loaded]
    finally:
        for part in stand_ins:
            sys.modules.pop(part, None)
    return import_module(name)

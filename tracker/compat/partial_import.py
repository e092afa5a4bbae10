"""Loading a library without those of its modules that nothing here uses.

Without this the program holds more than 10 MB more at rest and a library of cryptography is in its memory, which it has
no use for: asyncio loads ssl, sqlite_utils and plotext load hashlib, sqlite_utils what its own commands and dates are
made with, and plotext its manual and its own tests. And each start takes 3 ms more, for kinds of archives in shutil and
the directory tree in Textual's types. None can be told not to; the texts to file are in docs/upstream.md. Where a
library cannot be loaded in part, it is loaded whole.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import get_ident
from types import ModuleType
from typing import Any, cast

# asyncio does without this where Python was built without it; the others do not ask.
ASYNCIO_OPTIONAL = ("ssl",)
SHUTIL_OPTIONAL = "bz2", "lzma"
PLOTEXT_UNUSED = "plotext._doc.doc", "plotext._tests.run", "hashlib"
TEXTUAL_TYPES_UNUSED = ("textual.widgets._directory_tree",)
SQLITE_UTILS_UNUSED = "hashlib", "hmac", "click", "dateutil"


class _StandIn(ModuleType):
    """Stands for a module that is not loaded: every public name is None for the thread that loads the library.

    Another thread that imports the module meanwhile gets the names of the real one, and so does whoever kept this
    after the library was loaded.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.loading_thread: int | None = get_ident()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.loading_thread == get_ident():
            return None
        return getattr(_load_apart(self.__name__) if self.loading_thread else import_module(self.__name__), name)


@cache
def _load_apart(name: str) -> ModuleType:
    """The module `name`, loaded although something else stands in its place."""
    spec = PathFinder.find_spec(name)
    if spec is None or spec.loader is None:
        raise AttributeError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def import_without(name: str, unused: tuple[str, ...] = (), *, optional: tuple[str, ...] = ()) -> Any:
    """The module `name`, loaded as if the modules in `unused` were empty and those in `optional` were not installed.

    What is loaded already stays as it is, and whoever else imports those modules gets them, meanwhile and later.
    """
    before = set(sys.modules)
    stand_ins: dict[str, _StandIn | None] = {part: _StandIn(part) for part in unused} | dict.fromkeys(optional)
    stand_ins = {part: stand_in for part, stand_in in stand_ins.items() if part not in before}
    # None is how Python is told that there is no such module.
    sys.modules.update(cast("dict[str, ModuleType]", stand_ins))
    try:
        return import_module(name)
    except (ImportError, AttributeError, TypeError):
        for loaded in sys.modules.keys() - before:
            del sys.modules[loaded]
    finally:
        for part, stand_in in stand_ins.items():
            sys.modules.pop(part, None)
            if stand_in is not None:
                stand_in.loading_thread = None
    return import_module(name)

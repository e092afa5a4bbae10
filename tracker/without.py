"""Libraries loaded without those of their parts that nothing here uses: for less to wait for, and less memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class _Empty(ModuleType):
    """A module in which everything that is asked for by name is None."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def without(*names: str, unknown: tuple[str, ...] = ()) -> Iterator[None]:
    """What is imported in the `with` finds modules of these names empty, unless they are loaded already.

    Those in `unknown` it does not find at all, for importers that expect that, as of a Python built without them.
    """
    left_out: dict[str, ModuleType | None] = {name: _Empty(name) for name in names} | dict.fromkeys(unknown)
    left_out = {name: module for name, module in left_out.items() if name not in sys.modules}
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None is how Python is told that there is no such module
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]

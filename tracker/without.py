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
def without(*names: str) -> Iterator[None]:
    """What is imported in the `with` finds modules of these names empty, unless they are loaded already."""
    left_out = {name: _Empty(name) for name in names if name not in sys.modules}
    sys.modules.update(left_out)
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]

"""Progress of long work: callbacks that are told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with the number of items done and the number of all."""
Watch = Callable[[str], AbstractContextManager[Progress]]
"""Opens a `Progress` for a part of the work, by the name of the part."""


def ignore_progress(_done: int, _total: int) -> None:
    """A `Progress` that does nothing."""


@contextmanager
def without_progress(_part: str) -> Iterator[Progress]:
    """A `Watch` for work whose progress is not shown."""
    yield ignore_progress


def counted(items: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """The items, of which there are `total`; `progress` is called after each."""
    for number, item in enumerate(items, start=1):
        yield item
        progress(number, total)

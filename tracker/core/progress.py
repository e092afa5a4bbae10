"""How far work that lasts has come, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""
Watch = Callable[[str], AbstractContextManager[Progress]]
"""Asked, by the name of each part of the work, for what is told how far it has come."""


def unseen(_done: int, _total: int) -> None:
    """Nobody looks."""


@contextmanager
def unwatched(_part: str) -> Iterator[Progress]:
    """Nobody looks at any part."""
    yield unseen


def counted(items: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """The items, of which there are `total`; each is told of when the next is asked for."""
    for number, item in enumerate(items, start=1):
        yield item
        progress(number, total)

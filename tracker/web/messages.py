"""What a page may send, checked before anything is done with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

MOST_BYTES = 2**18
"""The longest message, in bytes; a longer one is refused before it is read whole."""
MOST_COLUMNS, MOST_ROWS = 1000, 400
"""The largest terminal: more than any screen has at a size that can be read."""


class BadMessageError(Exception):
    """A message that no page of ours sends."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, a paste or the mouse, as a terminal sends them."""

    text: str


@dataclass(frozen=True, slots=True)
class Size:
    """The size of the terminal on the page, in columns and rows."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Focus:
    """Whether what is typed goes to the page now."""

    has_focus: bool


@dataclass(frozen=True, slots=True)
class Ping:
    """The page asks whether the server is there, and wants `text` back."""

    text: str


Message = Typed | Size | Focus | Ping


def read_message(text: str) -> Message:
    """The message in what a page sent. Raises BadMessageError."""
    try:
        envelope = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadMessageError from error
    match envelope:
        case ["stdin", str(typed)] if _is_text(typed):
            return Typed(typed)
        case ["resize", {"width": width, "height": height}]:
            return size_of(width, height)
        case ["focus", *_]:
            return Focus(has_focus=True)
        case ["blur", *_]:
            return Focus(has_focus=False)
        case ["ping", str(sent)] if _is_text(sent):
            return Ping(sent)
    raise BadMessageError


def size_of(width: object, height: object) -> Size:
    """A size that a terminal may have. Raises BadMessageError."""
    if type(width) is not int or type(height) is not int:
        raise BadMessageError
    if not (1 <= width <= MOST_COLUMNS and 1 <= height <= MOST_ROWS):
        raise BadMessageError
    return Size(width, height)


def first_size(query: Mapping[str, str]) -> Size:
    """The size in the address of a WebSocket, 80 by 24 where it has none. Raises BadMessageError."""
    width, height = query.get("width", "80"), query.get("height", "24")
    # int() takes more than digits, and other digits than these.
    if not all(text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_COLUMNS)) for text in (width, height)):
        raise BadMessageError
    return size_of(int(width), int(height))


def _is_text(text: str) -> bool:
    """Whether all of it can be sent on: JSON can name halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

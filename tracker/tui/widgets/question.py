"""Questions that are asked in one line and answered with one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

DIGITS: Mapping[str, int] = {str(number): number for number in range(10)} | {"x": 10}

SHORT_PAIN_HINT = "0-9, x 10; l leg"


class LegMark:
    """The answer that pain goes down the leg; the number is asked next."""


class Unknown:
    """The answer *don't know*."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the keys that answer it; other keys keep their meaning, and `escape` puts it off.

    The cursor goes to its `exercise`, if it has one. One that was `asked_for` by a key stays until it is answered or
    put off, even if the screen is drawn again. `short_hint` is shown where there is no room for `hint` in one line.
    """

    text: str
    hint: str
    answers: Mapping[str, Any]
    reply: Callable[[Any], Awaitable[None]] = field(compare=False)
    name: str = ""
    exercise: str | None = None
    asked_for: bool = False
    short_hint: str = ""


def pain_answers(*, unknown: bool = False) -> Mapping[str, Any]:
    """The keys for a pain: 0-9, `x` for 10, `l` for the leg, and if wanted `enter` for don't know."""
    return {**DIGITS, "l": LegMark, **({"enter": Unknown} if unknown else {})}

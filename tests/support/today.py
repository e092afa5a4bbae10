"""What is on Today's screen, read off it as a person does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.support.terminal import Terminal

# A set that is logged, one of which only a part was done, and one that is missing.
DONE, PARTIAL, MISSING = "■", "▪", "□"
# What stands beside the session has a border.
BORDER = "[│╭╰]"


class Shown(NamedTuple):
    """What the line of an exercise says of the day."""

    done: int
    missing: int
    pain: int | None = None
    form_broke: bool = False
    left_out: str = ""


def line_of(terminal: Terminal, name: str) -> str:
    """The line of an exercise in the session, empty if it is not in sight."""
    lines = (re.split(BORDER, line)[0] for line in terminal.lines)
    return next((line for line in lines if line.lstrip(" ▶↑↓").startswith(f"{name} ")), "")


def shown(terminal: Terminal, name: str) -> Shown:
    """What the line of an exercise says."""
    line = line_of(terminal, name)
    pain = re.search(rf"[{DONE}{PARTIAL}{MISSING}] +(\d+)", line)
    left_out = re.search(r"left out: (.*\S)", line)
    return Shown(
        line.count(DONE) + line.count(PARTIAL),
        line.count(MISSING),
        int(pain[1]) if pain else None,
        " form" in line[max(line.rfind(DONE), line.rfind(PARTIAL)) :],
        left_out[1] if left_out else "",
    )


def shows(name: str, expected: Shown) -> Callable[[Terminal], bool]:
    """Whether the line of an exercise says this."""
    return lambda terminal: shown(terminal, name) == expected


def boxes(name: str, expected: str) -> Callable[[Terminal], bool]:
    """Whether the line of an exercise has these boxes; a set done in part counts as done."""
    pattern = f"[{DONE}{PARTIAL}{MISSING}]"
    return lambda terminal: "".join(re.findall(pattern, line_of(terminal, name))).replace(PARTIAL, DONE) == expected


def cursor_on(name: str) -> Callable[[Terminal], bool]:
    """Whether the cursor stands on an exercise, and what is beside the session is about it."""
    return lambda terminal: line_of(terminal, name).startswith(f" ▶ {name} ") and f"╭─ {name} ─" in terminal.text


def last_time(terminal: Terminal) -> str:
    """Of the exercise under the cursor: when it was done last, how much of it, and with which pain."""
    found = re.search(r"Last ([^│]*[^│ ])", terminal.text)
    return found[1] if found else ""

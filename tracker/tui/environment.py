"""What the interface needs around it: a terminal that can show it, and no variable that Textual cannot work with."""

from __future__ import annotations

import os
import sys

from tracker.core.errors import NotPossibleError

# The driver that `serve` asks for, in whose process there is no terminal.
WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
COLOR_SYSTEMS = ("auto", "standard", "256", "truecolor", "windows")
# The largest terminal that is believed, in columns or rows; drawing a larger one would take minutes.
MOST_CELLS = 1000


def is_in_browser() -> bool:
    """Whether `serve` has started this process for a page."""
    return os.environ.get("TEXTUAL_DRIVER") == WEB_DRIVER


def prepare() -> None:
    """Put aside the variables that would end Textual. Raises NotPossibleError where no interface can be shown."""
    _put_aside_unusable()
    if is_in_browser():
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotPossibleError(
            "The interface needs a terminal. Without one there are the commands: backtracker --help."
        )
    if not can_say("─█", sys.stderr.encoding):
        raise NotPossibleError(
            f"The interface draws with characters that the encoding of this terminal, {sys.stderr.encoding}, does not "
            "have. Set one that has them, such as LC_ALL=C.UTF-8, or use the commands: backtracker --help."
        )


def _put_aside_unusable() -> None:
    """Where Textual takes a variable as it is: a size that no terminal has, another driver, unknown colours."""
    for name in ("COLUMNS", "LINES"):
        if name in os.environ and not _is_size(os.environ[name]):
            del os.environ[name]
    if not is_in_browser():
        os.environ.pop("TEXTUAL_DRIVER", None)
    if os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in COLOR_SYSTEMS:
        del os.environ["TEXTUAL_COLOR_SYSTEM"]


def _is_size(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_CELLS)) and 1 <= int(text) <= MOST_CELLS


def can_say(text: str, encoding: str) -> bool:
    """Whether an encoding has all these characters."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

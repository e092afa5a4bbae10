"""Keys and sizes at random, typed to the installed program in a terminal: it must end well, and leave a sound file.

`python -m tests.tools.random_keys_in_terminal COUNT [SEED]` is the long run; it prints the keys that led to a crash.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.pty.conftest import Home
from tests.support.database_faults import database_faults
from tests.support.terminal import CTRL_Q, CTRL_R, ENTER, ESCAPE, PATIENCE_S, RIGHT, Terminal
from tests.tools.random_keys import KEYS, LIKELY, SIZES, begin, in_sessions, long_run

# What a terminal sends for the keys that are no characters.
SENT = {
    "comma": ",", "full_stop": ".", "plus": "+", "minus": "-", "slash": "/", "colon": ":", "exclamation_mark": "!",
    "question_mark": "?", "space": " ", "enter": ENTER, "left_square_bracket": "[", "right_square_bracket": "]",
    "escape": ESCAPE, "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D",
    "right": RIGHT, "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "backspace": "\x7f",
    "delete": "\x1b[3~", "ctrl+r": CTRL_R, "f1": "\x1bOP", "circumflex_accent": "^",
}  # fmt: skip
# So many keys at once at most; then what is drawn is read until nothing more comes for a moment, which a figure that
# moves would put off for ever.
BURST, QUIET_S, AT_MOST = 12, 0.02, 30
# A key so soon after an escape would be another key.
AFTER_ESCAPE_S = 0.15


class Unseen(Terminal):
    """A terminal at which nobody looks, which is faster."""

    def _take_in(self, written: bytes) -> None:
        self.raw = (self.raw + written)[-100_000:]

    def wait_until_drawn(self) -> None:
        """Read until the program has the terminal: what is typed before is for no program, and ctrl+q never comes."""
        self.until(lambda seen: b"Backtracker" in seen.raw)

    def rest(self, quiet_s: float) -> None:
        """Read until nothing comes for so long, or often enough."""
        for _ in range(AT_MOST):
            if not self._read(quiet_s):
                return

    def leave(self) -> None:
        """Type ctrl+q until the program ends: where it is slow, one that follows an escape is another key to it."""
        deadline = time.monotonic() + PATIENCE_S
        while self._process.poll() is None and time.monotonic() < deadline:
            self.rest(AFTER_ESCAPE_S)
            self.type(CTRL_Q)


def session(home: Home, now: str, chance: random.Random, count: int) -> list[str]:
    """Start the program, type up to `count` keys, leave it and return them; a bad end names them all."""
    pressed: list[str] = []
    columns, rows = chance.choice(SIZES[:4])
    with Unseen(home.environment | {"BACKTRACKER_NOW": now}, columns=columns, rows=rows) as terminal:
        terminal.wait_until_drawn()
        while len(pressed) < count and terminal._process.poll() is None:
            if chance.random() < 0.1:
                size = chance.choice(SIZES)
                pressed.append(f"{size[0]}x{size[1]}")
                terminal.resize(*size)
            burst = [chance.choice(LIKELY if chance.random() < 0.3 else KEYS) for _ in range(chance.randint(1, BURST))]
            pressed += burst
            terminal.type("".join(SENT.get(key, key) for key in burst))
            terminal.rest(QUIET_S)
        terminal.leave()
        try:
            status = terminal.ended()
            assert status == 0, f"ended with {status}"
            assert b"Traceback" not in terminal.raw, "a traceback"
        except AssertionError as error:
            error.add_note(f"after {' '.join(pressed)}\n{terminal.raw[-20000:].decode(errors='replace')}")
            raise
    assert database_faults(home.database) == [], " ".join(pressed)
    return pressed


def run(folder: Path, count: int, seed: int) -> int:
    """Type `count` keys in sessions on one history, and return how many were typed."""
    (folder / str(seed)).mkdir()
    chance, home = random.Random(seed), Home(folder / str(seed))
    begin(home.database, seed)
    return in_sessions(count, chance, lambda now, most: session(home, now.isoformat(), chance, most))


if __name__ == "__main__":
    long_run(run)

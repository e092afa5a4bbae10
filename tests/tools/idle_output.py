"""How much the program writes to its terminal while nobody does anything.

python -m tests.tools.idle_output        # 40 seconds on each screen, after half a minute of quiet
python -m tests.tools.idle_output 10     # another number of seconds
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pty.conftest import Home
from tests.support.today import boxes

QUIET_S, MEASURED_S = 30.0, 40.0
# What leads to each screen or dialog from Today, and back.
SCREENS = {
    "today": ("", ""),
    "library": ("L", "T"),
    "history": ("H", "T"),
    "plan": ("P", "T"),
    "a note": ("n", "\x1b"),
    "finding an exercise": ("L/", "\x1bT"),
}


def main() -> None:
    """Print bytes a second for each screen."""
    measured_s = float(sys.argv[1]) if sys.argv[1:] else MEASURED_S
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.run("plan", "set", "bird-dog")
        home.run("checkin", "0")
        with home.start() as terminal:
            terminal.until(boxes("Bird dog", "□□□"))
            for name, (keys, back) in SCREENS.items():
                for key in keys:
                    terminal.type(key)
                    terminal.bytes_within(1)
                terminal.bytes_within(QUIET_S)
                print(f"{name:20} {terminal.bytes_within(measured_s) / measured_s:8.1f} bytes/s", flush=True)
                for key in back:
                    terminal.type(key)
                    terminal.bytes_within(1)


if __name__ == "__main__":
    main()

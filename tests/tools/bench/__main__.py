"""`python -m tests.tools.bench [NAME…]` prints how fast things are, each beside something measured in the same run."""

from __future__ import annotations

import compileall
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import tracker
from tests.tools.bench import ask, commands, engine, figure, foreign_files, importing, keys, memory, start, sync

PARTS: dict[str, Callable[[Path], list[str]]] = {
    "start": start.run,
    "memory": memory.run,
    "commands": commands.run,
    "import": importing.run,
    "foreign": foreign_files.run,
    "engine": lambda _: engine.run(),
    "figure": figure.run,
    "keys": keys.run,
    "ask": ask.run,
    "sync": sync.run,
}


def main() -> None:
    """Print the parts that are named, or all; the histories are made once, in a folder that goes afterwards."""
    names = sys.argv[1:] or list(PARTS)
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
    compileall.compile_dir(str(Path(str(tracker.__file__)).parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            print("\n".join(PARTS[name](Path(folder))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()

"""One exchange in a process of its own: `python -m tracker.service.sync.run_once DATABASE`.

The interface has it done here, so that none of its keys waits for the merging. What came and what is to be looked at
are lines on standard output; what hinders it is one on standard error, with the exit status 1.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from tracker.clock import Clock
from tracker.core.errors import UserError
from tracker.service.context import open_context
from tracker.service.sync import setting_up


def main(database: Path) -> int:
    """Exchange once; returns the exit status."""
    try:
        with closing(open_context(database, Clock.from_environment(), create=False)) as context:
            lines = setting_up.exchange_quietly(context)
    except UserError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

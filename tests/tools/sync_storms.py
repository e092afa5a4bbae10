"""Machines that write at random and exchange through a carrier that loses, cuts, doubles and delays.

    python -m tests.tools.sync_storms 1000 1 [STEPS]

runs so many storms from a seed on; it prints those after which anything is lost, or the machines differ, and exits 1.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from tests.support.sync_storm import storm

STEPS = 120
SHOWN = 12
# After so many storms it is said how many there were.
TOLD = 50


def main(count: int, seed: int, steps: int = STEPS) -> int:
    """Run the storms; returns the exit status."""
    failed = 0
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as home:
            try:
                faults = storm(Path(home), number, steps, machines=3 + number % 3)
            except Exception:  # noqa: BLE001 - any fault is what is looked for
                faults = traceback.format_exc().splitlines()
        if faults:
            failed += 1
            print(f"storm {number}: {faults[0]}", *faults[-SHOWN:], sep="\n  ", flush=True)
        done = number - seed + 1
        if done % TOLD == 0 and done < count:
            print(f"{done} storms so far: {failed} failed", flush=True)
    print(f"{count} storms of {steps} steps from seed {seed} on: {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

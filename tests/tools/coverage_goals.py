"""`python -m tests.tools.coverage_goals FILE`: how many branches of each package are tested.

Reads coverage's JSON and compares it with the goals below.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

GOALS = {"core": 95, "storage": 95, "exchange": 95, "tui": 85}


def shares(report: Path) -> dict[str, float]:
    """The percentage of the branches of each package that were taken."""
    taken: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for name, file in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        _, package, *inside = Path(name).parts
        if inside:
            taken[package] += file["summary"]["covered_branches"]
            known[package] += file["summary"]["num_branches"]
    return {package: 100 * taken[package] / known[package] for package in sorted(known) if known[package]}


def main(report: Path) -> int:
    """Print a line for each package; 1 where one is below its goal, or is not there at all."""
    found = shares(report)
    short = [package for package, goal in GOALS.items() if found.get(package, 0) < goal]
    for package, share in found.items():
        goal = f"  goal {GOALS[package]} %" if package in GOALS else ""
        print(f"{package:<10}{share:6.1f} % of the branches{goal}{'  NOT MET' if package in short else ''}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""How long it takes to import large files of other programs, and how much memory, from made-up ones."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

from tests.exchange.imports.test_apple_health import HEAD, PAIN, STEPS, WORKOUT
from tests.tools.bench.processes import PROGRAM, environment, until_ended

EXPORT_BYTES = 500_000_000
ROWS = 100_000
MAX_MEMORY_MB = 200


def run(folder: Path) -> list[str]:
    """Lines of a table: a file, its size, seconds and the peak of memory."""
    lines = [f"import of large files of other programs, at most {MAX_MEMORY_MB} MB of memory"]
    with tempfile.TemporaryDirectory() as home:
        for path in (_pain_table(Path(home, "pain.csv")), _health_export(Path(home, "export.xml"))):
            # Without a terminal to ask in.
            command = ["/bin/sh", "-c", f"exec {shlex.quote(PROGRAM)} import {shlex.quote(str(path))} < /dev/null"]
            cost = until_ended(command, environment(Path(home), Path(home, f"{path.name}.db")))
            size_mb = path.stat().st_size / 1e6
            lines.append(
                f"{path.name:<12}{size_mb:6.0f} MB{cost.wall_ms / 1000:8.1f} s{cost.memory_mb:8.0f} MB of memory"
            )
    return lines


def _pain_table(path: Path) -> Path:
    days = 16 * 12 * 28
    with path.open("w", encoding="utf-8") as file:
        file.write("date,time,pain,note\n")
        for number in range(ROWS):
            year, rest = divmod(number % days, 12 * 28)
            month, day = divmod(rest, 28)
            file.write(f"{2010 + year}-{month + 1:02}-{day + 1:02},07:{number // days:02},{number % 10},ok\n")
    return path


def _health_export(path: Path) -> Path:
    block = STEPS * 1000 + PAIN.format(at="2026-04-08 07:00:00", severity="Mild")
    block += WORKOUT.format(kind="Walking", duration="31.5", unit="min")
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for _ in range(EXPORT_BYTES // len(block)):
            file.write(block)
        file.write("</HealthData>\n")
    return path

"""Turns a diary of symptoms by region into a history document of mornings: `python -m tests.support.diaries IN OUT`.

The diary is a CSV with the columns name, startday, startmonth, startyear and intensity; a day may have several regions,
a region several lines, and an intensity a fraction. The morning of a day is its highest intensity, rounded, halves up.
Such diaries were published with MyAIGuide (MIT licence).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tracker.core.model import CheckIn, History
from tracker.exchange.history.document import write_document

NO_SYMPTOMS = frozenset({"happiness"})


def mornings(lines: Iterable[str]) -> tuple[CheckIn, ...]:
    """One check-in for each day of a diary that has a symptom, oldest first."""
    highest: dict[date, Decimal] = {}
    for row in csv.DictReader(lines):
        if row["name"] in NO_SYMPTOMS:
            continue
        day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
        highest[day] = max(highest.get(day, Decimal(0)), Decimal(row["intensity"]))
    return tuple(CheckIn(day, int(highest[day].quantize(Decimal(1), ROUND_HALF_UP))) for day in sorted(highest))


def document(diary: Path) -> str:
    """The history document of a diary."""
    with diary.open(encoding="utf-8-sig", newline="") as lines:
        return write_document(History(checkins=mornings(lines)))


def main(diary: str, out: str) -> None:
    """Writes the document of one file to another."""
    Path(out).write_text(document(Path(diary)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

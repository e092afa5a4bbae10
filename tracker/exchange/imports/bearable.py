"""The CSV export of Bearable: its ratings of back pain, 1 mild to 3 severe, as approximate check-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.core.errors import FileError, UsageError
from tracker.core.input.parsing import name_key
from tracker.core.model import CheckIn
from tracker.exchange.tables.dates import DateReader
from tracker.exchange.tables.import_options import ImportOptions, OfDay
from tracker.exchange.tables.imported import Collector, ImportedData, day_fault, shown_cell, shown_name
from tracker.exchange.tables.severity import Severity, approximate_checkin
from tracker.exchange.tables.text_table import DelimitedTable
from tracker.exchange.tables.workouts import NamedRows, read_number

SIGNATURE = frozenset({"date", "category", "rating/amount", "detail"})
TIMES_OF_DAY = ("pre", "am", "morning", "mid", "noon", "pm", "afternoon", "evening", "night")

_SEVERITY_IN_BRACKETS = re.compile(r"\s*\((?:none|mild|moderate|severe|unbearable|extreme)\)\s*$", re.IGNORECASE)


def read(table: DelimitedTable, options: ImportOptions, today: date) -> ImportedData:
    """The symptoms of the back, or those that `--where detail=…` names. Raises FileError where there are none."""
    named = NamedRows(table)
    collector = Collector("Bearable")
    dates = DateReader((named.cell(row, "date") for _, row in named.rows), options.dates)
    wanted = {name_key(value) for column, value in options.where if column.casefold() == "detail"}
    if len(options.where) > len(wanted):
        raise UsageError("An export of Bearable is read by --where detail=SYMPTOM alone.")
    symptoms: dict[str, None] = {}
    by_day: dict[date, list[tuple[int, Severity, str]]] = {}
    for line, row in named.rows:
        symptom = _SEVERITY_IN_BRACKETS.sub("", named.cell(row, "detail"))
        is_symptom = named.cell(row, "category").casefold() == "symptom"
        if is_symptom:
            symptoms[shown_name(symptom)] = None
        if not is_symptom or (name_key(symptom) not in wanted if wanted else not _is_back(symptom)):
            collector.leave_out("rows that are not about the back" if not wanted else "rows about something else", line)
            continue
        day = dates.read(named.cell(row, "date"))
        rating = read_number(named.cell(row, "rating/amount") or "?")
        if day is None or day > today:
            collector.add_bad_row(f"line {line}: {day_fault(day, named.cell(row, 'date'))}")
        elif rating not in tuple(Severity):
            collector.add_bad_row(
                f"line {line}: {shown_cell(named.cell(row, 'rating/amount'))} is no rating from 0 to 3"
            )
        else:
            order = _order_of(named.cell(row, "time of day"))
            by_day.setdefault(day, []).append((order, Severity(int(rating)), named.cell(row, "notes")))
    collector.add_faults(table.faults)
    if not by_day and not collector.result().bad_rows:
        shown = ", ".join(list(symptoms)[:20]) or "none"
        raise FileError(
            f"it has no symptom of the back; its symptoms are {shown}. Say which is meant: --where detail=NAME"
        )
    checkins = [_checkin(day, entries, options.of_day) for day, entries in by_day.items()]
    return collector.result(checkins)


def _is_back(symptom: str) -> bool:
    words = symptom.casefold()
    return "back" in words and "upper" not in words


def _order_of(time_of_day: str) -> int:
    words = time_of_day.casefold()
    return next((at for at, word in enumerate(TIMES_OF_DAY) if word in words), 0)


def _checkin(day: date, entries: Sequence[tuple[int, Severity, str]], of_day: OfDay) -> CheckIn:
    """The check-in of a day from its entries: their order in the day, severity and note."""
    in_order = sorted(entries, key=lambda entry: entry[0])
    notes = "\n".join(dict.fromkeys(note for _, _, note in in_order if note))
    return approximate_checkin(day, [severity for _, severity, _ in in_order], of_day, notes)

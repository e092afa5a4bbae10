"""Writes a CSV table for each kind of record, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from tracker.core.escape_control import escape_control
from tracker.core.model import Dose, History
from tracker.core.plan import canonical
from tracker.exchange.history.records_json import (
    by_date,
    dose_json,
    exercise_json,
    prescription_json,
    records_json,
    set_json,
    settings_json,
)

CsvRow = Mapping[str, object]

PAIN_COLUMNS = ("date", "pain", "flare", "leg", "note", "approximate")
DOSE_COLUMNS = ("reps", "hold_s", "load_kg", "minutes")
COLUMNS = {
    "checkins": PAIN_COLUMNS,
    "sets": (
        "date", "id", "exercise", "reps", "minutes", "hold_s", "load_kg", "pain", "leg", "form_broke", "note", "at",
    ),
    "session_notes": ("date", "note"),
    "prescriptions": (
        "exercise", "from", *DOSE_COLUMNS, "days", "position", "locked", "removed", "why",
    ),
    "skips": ("date", "exercise", "reason", "note"),
    "declined": ("date", "exercise"),
    "pauses": ("from", "to", "reason"),
    "exercises": (
        "id", "name", "kind", "region", "equipment", "bothers", "per_side",
        *(f"start_{name}" for name in DOSE_COLUMNS), *(f"ceiling_{name}" for name in DOSE_COLUMNS),
        "harder", "load_step_kg", "cues", "pace", "caution", "source", "archived",
    ),
    "goal": ("goal",),
    "activities": ("name", "from", "to"),
    "function": ("date", "activity", "score"),
    "peg": ("date", "pain", "enjoyment", "general_activity"),
    "answers": ("question", "answer", "date"),
    "medication": ("date", "text"),
    "questions": ("date", "text", "answered"),
    "asked": ("date", "question"),
    "mappings": ("from", "name", "exercise"),
    "settings": ("name", "value"),
}  # fmt: skip

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""Texts that a spreadsheet would run as a formula, and those that look like such a text with its guard."""


def write_tables(history: History) -> dict[str, str]:
    """The text of each table by its file name; kinds without records have a table too."""
    rows: dict[str, Iterable[CsvRow]] = {
        **records_json(history),
        "sets": (
            {"date": session.date, **set_json(logged)}
            for session in by_date(history.sessions)
            for logged in session.sets
        ),
        "session_notes": (
            {"date": session.date, "note": session.note} for session in by_date(history.sessions) if session.note
        ),
        "prescriptions": (
            {**prescription_json(prescription), **_dose_cells(prescription.dose)}
            for prescription in canonical(history.prescriptions)
        ),
        "exercises": (
            {
                **exercise_json(exercise),
                "equipment": ", ".join(exercise.equipment),
                "bothers": ", ".join(exercise.bothers),
                "cues": "\n".join(exercise.cues),
                **_dose_cells(exercise.start, "start_"),
                **_dose_cells(exercise.ceiling, "ceiling_"),
            }
            for exercise in history.exercises
            if exercise.own
        ),
        "settings": ({"name": name, "value": value} for name, value in settings_json(history.settings).items()),
        "goal": [{"goal": history.goal}] if history.goal else [],
        "function": (
            {"date": scores.date, "activity": activity, "score": score}
            for scores in sorted(history.function, key=attrgetter("date"))
            for activity, score in scores.scores
        ),
        "peg": (
            dict(zip(COLUMNS["peg"], (scores.date, *scores.peg), strict=True))
            for scores in sorted(history.function, key=attrgetter("date"))
            if scores.peg is not None
        ),
    }
    return {f"{name}.csv": _table(columns, rows[name]) for name, columns in COLUMNS.items()}


def _table(columns: Sequence[str], rows: Iterable[CsvRow]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _dose_cells(dose: Dose | None, prefix: str = "") -> CsvRow:
    """The columns of a dose; all empty where there is none."""
    return {} if dose is None else {prefix + name: value for name, value in dose_json(dose).items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """A text with control characters shown, and with an apostrophe before it where it would be run as a formula."""
    return ("'" if _FORMULA.match(text) else "") + escape_control(text, keep="\n\t")


def unguarded(text: str) -> str:
    """The text of a cell of an exported table without the apostrophe that guards it from being run as a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text

"""Writes a CSV table for each kind of record, and reads a table of check-ins."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from tracker.core.days import LAST_DATE
from tracker.core.errors import DocumentError
from tracker.core.escape_control import escape_control
from tracker.core.field_reader import real_date, storable
from tracker.core.model import MAX_PAIN, MAX_TEXT, CheckIn, Dose, Exercise, History
from tracker.exchange.history.document import (
    Document,
    by_date,
    checkin_json,
    days_json,
    dose_json,
    exercise_json,
    set_json,
    settings_json,
)
from tracker.exchange.history.json_text import decode

CsvRow = Mapping[str, object]

PAIN_COLUMNS = ("date", "pain", "flare", "leg", "note")
DOSE_COLUMNS = ("reps", "hold_s", "load_kg", "minutes")
COLUMNS = {
    "checkins": PAIN_COLUMNS,
    "sets": (
        "date", "exercise", "reps", "minutes", "hold_s", "load_kg", "pain", "leg", "form_broke", "note", "at",
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
        "harder", "load_step_kg", "cues", "pace", "caution", "source",
    ),
    "settings": ("name", "value"),
}  # fmt: skip

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""Texts that a spreadsheet would run as a formula, and those that look like such a text with its guard."""


def write_tables(history: History) -> dict[str, str]:
    """The text of each table by its file name; kinds without records have a table too."""
    rows: dict[str, Iterable[CsvRow]] = {
        "checkins": map(checkin_json, sorted(history.checkins, key=attrgetter("date"))),
        "sets": (
            {"date": session.date, **set_json(logged)}
            for session in by_date(history.sessions)
            for logged in session.sets
        ),
        "session_notes": (
            {"date": session.date, "note": session.note} for session in by_date(history.sessions) if session.note
        ),
        "prescriptions": (
            {
                "exercise": prescription.exercise,
                "from": prescription.start,
                **_dose_cells(prescription.dose),
                "days": " ".join(days_json(prescription.days)),
                "position": prescription.position,
                "locked": prescription.locked,
                "removed": prescription.removed,
                "why": prescription.why,
            }
            for prescription in history.prescriptions
        ),
        "skips": (
            {"date": skip.date, "exercise": skip.exercise, "reason": skip.reason, "note": skip.note}
            for skip in sorted(history.skips, key=attrgetter("date", "exercise"))
        ),
        "declined": (
            {"date": decline.date, "exercise": decline.exercise}
            for decline in sorted(history.declined, key=attrgetter("date", "exercise"))
        ),
        "pauses": (
            {"from": pause.start, "to": pause.end, "reason": pause.reason}
            for pause in sorted(history.pauses, key=attrgetter("start"))
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
    }
    return {f"{name}.csv": _table(columns, rows[name]) for name, columns in COLUMNS.items()}


def read_pain_csv(data: bytes | str, builtins: tuple[Exercise, ...] = (), today: date = LAST_DATE) -> Document:
    """The check-ins of a table with the columns date and pain, and optionally flare, leg and note, in any order.

    Raises DocumentError naming every wrong line by its number, those dated after `today` too. The first line names the
    columns, separated by commas, semicolons or tabs. The document's exercises are `builtins`.
    """
    text = decode(data)
    faults: list[str] = []
    rows = read_rows(text, faults)
    columns = _columns(*next(rows, (1, [])))
    checkins: dict[date, tuple[int, CheckIn]] = {}
    for line, cells in rows:
        try:
            checkin = _checkin(columns, cells)
        except DocumentError as error:
            faults.extend(f"line {line}: {fault}" for fault in error.faults)
            continue
        if checkin.date > today:
            faults.append(f"line {line}: {checkin.date} is still to come")
        elif checkin.date in checkins:
            faults.append(f"line {line}: {checkin.date} is on line {checkins[checkin.date][0]} already")
        else:
            checkins[checkin.date] = (line, checkin)
    if faults:
        raise DocumentError(faults)
    history = History(exercises=builtins, checkins=tuple(checkin for _, checkin in checkins.values()))
    return Document(history, frozenset())


def read_rows(text: str, faults: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the number of its first line; ends with a fault where quotes go wrong.

    Cells are separated by whichever of comma, semicolon and tab the first line has most of.
    """
    delimiter = max(",;\t", key=text.lstrip().partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            faults.append(f"line {line}: this is no line of a table ({error}); look at its quotation marks")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _columns(line: int, names: Sequence[str]) -> list[str]:
    """The columns by the table's first line that is not empty."""
    columns = [name.strip().lower() for name in names]
    known = "the first line names the columns: date and pain, and flare, leg and note if wanted"
    faults = [
        f"line {line}: {escape_control(name)[:40]!r} is no column; {known}"
        for name in columns
        if name not in PAIN_COLUMNS
    ]
    if len(set(columns)) < len(columns):
        faults.append(f"line {line}: a column is there twice")
    if not {"date", "pain"} <= set(columns):
        faults.append(f"line {line}: {known}")
    if faults:
        raise DocumentError(faults)
    return columns


def _checkin(columns: Sequence[str], cells: Sequence[str]) -> CheckIn:
    """The check-in of a row. Raises DocumentError naming all its faults."""
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    faults = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        faults.append(f"it has {len(cells)} cells, but there are {len(columns)} columns")
    day = real_date(row.get("date", ""))
    if day is None:
        faults.append("date is a date that exists, written YYYY-MM-DD")
    pain = re.fullmatch(r"([0-9]{1,2})(\.0+)?", row.get("pain", ""))
    if pain is None or int(pain[1]) > MAX_PAIN:
        faults.append(f"pain is a whole number from 0 to {MAX_PAIN}")
    unclear = [name for name in ("flare", "leg") if row.get(name, "").lower() not in _YES | _NO]
    faults.extend(f"{name} is yes or no" for name in unclear)
    if not storable(row.get("note", "")):
        faults.append(f"note is a text of at most {MAX_TEXT} ordinary characters")
    if faults or day is None or pain is None:
        raise DocumentError(faults)
    return CheckIn(
        date=day,
        pain=int(pain[1]),
        flare=row.get("flare", "").lower() in _YES,
        leg=row.get("leg", "").lower() in _YES,
        note=_unguarded(row.get("note", "")),
    )


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


def _unguarded(text: str) -> str:
    """The text as it was before `_guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text

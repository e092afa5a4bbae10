"""The plan as a text to read, edit, mail and paste back: one line for each exercise, in the plan's order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tracker.core import wording
from tracker.core.doses import int_if_whole
from tracker.core.errors import DocumentError, UserError
from tracker.core.escape_control import escape_control
from tracker.core.input.field_reader import clauses
from tracker.core.input.parsing import name_key, read_weight
from tracker.core.input.validation import dose_faults
from tracker.core.model import EVERY_DAY, MAX_SETS, WEEKDAYS, Dose, Exercise, Number, Units

MAX_LINE = 1000

HEADER = """\
# The plan, one line for each exercise: its name, dose, days, and locked if a professional has set it.
#
#   8·8·8             three sets of 8 repetitions; a comma will do for the dot: 8,8,8
#   5·3·1 × 10 s      three sets of 5, 3 and 1 repetitions, each held for 10 seconds; x will do for ×
#   8·8 + 4 kg        with a weight of 4 kg; pounds are read too: 8·8 + 9 lb
#   10 min            ten minutes
#   mon wed fri       on these days; without any, every day
#
# The exercises are done in the order of the lines: move a line to change it, delete one to take the exercise out of the
# plan. Lines that start with # are not read.
"""

_NUMBER = r"[0-9]{1,7}(?:[.,][0-9]+)?"
_DAY = r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + "$", re.IGNORECASE)


# A line is read from its end, part by part, so that a name may hold digits, commas and the names of days.
_LOCKED = _ending(r" locked")
_DAYS = _ending(rf" (?:every day|daily|({_DAY}(?:(?: ?, ?| ){_DAY})*))")
_LOAD = _ending(rf" ?[@+] ?({_NUMBER} ?(?:kgs?|lbs?))")
_HOLD = _ending(rf"( ?[x×*] ?| )({_NUMBER}) ?(?:s|sec|seconds?)")
_MINUTES = _ending(rf" ({_NUMBER}) ?(?:min|mins|minutes?)")
_REPS = _ending(r" (?:([0-9]{1,6}) ?[x×*] ?)?([0-9]{1,6}(?: ?[,·] ?[0-9]{1,6})*)")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An exercise of the plan, by its id; `line` is its line number in the text, from 1."""

    exercise: str
    dose: Dose
    days: tuple[int, ...] = EVERY_DAY
    locked: bool = False
    line: int = field(default=0, compare=False)


def write_plan(lines: Iterable[PlanLine], exercises: Iterable[Exercise]) -> str:
    """The plan as text; an exercise goes by its name where that can be read back as this one, else by its id."""
    names = _names(exercises)
    rows = [_row(line, names) for line in lines]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    body = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, (*widths, 0), strict=True)).rstrip() for row in rows
    ]
    return "\n".join([HEADER, *body, ""])


def read_plan(text: str, find: Callable[[str], Exercise]) -> tuple[PlanLine, ...]:
    """The plan that a text describes; `find` returns the exercise of a name or id, or raises UserError.

    Raises DocumentError naming every wrong line by its number.
    """
    faults: list[str] = []
    lines: dict[str, PlanLine] = {}
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")), start=1):
        clean = _clean(raw)
        if not clean or clean.startswith("#"):
            continue
        try:
            line = _read_line(clean, number, find)
        except UserError as error:
            faults.append(f"line {number}: {error}")
            continue
        if line.exercise in lines:
            faults.append(f"line {number}: {line.exercise} is on line {lines[line.exercise].line} already")
        lines.setdefault(line.exercise, line)
    if faults:
        raise DocumentError(faults)
    return tuple(lines.values())


def _clean(raw: str) -> str:
    """A line with single spaces, and without the quotation marks of a mail before it."""
    return " ".join(raw.lstrip("> \t\u00a0").split())


def _read_line(text: str, number: int, find: Callable[[str], Exercise]) -> PlanLine:
    line = _split(text)
    exercise = find(line.exercise)
    if exercise.in_minutes != (not line.dose.reps):
        unit = "minutes, such as 10 min" if exercise.in_minutes else "repetitions, such as 8,8"
        raise DocumentError([f"{exercise.name} is done in {unit}"])
    return replace(line, exercise=exercise.id, line=number)


def _split(text: str) -> PlanLine:
    """The parts of a clean line; `exercise` is the name as it is written."""
    if len(text) > MAX_LINE:
        raise DocumentError([f"it is longer than {MAX_LINE} characters"])
    rest, locked = _take(_LOCKED, text)
    rest, days = _take(_DAYS, rest)
    rest, load = _take(_LOAD, rest)
    rest, hold = _take(_HOLD, rest)
    name, minutes = _take(_MINUTES, rest)
    name, reps = _take(_REPS, name) if minutes is None else (name, None)
    once = hold is not None and hold[1] == " " and minutes is None and reps is None  # `20 s`: held once
    if not (minutes or reps or once) or (hold is not None and hold[1] == " " and not once):
        parts = "a name, a dose such as 5,3,1 x 10 s or 10 min, days, and locked if it is"
        raise DocumentError([f"{escape_control(text)[:60]!r} is not {parts}"])
    dose = Dose(
        reps=(1,) if once else _reps(reps),
        hold_s=_number(hold[2]) if hold else 0,
        load_kg=read_weight(load[1], "Load", Units.KG) if load else 0,
        minutes=_number(minutes[1]) if minutes else 0,
    )
    faults = dose_faults(dose, "the dose")
    if faults:
        raise DocumentError(clauses(faults))
    return PlanLine(name, dose, _days(days), locked is not None)


def _take(ending: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """`text` without what matches at its end, and the match."""
    match = ending.search(text)
    return (text, None) if match is None else (text[: match.start()], match)


def _reps(match: re.Match[str] | None) -> tuple[int, ...]:
    """`8,8,8`, or `3 x 8` for three times the same; no more than one set too many."""
    if match is None:
        return ()
    reps = tuple(map(int, re.split("[,·]", match[2])))
    return (reps * min(int(match[1]), MAX_SETS + 1) if match[1] else reps)[: MAX_SETS + 1]


def _days(match: re.Match[str] | None) -> tuple[int, ...]:
    if match is None or match[1] is None:
        return EVERY_DAY
    return tuple(sorted({WEEKDAYS.index(name[:3].lower()) for name in re.split("[ ,]+", match[1])}))


def _number(text: str) -> Number:
    return int_if_whole(float(text.replace(",", ".")))


def _names(exercises: Iterable[Exercise]) -> dict[str, str]:
    """The name of each exercise by its id, where no other has that name or has it as its id."""
    listed = list(exercises)
    times = Counter(name for exercise in listed for name in {name_key(exercise.name), exercise.id})
    return {exercise.id: exercise.name for exercise in listed if times[name_key(exercise.name)] == 1}


def _row(line: PlanLine, names: dict[str, str]) -> tuple[str, str, str, str]:
    """The parts of a line, with the exercise's name if the line can then be read back, else its id."""
    parts = (_dose_text(line.dose), _days_text(line.days), "locked" if line.locked else "")
    name = names.get(line.exercise, line.exercise)
    return (name if _reads_back(name, parts) else line.exercise, *parts)


def _reads_back(name: str, parts: tuple[str, ...]) -> bool:
    if not name or name.startswith("#") or escape_control(name) != name or _clean(name) != name:
        return False
    try:
        return _split(_clean(" ".join((name, *parts)))).exercise == name
    except DocumentError:
        return False


def _dose_text(dose: Dose) -> str:
    amount = "·".join(map(str, dose.reps)) if dose.reps else f"{_number_text(dose.minutes)} min"
    hold = f" × {_number_text(dose.hold_s)} s" if dose.hold_s else ""
    load = f" + {_number_text(dose.load_kg)} kg" if dose.load_kg else ""
    return amount + hold + load


def _days_text(days: tuple[int, ...]) -> str:
    return wording.days(sorted(days)).replace(",", "")


def _number_text(value: Number) -> str:
    """A number in full, so that it reads back as it is."""
    return format(Decimal(repr(int_if_whole(value))), "f")

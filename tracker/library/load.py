"""The files of `data/` as values.

Reading minds only the shape, as every start of the program pays for it; whether the contents make sense is what
`tracker.library.contents_check` asks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tracker.core.errors import FileError
from tracker.core.model import WEEKDAYS, Dose, Exercise, Kind, Number

EXERCISES = "exercises.toml"
PLANS = "plans.toml"
LEFT_OUT = "left_out.toml"

Made = TypeVar("Made")
Readers = Mapping[str, Callable[[Any], object]]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An exercise of a starter plan, its dose and its weekdays."""

    exercise: str
    dose: Dose
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StarterPlan:
    """A plan to begin with: `minutes` is its longest day; `entries` stand in the order in which they are done."""

    id: str
    name: str
    summary: str
    minutes: int
    days: tuple[int, ...]
    entries: tuple[PlanEntry, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that the library leaves out, and why."""

    name: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """All that ships: the exercises in the order in which they are shown, the starter plans, and what is left out."""

    exercises: tuple[Exercise, ...]
    plans: tuple[StarterPlan, ...]
    left_out: tuple[LeftOut, ...]


def data_folder() -> Path:
    """Where the files are: in the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def load_library(folder: Path | None = None) -> Library:
    """The library in `folder`, by default the one that ships. Raises FileError naming all that cannot be read."""
    folder = data_folder() if folder is None else folder
    library, faults = read_library(folder)
    if faults:
        raise FileError(f"The library in {folder} cannot be used; install Backtracker again. {'; '.join(faults)}")
    return library


def read_library(folder: Path) -> tuple[Library, list[str]]:
    """What can be read of the library in `folder`, and what is wrong with the rest."""
    faults: list[str] = []
    exercises = tuple(
        _made(Exercise, _EXERCISE, _EXERCISE_NEEDS, _rows(folder / EXERCISES, "exercise", faults), faults)
    )
    left_out = tuple(_made(LeftOut, _LEFT_OUT, _LEFT_OUT, _rows(folder / LEFT_OUT, "left_out", faults), faults))
    known = {exercise.id: exercise for exercise in exercises}
    plans = tuple(_made(partial(_plan, known), _PLAN, _PLAN, _rows(folder / PLANS, "plan", faults), faults))
    return Library(exercises, plans, left_out), faults


def _plan(
    known: Mapping[str, Exercise], *, days: tuple[int, ...], entries: list[dict[str, Any]], **rest: Any
) -> StarterPlan:
    """A starter plan whose entries have its days and their exercise's start unless they name their own."""
    unknown = [entry["exercise"] for entry in entries if entry["exercise"] not in known]
    if unknown:
        raise ValueError(f"the exercise {' and '.join(unknown)} is not in {EXERCISES}")
    made = (
        PlanEntry(entry["exercise"], entry.get("dose", known[entry["exercise"]].start), entry.get("days", days))
        for entry in entries
    )
    return StarterPlan(days=days, entries=tuple(made), **rest)


def _rows(path: Path, table: str, faults: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """The tables of a file, each with its place in words."""
    file = path.name
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        faults.extend(f"{file}: [[{name}]] is not known here" for name in document if name != table)
        rows = _tables(document.get(table, []))
    except OSError as error:
        faults.append(f"{file} cannot be read: {error.strerror}")
        return []
    except ValueError as error:
        faults.append(f"{file}: {error}")
        return []
    return [(f"{file}: {row.get('id') or row.get('name') or f'number {at}'}", row) for at, row in enumerate(rows, 1)]


def _made(
    make: Callable[..., Made],
    readers: Readers,
    needs: Collection[str],
    rows: list[tuple[str, dict[str, Any]]],
    faults: list[str],
) -> Iterator[Made]:
    """A value of every row that has all it needs; what is wrong with the others goes to `faults`."""
    for where, row in rows:
        values: dict[str, object] = {}
        for name, value in row.items():
            if name not in readers:
                faults.append(f"{where}: {name} is not a field here")
                continue
            try:
                values[name] = readers[name](value)
            except ValueError as error:
                faults.append(f"{where}: {name} {error}")
        faults.extend(f"{where}: {name} is missing" for name in needs if name not in row)
        if values.keys() >= set(needs):
            try:
                yield make(**values)
            except ValueError as error:
                faults.append(f"{where}: {error}")


def _tables(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("must be a list of tables")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of texts")
    return tuple(_text(each) for each in value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("must be a whole number")
    return value


def _number(value: object) -> Number:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError("must be a number")
    return value


def _repetitions(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of whole numbers")
    return tuple(_whole(each) for each in value)


def _kind(value: object) -> Kind:
    text = _text(value)
    if text not in list(Kind):
        raise ValueError(f"must be one of {', '.join(Kind)}")
    return Kind(text)


def _days(value: object) -> tuple[int, ...]:
    texts = _texts(value)
    if not texts or not set(texts) <= set(WEEKDAYS):
        raise ValueError(f"must be some of {', '.join(WEEKDAYS)}")
    return tuple(number for number, day in enumerate(WEEKDAYS) if day in texts)


def _dose(value: object) -> Dose:
    if not isinstance(value, dict):
        raise ValueError("must be a dose such as {reps = [5, 3, 1], hold_s = 10}")
    return _within(Dose, _DOSE, (), [value])[0]


def _entries(value: object) -> list[dict[str, Any]]:
    return _within(dict[str, Any], _ENTRY, ("exercise",), _tables(value))


def _within(
    make: Callable[..., Made], readers: Readers, needs: Collection[str], rows: list[dict[str, Any]]
) -> list[Made]:
    """The values of tables inside a field. Raises ValueError naming all that is wrong in them."""
    faults: list[str] = []
    made = list(_made(make, readers, needs, [(str(at), row) for at, row in enumerate(rows, 1)], faults))
    if faults:
        raise ValueError(", ".join(faults))
    return made


_DOSE: Readers = {"reps": _repetitions, "hold_s": _number, "load_kg": _number, "minutes": _number}

_EXERCISE: Readers = {
    "id": _text,
    "name": _text,
    "kind": _kind,
    "region": _text,
    "equipment": _texts,
    "bothers": _texts,
    "per_side": _flag,
    "start": _dose,
    "ceiling": _dose,
    "harder": _text,
    "load_step_kg": _number,
    "cues": _texts,
    "pace": _text,
    "caution": _text,
    "source": _text,
}
_EXERCISE_NEEDS = ("id", "name", "kind", "region", "start", "ceiling", "cues", "pace", "caution", "source")

_ENTRY: Readers = {"exercise": _text, "days": _days, "dose": _dose}
_PLAN: Readers = {
    "id": _text,
    "name": _text,
    "summary": _text,
    "minutes": _whole,
    "days": _days,
    "entries": _entries,
}
_LEFT_OUT: Readers = {"name": _text, "why": _text, "source": _text}

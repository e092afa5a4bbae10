"""Reads the files of `data/`.

Only the types and limits of the fields are checked, as this is part of every start of the program;
`tracker.library.contents_check` checks whether the contents make sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from tracker.compat.toml_cache import read_toml
from tracker.core.errors import FileError
from tracker.core.input.exercise_reader import DOSE, EXERCISE_FIELDS, read_days, read_dose, read_exercise
from tracker.core.input.field_reader import FieldReader, ObjectSchema, schema
from tracker.core.model import MAX_MINUTES, Dose, Exercise

EXERCISES = "exercises.toml"
PLANS = "plans.toml"
LEFT_OUT = "left_out.toml"
CARDS = "cards.toml"

EXERCISE = schema("id name kind region start ceiling cues pace caution source", EXERCISE_FIELDS)
PLAN = schema("id name summary minutes days entries")
PLAN_ENTRY = schema("exercise", "days dose")
LEFT_OUT_ENTRY = schema("name why source")
CARD = schema("id title text source")

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An exercise of a starter plan, its dose and its weekdays."""

    exercise: str
    dose: Dose
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StarterPlan:
    """A plan to begin with: `minutes` is the length of its longest day; `entries` are in the order of doing them."""

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
class InfoCard:
    """A short text to read, its paragraphs in order, and what it rests on."""

    id: str
    title: str
    text: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Library:
    """The exercises in the order in which they are shown, the starter plans, and the exercises that are left out."""

    exercises: tuple[Exercise, ...]
    plans: tuple[StarterPlan, ...]
    left_out: tuple[LeftOut, ...]


def data_folder() -> Path:
    """The folder of the files: in the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def load_library(folder: Path | None = None) -> Library:
    """The library in `folder`, by default the one that ships. Raises FileError naming all that cannot be read."""
    return _library_in(data_folder() if folder is None else folder)


@cache
def _library_in(folder: Path) -> Library:
    """The same, read once: its files do not change while the program runs."""
    library, faults = read_library(folder)
    if faults:
        raise FileError(f"The library in {folder} cannot be used; install Backtracker again. {'; '.join(faults)}")
    return library


def read_library(folder: Path) -> tuple[Library, list[str]]:
    """What can be read of the library in `folder`, and the faults of the rest."""
    faults: list[str] = []
    exercises = tuple(_records(folder / EXERCISES, "exercise", EXERCISE, _exercise, faults))
    left_out = tuple(_records(folder / LEFT_OUT, "left_out", LEFT_OUT_ENTRY, _left_out, faults))
    known = {exercise.id: exercise for exercise in exercises}
    plans = tuple(_records(folder / PLANS, "plan", PLAN, lambda fields: _plan(fields, known), faults))
    return Library(exercises, plans, left_out), faults


def load_info_cards(folder: Path | None = None) -> tuple[InfoCard, ...]:
    """The cards in `folder`, by default those that ship. Raises FileError naming all that cannot be read.

    They are no part of the library, so that only those who read them wait for them.
    """
    folder = data_folder() if folder is None else folder
    cards, faults = read_info_cards(folder)
    if faults:
        raise FileError(f"The cards in {folder} cannot be used; install Backtracker again. {'; '.join(faults)}")
    return cards


def read_info_cards(folder: Path) -> tuple[tuple[InfoCard, ...], list[str]]:
    """What can be read of the cards in `folder`, and the faults of the rest."""
    faults: list[str] = []
    cards = tuple(_records(folder / CARDS, "card", CARD, _card, faults))
    return cards, faults


def _records(
    path: Path,
    table: str,
    shape: ObjectSchema,
    make: Callable[[FieldReader], Record],
    faults: list[str],
) -> Iterator[Record]:
    """The records of a file whose known fields are right; all that is wrong is added to `faults`."""
    file = path.name
    try:
        document = read_toml(path)
    except OSError as error:
        faults.append(f"{file} cannot be read: {error.strerror}")
        return
    except ValueError as error:
        faults.append(f"{file}: {error}")
        return
    faults.extend(f"{file}: [[{name}]] is not known here" for name in document if name != table)
    rows = document.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(f"{file}: {table} is a list of tables")
        return
    for number, row in enumerate(rows, start=1):
        place = f"{file}: {row.get('id') or row.get('name') or f'number {number}'}"
        fields = FieldReader(row, place, faults, shape)
        faults_before = len(faults)
        record = make(fields)
        if shape.required <= fields.names and len(faults) == faults_before:
            yield record


def _exercise(fields: FieldReader) -> Exercise:
    start, ceiling = (read_dose(fields.nested(name, DOSE)) for name in ("start", "ceiling"))
    return read_exercise(fields, fields.text("id"), start, ceiling)


def _left_out(fields: FieldReader) -> LeftOut:
    return LeftOut(fields.text("name"), fields.text("why"), fields.text("source"))


def _card(fields: FieldReader) -> InfoCard:
    return InfoCard(fields.text("id"), fields.text("title"), fields.texts("text"), fields.text("source"))


def _plan(fields: FieldReader, known: Mapping[str, Exercise]) -> StarterPlan:
    days = read_days(fields)
    return StarterPlan(
        id=fields.text("id"),
        name=fields.text("name"),
        summary=fields.text("summary"),
        minutes=fields.whole_number("minutes", 0, MAX_MINUTES),
        days=days,
        entries=tuple(_plan_entry(entry, known, days) for entry in fields.objects("entries", PLAN_ENTRY)),
    )


def _plan_entry(fields: FieldReader, known: Mapping[str, Exercise], days: tuple[int, ...]) -> PlanEntry:
    """An entry of a starter plan; without its own it has the days of the plan and the start of its exercise."""
    exercise = fields.accepted_text("exercise", known.__contains__, f"is the id of an exercise of {EXERCISES}")
    dose = fields.nested("dose", DOSE)
    start = known[exercise].start if exercise else Dose()
    return PlanEntry(exercise, start if dose is None else read_dose(dose), read_days(fields, days))

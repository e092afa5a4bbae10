"""All that is logged of a day, entry by entry; each can be changed or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import CheckIn, SetLog, Skip
from tracker.service.context import AppContext, transactional
from tracker.service.day.day_view import DayRow, DayView, day_view
from tracker.service.day.pain import SetAnswers, answer_sets
from tracker.service.day.recording import REASONS
from tracker.service.day.recording import DayNote as DayNote
from tracker.service.merging import merge_edit
from tracker.service.validation import require_text, require_valid_set

if TYPE_CHECKING:
    from tracker.storage.unit_of_work import UnitOfWork

NOTE_SHOWN = 40
LABELS = {
    "pain": "pain",
    "flare": "a flare",
    "leg": "further down the leg",
    "note": "the note",
    "reps": "repetitions",
    "minutes": "minutes",
    "hold_s": "seconds held",
    "load_kg": "the weight",
    "form_broke": "form broke",
    "reason": "the reason",
}


Entry = CheckIn | SetLog | Skip | DayNote


@dataclass(frozen=True, slots=True)
class EditableEntry:
    """An entry of the day `on`; `key` stays the same whatever is changed of it, `name` says what it is about."""

    key: str
    on: date
    name: str
    entry: Entry
    number: int = 0

    @property
    def title(self) -> str:
        """`Check-in`, or `Bird dog, set 2`."""
        return f"{self.name}, set {self.number}" if self.number else self.name


def entries(view: DayView) -> tuple[EditableEntry, ...]:
    """What is logged of a day: the morning, the exercises in their order, the note."""
    return tuple(_entries(view))


@transactional
def change(context: AppContext, logged: EditableEntry, edited: Entry) -> str:
    """Write the fields in which `edited` differs from an entry as it was listed, and what a changed pain leads to.

    Raises NotPossibleError where the entry is gone, ChangedElsewhereError where one of these fields was changed
    meanwhile, UsageError where the result is not valid.
    """
    stored = _stored(context, logged)
    after = merge_edit(logged.entry, edited, stored, LABELS)
    require_text(after.note)
    answers = SetAnswers((), "")
    if isinstance(after, SetLog) and isinstance(stored, SetLog):
        require_valid_set(after)
        if (after.pain, after.leg) != (stored.pain, stored.leg):
            answers = answer_sets(context, logged.on, [after])
    message = f"{_title_with_day(context, logged)}: {_summary(after)}"
    with context.write(message) as work:
        _put(work, logged, after)
        work.put(*answers.skips)
    return f"{message}.{answers.text}"


@transactional
def delete(context: AppContext, logged: EditableEntry) -> str:
    """Delete an entry. Raises NotPossibleError where it is gone, or is not as it was listed."""
    stored = _stored(context, logged)
    if stored != logged.entry:
        raise NotPossibleError(
            f"{logged.title} was changed in another window meanwhile: {_summary(stored)}. Press d again to delete it."
        )
    message = f"{_title_with_day(context, logged)} deleted: {_summary(stored)}"
    with context.write(message) as work:
        _delete(work, logged)
    return f"{message}."


def amount(entry: Entry) -> str:
    """What an entry is in short: `5 × 10 s`, `pain 3`, `left out`."""
    match entry:
        case SetLog():
            load = f" + {wording.number(entry.load_kg)} kg" if entry.load_kg else ""
            return _work(entry) + load
        case CheckIn():
            return f"pain {entry.pain}"
        case Skip():
            return "left out"
        case DayNote():
            return ""


def manner(entry: Entry) -> str:
    """How it was, beside the amount: `pain 3, form broke`."""
    match entry:
        case SetLog():
            pain = "pain unknown" if entry.pain is None else f"pain {entry.pain}"
            return _with_marks(pain, leg=entry.leg, form_broke=entry.form_broke)
        case CheckIn():
            return _with_marks("a flare" if entry.flare else "", leg=entry.leg)
        case Skip():
            return REASONS[entry.reason]
        case DayNote():
            return ""


def _entries(view: DayView) -> Iterator[EditableEntry]:
    if view.checkin is not None:
        yield EditableEntry("checkin", view.on, "Check-in", view.checkin)
    for row in view.rows:
        yield from _of_exercise(view.on, row)
    if view.note:
        yield EditableEntry("note", view.on, "Note", DayNote(view.on, view.note))


def _of_exercise(on: date, row: DayRow) -> Iterator[EditableEntry]:
    for number, logged in enumerate(row.logged, 1):
        yield EditableEntry(f"set {logged.id}", on, row.exercise.name, logged, number)
    if row.skip is not None:
        yield EditableEntry(f"skip {row.exercise.id}", on, row.exercise.name, row.skip)


def _stored(context: AppContext, logged: EditableEntry) -> Entry:
    """The entry as it is stored now. Raises NotPossibleError where it is gone."""
    for present in entries(day_view(context, logged.on)):
        if present.key == logged.key:
            return present.entry
    raise NotPossibleError(f"{logged.title} is no longer there; it was deleted in another window meanwhile.")


def _put(work: UnitOfWork, logged: EditableEntry, after: Entry) -> None:
    match after:
        case SetLog():
            work.update_set(logged.on, after)
        case CheckIn() | Skip():
            work.put(after)
        case DayNote():
            work.put_session_note(after.date, after.note)


def _delete(work: UnitOfWork, logged: EditableEntry) -> None:
    match logged.entry:
        case SetLog(id=set_id):
            work.delete_set(set_id)
        case CheckIn():
            work.delete(CheckIn, logged.on)
        case Skip(exercise=exercise):
            work.delete(Skip, logged.on, exercise)
        case DayNote():
            work.put_session_note(logged.on, "")


def _title_with_day(context: AppContext, logged: EditableEntry) -> str:
    today = context.today()
    return logged.title if logged.on == today else f"{logged.title} on {wording.day(logged.on, today=today)}"


def _summary(entry: Entry) -> str:
    note = f"“{shorten(entry.note, NOTE_SHOWN, placeholder=' …')}”" if entry.note else ""
    return ", ".join(part for part in (amount(entry), manner(entry), note) if part)


def _work(logged: SetLog) -> str:
    if logged.minutes:
        return f"{wording.number(logged.minutes)} min"
    return f"{logged.reps} × {wording.number(logged.hold_s)} s" if logged.hold_s else wording.count(logged.reps, "rep")


def _with_marks(first: str, *, leg: bool, form_broke: bool = False) -> str:
    marks = (first, "further down the leg" if leg else "", "form broke" if form_broke else "")
    return ", ".join(mark for mark in marks if mark)

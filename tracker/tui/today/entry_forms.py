"""The forms that change what was logged, one for each kind of entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.widgets import Label, Select

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.input.parsing import read_number, read_pain, read_whole
from tracker.core.model import CheckIn, SetLog, Skip, SkipReason
from tracker.core.wording import number
from tracker.service.day import entry_editor
from tracker.service.day.entry_editor import DayNote, EditableEntry, Entry
from tracker.service.day.recording import REASONS
from tracker.service.merging import ChangedElsewhereError
from tracker.tui.widgets.forms.checkbox import Checkbox
from tracker.tui.widgets.forms.form import Field, Form, line
from tracker.tui.widgets.forms.note_area import NoteArea

E = TypeVar("E", bound=Entry)
LEG = "Further down the leg, numb or tingling"


class EntryForm(Form, Generic[E]):
    """Changes an entry. A subclass gives the `fields` of what it was opened on, and in `edited` what they describe."""

    def __init__(self, entry: EditableEntry, opened_on: E) -> None:
        super().__init__()
        self._entry = entry
        self._opened_on = opened_on
        self.heading = entry.title

    async def write(self) -> str:
        edited, entry = self.edited(), self._entry
        if edited == entry.entry:
            raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
        return await self.run(lambda context: entry_editor.change(context, entry, edited))

    def edited(self) -> Entry:
        """The entry as the fields describe it. Raises UsageError."""
        raise NotImplementedError

    def note_field(self) -> Field:
        return Field("Note", NoteArea(self._entry.entry.note))

    def rebase(self, problem: ChangedElsewhereError) -> None:
        self._entry = replace(self._entry, entry=problem.base)


class SetForm(EntryForm[SetLog]):
    def fields(self) -> ComposeResult:
        set_log = self._opened_on
        if set_log.minutes:
            yield Field("Minutes", line(number(set_log.minutes), "minutes", classes="number"))
        else:
            yield Field("Repetitions", line(str(set_log.reps), "reps", classes="number"))
            hold = line(number(set_log.hold_s), "hold", classes="number")
            yield Field("Each held for", hold, Label("seconds", classes="unit"))
        yield self.weight_field(set_log.load_kg)
        yield pain_field(set_log.pain, optional=True)
        yield Checkbox(LEG, set_log.leg, id="leg")
        yield Checkbox("Form broke", set_log.form_broke, id="form_broke")
        yield self.note_field()

    def edited(self) -> SetLog:
        changed = self._in_minutes() if self._opened_on.minutes else self._in_repetitions()
        return replace(
            changed,
            load_kg=self.weight("load", self._opened_on.load_kg),
            pain=read_pain(self.text("pain")),
            leg=self.ticked("leg"),
            form_broke=self.ticked("form_broke"),
            note=self.note(),
        )

    def _in_minutes(self) -> SetLog:
        return replace(self._opened_on, minutes=read_number(self.text("minutes"), "Minutes"))

    def _in_repetitions(self) -> SetLog:
        reps = read_whole(self.text("reps"), "Repetitions")
        return replace(self._opened_on, reps=reps, hold_s=read_number(self.text("hold"), "Each held for"))


class CheckInForm(EntryForm[CheckIn]):
    def fields(self) -> ComposeResult:
        yield pain_field(self._opened_on.pain)
        yield Checkbox("A flare", self._opened_on.flare, id="flare")
        yield Checkbox(LEG, self._opened_on.leg, id="leg")
        yield self.note_field()

    def edited(self) -> CheckIn:
        pain = read_pain(self.text("pain"))
        if pain is None:
            raise UsageError("Say how much pain there was, 0 to 10. To delete the check-in, press esc and d.")
        flare, leg = self.ticked("flare"), self.ticked("leg")
        approximate = self._opened_on.approximate and pain == self._opened_on.pain
        return replace(self._opened_on, pain=pain, flare=flare, leg=leg, note=self.note(), approximate=approximate)


class SkipForm(EntryForm[Skip]):
    def fields(self) -> ComposeResult:
        reasons = [(text.capitalize(), reason) for reason, text in REASONS.items()]
        select = Select(reasons, value=self._opened_on.reason, allow_blank=False, id="reason", compact=True)
        yield Field("Left out for", select)
        yield self.note_field()

    def edited(self) -> Skip:
        reason = SkipReason(str(self.query_one("#reason", Select).value))
        return replace(self._opened_on, reason=reason, note=self.note())


class DayNoteForm(EntryForm[DayNote]):
    def fields(self) -> ComposeResult:
        yield self.note_field()

    def edited(self) -> DayNote:
        if not self.note():
            raise UsageError("The note is empty. To delete it, press esc and d.")
        return DayNote(self._entry.on, self.note())


def form_for(entry: EditableEntry) -> Form:
    """The form for an entry, by its kind."""
    match entry.entry:
        case SetLog() as set_log:
            return SetForm(entry, set_log)
        case CheckIn() as checkin:
            return CheckInForm(entry, checkin)
        case Skip() as skip:
            return SkipForm(entry, skip)
        case DayNote() as day_note:
            return DayNoteForm(entry, day_note)


def pain_field(pain: int | None, *, optional: bool = False) -> Field:
    """A field for a pain of 0 to 10; if `optional`, empty means unknown."""
    value, placeholder = "" if pain is None else str(pain), "unknown" if optional else ""
    return Field(
        "Pain", line(value, "pain", placeholder=placeholder, classes="number"), Label("0 to 10", classes="unit")
    )

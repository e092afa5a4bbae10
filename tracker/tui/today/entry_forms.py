"""What was logged, to be mended: a form for each kind of entry."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from textual.app import ComposeResult
from textual.widgets import Label, Select

from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import MAX_TEXT, CheckIn, SetLog, Skip, SkipReason
from tracker.core.parsing import read_number, read_pain, read_whole
from tracker.core.wording import number
from tracker.service.day import entry_editor
from tracker.service.day.entry_editor import DayNote, EditableEntry, Entry
from tracker.service.day.recording import REASONS
from tracker.tui.widgets.checkbox import Checkbox
from tracker.tui.widgets.form import Field, Form, line

AnEntry = TypeVar("AnEntry", bound=Entry)
LEG = "Further down the leg, numb or tingling"


class EntryForm(Form):
    """Changes an entry; a subclass says its `fields`, and what it is `after` what was typed."""

    def __init__(self, logged: EditableEntry) -> None:
        super().__init__()
        self._logged = logged
        self.heading = logged.title

    async def write(self) -> str:
        """In the place of what was logged."""
        after, logged = self.after(), self._logged
        if after == logged.entry:
            raise NotPossibleError("Nothing is changed yet; esc leaves it as it is.")
        return await self.run(lambda context: entry_editor.change(context, logged, after))

    def after(self) -> Entry:
        """The entry as it was typed. Raises UsageError."""
        raise NotImplementedError

    def note_field(self) -> Field:
        """Every entry has a note."""
        return Field("Note", line(self._logged.entry.note, "note", longest=MAX_TEXT))


class SetForm(EntryForm):
    """Changes a set."""

    def __init__(self, logged: EditableEntry, each: SetLog) -> None:
        super().__init__(logged)
        self._set = each

    def fields(self) -> ComposeResult:
        """The amount, the pain, how it went."""
        each = self._set
        if each.minutes:
            yield Field("Minutes", line(number(each.minutes), "minutes", classes="number"))
        else:
            yield Field("Repetitions", line(str(each.reps), "reps", classes="number"))
            hold = line(number(each.hold_s), "hold", classes="number")
            yield Field("Each held for", hold, Label("seconds", classes="unit"))
        yield Field("Weight", line(number(each.load_kg), "load", classes="number"), Label("kg", classes="unit"))
        yield pain_field(each.pain, optional=True)
        yield Checkbox(LEG, each.leg, id="leg")
        yield Checkbox("Form broke", each.form_broke, id="form_broke")
        yield self.note_field()

    def after(self) -> SetLog:
        """The set as it was typed."""
        changed = self._in_minutes() if self._set.minutes else self._in_repetitions()
        return replace(
            changed,
            load_kg=read_number(self.text("load"), "Weight"),
            pain=read_pain(self.text("pain")),
            leg=self.ticked("leg"),
            form_broke=self.ticked("form_broke"),
            note=self.text("note"),
        )

    def _in_minutes(self) -> SetLog:
        return replace(self._set, minutes=read_number(self.text("minutes"), "Minutes"))

    def _in_repetitions(self) -> SetLog:
        reps = read_whole(self.text("reps"), "Repetitions")
        return replace(self._set, reps=reps, hold_s=read_number(self.text("hold"), "Each held for"))


class CheckInForm(EntryForm):
    """Changes a check-in."""

    def __init__(self, logged: EditableEntry, checkin: CheckIn) -> None:
        super().__init__(logged)
        self._checkin = checkin

    def fields(self) -> ComposeResult:
        """The pain and what goes with it."""
        yield pain_field(self._checkin.pain)
        yield Checkbox("A flare", self._checkin.flare, id="flare")
        yield Checkbox(LEG, self._checkin.leg, id="leg")
        yield self.note_field()

    def after(self) -> CheckIn:
        """The check-in as it was typed, which always has a pain."""
        pain = read_pain(self.text("pain"))
        if pain is None:
            raise UsageError("Say how much pain there was, 0 to 10. To delete the check-in, press esc and d.")
        flare, leg = self.ticked("flare"), self.ticked("leg")
        return replace(self._checkin, pain=pain, flare=flare, leg=leg, note=self.text("note"))


class SkipForm(EntryForm):
    """Changes why an exercise was left out."""

    def __init__(self, logged: EditableEntry, skip: Skip) -> None:
        super().__init__(logged)
        self._skip = skip

    def fields(self) -> ComposeResult:
        """The reason."""
        reasons = [(text.capitalize(), reason) for reason, text in REASONS.items()]
        select = Select(reasons, value=self._skip.reason, allow_blank=False, id="reason", compact=True)
        yield Field("Left out for", select)
        yield self.note_field()

    def after(self) -> Skip:
        """The reason that was chosen."""
        reason = SkipReason(str(self.query_one("#reason", Select).value))
        return replace(self._skip, reason=reason, note=self.text("note"))


class DayNoteForm(EntryForm):
    """Changes the note of a day."""

    def fields(self) -> ComposeResult:
        """The note."""
        yield self.note_field()

    def after(self) -> DayNote:
        """The note as it was typed."""
        if not self.text("note"):
            raise UsageError("The note is empty. To delete it, press esc and d.")
        return DayNote(self._logged.on, self.text("note"))


def form_for(logged: EditableEntry) -> EntryForm:
    """The form in which an entry is changed."""
    match logged.entry:
        case SetLog() as each:
            return SetForm(logged, each)
        case CheckIn() as checkin:
            return CheckInForm(logged, checkin)
        case Skip() as skip:
            return SkipForm(logged, skip)
        case DayNote():
            return DayNoteForm(logged)


def pain_field(pain: int | None, *, optional: bool = False) -> Field:
    """A field for pain, empty where it is unknown."""
    typed, unknown = "" if pain is None else str(pain), "unknown" if optional else ""
    return Field("Pain", line(typed, "pain", placeholder=unknown, classes="number"), Label("0 to 10", classes="unit"))

"""What all forms share: fields below each other, and a place for what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static, TextArea

from tracker.core import wording
from tracker.core.errors import DocumentError, UserError
from tracker.core.input.parsing import read_weight
from tracker.core.model import Number
from tracker.service.context import AppContext
from tracker.service.merging import ChangedElsewhereError
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import in_units, tracker_app, units_of
from tracker.tui.widgets.forms.checkbox import Checkbox
from tracker.tui.widgets.forms.day_picker import DayPicker
from tracker.tui.widgets.forms.note_area import NoteArea

T = TypeVar("T")
Filled = tuple[object, ...]

# Absolute, since Textual resolves a relative path beside each subclass.
FORM_STYLES = str(Path(__file__).with_name("form.tcss"))


class Field(Horizontal):
    """A label and the widgets beside it."""

    def __init__(self, label: str, *beside: Widget) -> None:
        super().__init__(Label(label, markup=False), *beside, classes="field")


class FormFields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields of a form; it scrolls to the focused one."""


class Form(Dialog[str | None]):
    """A dialog that stays until its fields can be written. Returns the message of what was written, None if cancelled.

    A subclass gives `heading`, `fields` and how to `write` them. `shown` are the stored values that it was opened on,
    which `write` passes on, so that the use case writes only what was changed.
    """

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("escape", "leave", "Leave", id="form.leave"),
        Binding("enter", "save", "Save", id="form.keep", show=False),
        Binding("down", "app.focus_next", "Next field", id="form.next", show=False),
        Binding("up", "app.focus_previous", "Field before", id="form.previous", show=False),
    ]
    heading = ""
    shown: Any = None
    hint = "tab next field · enter save · esc leave"

    def __init__(self) -> None:
        super().__init__()
        self._initial: Filled = ()
        self._warned = False

    def compose(self) -> ComposeResult:
        with FormFields(classes="dialog form") as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = self.hint
            yield from self.fields()
            yield Static(id="faults", markup=False)

    def fields(self) -> ComposeResult:
        yield from ()

    async def write(self) -> str:
        """Write what the fields hold, and return the message. Raises UserError where that cannot be."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self._initial = self.filled()

    async def run(self, work: Callable[[AppContext], T]) -> T:
        """Run `work` with the context in the database's thread."""
        return await tracker_app(self).database.run(work)

    def text(self, id: str) -> str:
        """The stripped text of a field."""
        return self.query_one(f"#{id}", Input).value.strip()

    def note(self) -> str:
        """The note, with its lines."""
        return self.query_one(NoteArea).text.strip()

    def weight_field(self, kg: Number) -> Field:
        """A field for a weight, called `load`, in the person's units."""
        units = units_of(self)
        weight = line(wording.weight(kg, units), "load", classes="number")
        return Field("Weight", weight, Label(units.value, classes="unit"))

    def weight(self, id: str, shown_kg: Number) -> Number:
        """The kilograms of a field that showed `shown_kg`, exactly those where it is unchanged. Raises UsageError."""
        text, units = self.text(id), units_of(self)
        return shown_kg if text == wording.weight(shown_kg, units) else read_weight(text, "Weight", units)

    def ticked(self, id: str) -> bool:
        return self.query_one(f"#{id}", Checkbox).value

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.action_save()

    async def on_button_pressed(self) -> None:
        await self.action_save()

    async def action_save(self) -> None:
        """Write and close, or say what is wrong and stay."""
        try:
            message = await self.write()
        except DocumentError as problem:
            self.warn("\n".join(problem.faults))
        except ChangedElsewhereError as problem:
            self.rebase(problem)
            self.warn(f"{problem} Press enter again to save what is here, or esc twice to leave it as it is there.")
        except UserError as problem:
            self.warn(str(problem))
        else:
            self.dismiss(message)

    def rebase(self, problem: ChangedElsewhereError) -> None:
        """Take the stored values of a conflict as the ones that were shown, so that saving again replaces them."""
        self.shown = problem.base

    def action_leave(self) -> None:
        """Close; with unsaved changes only when asked twice."""
        if self._warned or self.filled() == self._initial:
            self.dismiss(None)
        else:
            self._warned = True
            self.warn("This is not saved yet. Press esc again to leave without saving.")

    def warn(self, sentence: str) -> None:
        faults = self.query_one("#faults", Static)
        faults.update(Content(in_units(self, sentence)))
        faults.add_class("-any")

    def filled(self) -> Filled:
        """The values of all fields, to notice changes."""
        filled: list[object] = [field.value for field in self.query(Input).results(Input)]
        filled += [field.value for field in self.query(Checkbox).results(Checkbox)]
        filled += [field.value for field in self.query(Select).results(Select)]
        filled += [field.text for field in self.query(TextArea).results(TextArea)]
        filled += [field.days for field in self.query(DayPicker).results(DayPicker)]
        return tuple(filled)


def line(value: str, id: str, *, placeholder: str = "", longest: int = 0, classes: str = "") -> Input:
    """An input of one line."""
    return Input(value, placeholder=placeholder, max_length=longest, id=id, classes=classes, compact=True)

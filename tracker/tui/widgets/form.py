"""What all forms share: fields one below the other, and what is wrong with them said beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static

from tracker.core.errors import DocumentError, UserError
from tracker.service.context import AppContext
from tracker.tui.compat.presized import Dialog
from tracker.tui.widgets.checkbox import Checkbox
from tracker.tui.widgets.day_picker import DayPicker

if TYPE_CHECKING:
    from tracker.tui.app import BacktrackerApp

T = TypeVar("T")
Filled = tuple[object, ...]

# Absolute, since Textual resolves a relative path beside each subclass.
FORM_STYLES = str(Path(__file__).with_name("form.tcss"))


class Field(Horizontal):
    """A label and what is filled in beside it."""

    def __init__(self, label: str, *beside: Widget) -> None:
        super().__init__(Label(label, markup=False), *beside, classes="field")


class FormFields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the field that has the cursor; its arrows are those of the form."""


class Form(Dialog[str | None]):
    """Asks until what was typed can be written, and gives the sentence that says what was; None where it was left.

    A subclass says `heading`, `fields` and how to `write` them.
    """

    CSS_PATH = FORM_STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]
    BINDINGS = [
        Binding("escape", "leave", "Leave", id="form.leave"),
        Binding("enter", "save", "Keep", id="form.keep", show=False),
        Binding("down", "app.focus_next", "Next field", id="form.next", show=False),
        Binding("up", "app.focus_previous", "Field before", id="form.previous", show=False),
    ]
    heading = ""
    hint = "tab next field · enter keep · esc leave"

    def __init__(self) -> None:
        super().__init__()
        self._before: Filled = ()
        self._warned = False

    def compose(self) -> ComposeResult:
        """The fields, and room for what is wrong with them."""
        with FormFields(classes="dialog form") as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = self.hint
            yield from self.fields()
            yield Static(id="faults", markup=False)

    def fields(self) -> ComposeResult:
        """What is to be filled in."""
        yield from ()

    async def write(self) -> str:
        """Write what was typed, and say so. Raises UserError where that cannot be."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Remember what was there, to know whether anything would be lost."""
        self._before = self.filled()

    async def run(self, work: Callable[[AppContext], T]) -> T:
        """What `work` returns at the context, in its own thread."""
        return await cast("BacktrackerApp", self.app).database.run(work)

    def text(self, id: str) -> str:
        """What stands in a field."""
        return self.query_one(f"#{id}", Input).value.strip()

    def ticked(self, id: str) -> bool:
        """Whether a box is ticked."""
        return self.query_one(f"#{id}", Checkbox).value

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in any field keeps them all."""
        event.stop()
        await self.action_save()

    async def action_save(self) -> None:
        """Write it and go, or say what is wrong and stay."""
        try:
            said = await self.write()
        except DocumentError as problem:
            self.warn("\n".join(problem.faults))
        except UserError as problem:
            self.warn(str(problem))
        else:
            self.dismiss(said)

    def action_leave(self) -> None:
        """Leave it; where something was typed, only when asked twice."""
        if self._warned or self.filled() == self._before:
            self.dismiss(None)
        else:
            self._warned = True
            self.warn("This is not kept yet. Press esc again to leave it.")

    def warn(self, sentence: str) -> None:
        """Say what is wrong."""
        faults = self.query_one("#faults", Static)
        faults.update(Content(sentence))
        faults.add_class("-any")

    def filled(self) -> Filled:
        """What stands in every field of a kind that all forms know; a form with others adds theirs."""
        filled: list[object] = [each.value for each in self.query(Input).results(Input)]
        filled += [each.value for each in self.query(Checkbox).results(Checkbox)]
        filled += [each.value for each in self.query(Select).results(Select)]
        filled += [each.days for each in self.query(DayPicker).results(DayPicker)]
        return tuple(filled)


def line(value: str, id: str, *, placeholder: str = "", longest: int = 0, classes: str = "") -> Input:
    """A field of one line."""
    return Input(value, placeholder=placeholder, max_length=longest, id=id, classes=classes, compact=True)

"""The dialog that lists everything logged of a day, to change or delete it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.errors import UserError
from tracker.service.context import AppContext
from tracker.service.day import entry_editor
from tracker.service.day.day_view import DayView, day_view
from tracker.service.day.entry_editor import EditableEntry
from tracker.service.history import undo_redo
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import in_units, tracker_app
from tracker.tui.today.entry_forms import form_for
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.text.set_text import set_text

LONGEST_NAME = 24
LONGEST_NAME_NARROW = 15
NARROW = 76
NO_ENTRIES = "Nothing is logged of this day any more."
HINT = (
    "[@click=screen.choose]enter edit[/] · [@click=screen.delete]d delete[/] · [@click=screen.undo]u undo[/] · "
    "[@click=screen.dismiss]esc leave[/]"
)


class EntriesDialog(Dialog[None]):
    """The entries of a day; the cursor starts at the last set of `exercise`, if it has one."""

    CSS_PATH = "entries_dialog.tcss"
    BINDINGS = [
        Binding("enter,e", "choose", "Edit", id="logged.edit", key_display="enter"),
        Binding("d", "delete", "Delete", id="logged.delete"),
        Binding("u", "undo", "Undo", id="app.undo"),
        Binding("ctrl+r", "redo", "Redo", id="app.redo"),
        Binding("escape,q", "dismiss(None)", "Leave", id="logged.leave", key_display="esc"),
    ]

    listed = getters.query_one(PickList)

    def __init__(self, view: DayView, exercise: str | None) -> None:
        super().__init__()
        self._on = view.on
        self._entries = entry_editor.entries(view)
        self._begin = self._last_key_of(exercise)
        self._title = f"Logged on {wording.weekday(view.on)} {wording.day(view.on, today=view.today)}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog logged") as box:
            box.border_title = self._title
            box.border_subtitle = HINT
            yield PickList()
            yield Static(id="sentence", markup=False)

    def on_mount(self) -> None:
        self._show(self._begin)

    def action_choose(self) -> None:
        entry = self._selected
        if entry is not None:
            self.app.push_screen(form_for(entry), self._form_closed)

    async def action_delete(self) -> None:
        entry = self._selected
        if entry is not None:
            await self._write(lambda context: entry_editor.delete(context, entry))

    async def action_undo(self) -> None:
        await self._write(undo_redo.undo)

    async def action_redo(self) -> None:
        await self._write(undo_redo.redo)

    async def _form_closed(self, message: str | None) -> None:
        await self._read(message, same_selected=True)

    async def _write(self, work: Callable[[AppContext], str]) -> None:
        try:
            message = await tracker_app(self).database.run(work)
        except UserError as problem:
            await self._read(str(problem), problem=True)
        else:
            await self._read(message)

    async def _read(self, message: str | None, *, problem: bool = False, same_selected: bool = False) -> None:
        """Read the day again, draw it, and show `message`."""
        on = self._on
        try:
            view = await tracker_app(self).database.run(lambda context: day_view(context, on))
        except UserError as error:
            self._say(str(error), problem=True)
            return
        if not self.is_attached:
            return  # it was left meanwhile
        previous, self._entries = self._entries, entry_editor.entries(view)
        with self.app.batch_update():
            same = same_selected and any(entry.key == self.listed.chosen for entry in self._entries)
            self._show(self.listed.chosen if same else self._next_selection(previous))
            if message is not None:
                self._say(message, problem=problem)

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        line = self.query_one("#sentence", Static)
        set_text(line, in_units(self, sentence))
        line.set_class(problem, "-problem")
        line.display = True

    @property
    def _selected(self) -> EditableEntry | None:
        """The entry under the cursor."""
        return next((entry for entry in self._entries if entry.key == self.listed.chosen), None)

    def _last_key_of(self, exercise: str | None) -> str | None:
        keys = [entry.key for entry in self._entries if getattr(entry.entry, "exercise", None) == exercise]
        return keys[-1] if exercise and keys else None

    def _next_selection(self, previous: Sequence[EditableEntry]) -> str | None:
        """The key to select after a change: of what was restored, else the same, else one next to what was deleted."""
        old_keys, keys = [entry.key for entry in previous], [entry.key for entry in self._entries]
        selected = self.listed.chosen
        restored = [key for key in keys if key not in old_keys]
        if restored:
            return restored[-1]
        if selected is None or selected in keys or not keys:
            return selected
        index = min(old_keys.index(selected), len(keys) - 1)
        adjacent, deleted = (self._entries[index], self._entries[max(index - 1, 0)]), previous[old_keys.index(selected)]
        return next((entry.key for entry in adjacent if entry.name == deleted.name), keys[index])

    def _show(self, selected: str | None) -> None:
        options = [Option(text, id=entry.key) for entry, text in zip(self._entries, self._lines(), strict=True)]
        self.listed.show(options or [Option(NO_ENTRIES, disabled=True)], selected)

    def _lines(self) -> Iterator[Content]:
        """Each entry as a line; the exercise is named at its first set only."""
        longest = LONGEST_NAME if self.app.size.width >= NARROW else LONGEST_NAME_NARROW
        names = [entry.name if entry.number <= 1 else "" for entry in self._entries]
        amounts = [in_units(self, entry_editor.amount(entry.entry)) for entry in self._entries]
        name_width = min(longest, max(map(cell_len, names), default=0))
        amount_width = max(map(cell_len, amounts), default=0)
        for entry, name, amount in zip(self._entries, names, amounts, strict=True):
            padded_amount = set_cell_size(amount, amount_width) if amount else ""
            details = "".join(f"{part}  " for part in (padded_amount, entry_editor.manner(entry.entry)) if part)
            name = set_cell_size(name, name_width)
            note = " ".join(entry.entry.note.split())
            yield Content.assemble((f"{name}  ", "bold"), details, (note, "$foreground-muted"))

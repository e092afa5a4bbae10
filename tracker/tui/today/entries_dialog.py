"""Everything that is logged of a day, to be changed or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

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
from tracker.tui.compat.presized import Dialog
from tracker.tui.compat.set_text import put
from tracker.tui.today.entry_forms import form_for
from tracker.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from tracker.tui.app import BacktrackerApp

T = TypeVar("T")
LONGEST_NAME = 24
LONGEST_NAME_NARROW = 15
NARROW = 76
NOTHING = "Nothing is logged of this day any more."
HINT = (
    "[@click=screen.choose]enter edit[/] · [@click=screen.delete]d delete[/] · [@click=screen.undo]u undo[/] · "
    "[@click=screen.dismiss]esc leave[/]"
)


class LoggedDay(Dialog[None]):
    """Lists the entries of a day; it begins at the last set of the exercise `at`, where it has one."""

    CSS_PATH = "entries_dialog.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-normal")]
    BINDINGS = [
        Binding("enter,e", "choose", "Edit", id="logged.edit", key_display="enter"),
        Binding("d", "delete", "Delete", id="logged.delete"),
        Binding("u", "undo", "Undo", id="app.undo"),
        Binding("ctrl+r", "redo", "Redo", id="app.redo"),
        Binding("escape,q", "dismiss(None)", "Leave", id="logged.leave", key_display="esc"),
    ]

    listed = getters.query_one(PickList)

    def __init__(self, view: DayView, at: str | None) -> None:
        super().__init__()
        self._on = view.on
        self._logged = entry_editor.entries(view)
        self._begin = self._last_of(at)
        self._title = f"Logged on {wording.weekday(view.on)} {wording.day(view.on, today=view.today)}"

    def compose(self) -> ComposeResult:
        """The entries, and room for what was written."""
        with Vertical(classes="dialog logged") as box:
            box.border_title = self._title
            box.border_subtitle = HINT
            yield PickList()
            yield Static(id="sentence", markup=False)

    def on_mount(self) -> None:
        """Draw what was there on Today."""
        self._show(self._begin)

    def action_choose(self) -> None:
        """Change the entry under the cursor."""
        logged = self._here
        if logged is not None:
            self.app.push_screen(form_for(logged), self._changed)

    async def action_delete(self) -> None:
        """Delete the entry under the cursor."""
        logged = self._here
        if logged is not None:
            await self._write(lambda context: entry_editor.delete(context, logged))

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._write(undo_redo.undo)

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        await self._write(undo_redo.redo)

    async def _changed(self, said: str | None) -> None:
        await self._read(said)

    async def _write(self, work: Callable[[AppContext], str]) -> None:
        try:
            said = await self._ask(work)
        except UserError as problem:
            await self._read(str(problem), problem=True)
        else:
            await self._read(said)

    async def _read(self, said: str | None, *, problem: bool = False) -> None:
        """Draw what is there now, and what was written of it."""
        on = self._on
        try:
            view = await self._ask(lambda context: day_view(context, on))
        except UserError as fault:
            self._say(str(fault), problem=True)
            return
        if not self.is_attached:
            return  # it was left meanwhile
        before, self._logged = self._logged, entry_editor.entries(view)
        with self.app.batch_update():
            self._show(self._kept(before))
            if said is not None:
                self._say(said, problem=problem)

    async def _ask(self, work: Callable[[AppContext], T]) -> T:
        return await cast("BacktrackerApp", self.app).database.run(work)

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        line = self.query_one("#sentence", Static)
        put(line, sentence)
        line.set_class(problem, "-problem")
        line.display = True

    @property
    def _here(self) -> EditableEntry | None:
        """The entry under the cursor."""
        return next((each for each in self._logged if each.key == self.listed.chosen), None)

    def _last_of(self, exercise: str | None) -> str | None:
        """The last entry of an exercise."""
        keys = [each.key for each in self._logged if getattr(each.entry, "exercise", None) == exercise]
        return keys[-1] if exercise and keys else None

    def _kept(self, before: Sequence[EditableEntry]) -> str | None:
        """Where the cursor goes: to what has come back, else it stays; from what is gone to the next of its kind."""
        old, now, here = [each.key for each in before], [each.key for each in self._logged], self.listed.chosen
        back = [key for key in now if key not in old]
        if back:
            return back[-1]
        if here is None or here in now or not now:
            return here
        at = min(old.index(here), len(now) - 1)
        near, gone = (self._logged[at], self._logged[max(at - 1, 0)]), before[old.index(here)]
        return next((each.key for each in near if each.name == gone.name), now[at])

    def _show(self, keep: str | None) -> None:
        options = [Option(words_, id=each.key) for each, words_ in zip(self._logged, self._lines(), strict=True)]
        self.listed.show(options or [Option(NOTHING, disabled=True)], keep)

    def _lines(self) -> Iterator[Content]:
        """Each entry as a line; the name of an exercise stands at its first set only."""
        longest = LONGEST_NAME if self.app.size.width >= NARROW else LONGEST_NAME_NARROW
        names = [each.name if each.number <= 1 else "" for each in self._logged]
        amounts = [entry_editor.amount(each.entry) for each in self._logged]
        name_width = min(longest, max(map(cell_len, names), default=0))
        amount_width = max(map(cell_len, amounts), default=0)
        for each, name, amount in zip(self._logged, names, amounts, strict=True):
            how = set_cell_size(amount, amount_width) if amount else ""
            said = "".join(f"{part}  " for part in (how, entry_editor.manner(each.entry)) if part)
            name = set_cell_size(name, name_width)
            note = " ".join(each.entry.note.split())
            yield Content.assemble((f"{name}  ", "bold"), said, (note, "$foreground-muted"))

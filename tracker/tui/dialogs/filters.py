"""Which exercises the library shows."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, SelectionList, Static
from textual.widgets.selection_list import Selection

from tracker.core.model import Kind
from tracker.service.shelf import Shelf, Wanted
from tracker.tui.dialogs.form import Tick

HINT = "Nothing ticked shows everything. What bothers you is a preference, not a diagnosis: those exercises are hidden."


class Choices(SelectionList[str]):
    """A list of boxes; `space` ticks, `enter` is done."""

    BINDINGS = [
        Binding("j", "cursor_down", "Down", id="choices.down", show=False),
        Binding("k", "cursor_up", "Up", id="choices.up", show=False),
        Binding("enter", "screen.save", "Show these", id="choices.done", show=False),
        Binding("space", "select", "Tick", id="choices.tick", show=False),
    ]


class Filters(ModalScreen[Wanted | None]):
    """Gives what to show, or None where it was left as it was."""

    CSS_PATH = "form.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]
    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "Leave", id="filters.leave", key_display="esc"),
        Binding("right", "app.focus_next", "Next list", id="filters.next", show=False),
        Binding("left", "app.focus_previous", "List before", id="filters.previous", show=False),
        Binding("x", "clear", "Show everything", id="filters.clear"),
    ]

    def __init__(self, shelf: Shelf, wanted: Wanted) -> None:
        super().__init__()
        self._shelf = shelf
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Four lists side by side."""
        shelf, wanted = self._shelf, self._wanted
        with VerticalScroll(classes="dialog filters", can_focus=False) as box:
            box.border_title = "What to show"
            box.border_subtitle = "space tick · ← → lists · x everything · enter show · esc leave"
            yield Static(HINT, classes="foot", markup=False)
            with Horizontal():
                yield from self._list("kinds", "Kind", list(Kind), wanted.kinds)
                yield from self._list("regions", "Region", shelf.regions(), wanted.regions)
                yield from self._list("equipment", "I have", shelf.equipment(), wanted.equipment)
                yield from self._list("bothers", "Bothers me", shelf.bothers(), wanted.bothers)
            if any(each.archived for each in shelf.exercises):
                yield Tick("Your archived exercises instead", wanted.archived, id="archived", compact=True)

    def action_save(self) -> None:
        """Show what was ticked."""
        archived = self.query("#archived").results(Tick)
        self.dismiss(
            Wanted(
                frozenset(Kind(each) for each in self._ticked("kinds")),
                self._ticked("regions"),
                self._ticked("equipment"),
                self._ticked("bothers"),
                any(tick.value for tick in archived),
            )
        )

    def action_clear(self) -> None:
        """Everything again."""
        self.dismiss(Wanted())

    def _ticked(self, id: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{id}", Choices).selected)

    def _list(self, id: str, title: str, values: Iterable[str], chosen: Iterable[str]) -> ComposeResult:
        ticked = set(chosen)
        with Vertical(classes="column"):
            yield Label(title)
            yield Choices(
                *(Selection(Content(str(value)), str(value), value in ticked) for value in values), id=id, compact=True
            )

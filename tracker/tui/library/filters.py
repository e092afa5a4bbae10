"""Which exercises the library shows."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, Static

from tracker.core.model import Kind
from tracker.service.library.library_view import LibraryFilter, LibraryView
from tracker.tui.compat.presized import Dialog
from tracker.tui.library.text import KINDS
from tracker.tui.widgets.checkbox import Checkbox, CheckList
from tracker.tui.widgets.form import FORM_STYLES, FormFields

HINT = "Nothing ticked shows everything. What bothers you is a preference, not a diagnosis: those exercises are hidden."


class Filters(Dialog[LibraryFilter | None]):
    """Gives what to show, or None where it was left as it was."""

    CSS_PATH = FORM_STYLES
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]
    BINDINGS = [
        Binding("enter", "show", "Show these", id="filters.show"),
        Binding("x", "clear", "Show everything", id="filters.clear"),
        Binding("escape,q", "dismiss(None)", "Leave", id="filters.leave", key_display="esc"),
        Binding("right", "app.focus_next", "Next list", id="filters.next", show=False),
        Binding("left", "app.focus_previous", "List before", id="filters.previous", show=False),
    ]

    def __init__(self, library_view: LibraryView, wanted: LibraryFilter) -> None:
        super().__init__()
        self._shelf = library_view
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Four lists side by side."""
        library_view, wanted = self._shelf, self._wanted
        with FormFields(classes="dialog filters") as box:
            box.border_title = "What to show"
            box.border_subtitle = "space tick · x all · enter show · esc leave"
            yield Static(HINT, classes="foot", markup=False)
            with Horizontal():
                yield from self._list("kinds", "Kind", {kind.value: KINDS[kind] for kind in Kind}, wanted.kinds)
                yield from self._list("regions", "Region", _same(library_view.regions()), wanted.regions)
                yield from self._list("equipment", "I have", _same(library_view.equipment()), wanted.equipment)
                yield from self._list("bothers", "Bothers me", _same(library_view.bothers()), wanted.bothers)
            if any(each.archived for each in library_view.exercises):
                yield Checkbox("Your archived exercises instead", wanted.archived, id="archived")

    def action_show(self) -> None:
        """Show what was ticked."""
        self.dismiss(
            LibraryFilter(
                frozenset(Kind(each) for each in self._ticked("kinds")),
                self._ticked("regions"),
                self._ticked("equipment"),
                self._ticked("bothers"),
                any(tick.value for tick in self.query(Checkbox)),
            )
        )

    def action_clear(self) -> None:
        """Everything again."""
        self.dismiss(LibraryFilter())

    def _ticked(self, id: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{id}", CheckList).ticked)

    def _list(self, id: str, title: str, labels: dict[str, str], ticked: Iterable[str]) -> ComposeResult:
        with Vertical(classes="column"):
            yield Label(title)
            yield CheckList(labels, ticked, id=id)


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}

"""The dialog that filters the library."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, Static

from tracker.core.model import Kind
from tracker.service.library.library_view import LibraryFilter, LibraryView
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.library.text import KINDS
from tracker.tui.widgets.forms.checkbox import Checkbox, CheckList
from tracker.tui.widgets.forms.form import FORM_STYLES, FormFields

HINT = "Nothing ticked shows everything. What bothers you is a preference, not a diagnosis: those exercises are hidden."


class Filters(Dialog[LibraryFilter | None]):
    """Returns what to show, or None if it was cancelled."""

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("enter", "show", "Show these", id="filters.show"),
        Binding("x", "clear", "Show everything", id="filters.clear"),
        Binding("escape,q", "dismiss(None)", "Leave", id="filters.leave", key_display="esc"),
        Binding("right", "app.focus_next", "Next list", id="filters.next", show=False),
        Binding("left", "app.focus_previous", "List before", id="filters.previous", show=False),
    ]

    def __init__(self, library_view: LibraryView, library_filter: LibraryFilter) -> None:
        super().__init__()
        self._library_view = library_view
        self._library_filter = library_filter

    def compose(self) -> ComposeResult:
        library_view, library_filter = self._library_view, self._library_filter
        with FormFields(classes="dialog filters") as box:
            box.border_title = "What to show"
            box.border_subtitle = "space tick · x all · enter show · esc leave"
            yield Static(HINT, classes="foot", markup=False)
            with Horizontal():
                yield from self._list("kinds", "Kind", {kind.value: KINDS[kind] for kind in Kind}, library_filter.kinds)
                yield from self._list("regions", "Region", _same(library_view.regions()), library_filter.regions)
                yield from self._list("equipment", "I have", _same(library_view.equipment()), library_filter.equipment)
                yield from self._list("bothers", "Bothers me", _same(library_view.bothers()), library_filter.bothers)
            if any(exercise.archived for exercise in library_view.exercises):
                yield Checkbox("Your archived exercises instead", library_filter.archived, id="archived")

    def action_show(self) -> None:
        self.dismiss(
            LibraryFilter(
                frozenset(Kind(kind) for kind in self._ticked("kinds")),
                self._ticked("regions"),
                self._ticked("equipment"),
                self._ticked("bothers"),
                any(checkbox.value for checkbox in self.query(Checkbox)),
            )
        )

    def action_clear(self) -> None:
        self.dismiss(LibraryFilter())

    def _ticked(self, id: str) -> frozenset[str]:
        return frozenset(self.query_one(f"#{id}", CheckList).ticked)

    def _list(self, id: str, title: str, labels: dict[str, str], ticked: Iterable[str]) -> ComposeResult:
        with Vertical(classes="column"):
            yield Label(title)
            yield CheckList(labels, ticked, id=id)


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}

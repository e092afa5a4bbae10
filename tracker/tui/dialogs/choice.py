"""A list in front of a screen, of which one thing is chosen."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.forms.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList


def choice_keys(name: str) -> list[BindingType]:
    """The keys that choose and leave, with ids that begin with `name`."""
    return [
        Binding("enter", "choose", "Choose", id=f"{name}.choose"),
        Binding("escape,q", "dismiss(None)", "Leave", id=f"{name}.leave", key_display="esc"),
    ]


class Choice(Dialog[str | None]):
    """Returns the id of the option that was chosen, or None if it was cancelled.

    A subclass gives its keys, by `choice_keys`, and shows the `choices` once it is mounted; `about` stands above them.
    """

    CSS_PATH = FORM_STYLES
    hint = "enter choose · esc leave"
    choices = getters.query_one(PickList)

    def __init__(self, heading: str, about: str = "") -> None:
        super().__init__()
        self._heading = heading
        self.about = about

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice") as box:
            box.border_title, box.border_subtitle = Content(self._heading), self.hint
            yield from self.body()

    def body(self) -> ComposeResult:
        """What stands in the box, from top to bottom."""
        yield Static(self.about, classes="foot", markup=False)
        yield PickList()

    def action_choose(self) -> None:
        self.dismiss(self.choices.chosen)

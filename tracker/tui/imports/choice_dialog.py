"""The dialog that asks one thing about a file, such as which column is the pain."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.forms.form import FORM_STYLES
from tracker.tui.widgets.pick_list import PickList


class ChoiceDialog(Dialog[str | None]):
    """Returns the answer chosen of `choices`, pairs of an answer and its meaning; None if it was cancelled."""

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="import_choice.choose"),
        Binding("escape,q", "dismiss(None)", "Leave", id="import_choice.leave", key_display="esc"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], proposal: str | None = None) -> None:
        super().__init__()
        self._question = question
        self._choices = choices
        self._proposal = proposal

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice") as box:
            box.border_title = "Import a file"
            box.border_subtitle = "enter choose · esc leave"
            yield Static(self._question, markup=False)
            yield PickList()

    def on_mount(self) -> None:
        """Put the cursor on the answer that is likely right."""
        options = [Option(Content(meaning), id=str(number)) for number, (_, meaning) in enumerate(self._choices)]
        answers = [answer for answer, _ in self._choices]
        likely = answers.index(self._proposal) if self._proposal in answers else 0
        self.query_one(PickList).show(options, str(likely))

    def action_choose(self) -> None:
        chosen = self.query_one(PickList).chosen
        self.dismiss(None if chosen is None else self._choices[int(chosen)][0])

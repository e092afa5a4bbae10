"""The dialog that asks one thing about a file, such as which column is the pain."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.tui.dialogs.choice import Choice, choice_keys
from tracker.tui.widgets.pick_list import PickList


class ChoiceDialog(Choice):
    """Returns the answer chosen of `choices`, pairs of an answer and its meaning; None if it was cancelled."""

    BINDINGS = choice_keys("import_choice")

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], proposal: str | None = None) -> None:
        super().__init__("Import a file", question)
        self._choices = choices
        self._proposal = proposal

    def body(self) -> ComposeResult:
        yield Static(self.about, markup=False)
        yield PickList()

    def on_mount(self) -> None:
        """Put the cursor on the answer that is likely right."""
        options = [Option(Content(meaning), id=str(number)) for number, (_, meaning) in enumerate(self._choices)]
        answers = [answer for answer, _ in self._choices]
        likely = answers.index(self._proposal) if self._proposal in answers else 0
        self.choices.show(options, str(likely))

    def action_choose(self) -> None:
        chosen = self.choices.chosen
        self.dismiss(None if chosen is None else self._choices[int(chosen)][0])

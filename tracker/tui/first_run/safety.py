"""The safety questions of the first run."""

from __future__ import annotations

from collections.abc import Collection

from rich.style import Style
from rich.table import Table
from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.service.first_run import EMERGENCY_SIGN, SAFETY, SafetyQuestion
from tracker.service.first_run_text import EMERGENCY_FIRST, SAFETY_FOOT, SAFETY_INTRO, WAITING
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.text.label_table import label_table


class Safety(Dialog[frozenset[str] | None]):
    """Returns the texts of the questions answered with yes; None if it was put off."""

    CSS_PATH = "first_run.tcss"
    COMPONENT_CLASSES = {"first-run--marked"}
    BINDINGS = [
        Binding("space", "mark", "Yes", id="safety.mark", tooltip="Mark what is true for you"),
        Binding("enter", "choose", "Go on", id="safety.go_on", tooltip="Save the answers"),
        Binding("escape", "dismiss(None)", "Later", id="safety.leave", tooltip="Answer this another time"),
        Binding("exclamation_mark", "app.warning_signs", "Warning signs", id="safety.warning_signs"),
    ]

    choices = getters.query_one(PickList)

    def __init__(self, marked: Collection[str] = ()) -> None:
        super().__init__()
        self._marked = set(marked)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog first-run safety") as box:
            box.border_title = "Before you begin"
            box.border_subtitle = "space yes · enter go on · esc later"
            yield Static(SAFETY_INTRO, markup=False)
            yield PickList(*map(self._option, SAFETY))
            yield Static(id="safety-foot", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.choices.highlighted = 0
        self._say()

    def action_mark(self) -> None:
        """Mark the question under the cursor, or remove its mark."""
        index = self.choices.highlighted
        if index is not None:
            question = SAFETY[index]
            self._marked ^= {question.text}
            self.choices.replace_option_prompt(question.text, self._prompt(question))
            self.choices.scroll_to_highlight()
            self._say()

    def action_choose(self) -> None:
        self.dismiss(frozenset(self._marked))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.choices and "option" in event.style.meta:
            self.action_mark()

    def _option(self, question: SafetyQuestion) -> Option:
        return Option(self._prompt(question), id=question.text)

    def _prompt(self, question: SafetyQuestion) -> Table:
        if question.text not in self._marked:
            return label_table("[ ]", (question.text, Style()), width=3, style=Style())
        marked = self.get_component_rich_style("first-run--marked", partial=True)
        return label_table("[x]", (question.text, Style(bold=True)), (question.advice, marked), width=3, style=marked)

    def _say(self) -> None:
        text = EMERGENCY_FIRST if EMERGENCY_SIGN in self._marked else WAITING if self._marked else SAFETY_FOOT
        self.query_one("#safety-foot", Static).update(text)

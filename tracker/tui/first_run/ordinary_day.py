"""The question of the first run that decides which readings count as pain-free."""

from __future__ import annotations

from rich.style import Style
from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.service.first_run import BANDS, Band
from tracker.service.first_run_text import ORDINARY_DAY_FOOT, ORDINARY_DAY_QUESTION
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.widgets.pick_list import PickList
from tracker.tui.widgets.question import DIGITS
from tracker.tui.widgets.text.label_table import label_table


class OrdinaryDay(Dialog[int | None]):
    """Returns a pain of 0 to 10; None if it was put off. `message` is about the step before."""

    CSS_PATH = "first_run.tcss"
    COMPONENT_CLASSES = {"first-run--marked"}
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="ordinary_day.choose", tooltip="Save the answer under the cursor"),
        Binding("escape", "dismiss(None)", "Later", id="ordinary_day.leave", tooltip="Answer this another time"),
        Binding("exclamation_mark", "app.warning_signs", "Warning signs", id="ordinary_day.warning_signs"),
    ]

    choices = getters.query_one(PickList)

    def __init__(self, message: str = "") -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog first-run ordinary-day") as box:
            box.border_title = "An ordinary good day"
            box.border_subtitle = "0-9, x for 10 · enter choose · esc later"
            if self._message:
                yield Static(self._message, classes="message", markup=False)
            yield Static(ORDINARY_DAY_QUESTION, markup=False)
            yield PickList(*map(self._option, BANDS))
            yield Static(ORDINARY_DAY_FOOT, classes="foot", markup=False)

    def on_mount(self) -> None:
        self.choices.highlighted = 0

    def on_key(self, event: events.Key) -> None:
        if event.key in DIGITS:
            event.stop()
            self.dismiss(DIGITS[event.key])

    def action_choose(self) -> None:
        if self.choices.chosen is not None:
            self.dismiss(int(self.choices.chosen))

    def _option(self, band: Band) -> Option:
        marked = self.get_component_rich_style("first-run--marked", partial=True)
        return Option(label_table(band.text, (band.why, Style()), width=9, style=marked), id=str(band.lowest))

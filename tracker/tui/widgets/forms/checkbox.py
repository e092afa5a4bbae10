"""Checkboxes, one alone or several in a list; whether one is ticked shows without colour too."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets.option_list import Option

from tracker.tui.widgets.pick_list import PickList

ON, OFF = "■", "□"


def checkbox_text(label: str, *, on: bool) -> Content:
    return Content.assemble((f"{ON if on else OFF} ", "$success" if on else "$foreground-muted"), label)


class Checkbox(Widget, can_focus=True):
    """One box that `space` or a click ticks."""

    BINDINGS = [Binding("space", "switch", "Tick", id="tick.switch", show=False)]
    DEFAULT_CSS = """
    Checkbox { height: auto; width: 1fr; }
    Checkbox:focus {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold underline;
    }
    """

    value: reactive[bool] = reactive(False)

    def __init__(self, label: str, value: bool, *, id: str) -> None:
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Checkbox.value, value)

    def render(self) -> Content:
        return checkbox_text(self._label, on=self.value)

    def action_switch(self) -> None:
        self.value = not self.value

    def on_click(self) -> None:
        self.value = not self.value


class CheckList(PickList):
    """Several boxes; `ticked` has the values of those that are ticked."""

    BINDINGS = [Binding("space", "switch", "Tick", id="ticks.switch", show=False)]

    def __init__(self, labels: dict[str, str], ticked: Iterable[str], *, id: str) -> None:
        self.ticked = set(ticked)
        self._labels = labels
        super().__init__(*(Option(self._text(value), id=value) for value in labels), id=id)

    @property
    def marks_cursor(self) -> bool:
        """Mark the cursor only in the list with the focus, as several may stand side by side."""
        return self.has_focus

    def action_switch(self) -> None:
        if self.chosen is not None:
            self.ticked ^= {self.chosen}
            self.replace_option_prompt(self.chosen, self._text(self.chosen))

    def clicked(self) -> None:
        self.action_switch()

    def _text(self, value: str) -> Content:
        return checkbox_text(self._labels[value], on=value in self.ticked)

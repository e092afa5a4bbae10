"""A chart with its title and the sentence beneath, or what to say where there is nothing to draw."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tracker.tui.history.heatmap import Heatmap
from tracker.tui.widgets.charts.chart import Chart


class ChartPane(Vertical):
    """A pane with a `picture` and its sentence."""

    def __init__(self, view: str, picture: Chart | Heatmap, *, current: bool) -> None:
        super().__init__(id=view, classes="-current" if current else None)
        self.view = view
        self.picture = picture
        self.title, self.sentence = "", ""
        self._words = Static(classes="words", markup=False)

    @dataclass
    class Picked(Message):
        """The pane was clicked."""

        view: str

    def compose(self) -> ComposeResult:
        yield self.picture
        yield self._words

    def say(self, title: str, sentence: str, missing: str | None) -> None:
        """Show the picture with its `sentence`, or instead what is `missing`."""
        self.title, self.border_title = title, Content(title)
        self.set_class(missing is not None, "-missing")
        previous, self.sentence = self.sentence, sentence if missing is None else missing
        if self.sentence != previous:
            self._words.update(self.sentence)

    def on_click(self) -> None:
        self.post_message(self.Picked(self.view))

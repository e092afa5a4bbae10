"""The line in which a question is asked."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tracker.tui.widgets.question import Question

PADDING = 2


class Prompt(Static):
    """Shows the open question and the keys that answer it; hidden without one."""

    DEFAULT_CSS = """
    Prompt { height: auto; padding: 0 1; background: $accent 18%; color: $foreground; display: none; }
    Prompt.-asking { display: block; }
    """

    question: reactive[Question | None] = reactive[Question | None](None)

    def watch_question(self, question: Question | None) -> None:
        self.set_class(question is not None, "-asking")
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        question = self.question
        if question is None:
            return
        text = Content.assemble((question.text, "bold"), "  ", (question.hint, "$accent"))
        room = self.app.size.width - PADDING
        if question.short_hint and text.cell_length > room:
            text = Content.assemble((question.text, "bold"), " ", (question.short_hint, "$accent"))
        if text.cell_length > room:
            text = Content.assemble((question.text, "bold"), "\n", (question.hint, "$accent"))
        if text != self.content:
            self.update(text)

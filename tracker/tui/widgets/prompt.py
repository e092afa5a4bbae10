"""The line that asks."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from tracker.tui.widgets.question import Question


class Prompt(Static):
    """Shows the question that is open, and the keys that answer it; it is not there where nothing is asked."""

    DEFAULT_CSS = """
    Prompt { height: auto; padding: 0 1; background: $accent 18%; color: $foreground; display: none; }
    Prompt.-asking { display: block; }
    """

    question: reactive[Question | None] = reactive[Question | None](None)

    def watch_question(self, question: Question | None) -> None:
        """Show it, or go away."""
        self.set_class(question is not None, "-asking")
        if question is not None:
            self.update(Content.assemble((question.text, "bold"), "  ", (question.hint, "$accent")))

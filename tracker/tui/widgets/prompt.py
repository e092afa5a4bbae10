"""The line in which a question is asked."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from tracker.tui.compat.boxes import Words
from tracker.tui.widgets.question import Question


class Prompt(Words):
    """Shows the open question and the keys that answer it; hidden without one."""

    DEFAULT_CSS = """
    Prompt { height: auto; padding: 0 1; background: $accent 18%; color: $foreground; display: none; }
    Prompt.-asking { display: block; }
    """

    question: reactive[Question | None] = reactive[Question | None](None)

    def watch_question(self, question: Question | None) -> None:
        self.set_class(question is not None, "-asking")
        if question is not None:
            self.update(Content.assemble((question.text, "bold"), "  ", (question.hint, "$accent")))

"""The form for questions to the doctor or therapist, and for what they answered."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Label

from tracker.core import wording
from tracker.core.errors import NotPossibleError
from tracker.core.model import MAX_TEXT, TherapistQuestion
from tracker.service.function.questions import note_questions
from tracker.tui.widgets.forms.form import Form, line


class TherapistQuestions(Form):
    """Notes a question, and the answers to those that have none yet."""

    heading = "Questions for your therapist"

    def __init__(self, unanswered: tuple[TherapistQuestion, ...]) -> None:
        super().__init__()
        self._unanswered = unanswered

    def fields(self) -> ComposeResult:
        yield Label("A new question", markup=False)
        yield line("", "question", longest=MAX_TEXT)
        for number, question in enumerate(self._unanswered):
            yield Label(f"{wording.day(question.date)}: {question.text}", markup=False)
            yield line("", f"answer-{number}", placeholder="What was answered", longest=MAX_TEXT)

    async def write(self) -> str:
        text = self.text("question")
        answers = {
            question: self.text(f"answer-{number}")
            for number, question in enumerate(self._unanswered)
            if self.text(f"answer-{number}")
        }
        if not text and not answers:
            raise NotPossibleError("Nothing is written yet; esc leaves it as it is.")
        return await self.run(lambda context: note_questions(context, text, answers))

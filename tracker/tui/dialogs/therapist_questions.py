"""The list of questions to the doctor or therapist, and the form for one of them and its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.errors import UserError
from tracker.core.model import MAX_TEXT, TherapistQuestion
from tracker.service.context import AppContext
from tracker.service.function.therapist_questions import (
    add_question,
    change_question,
    delete_question,
    listed_questions,
)
from tracker.service.history import undo_redo
from tracker.tui.compat.early_exit import Dialog
from tracker.tui.protocols import tracker_app
from tracker.tui.widgets.forms.form import FORM_STYLES, Form, line
from tracker.tui.widgets.pick_list import PickList

NONE_NOTED = "No question is noted. n notes one for your next visit; the report has it, with room for the answer."
HINT = (
    "[@click=screen.add]n new[/] · [@click=screen.choose]enter edit[/] · [@click=screen.delete]d delete[/] · "
    "[@click=screen.undo]u undo[/] · [@click=screen.dismiss]esc close[/]"
)


class TherapistQuestions(Dialog[None]):
    """The questions, those without an answer first."""

    CSS_PATH = FORM_STYLES
    BINDINGS = [
        Binding("n", "add", "New question", id="therapist_questions.add"),
        Binding("enter,e", "choose", "Answer or edit", id="therapist_questions.choose", key_display="enter"),
        Binding("d", "delete", "Delete", id="therapist_questions.delete"),
        Binding("u", "undo", "Undo", id="app.undo"),
        Binding("ctrl+r", "redo", "Redo", id="app.redo"),
        Binding("escape,q", "dismiss", "Close", id="therapist_questions.close", key_display="esc"),
    ]

    listed = getters.query_one(PickList)

    def __init__(self, questions: Sequence[TherapistQuestion], today: date) -> None:
        super().__init__()
        self._questions = tuple(questions)
        self._today = today

    def compose(self) -> ComposeResult:
        """The list, and what was written last."""
        with Vertical(classes="dialog choice") as box:
            box.border_title = "Questions for your therapist"
            box.border_subtitle = HINT
            yield PickList()
            yield Static(id="faults", markup=False)

    def on_mount(self) -> None:
        """Show what was read."""
        self._show(None)

    def action_add(self) -> None:
        """Write a new question."""
        self.app.push_screen(QuestionForm(None), self._form_closed)

    def action_choose(self) -> None:
        """Answer or edit the question under the cursor."""
        question = self._selected
        if question is not None:
            self.app.push_screen(QuestionForm(question), self._form_closed)

    async def action_delete(self) -> None:
        """Delete the question under the cursor."""
        question = self._selected
        if question is not None:
            await self._write(lambda context: delete_question(context, question))

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._write(undo_redo.undo)

    async def action_redo(self) -> None:
        """Bring back what was undone."""
        await self._write(undo_redo.redo)

    async def _form_closed(self, message: str | None) -> None:
        if message is not None:
            await self._write(lambda _: message)

    async def _write(self, work: Callable[[AppContext], str]) -> None:
        """Write, read the questions again, and say what was written or why it could not be."""
        run, previous = tracker_app(self).database.run, self._questions
        try:
            try:
                message = await run(work)
            except UserError as problem:
                message = str(problem)
            self._questions = await run(listed_questions)
        except UserError as problem:
            message = str(problem)
        if self.is_attached:  # else it was left meanwhile
            new = [question for question in self._questions if question not in previous]
            self._show(_key(new[-1]) if new else self.listed.chosen)
            faults = self.query_one("#faults", Static)
            faults.update(message)
            faults.add_class("-any")

    @property
    def _selected(self) -> TherapistQuestion | None:
        return next((question for question in self._questions if _key(question) == self.listed.chosen), None)

    def _show(self, selected: str | None) -> None:
        options = [Option(self._prompt(question), id=_key(question)) for question in self._questions]
        self.listed.show(options or [Option(Content(NONE_NOTED), disabled=True)], selected)

    def _prompt(self, question: TherapistQuestion) -> Content:
        """The question with its day, and beneath it the answer."""
        day = f" · {wording.day(question.date, today=self._today)}"
        parts = [Content(question.text), Content.styled(day, "$foreground-muted")]
        if question.answered:
            parts.append(Content(f"\n  {question.answered}"))
        return Content.assemble(*parts)


class QuestionForm(Form):
    """Notes a question, or changes one and what was answered."""

    def __init__(self, question: TherapistQuestion | None) -> None:
        super().__init__()
        self.shown = question
        self.heading = "A new question" if question is None else "Question and answer"

    def fields(self) -> ComposeResult:
        """The question; of one that is noted also the answer, where the cursor begins."""
        question = self.shown
        yield Label("Question", markup=False)
        yield line("" if question is None else question.text, "question", longest=MAX_TEXT)
        if question is not None:
            yield Label("What was answered", markup=False)
            yield line(question.answered, "answer", longest=MAX_TEXT)

    def on_mount(self) -> None:
        """Begin with the answer of a question that is noted."""
        super().on_mount()
        if self.shown is not None:
            self.query_one("#answer").focus()

    async def write(self) -> str:
        """Write the question."""
        question, text = self.shown, self.text("question")
        if question is None:
            return await self.run(lambda context: add_question(context, text))
        answered = self.text("answer")
        return await self.run(lambda context: change_question(context, question, text=text, answered=answered))


def _key(question: TherapistQuestion) -> str:
    return f"{question.date} {question.text}"

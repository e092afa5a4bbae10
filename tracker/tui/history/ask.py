"""Questions to the record: the list of them with what is spent, and the answer to the one that was chosen."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static
from textual.widgets.option_list import Option

from tracker.core import wording
from tracker.core.analytics.record_questions.answer import Estimate
from tracker.core.analytics.record_questions.days import QuestionDays
from tracker.core.analytics.record_questions.question import RecordQuestion
from tracker.core.errors import UserError
from tracker.service.history.record_questions import (
    RecordAnswer,
    RecordQuestionList,
    RecordQuestionRow,
    ask_record,
    record_questions,
)
from tracker.tui.dialogs.choice import Choice
from tracker.tui.dialogs.page import Page
from tracker.tui.history.question_chart import question_chart
from tracker.tui.protocols import tracker_app

EXPLANATION = (
    "Pick one before you see what it says; the answer is about the next morning's pain, on days that began alike. "
    "Enter writes the question down."
)


class RecordQuestions(Choice):
    """The questions; the answer to the one that is chosen opens in front."""

    hint = "enter ask · esc close"
    BINDINGS = [
        Binding("enter", "choose", "Ask", id="record_questions.choose"),
        Binding("escape,q,a", "dismiss", "Close", id="record_questions.close", key_display="esc"),
    ]

    def __init__(self, questions: RecordQuestionList) -> None:
        super().__init__("Ask the record", EXPLANATION)
        self._questions = questions

    def body(self) -> ComposeResult:
        """What is spent, how it works, and the list."""
        yield Static(id="spent", classes="foot", markup=False)
        yield from super().body()

    def on_mount(self) -> None:
        """Show what was read."""
        self._show()

    def _show(self) -> None:
        questions = self._questions
        self.query_one("#spent", Static).update(questions.budget_text)
        options = (Option(_prompt(row, questions), id=row.question.key) for row in questions.rows)
        self.choices.show(options, self.choices.chosen)

    def action_choose(self) -> None:
        self._ask()

    @work(exclusive=True)
    async def _ask(self) -> None:
        """Ask the question under the cursor."""
        key, run = self.choices.chosen, tracker_app(self).database.run
        if key is None:
            return
        try:
            found = await run(lambda context: ask_record(context, RecordQuestion(key)))
            self._questions = await run(record_questions)
        except UserError as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        self._show()
        await self.app.push_screen(RecordAnswerPage(found))


class RecordAnswerPage(Page[None]):
    """One answer, with its chart."""

    kind = "answer"
    BINDINGS = [Binding("escape,enter,q", "dismiss", "Close", id="record_answer.close", key_display="esc")]

    def __init__(self, found: RecordAnswer) -> None:
        super().__init__()
        self._found = found
        self.heading = found.text

    def parts(self) -> ComposeResult:
        """The two kinds of day with the interval, and what that says."""
        found = self._found
        if isinstance(found.answer, Estimate):
            yield QuestionChart(found.days, found.answer)
        yield Static(" ".join([*found.sentences, found.asked_text]).strip(), markup=False)


class QuestionChart(Static):
    """The chart of an answer, as wide as there is room."""

    def __init__(self, days: QuestionDays, estimate: Estimate) -> None:
        super().__init__()
        self._days, self._estimate = days, estimate

    def on_resize(self, event: Resize) -> None:
        """Draw it anew where its width has changed."""
        self.update(Content("\n").join(question_chart(self._days, self._estimate, event.size.width)))


def _prompt(row: RecordQuestionRow, questions: RecordQuestionList) -> Content:
    """A question, and beneath it what stands in its way."""
    remark = ""
    if row.last_asked is not None:
        again = "now" if row.next_day <= questions.today else f"from {wording.day(row.next_day, today=questions.today)}"
        remark = f"asked on {wording.day(row.last_asked, today=questions.today)}, again {again}"
    elif row.cannot_say is not None:
        remark = "cannot say yet; enter says why"
    elif row.next_day > questions.today:
        remark = f"from {wording.day(row.next_day, today=questions.today)}"
    text = Content(wording.sentence(row.about))
    return text + Content.styled(f" · {remark}", "$foreground-muted") if remark else text

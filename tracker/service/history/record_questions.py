"""Putting questions to the record: which there are, how often, and what it says (docs/questions.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core import wording
from tracker.core.analytics.record_questions import sentences
from tracker.core.analytics.record_questions.answer import CannotSay, Estimate, answer, cannot_say
from tracker.core.analytics.record_questions.budget import SAME_AFTER, Budget, budget
from tracker.core.analytics.record_questions.days import MorningRecord, QuestionDays, question_days
from tracker.core.analytics.record_questions.question import MORE, SESSION, RecordQuestion
from tracker.core.errors import NotPossibleError
from tracker.core.model import AskedQuestion
from tracker.core.plan import Plan
from tracker.service.context import AppContext, transactional

ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class RecordQuestionRow:
    """A question of the list: what it is about, when it was asked last and may be asked again, what it still lacks."""

    question: RecordQuestion
    about: str
    text: str
    last_asked: date | None
    next_day: date
    cannot_say: CannotSay | None


@dataclass(frozen=True, slots=True)
class RecordQuestionList:
    """All questions that can be asked, and what is spent."""

    today: date
    budget: Budget
    rows: tuple[RecordQuestionRow, ...]

    @property
    def budget_text(self) -> str:
        """What is spent and when the next may be asked."""
        return sentences.budget_sentence(self.budget, self.today)


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What the record says: `asked` is when the question was written down, None where it cannot say and nothing was.

    `asked_text` says so; `days` are those that it rests on; `spent` says what is spent now, and when the next may be
    asked.
    """

    question: RecordQuestion
    about: str
    text: str
    asked: date | None
    asked_text: str
    answer: Estimate | CannotSay
    days: QuestionDays
    spent: str

    @property
    def sentences(self) -> list[str]:
        """The answer in words."""
        return sentences.answer_sentences(self.answer, self.about)


def record_questions(context: AppContext) -> RecordQuestionList:
    """The questions about any session, more than planned, and every exercise that was logged, by the name of it."""
    today = context.today()
    record, asked = _record(context, today), budget(_asked(context), today)
    names = context.exercise_names()
    logged = sorted(record.logged, key=lambda exercise: names.get(exercise, exercise))
    questions = [RecordQuestion(SESSION), RecordQuestion(MORE), *map(RecordQuestion.about, logged)]
    lacking = cannot_say(question_days(record, question) for question in questions)
    rows = [
        RecordQuestionRow(
            question,
            sentences.subject(question, names),
            sentences.question_sentence(question, names),
            asked.last_asked.get(question.key),
            asked.next_day(question.key, today),
            lacks,
        )
        for question, lacks in zip(questions, lacking, strict=True)
    ]
    return RecordQuestionList(today, asked, tuple(rows))


def record_question(context: AppContext, text: str) -> RecordQuestion:
    """The question that a text names: its key, `session`, `more`, or an exercise. Raises UsageError."""
    word = text.strip().lower()
    if word in (SESSION, "any session"):
        return RecordQuestion(SESSION)
    if word in (MORE, "more", "more than planned"):
        return RecordQuestion(MORE)
    return RecordQuestion.about(context.exercise(RecordQuestion(text).exercise or text).id)


@transactional
def ask_record(context: AppContext, question: RecordQuestion) -> RecordAnswer:
    """Writes a question down, then answers it.

    Where the record cannot say, nothing is written. One that was asked within eight weeks is answered as it was then.
    Raises NotPossibleError where a new one has to wait.
    """
    today, asked = context.today(), _asked(context)
    before = budget(asked, today)
    last = before.last_asked.get(question.key)
    if last is not None and today < last + SAME_AFTER:
        return _answered(context, question, last, before)
    next_day = before.next_day(question.key, today)
    if next_day > today:
        raise NotPossibleError(
            f"{sentences.budget_sentence(before, today)} What was asked before can be read again at any time."
        )
    record_answer = _answered(context, question, today, before)
    if isinstance(record_answer.answer, CannotSay):
        return record_answer
    with context.write(f"Question to the record: {record_answer.about}") as work:
        work.put(AskedQuestion(today, question.key))
    return _answered(context, question, today, budget([*asked, (today, question.key)], today))


def answers_for_report(context: AppContext) -> tuple[str, ...]:
    """A sentence for each question that was asked, as it was answered last."""
    asked = budget(_asked(context), context.today())
    lines = []
    for key, day in sorted(asked.last_asked.items(), key=lambda item: (item[1], item[0])):
        record_answer = _answered(context, RecordQuestion(key), day, asked)
        half_sentence = (
            sentences.report_sentence(record_answer.answer)
            if isinstance(record_answer.answer, Estimate)
            else "the record cannot say it"
        )
        lines.append(f"{record_answer.text} Asked on {wording.day(day)}: {half_sentence}.")
    return tuple(lines)


def _answered(context: AppContext, question: RecordQuestion, on: date, spent: Budget) -> RecordAnswer:
    """The answer as of the morning of `on`."""
    names, today = context.exercise_names(), context.today()
    days = question_days(_record(context, on), question)
    result = answer(days)
    asked = spent.last_asked.get(question.key)
    return RecordAnswer(
        question,
        sentences.subject(question, names),
        sentences.question_sentence(question, names),
        asked,
        "" if asked is None else f"Asked on {wording.day(asked, today=today)}, about the days before.",
        result,
        days,
        sentences.budget_sentence(spent, today),
    )


def _record(context: AppContext, on: date) -> MorningRecord:
    """The record as of the morning of `on`."""
    first = context.store.first_day()
    history = context.store.history(with_sessions=False)
    logged = () if first is None else context.store.exercise_days(first, on - ONE_DAY)
    plan = Plan(history.prescriptions, history.pauses, history.skips)
    return MorningRecord.of(history.checkins, logged, plan, on)


def _asked(context: AppContext) -> list[tuple[date, str]]:
    return [(asked.date, asked.question) for asked in context.store.asked_questions()]

"""The command that puts a question to the record."""

from __future__ import annotations

import click

from tracker.cli.ask.answer_json import answer_json, list_json
from tracker.cli.completion import exercise_names
from tracker.cli.options import json_option
from tracker.cli.output import answer, say, with_context
from tracker.core import wording
from tracker.service.context import AppContext
from tracker.service.history import record_questions
from tracker.service.history.record_questions import RecordQuestionList, RecordQuestionRow


@click.command()
@click.argument("question", required=False, shell_complete=exercise_names)
@json_option
@with_context
def ask(context: AppContext, question: str | None, as_json: bool) -> None:
    """Ask the record what goes with a better or worse morning after.

    QUESTION is an exercise, "session" for any session, or "more" for clearly more than planned; without one, those that
    can be asked are listed. Five different questions may be asked at any time, then a new one every twelve weeks, and
    the same one again after eight: who asks often is told something by chance.
    """
    if question is None:
        questions = record_questions.record_questions(context)
        if as_json:
            answer(list_json(questions))
        else:
            _say_list(questions)
        return
    found = record_questions.ask_record(context, record_questions.record_question(context, question))
    if as_json:
        answer(answer_json(found))
        return
    say(found.spent)
    say(found.text)
    if found.asked_text:
        say(found.asked_text)
    for sentence in found.sentences:
        say(sentence)


def _say_list(questions: RecordQuestionList) -> None:
    say(questions.budget_text)
    for row in questions.rows:
        say(f"{row.question.key}: {row.text}{_remark(row, questions)}")


def _remark(row: RecordQuestionRow, questions: RecordQuestionList) -> str:
    """What stands in the way of asking it."""
    if row.last_asked is not None:
        again = "now" if row.next_day <= questions.today else f"from {wording.day(row.next_day, today=questions.today)}"
        return f" Asked on {wording.day(row.last_asked, today=questions.today)}; again {again}."
    return " The record cannot say it yet." if row.cannot_say is not None else ""


COMMANDS = (ask,)

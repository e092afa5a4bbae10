"""The commands of what the person wants back: goal, function, medication, and questions for the therapist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from tracker.cli.options import WHOLE, json_option, on_option
from tracker.cli.output import answer, say, with_context
from tracker.core import wording
from tracker.core.analytics.function import change_text, mean_score
from tracker.core.analytics.trend_sentences import function_trend_sentence
from tracker.core.errors import UsageError
from tracker.core.input.parsing import read_day, read_whole
from tracker.core.model import TherapistQuestion
from tracker.service.context import AppContext
from tracker.service.function import activities, therapist_questions
from tracker.service.function.goal import set_goal
from tracker.service.function.medication import set_medication
from tracker.service.history.look_back import records


@click.command()
@click.argument("text", required=False)
@with_context
def goal(context: AppContext, text: str | None) -> None:
    """Show or set what you want to be able to do again.

    In one sentence. An empty text removes it.
    """
    if text is None:
        say(context.store.goal() or 'You have set no goal; `backtracker goal "Lift my daughter"` sets one.')
    else:
        say(set_goal(context, text))


@click.command()
@click.argument("words", nargs=-1, metavar="[ACTIVITY SCORE]… | add ACTIVITY | remove ACTIVITY | delete")
@click.option("--peg", nargs=3, type=WHOLE, metavar="P E A", help="The three PEG answers, each 0 to 10.")
@on_option
@json_option
@with_context
def function(
    context: AppContext, words: tuple[str, ...], peg: tuple[int, int, int] | None, on: str | None, as_json: bool
) -> None:
    """Show or score how well your own activities go.

    Each SCORE is from 0, not at all, to 10, as before the trouble. ACTIVITY is its name or the beginning of it; up to
    three are scored at a time. The PEG answers are about the past week: pain on average, how much it interfered with
    enjoying life, and with general activity. `delete` deletes the scores of a day.
    """
    if words == ("delete",) and peg is None:
        message = activities.delete_scores(context, read_day(on, context.today()))
    elif words[:1] in (("add",), ("remove",)):
        if len(words) != 2 or peg is not None or on is not None:
            raise UsageError(f'Write one activity: backtracker function {words[0]} "Tie my shoes".')
        if words[0] == "add":
            message = activities.add_activities(context, words[1:])
        else:
            message = activities.remove_activity(context, words[1])
    elif words or peg is not None:
        message = activities.score(context, _scores(words), peg, read_day(on, context.today()))
    else:
        message = ""
    if as_json:
        answer(records(context, "activities", "function"))
    else:
        say(message or "\n".join(_lines(activities.function_view(context), context)))


@click.command()
@click.argument("words", nargs=-1, metavar="[add TEXT | edit N TEXT | answer N TEXT | remove N]")
@json_option
@with_context
def question(context: AppContext, words: tuple[str, ...], as_json: bool) -> None:
    """List, note or answer your questions for a doctor or therapist.

    N is the number in the list. An empty answer takes it back. The report has the questions, with room for answers.
    """
    match words:
        case ():
            message = ""
        case ("add", text):
            message = therapist_questions.add_question(context, text)
        case ("edit", number, text):
            message = therapist_questions.change_listed(context, _number(number), text=text)
        case ("answer", number, text):
            message = therapist_questions.change_listed(context, _number(number), answered=text)
        case ("remove", number):
            message = therapist_questions.delete_listed(context, _number(number))
        case _:
            raise UsageError('Write it as: backtracker question add "May I run again?", or see --help.')
    if as_json:
        answer(records(context, "questions"))
    else:
        say(message or "\n".join(_question_lines(therapist_questions.listed_questions(context), context.today())))


def _number(text: str) -> int:
    return read_whole(text, "The number of the question")


def _question_lines(listed: Sequence[TherapistQuestion], today: date) -> list[str]:
    if not listed:
        return ['No question is noted; `backtracker question add "May I run again?"` notes one.']
    return [
        f"{number}  {wording.day(question.date, today=today)}: {question.text}"
        + (f" Answer: {question.answered}" if question.answered else "")
        for number, question in enumerate(listed, 1)
    ]


@click.command()
@click.argument("text", required=False)
@on_option
@json_option
@with_context
def medication(context: AppContext, text: str | None, on: str | None, as_json: bool) -> None:
    """Show or note what you take for your back.

    In your own words, for today or another day. An empty text deletes what is noted of that day.
    """
    if text is None and on is not None:
        raise UsageError('Write what you take on that day: backtracker medication "Ibuprofen, evenings" --on -3.')
    message = "" if text is None else set_medication(context, text, read_day(on, context.today()))
    if as_json:
        answer(records(context, "medication"))
    elif message:
        say(message)
    else:
        taken = context.store.medication()
        lines = [f"{wording.day(entry.date, today=context.today())}: {entry.text}" for entry in taken]
        say("\n".join(lines) or 'Nothing is noted; `backtracker medication "Ibuprofen, evenings"` notes it.')


def _scores(words: tuple[str, ...]) -> dict[str, int]:
    """The scores by activity. Raises UsageError where they are no pairs of a name and a whole number."""
    if len(words) % 2:
        raise UsageError(f"Write a score behind each activity; {words[-1]} has none.")
    scores: dict[str, int] = {}
    for name, value in zip(words[::2], words[1::2], strict=True):
        if not value.isascii() or not value.isdecimal():
            raise UsageError(f"{value} is no score; write a whole number from 0 to 10 behind {name}.")
        scores[name] = int(value)
    return scores


def _lines(view: activities.FunctionView, context: AppContext) -> list[str]:
    if not view.activities and not view.scores:
        return ['You have named no activities yet; `backtracker function add "Tie my shoes"` adds one.']
    lines = [f"Your activities: {wording.listed([activity.name for activity in view.activities]) or 'none now'}."]
    for scores in view.scores[-6:]:
        parts = [f"{name} {score}" for name, score in scores.scores]
        mean = mean_score(scores)
        if mean is not None and len(scores.scores) > 1:
            parts.append(f"mean {wording.number(round(mean, 1))}")
        if scores.peg is not None:
            parts.append(f"PEG {wording.listed([str(value) for value in scores.peg])}")
        lines.append(f"{wording.day(scores.date, today=context.today())}: {', '.join(parts)}")
    if view.change is not None:
        lines.append(change_text(view.change, context.today()))
    if trend := function_trend_sentence(view.scores):
        lines.append(trend)
    return lines


COMMANDS = (goal, function, medication, question)

"""What the person wants back, in plain lines: the goal, what the back makes hard, and how well that goes."""

from __future__ import annotations

from tracker.cli.session.conversation import Conversation, PutOff
from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.errors import UsageError
from tracker.service.function import activities, goal, questions

NEVER = "never"
HINTS = {
    FunctionQuestion.GOAL: "One sentence, such as: lift my daughter. Or later, or never.",
    FunctionQuestion.ACTIVITIES: "One thing, such as: tie my shoes. Or later, or never.",
}
MAX_SCORE = 10


def ask_function_question(conversation: Conversation) -> bool:
    """Ask what is due about goal and activities, and write the answer; False where nothing is."""
    question = questions.due(conversation.context, conversation.on)
    if question is None:
        return False
    try:
        if question is FunctionQuestion.SCORES:
            _ask_scores(conversation)
        else:
            _ask_text(conversation, question)
    except PutOff:
        _put_off(conversation, question, for_good=False)
    return True


def _ask_text(conversation: Conversation, question: FunctionQuestion) -> None:
    text = conversation.ask(question, HINTS[question], _read_text)
    if text.lower() == NEVER:
        _put_off(conversation, question, for_good=True)
        return
    if question is FunctionQuestion.GOAL:
        conversation.write(lambda context: goal.set_goal(context, text))
    else:
        conversation.write(lambda context: activities.add_activities(context, [text]))


def _ask_scores(conversation: Conversation) -> None:
    """Ask for the score of each activity; they are written together."""
    on = conversation.on
    conversation.say(f"{FunctionQuestion.SCORES} 0 is not at all, 10 is as before.")
    scores: dict[str, int] = {}
    for activity in activities.activities_on(conversation.context, on):
        answer = conversation.ask(f"{activity.name}?", f"0 to {MAX_SCORE}.", _read_score)
        if answer is None:
            _put_off(conversation, FunctionQuestion.SCORES, for_good=True)
            return
        scores[activity.name] = answer
    conversation.write(lambda context: activities.score(context, scores, None, on))


def _put_off(conversation: Conversation, question: FunctionQuestion, *, for_good: bool) -> None:
    conversation.write(lambda context: questions.put_off(context, question, for_good=for_good))


def _read_text(line: str) -> str:
    if not line:
        raise UsageError("Nothing was typed. Write it in one line, or later, or never.")
    return line


def _read_score(line: str) -> int | None:
    """A score, or None for *never*. Raises UsageError."""
    if line.lower() == NEVER:
        return None
    if line.isdecimal() and int(line) <= MAX_SCORE:
        return int(line)
    raise UsageError(f"“{line}” is no answer here. Type 0 to {MAX_SCORE}, or later, or never.")

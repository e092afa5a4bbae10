"""What the person wants back, in plain lines: the goal, what the back makes hard, and how well that goes."""

from __future__ import annotations

from contextlib import suppress

from tracker.cli.session.conversation import Conversation, PutOff
from tracker.core.analytics.function_due import NOT_AGAIN, FunctionQuestion
from tracker.core.errors import UsageError
from tracker.core.model import MAX_SCORE
from tracker.service.function import activities, goal, questions

HINTS = {
    FunctionQuestion.GOAL: "One sentence, such as: lift my daughter. Or later, or not again.",
    FunctionQuestion.ACTIVITIES: "One thing, such as: tie my shoes. Or later, or not again.",
}
SCORES_HINT = "0 is not at all, 10 is as before. They are saved together after the last. Or later, or not again."
PEG_HINT = (
    "Three more about the past week, if you want. 0 is not at all, 10 is as bad as can be. They are saved together "
    "after the last. Enter alone leaves them out."
)
MEDICATION_HINT = "Type it in one line; enter alone leaves it as it is."


def ask_function_question(conversation: Conversation) -> bool:
    """Ask what is due about goal and activities, and write the answer; False where nothing is."""
    question = questions.due(conversation.context, conversation.on)
    if question is None:
        return False
    try:
        if question is FunctionQuestion.SCORES:
            _ask_fortnight(conversation)
        else:
            _ask_text(conversation, question)
    except PutOff:
        _put_off(conversation, question, for_good=False)
    return True


def _ask_text(conversation: Conversation, question: FunctionQuestion) -> None:
    text = conversation.ask(question, HINTS[question], _read_text)
    if text.lower() == NOT_AGAIN:
        _put_off(conversation, question, for_good=True)
        return
    if question is FunctionQuestion.GOAL:
        conversation.write(lambda context: goal.set_goal(context, text))
    else:
        conversation.write(lambda context: activities.add_activities(context, [text]))


def _ask_fortnight(conversation: Conversation) -> None:
    """Ask all that is asked every second week; without scores the rest waits for them."""
    if _ask_scores(conversation):
        for ask in (_ask_peg, _ask_medication):
            # The scores are written; what is put off after them is left out this time.
            with suppress(PutOff):
                ask(conversation)


def _ask_scores(conversation: Conversation) -> bool:
    """Ask for the score of each activity; they are written together. False where there is none."""
    on = conversation.on
    conversation.say(f"{FunctionQuestion.SCORES} {SCORES_HINT}")
    scores: dict[str, int] = {}
    for activity in activities.activities_on(conversation.context, on):
        answer = conversation.ask(f"{activity.name}?", f"0 to {MAX_SCORE}.", _read_score)
        if answer is None:
            _put_off(conversation, FunctionQuestion.SCORES, for_good=True)
            return False
        scores[activity.name] = answer
    return conversation.write(lambda context: activities.score(context, scores, None, on))


def _ask_peg(conversation: Conversation) -> None:
    """Ask for the three answers of the PEG scale; they are written together."""
    on = conversation.on
    conversation.say(PEG_HINT)
    answers: list[int] = []
    for question in questions.PEG:
        answer = conversation.ask(f"{question}?", f"0 to {MAX_SCORE}.", _read_peg)
        if answer is None:
            return
        answers.append(answer)
    pain, enjoyment, activity = answers
    conversation.write(lambda context: activities.score(context, {}, (pain, enjoyment, activity), on))


def _ask_medication(conversation: Conversation) -> None:
    on = conversation.on
    before = activities.scoring_on(conversation.context, on).medication
    now = f" It says now: {before}." if before else ""
    text = conversation.ask(f"Medication?{now}", MEDICATION_HINT, str)
    if text:
        conversation.write(lambda context: activities.score(context, {}, None, on, text))


def _put_off(conversation: Conversation, question: FunctionQuestion, *, for_good: bool) -> None:
    conversation.write(lambda context: questions.put_off(context, question, for_good=for_good))


def _read_text(line: str) -> str:
    if not line:
        raise UsageError("Nothing was typed. Write it in one line, or later, or not again.")
    return line


def _read_score(line: str) -> int | None:
    """A score, or None for *not again*. Raises UsageError."""
    return None if line.lower() == NOT_AGAIN else _read_number(line, "later, or not again")


def _read_peg(line: str) -> int | None:
    """An answer of the PEG scale, or None where nothing is typed. Raises UsageError."""
    return _read_number(line, "enter alone to leave the three out") if line else None


def _read_number(line: str, otherwise: str) -> int:
    if line.isdecimal() and int(line) <= MAX_SCORE:
        return int(line)
    refusal = f"“{line}” is no answer here." if line else "Nothing was typed."
    raise UsageError(f"{refusal} Type 0 to {MAX_SCORE}, or {otherwise}.")

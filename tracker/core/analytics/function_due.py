"""When the goal and the scores of activities are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from tracker.core.days import days_before
from tracker.core.engine.flares import flares
from tracker.core.model import Activity, Answer, CheckIn, FunctionScores, Pause, Settings

FIRST_MORNINGS = 3
SCORES_AGAIN = timedelta(weeks=2)
FLARE_DAYS_QUIET = 3
LATER = "later"
NOT_AGAIN = "not again"


class FunctionQuestion(StrEnum):
    """What is asked, as its answer *later* or *not again* is stored."""

    GOAL = "What would you like to be able to do again?"
    ACTIVITIES = "What does your back make hard?"
    SCORES = "How well do your activities go?"


_QUESTIONS = frozenset(question.value for question in FunctionQuestion)


def due_question(
    on: date,
    *,
    settings: Settings,
    checkins: Collection[CheckIn],
    pauses: Iterable[Pause],
    goal: str,
    activities: Iterable[Activity],
    function: Iterable[FunctionScores],
    answers: Iterable[Answer],
) -> FunctionQuestion | None:
    """The question that is due on `on`, which has its check-in; None where none is.

    The goal is asked from the third morning on, what the back makes hard from the fourth, scores every second week.
    None is asked in a pause, on the first three days of a flare, twice on a day, or after *not again*; after *later* it
    is asked on the next day.
    """
    mornings = {checkin.date for checkin in checkins if checkin.date <= on}
    if on not in mornings or any(pause.covers(on) for pause in pauses):
        return None
    quiet_since = days_before(on, FLARE_DAYS_QUIET - 1)
    if any(flare.end is None and flare.start >= quiet_since for flare in flares(checkins, settings, on)):
        return None
    put_off = {answer.question: answer for answer in answers if answer.question in _QUESTIONS}
    if any(answer.date == on for answer in put_off.values()):
        return None

    def is_open(question: FunctionQuestion) -> bool:
        answer = put_off.get(question)
        return answer is None or answer.answer == LATER

    if not goal and len(mornings) >= FIRST_MORNINGS and is_open(FunctionQuestion.GOAL):
        return FunctionQuestion.GOAL
    if any(activity.covers(on) for activity in activities):
        scored = [scores.date for scores in function]
        is_due = all(not day <= on < day + SCORES_AGAIN for day in scored)
        return FunctionQuestion.SCORES if is_due and is_open(FunctionQuestion.SCORES) else None
    if len(mornings) > FIRST_MORNINGS and is_open(FunctionQuestion.ACTIVITIES):
        return FunctionQuestion.ACTIVITIES
    return None

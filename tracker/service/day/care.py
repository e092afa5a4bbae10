"""Reasons to see somebody that the person has answered: *I have talked to somebody*.

The answer is stored with its date, as those of the first run are. For 28 days the words are then one short line, unless
the reason was away for a week and has come back, or a pain of 8 or more is written anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.core import wording
from tracker.core.engine.care import CODES, LATELY, SEVERE_PAIN
from tracker.core.engine.progression import Advice, Care
from tracker.core.engine.reasons import CARE_REASONS
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.model import Answer
from tracker.service.context import AppContext, transactional

SHORT_FOR_DAYS = 28
# As it stands in the report for a doctor or therapist, where all answers are.
QUESTION = "Talked to somebody about "
YES = "yes"
# The answer about severe pain says how many readings it was about, since those of one day have no order.
ABOUT = "yes, readings of 8 or more: "


@transactional
def answer_care(context: AppContext, code: str) -> str:
    """Record that the person has talked to somebody about a reason that applies today.

    Raises UsageError where there is no such code, NotPossibleError where it does not apply today.
    """
    _require_code(code)
    today = context.today()
    if code not in [care.code for care in context.advice(today).care]:
        raise NotPossibleError(f"Nothing is said about {CARE_REASONS[code]} today, so there is nothing to answer.")
    text = YES
    if code == "severe_pain":
        text = f"{ABOUT}{_severe_readings(context, today - timedelta(days=LATELY), today)}"
    message = f"You have talked to somebody about {CARE_REASONS[code]}"
    context.put(message, Answer(_question(code), text, today))
    return f"{message}; for four weeks one short line says so."


def reasons_today(context: AppContext, code: str | None = None) -> tuple[Care, ...]:
    """Today's reasons to see somebody, or the one of a code. Raises UsageError where there is no such code."""
    if code is not None:
        _require_code(code)
    reasons = with_answers(context, context.advice(context.today())).care
    return tuple(care for care in reasons if code in (None, care.code))


def with_answers(context: AppContext, advice: Advice) -> Advice:
    """The advice, its reasons to see somebody short where the person has answered them."""
    if not advice.care:
        return advice
    answers = {answer.question: answer for answer in context.store.answers()}
    care = (_with_answer(context, care, answers.get(_question(care.code)), advice.date) for care in advice.care)
    return replace(advice, care=tuple(care))


def _require_code(code: str) -> None:
    if code not in CODES:
        raise UsageError(f"There is no care code {code!r}; there are {wording.listed(list(CODES))}.")


def _question(code: str) -> str:
    return f"{QUESTION}{CARE_REASONS[code]}"


def _with_answer(context: AppContext, care: Care, answer: Answer | None, on: date) -> Care:
    if answer is None or not _still_answered(context, care.code, answer, on):
        return care
    text = f"On {wording.day(answer.date, today=on)} you talked to somebody about {CARE_REASONS[care.code]}."
    return replace(care, text=text, seen=answer.date)


def _still_answered(context: AppContext, code: str, answer: Answer, on: date) -> bool:
    if not answer.date <= on < answer.date + timedelta(days=SHORT_FOR_DAYS):
        return False
    if code == "severe_pain" and _severe_anew(context, answer, on):
        return False
    return not context.engine(on).care_came_back(code, answer.date, on)


def _severe_anew(context: AppContext, answer: Answer, on: date) -> bool:
    if _severe_readings(context, answer.date + timedelta(days=1), on):
        return True
    about = answer.answer.removeprefix(ABOUT)
    known = _severe_readings(context, answer.date - timedelta(days=LATELY), answer.date)
    return about.isdecimal() and known > int(about)


def _severe_readings(context: AppContext, first: date, last: date) -> int:
    """How many check-ins and sets of these days have a pain of 8 or more."""
    history = context.window(last)
    checkins = [checkin.pain for checkin in history.checkins if first <= checkin.date <= last]
    sets = [logged.pain for session in history.sessions if first <= session.date <= last for logged in session.sets]
    return sum(1 for pain in (*checkins, *sets) if pain is not None and pain >= SEVERE_PAIN)

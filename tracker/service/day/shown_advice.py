"""The engine's advice as people see it: with their answers to its care, and no date of a step that would mislead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from tracker.core import wording
from tracker.core.engine.progression import Advice, Verdict
from tracker.core.engine.reasons import CARE_REASONS
from tracker.core.model import History
from tracker.service.context import AppContext
from tracker.service.day.care import with_answers

SEVERE = "severe_pain"
WEEKS = 4
WEEK = timedelta(weeks=1)


class ShownAdvice(NamedTuple):
    """The advice as people see it.

    `in_the_way` says in a few words why no date of a step is named though steps are waited for, or is empty.
    """

    advice: Advice
    in_the_way: str = ""


def shown_advice(context: AppContext, advice: Advice) -> ShownAdvice:
    """The advice as people see it.

    No date is named beside words that ask the person to talk to somebody before they go on or about a severe pain, nor
    where each of the last four weeks had a reading above the pain-free limit: the next weeks are likely to have one
    too.
    """
    return with_likely_dates(with_answers(context, advice), context.window(advice.date))


def with_likely_dates(advice: Advice, history: History) -> ShownAdvice:
    """The same of advice on a history that has the weeks before it."""
    if any(care.before_going_on for care in advice.care):
        return ShownAdvice(_without_dates(advice))
    settings = history.settings
    waited_for = any(
        verdict.earliest is not None or any(need.code == "pain_free_weeks" for need in verdict.needs)
        for verdict in advice.exercises
    )
    if any(care.code == SEVERE and care.seen is None for care in advice.care):
        return ShownAdvice(_without_dates(advice), f"no step for now: {CARE_REASONS[SEVERE]}" if waited_for else "")
    if not _above_limit_every_week(history, advice.date):
        return ShownAdvice(advice)
    weeks = wording.count_word(settings.weeks_required)
    text = (
        f"Each of the last four weeks had a reading above {settings.pain_free_limit}; {weeks} weeks in a row without "
        "one are needed."
    )
    exercises = tuple(_with_need(verdict, text) for verdict in _without_dates(advice).exercises)
    in_the_way = f"no step yet: readings above {settings.pain_free_limit} every week" if waited_for else ""
    return ShownAdvice(replace(advice, exercises=exercises), in_the_way)


def _without_dates(advice: Advice) -> Advice:
    undated = (replace(verdict, earliest=None) if verdict.earliest else verdict for verdict in advice.exercises)
    return replace(advice, exercises=tuple(undated))


def _with_need(verdict: Verdict, text: str) -> Verdict:
    """The verdict, what it says of pain-free weeks replaced: a day before which no step comes is no use here."""
    old = {need.text for need in verdict.needs if need.code == "pain_free_weeks"}
    if not old:
        return verdict
    needs = tuple(replace(need, text=text) if need.text in old else need for need in verdict.needs)
    return replace(verdict, needs=needs, why=tuple(text if reason in old else reason for reason in verdict.why))


def _above_limit_every_week(history: History, on: date) -> bool:
    """Whether each of the four weeks before `on`, with the mornings that follow their days, had such a reading."""
    return all(_was_above_limit(history, on - week * WEEK) for week in range(1, WEEKS + 1))


def _was_above_limit(history: History, first: date) -> bool:
    limit = history.settings.pain_free_limit
    return any(checkin.pain > limit for checkin in history.checkins if first <= checkin.date <= first + WEEK) or any(
        logged.pain is not None and logged.pain > limit
        for session in history.sessions
        if first <= session.date < first + WEEK
        for logged in session.sets
    )

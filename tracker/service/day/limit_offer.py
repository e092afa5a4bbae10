"""When a higher pain-free limit is offered: for weeks small readings alone, or a steady level, stood in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.core.days import days_before
from tracker.core.engine.progression import AdviceEngine
from tracker.core.model import History, SetLog, SkipReason
from tracker.core.readings import median
from tracker.service.context import AppContext, transactional
from tracker.service.day.day_view import DayRow, DayView
from tracker.service.not_now import AGAIN, is_put_off, put_off
from tracker.service.plan.engine_settings import SAFE_LIMIT

LOOK_BACK_DAYS = 28
HIGHEST_LIMIT = 5
STEADY_FROM = 3
MORNINGS_NEEDED = 3
WEEKS_COUNTED = 12
# What an exercise may lack beside pain-free weeks where pain alone is in the way.
PAIN_NEEDS = frozenset({"pain_free_weeks", "pain_today", "one_more_week"})


QUESTION = "May a higher pain count as pain-free?"


@dataclass(frozen=True, slots=True)
class LimitOffer:
    """A higher pain-free limit, as it is offered on Today.

    Up to 2, `clean_weeks` says for each limit that is higher than now how many of the last twelve weeks would have been
    clean with it. Above 2 a professional has to agree first, and `lowest` is the lowest of the weeks' medians.
    """

    limit: int
    clean_weeks: Mapping[int, int] = field(default_factory=dict)
    lowest: int = 0

    @property
    def needs_agreement(self) -> bool:
        """Whether a professional has to agree first."""
        return self.limit > SAFE_LIMIT


def limit_offer(context: AppContext, view: DayView) -> LimitOffer | None:
    """The higher limit that is offered on a day, None if there is none or the person has put it off."""
    blocked = [row.exercise.id for row in view.rows if _waits_for_pain_alone(row)]
    history = context.window(view.on)
    limit = history.settings.pain_free_limit
    if not blocked or is_put_off(context, QUESTION, view.on) or not _four_weeks_without_flags(history, view.on):
        return None
    highest = max(_readings(history, view.on), default=0)
    if not limit < highest <= HIGHEST_LIMIT:
        return None
    if highest <= SAFE_LIMIT:
        return LimitOffer(limit + 1, _clean_weeks(context, view.on, blocked))
    if any(care.code != "not_improving" for care in view.advice.care):
        return None
    medians = _weekly_medians(history, view.on)
    if not all(STEADY_FROM <= level <= HIGHEST_LIMIT for level in medians):
        return None
    return LimitOffer(highest, lowest=int(min(medians)))


@transactional
def put_off_limit(context: AppContext) -> str:
    """Record that the limit is to stay as it is for now; no higher one is offered for four weeks."""
    put_off(context, QUESTION)
    return f"Pain up to {context.settings().pain_free_limit} counts as pain-free, as before. {AGAIN}"


def _waits_for_pain_alone(row: DayRow) -> bool:
    codes = {need.code for need in row.verdict.needs} if row.verdict is not None else set()
    return "pain_free_weeks" in codes and codes <= PAIN_NEEDS


def _four_weeks_without_flags(history: History, on: date) -> bool:
    """Whether there are four weeks of readings without a flare, leg symptoms, or anything left out for pain."""
    first = on - timedelta(days=LOOK_BACK_DAYS)
    checkins = [checkin for checkin in history.checkins if first <= checkin.date <= on]
    return (
        any(checkin.date <= first + timedelta(days=6) for checkin in checkins)
        and not any(checkin.flare or checkin.leg for checkin in checkins)
        and not any(logged.leg for logged in _sets(history, on))
        and not any(skip.reason is SkipReason.PAIN and first <= skip.date <= on for skip in history.skips)
    )


def _readings(history: History, on: date) -> Iterator[int]:
    """The pains of the last four weeks, of mornings and of sets."""
    first = on - timedelta(days=LOOK_BACK_DAYS)
    yield from (checkin.pain for checkin in history.checkins if first <= checkin.date <= on)
    yield from (logged.pain for logged in _sets(history, on) if logged.pain is not None)


def _sets(history: History, on: date) -> Iterator[SetLog]:
    first = on - timedelta(days=LOOK_BACK_DAYS)
    return (logged for session in history.sessions if first <= session.date <= on for logged in session.sets)


def _weekly_medians(history: History, on: date) -> list[float]:
    """The median of the mornings of each of the last four weeks; 0 for a week with fewer than three."""
    medians = []
    for week in range(4):
        last = on - timedelta(days=7 * week)
        mornings = [c.pain for c in history.checkins if last - timedelta(days=6) <= c.date <= last]
        medians.append(median(mornings) if len(mornings) >= MORNINGS_NEEDED else 0)
    return medians


def _clean_weeks(context: AppContext, on: date, blocked: Sequence[str]) -> dict[int, int]:
    """By limit, how many of the last twelve weeks would have been clean for at least one of the exercises."""
    history = context.store.history(since=days_before(on, 7 * WEEKS_COUNTED))
    counts = {}
    for limit in range(history.settings.pain_free_limit + 1, SAFE_LIMIT + 1):
        engine = AdviceEngine(replace(history, settings=replace(history.settings, pain_free_limit=limit)))
        weeks = [days_before(on, 7 * week) for week in range(1, WEEKS_COUNTED + 1)]
        counts[limit] = sum(any(engine.was_clean(exercise, week) for exercise in blocked) for week in weeks)
    return counts

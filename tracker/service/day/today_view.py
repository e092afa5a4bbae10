"""All that the Today screen shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from tracker.core import wording
from tracker.core.analytics.adherence import DayCount, DaysDone
from tracker.core.analytics.function_due import FunctionQuestion
from tracker.core.analytics.last_days import LastDays, last_days
from tracker.core.analytics.ranges import week_start
from tracker.core.engine.flares import flares
from tracker.core.engine.pain_answer import usual_pain
from tracker.core.engine.progression import Verdict, VerdictKind
from tracker.core.model import History, Number, Settings
from tracker.service.context import AppContext, consistent
from tracker.service.day.day_view import DayView, day_view, missed_mornings
from tracker.service.day.limit_offer import LimitOffer, limit_offer
from tracker.service.day.soreness import soreness_today
from tracker.service.day.status import next_step, next_training_day, nothing_left, week_days, week_of, week_text
from tracker.service.first_run import FirstRunStep, unanswered, waits_for_professional
from tracker.service.function.questions import due
from tracker.service.plan.swap_offer import SwapOffer, swap_offers

FORGOTTEN_DAYS = 4
MORNINGS = 84

UNPLANNED_TEXT = {"rest": "on a rest day", "paused": "in a pause", "no plan": "without a plan"}
"""What follows the count of sets on a day without a plan, by the reason that `nothing_left` gives."""


class TodayView(NamedTuple):
    """A day, and all else that the Today screen shows of it.

    `next_day` is the next training day, only where today is a rest day; `missed` are the mornings without a check-in
    of the last two days; `steps` are the increases and step backs still to be decided; `usual_pain` is what readings
    are compared with, None if unknown; `swaps` are the exercises that have hurt two weeks running, with what could take
    their place; `soreness` is what is said on a sore day after one with clearly more than planned; `function_due` is
    what is asked about goal and activities once the session of today is done.
    `forgotten` are the planned days just before today on which nothing is logged; `flare_day` counts the days of an
    active flare from 1; `mornings` are the readings of the twelve weeks up to today, from the first day of
    which anything is known, `week_days` the counts of this week, from `week_start` on.
    """

    view: DayView
    week: DaysDone
    next_day: date | None
    last_days: Mapping[str, LastDays]
    missed: tuple[date, ...]
    steps: tuple[Verdict, ...]
    names: Mapping[str, str]
    limit_offer: LimitOffer | None
    new: bool
    unanswered: tuple[FirstRunStep, ...]
    waits_for_professional: bool
    forgotten: tuple[date, ...]
    flare_day: int | None
    mornings: tuple[int | None, ...]
    week_days: tuple[DayCount, ...]
    week_start: date
    usual_pain: Number | None
    settings: Settings
    swaps: tuple[SwapOffer, ...] = ()
    soreness: str = ""
    goal: str = ""
    function_due: FunctionQuestion | None = None

    def status(self, *, short: bool = False) -> str:
        """The line under the bar: the morning, the week, the next step, which may be `short`."""
        checkin = self.view.checkin
        morning = "No check-in yet" if checkin is None else f"Morning {checkin.pain}"
        if checkin is not None and checkin.flare:
            morning += ", a flare"
        if checkin is not None and checkin.leg:
            morning += ", down the leg"
        return " · ".join([morning, *self._week_and_next_step(short=short)])

    def closing(self) -> str:
        """The sentence at the end of a session."""
        rest = "; ".join(self._week_and_next_step())
        return f"{self._done()}. {rest[:1].upper()}{rest[1:]}." if rest else f"{self._done()}."

    def _week_and_next_step(self, *, short: bool = False) -> list[str]:
        week = week_text(self.week, this=week_start(self.view.on, self.week_start.weekday()) == self.week_start)
        step = "" if self.care_first else next_step(self.view, short=short)
        return [part for part in (week, step) if part]

    @property
    def care_first(self) -> bool:
        """Whether care words ask to talk to somebody before going on, so that no step is spoken of."""
        return self.view.care_first

    def without_offer(self) -> TodayView:
        """The same without the offer of a limit, which has been answered."""
        return self._replace(limit_offer=None)

    def _done(self) -> str:
        """`12 sets, 7 of 7 exercises`, `1 set on a rest day`."""
        sets = wording.count(sum(len(row.logged) for row in self.view.rows), "set")
        rows = [row for row in self.view.rows if row.planned]
        if not rows:
            return f"{sets} {UNPLANNED_TEXT[nothing_left(self.view)]}"
        done = sum(1 for row in rows if row.logged and not row.missing)
        return f"{sets}, {done} of {wording.count(len(rows), 'exercise')}"


@consistent
def read_today_view(
    context: AppContext, on: date, *, earliest: bool = False, with_offer: bool = True, first_weekday: int = 0
) -> TodayView:
    """The day `on`; with `earliest`, today's also says when a next step is possible, which takes longer to find.

    Whether a higher limit is to be offered takes as long; without `with_offer` none is looked for. Weeks begin with
    `first_weekday`, Monday being 0. It is read again only where the database or the date has changed.
    """
    key = ("today view", context.today(), earliest, with_offer, first_weekday)
    return context.cached(on, key, lambda: _read(context, on, earliest, with_offer, first_weekday))


def _read(context: AppContext, on: date, earliest: bool, with_offer: bool, first_weekday: int) -> TodayView:
    view = day_view(context, on, earliest=earliest and on == context.today())
    history, first_day = context.window(on), context.store.first_day()
    return TodayView(
        view,
        week_of(context, on, first_weekday),
        next_training_day(context, on) if on == view.today and nothing_left(view) == "rest" else None,
        last_days(history, context.plan(on), {row.exercise.id for row in view.rows}, on),
        missed_mornings(context, on) if on == view.today else (),
        _steps(view, history) if on == view.today else (),
        {exercise.id: exercise.name for exercise in history.exercises},
        limit_offer(context, view) if with_offer and on == view.today else None,
        first_day is None,
        unanswered(context) if on == view.today else (),
        waits_for_professional(context),
        _forgotten(context, on) if on == view.today else (),
        _flare_day(history, on),
        _mornings(history, view.today, first_day or view.today),
        week_days(context, view.today, first_weekday),
        week_start(view.today, first_weekday),
        usual_pain(history.checkins, on),
        history.settings,
        swap_offers(context, view) if on == view.today else (),
        soreness_today(context, view) if on == view.today else "",
        context.store.goal(),
        due(context, on) if on == view.today and view.complete else None,
    )


def carry_over(current: TodayView, before: TodayView | None) -> TodayView:
    """`current`, with the dates of next steps and the offer of a limit from `before`, until both are found anew."""
    if before is None or before.view.on != current.view.on:
        return current
    current = current._replace(limit_offer=before.limit_offer)
    if current.care_first or current.view.in_the_way:  # dates would mislead
        return current
    known = {(verdict.exercise, verdict.dose): verdict.earliest for verdict in before.view.advice.exercises}

    def dated(verdict: Verdict) -> Verdict:
        if verdict.verdict is not VerdictKind.HOLD or verdict.earliest is not None:
            return verdict
        return replace(verdict, earliest=known.get((verdict.exercise, verdict.dose)))

    view = current.view
    rows = (row if row.verdict is None else row._replace(verdict=dated(row.verdict)) for row in view.rows)
    advice = replace(view.advice, exercises=tuple(map(dated, view.advice.exercises)))
    return current._replace(view=view._replace(advice=advice, rows=tuple(rows)))


def _mornings(history: History, today: date, first_day: date) -> tuple[int | None, ...]:
    pains = {checkin.date: checkin.pain for checkin in history.checkins}
    days = max(min(MORNINGS, (today - first_day).days + 1), 1)
    return tuple(pains.get(today - timedelta(days=back)) for back in range(days - 1, -1, -1))


def _flare_day(history: History, on: date) -> int | None:
    """Which day of an active flare `on` is, 1 for its first; None without one."""
    starts = [flare.start for flare in flares(history.checkins, history.settings, on) if flare.end is None]
    return (on - starts[-1]).days + 1 if starts else None


def _forgotten(context: AppContext, on: date) -> tuple[date, ...]:
    """The planned days just before `on`, back to the last on which anything was logged or left out, at most three."""
    first = on - timedelta(days=FORGOTTEN_DAYS)
    plan = context.plan(on)
    done = {exercise_day.date for exercise_day in context.store.exercise_days(first, on - timedelta(days=1))}
    done |= {skip.date for skip in context.window(on).skips}
    days: list[date] = []
    for back in range(1, FORGOTTEN_DAYS + 1):
        day = on - timedelta(days=back)
        if day in done:
            return tuple(reversed(days))
        if any(plan.planned(exercise, day) for exercise in plan.of):
            days.append(day)
    return ()  # that long away is no forgotten day


def _steps(view: DayView, history: History) -> tuple[Verdict, ...]:
    """What is proposed and not yet decided: an accepted step may hold only from tomorrow, and is not asked again.

    Nothing is, beside words that ask the person to talk to somebody before they go on.
    """
    if any(care.before_going_on for care in view.advice.care):
        return ()
    coming = {prescription.exercise for prescription in history.prescriptions if prescription.start > view.on}
    return tuple(
        verdict
        for verdict in view.advice.exercises
        if verdict.verdict in (VerdictKind.INCREASE, VerdictKind.STEP_BACK) and verdict.exercise not in coming
    )
